"""Whether somebody who is worse off could stand in the place of somebody who is better off.

For every household that waits: each place that a household of a lower need class has in the plan,
and the reason why it could not be there instead. Where there is no reason the envy is justified,
and the plan is not fair.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eenplan.engines.assignment.plan import Assignment
from eenplan.engines.placement.batch import Planned
from eenplan.engines.placement.model import Household

#: Need classes by where somebody sleeps tonight; the highest is served first.
NEED = {"none": 3, "friends": 2, "hotel": 1, "place": 0}


@dataclass(frozen=True, slots=True)
class Envy:
    """One household that waits, a place somebody less pressing has, and why it cannot have it."""

    waiting: str
    place: str
    holder: str
    kind: str  # "rule", "beds", "link", "decided", "persons", "floor", "waited", or "none"
    reason: str

    @property
    def justified(self) -> bool:
        """Whether no reason was found."""
        return self.kind == "none"


def envies(found: Planned) -> Iterator[Envy]:
    """Every such pair, with its reason, in the order of who waits."""
    who = {h.id: h for h in found.asked.households}
    locked = {lock.request for lock in found.asked.locks}
    for waiting in found.plan.unplaced:
        mine = who[waiting.household]
        for a in found.plan.kernel.assignments:
            if NEED[who[a.request].tonight] < NEED[mine.tonight]:
                kind, reason = _reason(found, mine, who[a.request], a, a.request in locked)
                yield Envy(mine.id, a.offer, a.request, kind, reason)


def pairs_to_look_at(found: Planned) -> int:
    """How many pairs of a waiting household and a placement `envies` would look at, at most."""
    return len(found.plan.unplaced) * len(found.plan.placements)


def _reason(
    found: Planned, mine: Household, other: Household, a: Assignment, locked: bool
) -> tuple[str, str]:
    row, column = found.problem.request_at[mine.id], found.problem.offer_at[a.offer]
    place = found.table.places[column]
    for rule in found.problem.rules:
        if found.table.refused[rule.id][row, column]:
            return "rule", rule.test(mine, place) or rule.template
    if locked or other.lives_in == place.id:
        return "decided", "Dat gezin woont er al of de plaats ligt vast"
    if mine.links or other.links:
        return "link", "Een van beide blijft samen met een ander gezin"
    if mine.persons > other.persons and place.max_households > 1:
        return "beds", "In het gedeelde huis is dan geen bed genoeg"
    return _by_points(found, mine, other, a, column)


def _by_points(
    found: Planned, mine: Household, other: Household, a: Assignment, column: int
) -> tuple[str, str]:
    problem = found.problem
    row = problem.request_at[mine.id]
    worth = [
        int(problem.value[k]) for k in problem.rows_of(row) if problem.options.offer[k] == column
    ]
    if not worth or max(worth) > a.value:
        return _by_floor(found, other)
    if other.persons > mine.persons:
        return "persons", f"Het andere gezin telt meer personen ({other.persons} en {mine.persons})"
    return "waited", "Het andere gezin wacht langer, of de plaats past het beter"


def _by_floor(found: Planned, other: Household) -> tuple[str, str]:
    tight = {s.group for s in found.plan.kernel.standings if s.served - 1 < s.least}
    groups = found.problem.requests[found.problem.request_at[other.id]].groups
    if tight & groups:
        return "floor", "De groep van het andere gezin zou onder haar ondergrens zakken"
    return "none", "Geen reden gevonden: dit gezin zou voor moeten gaan"
