"""Why this place, why not that one, and what would change if: a plan asked by a person.

Three kinds of statements and nothing else: refused by a named rule; chosen or not after points and
the pressure of others; and what choosing otherwise takes from whom.
"""

from __future__ import annotations

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
    row = found.problem.request_at[household]
    options = _Options(found, row)
    own = found.by_household.get(household)
    ways = [options.way(n) for n in options.best(most + 1)]
    chosen = options.way(options.of(own.place)) if own else None
    others = tuple(way for way in ways if chosen is None or way.place != chosen.place)
    return Account(
        household,
        chosen,
        others[:most],
        rule_counts(found.table, row, found.problem.rules),
        len(options.columns),
        len(found.table.stock) - len(options.columns),
        _account_sentence(found, household, chosen, options),
    )


class _Options:
    """The possible places of one household as columns; a way is made of those that are told."""

    def __init__(self, found: Planned, row: int) -> None:
        self.found, self.row = found, row
        table, options = found.table, found.problem.options
        self.household = table.households[row]
        rows = found.problem.rows_of(row)
        offers = options.offer[rows.start : rows.stop]
        # In a shared house a place has an option per mode; the points are the same.
        self.columns, first = np.unique(offers, return_index=True)
        self.rows = first + rows.start
        self.score = options.quality[self.rows]
        self.pressure = pressures(found.plan.kernel.prices, table, row, self.columns)

    def best(self, most: int) -> list[int]:
        """The positions of the best places after the pressure of others."""
        names = self.found.table.stock.by_name[self.columns]
        order: list[int] = np.lexsort((names, self.pressure - self.score))[:most].tolist()
        return order

    def of(self, place: str) -> int:
        """The position of a place."""
        return int(np.searchsorted(self.columns, self.found.problem.offer_at[place]))

    def way(self, n: int) -> Way:
        """One possible place in words."""
        table, options = self.found.table, self.found.problem.options
        u, k = int(self.columns[n]), int(self.rows[n])
        place, start, end = table.places[u], int(options.start[k]), int(options.end[k])
        parts = {name: int(column[k]) for name, column in options.parts.items()}
        return Way(
            place.id,
            place.label,
            date.fromordinal(start),
            None if end >= FOREVER else date.fromordinal(end),
            int(self.score[n]),
            int(self.pressure[n]),
            in_words(parts, self.found.asked.policy.weights, self.household),
            tuple(
                name
                for name, a, b in self.found.holders.get(place.id, ())
                if name != self.household.id and a < end and start < b
            ),
        )


def _account_sentence(found: Planned, household: str, chosen: Way | None, options: _Options) -> str:
    if chosen is None:
        return next(w.reason for w in found.plan.unplaced if w.household == household)
    text = f"{chosen.label}: {chosen.score} punten, anderen willen ze voor {chosen.pressure}"
    most = int(np.argmax(options.score))
    if options.score[most] > chosen.score:
        way = options.way(most)
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
    own = found.by_household.get(household)
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
    return WhyNot(
        household, place, (), displaced, lost, f"{text}. Als het toch gebeurt: {tried.sentence}"
    )


def _worse(difference: Difference) -> str:
    if difference.points == 0:
        return "Even goed als de voorgestelde plaats"
    return "Wel geschikt, maar de voorgestelde plaats past beter in het geheel"
