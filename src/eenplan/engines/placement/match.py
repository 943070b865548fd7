"""One household tonight: every place, ranked or refused, in words and within milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import numpy as np

from eenplan.engines.assignment.model import FOREVER, Rule
from eenplan.engines.assignment.plan import Prices
from eenplan.engines.placement.model import Household, Place, Policy
from eenplan.engines.placement.outcome import (
    BlockedPlace,
    RankedPlace,
    Ranking,
    Requirement,
    RuleCount,
)
from eenplan.engines.placement.problem import uses_of
from eenplan.engines.placement.rules import rules_for
from eenplan.engines.placement.scoring import in_words, score_table
from eenplan.engines.placement.table import Table
from eenplan.engines.placement.windows import Situation
from eenplan.engines.placement.words import RED_FLOW, places as count_of_places


def match_now(
    household: Household,
    places: Sequence[Place],
    policy: Policy,
    on: date,
    prices: Prices | None = None,
) -> Ranking:
    """Every place for one household tonight: the eligible ones ranked, the others with reasons.

    With the prices of the last plan (`PlacementPlan.kernel.prices`) places that others need more
    come lower. No solver runs.
    """
    situation = Situation(on, 0, policy)
    table = Table(situation, [household], places)
    rules = rules_for(situation)
    eligible = _ranked(table, rules, prices)
    blocked = _blocked(table, rules)
    return Ranking(
        household=household.id,
        on=on,
        eligible=eligible,
        blocked=blocked,
        rules=rule_counts(table, 0, rules),
        red_flow=household.unaccompanied_minor,
        summary=_summary(household, len(eligible), len(places)),
    )


def _summary(household: Household, eligible: int, total: int) -> str:
    if household.unaccompanied_minor:
        return RED_FLOW
    if not eligible:
        return f"Geen van de {total} plaatsen voldoet vandaag aan alle voorwaarden."
    return f"{count_of_places(eligible)} van {total} mogelijk vandaag."


def _ranked(
    table: Table, rules: tuple[Rule, ...], prices: Prices | None
) -> tuple[RankedPlace, ...]:
    household, weights = table.households[0], table.situation.policy.weights
    points = {name: column[0] for name, column in score_table(table).items()}
    score = np.sum(list(points.values()), axis=0)
    found = []
    for u in np.flatnonzero(table.allowed[0]).tolist():
        place = table.places[u]
        start, end = int(table.start[0, u]), int(table.end[0, u])
        uses = uses_of(household, place)
        pressure = prices.pressure(place.id, start, end, uses) if prices else 0
        found.append((pressure - int(score[u]), place.id, u, pressure))
    ranked = []
    for rank, (_, _, u, pressure) in enumerate(sorted(found), start=1):
        place = table.places[u]
        ends = int(table.end[0, u])
        ranked.append(
            RankedPlace(
                place=place.id,
                label=place.label,
                rank=rank,
                score=int(score[u]),
                pressure=pressure,
                start=date.fromordinal(int(table.start[0, u])),
                until=None if ends >= FOREVER else date.fromordinal(ends),
                parts=in_words({name: int(p[u]) for name, p in points.items()}, weights),
                worded=partial(_met, rules, household, place),
            )
        )
    return tuple(ranked)


def _met(rules: tuple[Rule, ...], household: Household, place: Place) -> tuple[Requirement, ...]:
    return tuple(
        Requirement(rule.id, rule.title, True, rule.met(household, place), rule.source)
        for rule in rules
    )


def _blocked(table: Table, rules: tuple[Rule, ...]) -> tuple[BlockedPlace, ...]:
    """The refused places, fewest refusals first; sentences are made for those that are read."""
    household = table.households[0]
    refused = np.stack([table.refused[rule.id][0] for rule in rules], axis=1)
    rows = np.flatnonzero(refused.any(axis=1)).tolist()
    sides: dict[tuple[bool, ...], tuple[tuple[Rule, ...], tuple[Rule, ...], tuple[str, ...]]] = {}
    found = []
    for u, flags in zip(rows, map(tuple, refused[rows].tolist()), strict=True):
        if flags not in sides:
            sides[flags] = _sides(rules, flags)
        no, yes, names = sides[flags]
        place = table.places[u]
        found.append(
            BlockedPlace(
                place=place.id,
                label=place.label,
                rules=names,
                refusals=partial(_failed, no, household, place),
                worded=partial(_met, yes, household, place),
            )
        )
    return tuple(sorted(found, key=lambda blocked: (len(blocked.rules), blocked.place)))


def _sides(
    rules: tuple[Rule, ...], flags: tuple[bool, ...]
) -> tuple[tuple[Rule, ...], tuple[Rule, ...], tuple[str, ...]]:
    """The rules that say no, the rules that are met, and the ids of the first."""
    no = tuple(rule for rule, refuses in zip(rules, flags, strict=True) if refuses)
    yes = tuple(rule for rule, refuses in zip(rules, flags, strict=True) if not refuses)
    return no, yes, tuple(rule.id for rule in no)


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
    refused = np.stack([table.refused[rule.id][row] for rule in rules])
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
