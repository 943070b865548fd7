"""Why this place, why not that one, and what would change if: a plan asked by a person.

Three kinds of statements and nothing else: refused by a named rule; chosen or not after points and
the pressure of others; and what choosing otherwise takes from whom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from eenplan.engines.assignment.model import FOREVER, Lock
from eenplan.engines.assignment.solver import Infeasible
from eenplan.engines.assignment.verify import verify as verify_kernel
from eenplan.engines.placement.batch import Asked, Planned, planned
from eenplan.engines.placement.houses import told
from eenplan.engines.placement.match import rule_counts
from eenplan.engines.placement.model import Household, Place, Policy
from eenplan.engines.placement.outcome import (
    PlacementPlan,
    Requirement,
    RuleCount,
    ScorePart,
)
from eenplan.engines.placement.pressure import pressures
from eenplan.engines.placement.scoring import in_words
from eenplan.engines.placement.words import SUITABLE_BUT_TAKEN


#: More than all points a place can have over another: only a roof for somebody moves anybody.
FEW_MOVES = 1500


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


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change does: who gets a place, who loses one, who goes elsewhere or on another day."""

    placed: tuple[tuple[str, str], ...]
    lost: tuple[str, ...]
    moved: tuple[tuple[str, str, str], ...]
    sooner: tuple[str, ...]
    families: int
    persons: int
    points: int


@dataclass(frozen=True, eq=False)
class WhatIf:
    """The plan after a change, and how it differs. Without a plan: why it cannot be."""

    after: Planned | None
    difference: Difference | None
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


def what_if(
    found: Planned,
    *,
    lock: Sequence[tuple[str, str]] = (),
    without: Sequence[str] = (),
    add: Sequence[Place] = (),
    join: Sequence[Household] = (),
    places: Sequence[Place] | None = None,
    policy: Policy | None = None,
    few_moves: bool = False,
) -> WhatIf:
    """The plan if these decisions were fixed, these places gone, or these places or households new.

    `places` and `policy` replace all of them. The new plan stays near the old one, so that only
    what the change brings about differs; with `few_moves` nobody changes place for mere points.
    """
    asked = found.asked
    offered = tuple(asked.places if places is None else places)
    gone = set(without)
    changed = replace(
        asked,
        households=(*asked.households, *join),
        places=(*(p for p in offered if p.id not in gone), *add),
        policy=policy or asked.policy,
        locks=(*asked.locks, *(Lock(household, place) for household, place in lock)),
        prefer={p.household: p.place for p in found.plan.placements},
        nearness=FEW_MOVES if few_moves else asked.nearness,
    )
    if refused := _refused_locks(changed, found, lock):
        return WhatIf(None, None, refused)
    try:
        after = planned(changed)
    except Infeasible as impossible:
        return WhatIf(None, None, str(impossible))
    difference = compare(found.plan, after.plan)
    return WhatIf(after, difference, in_a_sentence(difference))


def _refused_locks(changed: Asked, found: Planned, lock: Sequence[tuple[str, str]]) -> str:
    where = {place.id: place for place in changed.places}
    who = {household.id: household for household in changed.households}
    said = []
    for household, place in lock:
        for rule in found.problem.rules:
            if text := rule.test(who[household], where[place]):
                said.append(f"{household} kan niet naar {place}: {text}")
    return ". ".join(said)


def compare(before: PlacementPlan, after: PlacementPlan) -> Difference:
    """How two plans differ, in the order of the second."""
    old = {p.household: p for p in before.placements}
    new = {p.household: p for p in after.placements}
    both = [name for name in new if name in old]
    return Difference(
        placed=tuple((n, p.place) for n, p in new.items() if n not in old),
        lost=tuple(name for name in old if name not in new),
        moved=tuple(
            (n, old[n].place, new[n].place) for n in both if old[n].place != new[n].place
        ),
        sooner=tuple(n for n in both if new[n].start < old[n].start),
        families=len(new) - len(old),
        persons=after.persons - before.persons,
        points=points_of(after) - points_of(before),
    )


def points_of(plan: PlacementPlan) -> int:
    """What a plan is worth without the points for staying near an earlier proposal."""
    return sum(p.base + p.score for p in plan.placements)


def in_a_sentence(difference: Difference) -> str:
    """What changes, in words."""
    said = []
    if difference.placed:
        names = ", ".join(f"{name} naar {place}" for name, place in difference.placed)
        said.append(f"Krijgt een plaats: {names}")
    if difference.lost:
        said.append(f"Verliest een plaats: {', '.join(difference.lost)}")
    if difference.moved:
        moves = ", ".join(f"{name} van {a} naar {b}" for name, a, b in difference.moved)
        said.append(f"Andere plaats: {moves}")
    return ". ".join(said) or "Er verandert niets"


def verify(found: Planned) -> tuple[str, ...]:
    """Everything that is wrong with a plan, in sentences; empty when it may be carried out.

    Shares no code with the solver; asks every rule again, and who would live with whom.
    """
    kernel = found.plan.kernel
    return (
        *verify_kernel(found.problem, kernel),
        *told(found.problem, kernel.assignments),
        *_evicted(found),
    )


def _evicted(found: Planned) -> list[str]:
    """Nobody is put out of a place where they could stay."""
    placed = {p.household for p in found.plan.placements}
    table, homes = found.table, {p.id: u for u, p in enumerate(found.table.places)}
    allowed = table.allowed
    return [
        f"{h.id} zou {h.lives_in} moeten verlaten zonder andere plaats"
        for i, h in enumerate(table.households)
        if h.id not in placed and h.lives_in in homes and allowed[i, homes[h.lives_in]]
    ]
