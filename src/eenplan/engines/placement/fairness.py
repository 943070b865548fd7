"""Floors for groups, what they cost, and whether anybody has a reason to feel passed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from eenplan.engines.assignment.model import Problem, Sides
from eenplan.engines.assignment.plan import Plan
from eenplan.engines.assignment.search import Effort
from eenplan.engines.assignment.timeline import Prepared, prepare
from eenplan.engines.placement.binding import group_words
from eenplan.engines.placement.houses import solve_in_houses
from eenplan.engines.placement.outcome import Fairness, GroupShare


@dataclass(frozen=True, eq=False)
class Solved:
    """The plan with the question it answers, and what it would be worth without floors."""

    problem: Problem
    plan: Plan
    ready: Prepared
    unbound: int


def solve_fairly(problem: Problem, effort: str | Effort) -> Solved:
    """The best plan with the floors; where these cost nothing it is solved once."""
    ready = prepare(problem)
    if not problem.sides.floors:
        found = solve_in_houses(problem, effort, ready)
        return Solved(problem, found, ready, found.objective)
    free = replace(problem, sides=_without_floors(problem.sides))
    loose = solve_in_houses(free, effort)
    fair = solve_in_houses(problem, effort, ready)
    return Solved(problem, fair, ready, max(loose.objective, fair.objective))


def _without_floors(sides: Sides) -> Sides:
    return replace(sides, floors=())


def fairness_of(solved: Solved, percent: int) -> Fairness:
    """How every group with a floor fares, and the price of the floors."""
    groups = tuple(_shares(solved))
    price = solved.unbound - solved.plan.objective
    short = [share for share in groups if not share.met]
    return Fairness(percent, groups, price, _sentence(percent, price, solved.unbound, short))


def _shares(solved: Solved) -> Iterator[GroupShare]:
    for standing in solved.plan.standings:
        yield GroupShare(standing.group, standing.served, standing.requests, standing.least)


def _sentence(percent: int, price: int, unbound: int, short: list[GroupShare]) -> str:
    if short:
        names = ", ".join(group_words(share.group) for share in short)
        return f"De ondergrens van {percent} % is met deze plaatsen niet te halen voor {names}"
    if price <= 0:
        return f"Elke groep krijgt minstens {percent} % van het gemiddelde; dat kost niets"
    share = f"{100 * price / max(1, unbound):.2f}".replace(".", ",")
    return f"Elke groep krijgt minstens {percent} % van het gemiddelde; dat kost {share} % punten"
