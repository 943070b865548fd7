"""What would change if: a plan made anew with one thing different, and how the two differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from eenplan.engines.assignment.model import Lock
from eenplan.engines.assignment.solver import Infeasible
from eenplan.engines.placement.batch import Asked, Planned, planned
from eenplan.engines.placement.model import Household, Place, Policy
from eenplan.engines.placement.outcome import PlacementPlan

#: More than all points a place can have over another: only a roof for somebody moves anybody.
FEW_MOVES = 1500


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
    what the change brings about differs; with `few_moves` nobody changes place for mere points, and
    nobody who had a place is left without, but for who loses it and who stays near them.
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
        must=_keeps_a_place(found, gone) if few_moves else asked.must,
    )
    if refused := _refused_locks(changed, found, lock):
        return WhatIf(None, None, refused)
    try:
        after = planned(changed)
    except Infeasible as impossible:
        return WhatIf(None, None, str(impossible))
    difference = compare(found.plan, after.plan)
    return WhatIf(after, difference, in_a_sentence(difference))


def _keeps_a_place(found: Planned, gone: set[str]) -> frozenset[str]:
    """Who can stay where the plan had them: not who lost the place, nor who waits together with it.

    Who is linked gets a place together or waits together, so a loss is passed on.
    """
    lost = {name for name, placed in found.by_household.items() if placed.place in gone}
    pairs = [(h.id, link.other) for h in found.asked.households for link in h.links]
    waits = lost
    while waits:
        waits = {b for pair in pairs for a, b in (pair, pair[::-1]) if a in waits} - lost
        lost = lost | waits
    return frozenset(found.by_household) - lost


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
        moved=tuple((n, old[n].place, new[n].place) for n in both if old[n].place != new[n].place),
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
