"""One household tonight: every place, ranked or refused, in words and within milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import numpy as np

from eenplan.engines.assignment.model import FOREVER, BoolArray, IntArray, Rule
from eenplan.engines.assignment.plan import Prices
from eenplan.engines.placement.model import Household, Place, Policy
from eenplan.engines.placement.outcome import (
    BlockedPlace,
    Lazily,
    RankedPlace,
    Ranking,
    Requirement,
    RuleCount,
)
from eenplan.engines.placement.pressure import pressures
from eenplan.engines.placement.rules import rules_for
from eenplan.engines.placement.scoring import in_words, score_table
from eenplan.engines.placement.stock import Stock, stock_of
from eenplan.engines.placement.table import Table
from eenplan.engines.placement.telling import tells
from eenplan.engines.placement.windows import Situation
from eenplan.engines.placement.words import RED_FLOW, places as count_of_places


def match_now(
    household: Household,
    places: Sequence[Place] | Stock,
    policy: Policy,
    on: date,
    prices: Prices | None = None,
    companions: Sequence[Household] = (),
) -> Ranking:
    """Every place for one household tonight: the eligible ones ranked, the others with reasons.

    With the prices of the last plan (`PlacementPlan.kernel.prices`) places that others need more
    come lower. No solver runs. Who asks often gives a `Stock` of the places. `companions` are the
    households it stays together with that look for a place too: a place counts only if there is
    one near it for each of them.
    """
    table = Table(Situation(on, 0, policy), [household], stock_of(places))
    rules = rules_for(table.situation)
    refused = np.stack([table.refused[rule.id][0] for rule in rules])
    for companion in companions:
        together = [rule.id for rule in rules].index("together")
        refused[together] |= ~room_nearby(table, companion)
    eligible = _ranked(table, rules, refused, prices)
    return Ranking(
        household=household.id,
        on=on,
        eligible=eligible,
        blocked=_blocked(table, rules, refused),
        rules=_counted(refused, rules),
        red_flow=household.unaccompanied_minor,
        summary=_summary(household, len(eligible), len(table.stock)),
        hold_hours=policy.hold_hours,
    )


def room_nearby(table: Table, companion: Household) -> BoolArray:
    """Near which places another household, that comes along, could have a place too."""
    stock, household = table.stock, table.households[0]
    theirs = Table(table.situation, [companion], stock).allowed[0]
    links = (*household.links, *companion.links)
    in_one_house = any(
        link.level == "dwelling" and link.other in (household.id, companion.id) for link in links
    )
    where = stock.codes("house" if in_one_house else "area")
    possible = np.bincount(where, theirs, minlength=len(stock) + 1)[where]
    beds = household.persons + companion.persons
    fits_both = stock.several & (stock.max_persons >= beds)
    # The place itself is no second place, unless both can live in it.
    room: BoolArray = possible - (theirs & ~fits_both) >= 1
    return room


def _summary(household: Household, eligible: int, total: int) -> str:
    if household.unaccompanied_minor:
        return RED_FLOW
    if not eligible:
        return f"Geen van de {total} plaatsen voldoet vandaag aan alle voorwaarden."
    return f"{count_of_places(eligible)} van {total} mogelijk vandaag."


def _ranked(
    table: Table, rules: tuple[Rule, ...], refused: BoolArray, prices: Prices | None
) -> Sequence[RankedPlace]:
    household, weights = table.households[0], table.situation.policy.weights
    points = {name: column[0] for name, column in score_table(table).items()}
    score: IntArray = np.sum(list(points.values()), axis=0)
    rows = np.flatnonzero(~refused.any(axis=0))
    pressure = np.zeros(len(table.stock), dtype=np.int64)
    pressure[rows] = pressures(prices, table, 0, rows)
    rows = rows[np.lexsort((table.stock.by_name[rows], (pressure - score)[rows]))]

    def made(n: int) -> RankedPlace:
        u = int(rows[n])
        place, ends = table.places[u], int(table.end[0, u])
        return RankedPlace(
            place=place.id,
            label=place.label,
            rank=n + 1,
            score=int(score[u]),
            pressure=int(pressure[u]),
            start=date.fromordinal(int(table.start[0, u])),
            until=None if ends >= FOREVER else date.fromordinal(ends),
            parts=in_words({name: int(p[u]) for name, p in points.items()}, weights, household),
            worded=partial(_met, rules, household, place),
        )

    return Lazily(len(rows), made)


def _met(rules: tuple[Rule, ...], household: Household, place: Place) -> tuple[Requirement, ...]:
    return tuple(
        Requirement(
            rule.id,
            rule.title,
            True,
            rule.met(household, place),
            rule.source,
            tells(rule.id, household, place),
        )
        for rule in rules
    )


def _blocked(table: Table, rules: tuple[Rule, ...], refused: BoolArray) -> Sequence[BlockedPlace]:
    """The refused places, fewest refusals first; each is made, and worded, when it is read."""
    household = table.households[0]
    number = refused.sum(axis=0)
    rows = np.flatnonzero(number)
    rows = rows[np.lexsort((table.stock.by_name[rows], number[rows]))]

    def made(n: int) -> BlockedPlace:
        place, says_no = table.places[int(rows[n])], refused[:, int(rows[n])].tolist()
        no = tuple(rule for rule, refuses in zip(rules, says_no, strict=True) if refuses)
        yes = tuple(rule for rule, refuses in zip(rules, says_no, strict=True) if not refuses)
        return BlockedPlace(
            place=place.id,
            label=place.label,
            rules=tuple(rule.id for rule in no),
            refusals=partial(_failed, no, household, place),
            worded=partial(_met, yes, household, place),
        )

    return Lazily(len(rows), made)


def _failed(rules: tuple[Rule, ...], household: Household, place: Place) -> tuple[Requirement, ...]:
    return tuple(
        Requirement(
            rule.id,
            rule.title,
            False,
            rule.test(household, place) or rule.template,
            rule.source,
        )
        for rule in rules
    )


def rule_counts(table: Table, row: int, rules: tuple[Rule, ...]) -> tuple[RuleCount, ...]:
    """Per rule how many places it excludes for one household, and how many it excludes alone."""
    return _counted(np.stack([table.refused[rule.id][row] for rule in rules]), rules)


def _counted(refused: BoolArray, rules: tuple[Rule, ...]) -> tuple[RuleCount, ...]:
    alone = refused & (refused.sum(axis=0) == 1)
    counts = zip(rules, refused.sum(axis=1).tolist(), alone.sum(axis=1).tolist(), strict=True)
    found = [
        RuleCount(rule.id, rule.title, n, only, _count_sentence(rule, n, only))
        for rule, n, only in counts
        if n
    ]
    return tuple(sorted(found, key=lambda count: (-count.places, count.rule)))


def _count_sentence(rule: Rule, excluded: int, only: int) -> str:
    alone = f", waarvan {only} alleen daarom" if only else ""
    return f"{rule.template}: {count_of_places(excluded)}{alone}"
