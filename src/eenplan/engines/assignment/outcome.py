"""From chosen option rows to a plan with names and reasons."""

from __future__ import annotations

from eenplan.engines.assignment.model import IntArray, Problem
from eenplan.engines.assignment.plan import Assignment, Plan, Prices


def assignment_of(problem: Problem, row: int) -> Assignment:
    """One option row as an assignment, with its uses and score parts by name."""
    options = problem.options
    request = problem.requests[int(options.request[row])]
    return Assignment(
        request=request.id,
        offer=problem.offers[int(options.offer[row])].id,
        start=int(options.start[row]),
        end=int(options.end[row]),
        uses={d: int(options.uses[i, row]) for i, d in enumerate(options.dimensions)},
        base=request.base,
        parts={name: int(column[row]) for name, column in options.parts.items()},
    )


def plan_from(
    problem: Problem, picks: IntArray, *, bound: int, method: str, prices: Prices | None = None
) -> Plan:
    """The plan of one option row per request (-1 = waits), in the order of the requests."""
    assignments = tuple(assignment_of(problem, int(row)) for row in picks if row >= 0)
    waiting = tuple(
        r.id for r, row in zip(problem.requests, picks.tolist(), strict=True) if row < 0
    )
    return Plan(
        assignments=assignments,
        unplaced=waiting,
        objective=sum(a.value for a in assignments),
        bound=bound,
        method=method,
        seed=problem.seed,
        inputs_hash=problem.inputs_hash,
        rule_versions=problem.rule_versions,
        prices=prices,
    )


def worth(problem: Problem, picks: IntArray) -> int:
    """The total value of the chosen rows, in points."""
    return int(problem.value[picks[picks >= 0]].sum())
