"""Why this place, why not that one, and what would change if: a plan asked by a person.

Three kinds of statements and nothing else: refused by a named rule; chosen or not after points and
the pressure of others; and what choosing otherwise takes from whom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from eenplan.engines.assignment.model import FOREVER
from eenplan.engines.placement.batch import Planned
from eenplan.engines.placement.changes import Difference, what_if
from eenplan.engines.placement.match import rule_counts
from eenplan.engines.placement.outcome import Requirement, RuleCount, ScorePart
from eenplan.engines.placement.pressure import pressures
from eenplan.engines.placement.scoring import in_words
from eenplan.engines.placement.words import SUITABLE_BUT_TAKEN


@dataclass(frozen=True, slots=True)
class Way:
    """One possible place: points, pressure of others, and who has it in the plan."""

    place: str
    label: str
    start: date
    until: date | None
    score: int
    pressure: int
    parts: tuple[ScorePart, ...]
    held_by: tuple[str, ...]

    @property
    def net(self) -> int:
        """Points minus the pressure of others."""
        return self.score - self.pressure


@dataclass(frozen=True, slots=True)
class Account:
    """The whole account for one household: every place is possible or refused by a named rule."""

    household: str
    chosen: Way | None
    alternatives: tuple[Way, ...]
    blocked: tuple[RuleCount, ...]
    possible: int
    refused: int
    sentence: str


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a household does not have a place: refused by rules, or who would have to give way."""

    household: str
    place: str
    refusals: tuple[Requirement, ...]
    displaced: tuple[str, ...]
    points_lost: int | None
    sentence: str


def explain(found: Planned, household: str, most: int = 5) -> Account:
    """What was chosen, up to `most` alternatives, and per rule how many places it refuses.

    Raises KeyError for an unknown household.
    """
    problem, table = found.problem, found.table
    row = problem.request_at[household]
    columns = np.flatnonzero(table.allowed[row])
    ways = _ways(found, row, columns)
    own = next((p for p in found.plan.placements if p.household == household), None)
    chosen = next((w for w in ways if own and w.place == own.place), None)
    blocked = rule_counts(table, row, problem.rules)
    refused = len(table.stock) - len(columns)
    others = tuple(way for way in ways if way is not chosen)
    return Account(
        household,
        chosen,
        others[:most],
        blocked,
        len(columns),
        refused,
        _account_sentence(found, household, chosen, others),
    )


def _ways(found: Planned, row: int, columns: np.ndarray) -> list[Way]:
    """Every possible place of a household, the one that suits best after pressure first."""
    problem, table, policy = found.problem, found.table, found.asked.policy
    rows, holders = problem.rows_of(row), _holders(found)
    first = {int(problem.options.offer[k]): k for k in reversed(rows)}
    pressed = pressures(found.plan.kernel.prices, table, row, columns)
    household = table.households[row]
    ways = []
    for u, pressure in zip(columns.tolist(), pressed.tolist(), strict=True):
        place, start, end = table.places[u], int(table.start[row, u]), int(table.end[row, u])
        k = first[u]
        parts = {name: int(column[k]) for name, column in problem.options.parts.items()}
        ways.append(
            Way(
                place.id,
                place.label,
                date.fromordinal(start),
                None if end >= FOREVER else date.fromordinal(end),
                sum(parts.values()),
                pressure,
                in_words(parts, policy.weights, household),
                tuple(
                    name
                    for name, a, b in holders.get(place.id, ())
                    if name != household.id and a < end and start < b
                ),
            )
        )
    return sorted(ways, key=lambda way: (-way.net, way.place))


def _holders(found: Planned) -> dict[str, list[tuple[str, int, int]]]:
    holders: dict[str, list[tuple[str, int, int]]] = {}
    for a in found.plan.kernel.assignments:
        holders.setdefault(a.offer, []).append((a.request, a.start, a.end))
    return holders


def _account_sentence(
    found: Planned, household: str, chosen: Way | None, others: Sequence[Way]
) -> str:
    if chosen is None:
        return next(w.reason for w in found.plan.unplaced if w.household == household)
    text = f"{chosen.label}: {chosen.score} punten, anderen willen ze voor {chosen.pressure}"
    better = [way for way in others if way.score > chosen.score]
    if better:
        way = max(better, key=lambda w: w.score)
        text += (
            f". {way.label} past beter ({way.score} punten), maar anderen willen ze meer "
            f"({way.pressure})"
        )
    return text


def why_not(found: Planned, household: str, place: str) -> WhyNot:
    """Why this household does not have this place in the plan.

    Raises KeyError for an unknown household or place.
    """
    row, column = found.problem.request_at[household], found.problem.offer_at[place]
    facts, offered = found.table.households[row], found.table.places[column]
    refusals = tuple(
        Requirement(rule.id, rule.title, False, text, rule.source)
        for rule in found.problem.rules
        if (text := rule.test(facts, offered)) is not None
    )
    if refusals:
        text = "; ".join(refusal.sentence for refusal in refusals)
        return WhyNot(household, place, refusals, (), None, text)
    own = next((p for p in found.plan.placements if p.household == household), None)
    if own and own.place == place:
        return WhyNot(household, place, (), (), 0, "Dit is de voorgestelde plaats")
    tried = what_if(found, lock=((household, place),))
    if tried.difference is None:
        return WhyNot(household, place, (), (), None, tried.sentence)
    lost = -tried.difference.points
    text = SUITABLE_BUT_TAKEN if own is None else _worse(tried.difference)
    if own is None and not tried.difference.lost:
        text = "Wel geschikt, maar het geheel wordt er minder van"
    given_up = tried.difference.lost + tuple(name for name, _, _ in tried.difference.moved)
    displaced = tuple(name for name in given_up if name != household)
    return WhyNot(household, place, (), displaced, lost, f"{text}. {tried.sentence}")


def _worse(difference: Difference) -> str:
    if difference.points == 0:
        return "Even goed als de voorgestelde plaats"
    return "Wel geschikt, maar de voorgestelde plaats past beter in het geheel"
