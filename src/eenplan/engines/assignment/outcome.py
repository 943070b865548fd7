"""From chosen option rows to a plan with names and reasons."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import numpy as np

from eenplan.engines.assignment.model import KEEP, IntArray, Problem
from eenplan.engines.assignment.plan import Assignment, Plan, Prices, Shift, Standing, Tie
from eenplan.engines.assignment.timeline import Prepared


def assignment_of(problem: Problem, row: int) -> Assignment:
    """One option row as an assignment, with its uses and score parts by name."""
    options = problem.options
    request = problem.requests[int(options.request[row])]
    parts = {name: int(column[row]) for name, column in options.parts.items()}
    if problem.sides.current and problem.present[options.request[row]] == options.offer[row]:
        parts[KEEP] = problem.sides.keep_bonus
    return Assignment(
        request=request.id,
        offer=problem.offers[int(options.offer[row])].id,
        start=int(options.start[row]),
        end=int(options.end[row]),
        uses={d: int(options.uses[i, row]) for i, d in enumerate(options.dimensions)},
        base=request.base,
        parts=parts,
        mode=options.mode_of(row),
        cost=options.cost_of(row),
    )


def plan_from(
    prepared: Prepared,
    picks: IntArray,
    *,
    bound: int,
    method: str,
    prices: Prices | None = None,
    ties: tuple[Tie, ...] = (),
) -> Plan:
    """The plan of one option row per request (-1 = waits), in the order of the requests."""
    problem = prepared.usable
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
        inputs_hash="",
        rule_versions=problem.rule_versions,
        prices=prices,
        spent=sum(a.cost for a in assignments),
        shifts=_shifts(problem, assignments),
        ties=ties,
        standings=standings(prepared, picks),
    )


def _shifts(problem: Problem, assignments: tuple[Assignment, ...]) -> tuple[Shift, ...]:
    now = {a.request: a.offer for a in assignments}
    listed = sorted(problem.sides.current.items())
    return tuple(Shift(r, here, now.get(r)) for r, here in listed if now.get(r) != here)


def standings(prepared: Prepared, picks: IntArray) -> tuple[Standing, ...]:
    """How each group with a floor fares when these rows are chosen."""
    served = np.asarray(picks) >= 0
    number = max(1, int(prepared.servable.sum()))
    found = []
    for floor in prepared.problem.sides.floors:
        inside = prepared.inside(floor.group)
        least = floor.share * Fraction(int(served.sum()) * int(inside.sum()), number)
        found.append(
            Standing(floor.group, int(served[inside].sum()), int(inside.sum()), ceil(least))
        )
    return tuple(found)


def picks_of(prepared: Prepared, plan: Plan) -> IntArray:
    """The option row of each request in an earlier plan; -1 where that option is no longer there.

    Whoever is linked to somebody whose option is gone waits too.
    """
    problem, options = prepared.usable, prepared.usable.options
    picks = np.full(len(problem.requests), -1, dtype=np.int64)
    for a in plan.assignments:
        who, offer = problem.request_at.get(a.request), problem.offer_at.get(a.offer)
        if who is None or offer is None:
            continue
        for row in range(prepared.limits[who], prepared.limits[who + 1]):
            same = options.offer[row] == offer and options.mode_of(row) == a.mode
            if same and (options.start[row], options.end[row]) == (a.start, a.end):
                picks[who] = row
    for members in prepared.parties.members:
        if (picks[members] < 0).any():
            picks[members] = -1
    return picks


def worth(problem: Problem, picks: IntArray) -> int:
    """The total value of the chosen rows, in points."""
    return int(problem.value[picks[picks >= 0]].sum())
