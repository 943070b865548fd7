"""The check of what binds several requests at once; like `verify`, without the solver's code."""

from __future__ import annotations

from fractions import Fraction

from eenplan.engines.assignment.model import Offer, Option, Problem
from eenplan.engines.assignment.plan import Assignment


def broken_sides(problem: Problem, assignments: list[Assignment]) -> list[str]:
    """Every link, mode, budget, lock, present place or floor that the assignments break."""
    served = {a.request: a for a in assignments}
    return [
        *_broken_links(problem, served),
        *_mixed_modes(assignments),
        *_over_budget(problem, assignments),
        *_broken_locks(problem, served),
        *_not_served(problem, served),
        *_below_floors(problem, served),
    ]


def _broken_links(problem: Problem, served: dict[str, Assignment]) -> list[str]:
    where = {offer.id: offer.group or f"alone: {offer.id}" for offer in problem.offers}
    found = []
    for link in problem.sides.links:
        placed = [served[name] for name in link.requests if name in served]
        names = " + ".join(link.requests)
        if placed and len(placed) < len(link.requests):
            found.append(f"{names}: linked, but only some are served")
        if len({where[a.offer] for a in placed}) > 1:
            found.append(f"{names}: linked, but not in one group")
    return found


def _mixed_modes(assignments: list[Assignment]) -> list[str]:
    modes: dict[str, set[str]] = {}
    for a in assignments:
        modes.setdefault(a.offer, set()).add(a.mode)
    return [
        f"{offer}: used as {' and '.join(sorted(used))} in one plan"
        for offer, used in modes.items()
        if len(used) > 1
    ]


def _over_budget(problem: Problem, assignments: list[Assignment]) -> list[str]:
    spent, budget = sum(a.cost for a in assignments), problem.sides.budget
    return [] if budget is None or spent <= budget else [f"costs {spent} of {budget}"]


def _broken_locks(problem: Problem, served: dict[str, Assignment]) -> list[str]:
    found = []
    for lock in problem.sides.locks:
        a = served.get(lock.request)
        if a is None or a.offer != lock.offer or lock.start not in (None, a.start):
            found.append(f"{lock.request}: locked on {lock.offer}, but not there")
    return found


def _not_served(problem: Problem, served: dict[str, Assignment]) -> list[str]:
    found = [f"{r.id}: must be served" for r in problem.requests if r.must and r.id not in served]
    if not problem.sides.no_eviction:
        return found
    current = problem.sides.current
    stays = {name for name, offer in current.items() if offer in _usable(problem, name)}
    where = {offer.id: offer.group or f"alone: {offer.id}" for offer in problem.offers}
    for link in problem.sides.links:
        # A linked party is only safe when all of it lives together now.
        here = {where[current[name]] for name in link.requests if name in stays}
        if not stays.issuperset(link.requests) or len(here) > 1:
            stays.difference_update(link.requests)
    turned_out = sorted(stays - set(served))
    return found + [f"{name}: lives in {current[name]}, would be turned out" for name in turned_out]


def _below_floors(problem: Problem, served: dict[str, Assignment]) -> list[str]:
    if not problem.sides.floors:
        return []
    can = [request for request in problem.requests if _usable(problem, request.id)]
    average = Fraction(sum(r.id in served for r in can), max(1, len(can)))
    found = []
    for floor in problem.sides.floors:
        inside = [r for r in can if floor.group in r.groups]
        rate = Fraction(sum(r.id in served for r in inside), max(1, len(inside)))
        if inside and rate < floor.share * average:
            found.append(f"{floor.group}: served {rate} of its requests, average {average}")
    return found


def _usable(problem: Problem, name: str) -> set[str]:
    """The offers where a request fits when nobody else is placed."""
    at = problem.request_at[name]
    request, table = problem.requests[at], problem.options
    found = set()
    for k in problem.rows_of(at):
        offer = problem.offers[int(table.offer[k])]
        points = request.base + sum(int(column[k]) for column in table.parts.values())
        if problem.sides.current.get(name) == offer.id:
            points += problem.sides.keep_bonus
        uses = {d: int(table.uses[i][k]) for i, d in enumerate(table.dimensions)}
        option = Option(name, offer.id, int(table.start[k]), int(table.end[k]), uses, {})
        if (points > 0 or request.must) and _fits_alone(offer, option):
            found.add(offer.id)
    return found


def _fits_alone(offer: Offer, option: Option) -> bool:
    if option.start < offer.opens or option.end > offer.closes:
        return False
    starts = [b.start for b in offer.bookings if option.start < b.start < option.end]
    for moment in (option.start, *starts):
        here = [b.uses for b in offer.bookings if b.start <= moment < b.end]
        for dimension, needed in option.uses.items():
            taken = sum(uses.get(dimension, 0) for uses in here)
            if needed and needed + taken > offer.capacity.get(dimension, 0):
                return False
    return True
