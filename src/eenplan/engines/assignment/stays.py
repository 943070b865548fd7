"""Nobody is put out, also not for a link: who can stay has a place, and a link may have to give.

Linked requests are served together, or all wait. When one of them can stay and another has lost
the place, "all wait" would put out the first. So who can stay must be served; a way to keep all
together is looked for, and only where there is none the link no longer binds, and that is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from eenplan.engines.assignment.infeasible import Infeasible
from eenplan.engines.assignment.model import Link, Problem
from eenplan.engines.assignment.timeline import fits_alone, timeline

Answer = TypeVar("Answer")

#: With more links at risk than this they are let go together, and not tried one by one.
_ONE_BY_ONE = 6


def who_can_stay(problem: Problem) -> frozenset[str]:
    """Who has a present place that still suits."""
    rows = problem.keeps & fits_alone(problem, timeline(problem))
    return frozenset(problem.requests[i].id for i in set(problem.options.request[rows].tolist()))


def links_at_risk(problem: Problem) -> tuple[Link, ...]:
    """The links of which some can stay, but not all, or not in one group."""
    sides = problem.sides
    if not sides.no_eviction or not sides.current or not sides.links:
        return ()
    stay = who_can_stay(problem)
    group = {offer.id: offer.group or f"alone: {offer.id}" for offer in problem.offers}
    found = []
    for link in sides.links:
        staying = [name for name in link.requests if name in stay]
        groups = {group[sides.current[name]] for name in staying}
        if staying and (len(staying) < len(link.requests) or len(groups) > 1):
            found.append(link)
    return tuple(found)


def without_putting_out(
    problem: Problem, solve: Callable[[Problem], Answer]
) -> tuple[Answer, tuple[Link, ...]]:
    """The answer in which everybody who can stay has a place, and the links that had to give.

    Raises Infeasible when it cannot be without them either.
    """
    risky = links_at_risk(problem)
    if not risky:
        return solve(problem), ()
    stay = who_can_stay(problem) & {name for link in risky for name in link.requests}
    firm = replace(
        problem,
        requests=tuple(replace(r, must=True) if r.id in stay else r for r in problem.requests),
    )
    try:
        return solve(firm), ()
    except Infeasible:
        gone = set(risky)
    if 1 < len(risky) <= _ONE_BY_ONE:
        for link in risky:
            try:
                solve(_without(firm, gone - {link}))
                gone.discard(link)
            except Infeasible:
                continue
    return solve(_without(firm, gone)), tuple(link for link in risky if link in gone)


def _without(problem: Problem, gone: set[Link]) -> Problem:
    links = tuple(link for link in problem.sides.links if link not in gone)
    return replace(problem, sides=replace(problem.sides, links=links))
