"""Who would live together in a house of several units, and must not.

The kernel sees to one unit at a time. Where two households of a plan would share a dwelling they
may not share, one of them is kept out of it and the question is asked again; the bound of the
first answer stays a bound, for that answer was allowed more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np

from eenplan.engines.assignment.model import BoolArray, Problem
from eenplan.engines.assignment.plan import Assignment, Plan
from eenplan.engines.assignment.search import Effort
from eenplan.engines.assignment.solver import solve
from eenplan.engines.assignment.timeline import Prepared, prepare
from eenplan.engines.placement.model import Household, Place

#: Up to so many options both ways out of a conflict are tried, and the better one taken.
BOTH_WAYS_BELOW = 20_000


def may_conflict(problem: Problem) -> bool:
    """Whether anybody must be kept apart, or units share a dwelling in which it matters who."""
    apart = any(request.facts.apart_from for request in problem.requests)
    return apart or any(offer.facts.shared_dwelling for offer in problem.offers)


def conflicts(
    problem: Problem, assignments: tuple[Assignment, ...]
) -> list[tuple[Assignment, Assignment]]:
    """Pairs that would live in one house at one time and must not."""
    who = {request.id: request.facts for request in problem.requests}
    where = {offer.id: offer.facts for offer in problem.offers}
    by_house: dict[str, list[Assignment]] = {}
    for a in assignments:
        by_house.setdefault(where[a.offer].house, []).append(a)
    return [
        (a, b)
        for inside in by_house.values()
        for a, b in combinations(inside, 2)
        if a.start < b.end
        and b.start < a.end
        and clash(who[a.request], where[a.offer], who[b.request], where[b.offer])
    ]


def clash(one: Household, here: Place, other: Household, there: Place) -> bool:
    """Whether two households may not live in one house."""
    if other.id in one.apart_from or one.id in other.apart_from:
        return True
    shared = here.is_shared and there.is_shared
    return shared and not set(one.modes) & set(other.modes)


def solve_in_houses(
    problem: Problem,
    effort: str | Effort,
    ready: Prepared | None = None,
    begin: Plan | None = None,
) -> Plan:
    """The best plan found in which nobody lives with whom they must not.

    `begin` is a plan for the same question with other floors.
    """
    found = solve(problem, effort, ready, begin=begin)
    if not may_conflict(problem):
        return found
    bound, cut = found.bound, problem
    while pairs := conflicts(problem, found.assignments):
        cut, found = _without_one_of(cut, pairs[0], effort)
    return replace(found, bound=max(bound, found.objective), inputs_hash=problem.inputs_hash)


def _without_one_of(
    problem: Problem, pair: tuple[Assignment, Assignment], effort: str | Effort
) -> tuple[Problem, Plan]:
    ways = sorted(pair, key=lambda a: (a.base, a.request))
    if len(problem.options) > BOTH_WAYS_BELOW:
        ways = ways[:1]
    tries = []
    for out in ways:
        smaller = problem.with_options(problem.options.only(_elsewhere(problem, out)))
        tries.append((smaller, solve(smaller, effort, prepare(smaller))))
    return max(tries, key=lambda tried: tried[1].objective)


def _elsewhere(problem: Problem, out: Assignment) -> BoolArray:
    """The options that remain when this household may not live in that house."""
    house = problem.offers[problem.offer_at[out.offer]].facts.house
    inside = np.array([offer.facts.house == house for offer in problem.offers], dtype=np.bool_)
    mine = problem.options.request == problem.request_at[out.request]
    remaining: BoolArray = ~(mine & inside[problem.options.offer])
    return remaining


def told(problem: Problem, assignments: tuple[Assignment, ...]) -> Iterator[str]:
    """Every forbidden pair of a plan as a sentence, for the check before a plan is carried out."""
    for a, b in conflicts(problem, assignments):
        yield f"{a.request} en {b.request} kunnen niet samen in één huis"
