"""Floors for groups, what they cost, and whether anybody has a reason to feel passed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from eenplan.engines.assignment.model import Problem
from eenplan.engines.assignment.plan import Plan, Standing
from eenplan.engines.assignment.search import Effort
from eenplan.engines.assignment.solver import Infeasible
from eenplan.engines.assignment.timeline import Prepared, prepare
from eenplan.engines.placement.binding import group_words
from eenplan.engines.placement.houses import solve_in_houses
from eenplan.engines.placement.outcome import Fairness, GroupShare
from eenplan.engines.placement.words import families

#: Above so many options floors are reached for all groups at once, or set aside.
ONE_BY_ONE_BELOW = 200_000


@dataclass(frozen=True, eq=False)
class Solved:
    """The plan with the question it answers, and what it would be worth without floors."""

    problem: Problem
    plan: Plan
    ready: Prepared
    loose: Plan


def solve_fairly(problem: Problem, effort: str | Effort) -> Solved:
    """The best plan with the floors, tried for all groups at once and else for each by itself.

    A floor no plan can reach, or only by leaving places empty, is set aside, and the plan says for
    whom it is short.
    """
    free = replace(problem, sides=replace(problem.sides, floors=()))
    ready = prepare(free)
    loose = solve_in_houses(free, effort, ready)
    if not problem.sides.floors:
        return Solved(free, loose, ready, loose)
    reached = tuple(standings(problem, ready, loose))
    if all(standing.served >= standing.least for standing in reached):
        found = replace(loose, standings=reached, inputs_hash=problem.inputs_hash)
        return Solved(problem, found, ready, loose)
    short = [standing.group for standing in reached if standing.served < standing.least]
    groups = {floor.group for floor in problem.sides.floors}
    fair = _with_floors(problem, loose, groups, effort)
    if fair is None and len(problem.options) <= ONE_BY_ONE_BELOW:
        alone = {group for group in short if _with_floors(problem, loose, {group}, effort)}
        fair = _with_floors(problem, loose, groups - set(short) | alone, effort)
    if fair is None:
        return Solved(free, replace(loose, standings=reached), ready, loose)
    told = tuple(standings(problem, ready, fair.plan))
    return replace(fair, plan=replace(fair.plan, standings=told), loose=loose)


def _with_floors(
    problem: Problem, loose: Plan, groups: set[str], effort: str | Effort
) -> Solved | None:
    """The best plan with these floors; None when there is none, or it leaves a place empty.

    A share is no reason to let somebody sleep outside: as many households are placed as without.
    """
    floors = tuple(floor for floor in problem.sides.floors if floor.group in groups)
    asked = replace(problem, sides=replace(problem.sides, floors=floors))
    ready = prepare(asked)
    try:
        found = solve_in_houses(asked, effort, ready, loose)
    except Infeasible:
        return None
    enough = len(found.assignments) >= len(loose.assignments)
    return Solved(asked, found, ready, found) if enough else None


def standings(problem: Problem, ready: Prepared, found: Plan) -> Iterator[Standing]:
    """How each group with a floor fares in a plan, of those who can be placed at all."""
    able = {problem.requests[r].id for r in set(ready.usable.options.request.tolist())}
    placed = {a.request for a in found.assignments}
    for floor in problem.sides.floors:
        group = {r.id for r in problem.requests if floor.group in r.groups} & able
        least = floor.share * Fraction(len(placed) * len(group), max(1, len(able)))
        yield Standing(floor.group, len(group & placed), len(group), ceil(least))


def fairness_of(solved: Solved, percent: int) -> Fairness:
    """How every group with a floor fares, and the price of the floors."""
    groups = tuple(_shares(solved))
    sizes = {request.id: request.size for request in solved.problem.requests}
    return Fairness(
        floor_percent=percent,
        groups=groups,
        price=solved.loose.objective - solved.plan.objective,
        households=len(solved.plan.assignments) - len(solved.loose.assignments),
        persons=_persons(solved.plan, sizes) - _persons(solved.loose, sizes),
        sentence=_sentence(solved, percent, [share for share in groups if not share.met]),
    )


def _persons(found: Plan, sizes: dict[str, int]) -> int:
    return sum(sizes[a.request] for a in found.assignments)


def _shares(solved: Solved) -> Iterator[GroupShare]:
    for standing in solved.plan.standings:
        yield GroupShare(standing.group, standing.served, standing.of, standing.least)


def _sentence(solved: Solved, percent: int, short: list[GroupShare]) -> str:
    if short:
        names = ", ".join(group_words(share.group) for share in short)
        return f"De ondergrens van {percent} % is met deze plaatsen niet te halen voor {names}"
    price, most = solved.loose.objective - solved.plan.objective, solved.loose.objective
    if price <= 0:
        return f"Elke groep krijgt minstens {percent} % van het gemiddelde; dat kost niets"
    share = f"{100 * price / max(1, most):.2f}".replace(".", ",")
    return (
        f"Elke groep krijgt minstens {percent} % van het gemiddelde; dat kost {share} % van de "
        f"punten (zonder: {families(len(solved.loose.assignments))})"
    )
