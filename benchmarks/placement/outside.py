"""Solve questions from outside and say what was reached, as JSON."""

from __future__ import annotations

import resource
import time

import numpy as np

from benchmarks.placement.readers import Outside
from eenplan.engines.assignment.baseline import arrival_order, hand_out
from eenplan.engines.assignment.model import Problem
from eenplan.engines.assignment.outcome import worth
from eenplan.engines.assignment.search import Effort
from eenplan.engines.assignment.solver import Infeasible, solve
from eenplan.engines.assignment.timeline import Prepared, prepare
from eenplan.engines.assignment.verify import verify

#: Up to this many options in the linear programme it is solved as a whole, above it in blocks.
WHOLE = 16_000


def effort_for(problem: Problem) -> Effort:
    """Counts so large that the seconds decide."""
    requests = max(1, len(problem.requests))
    large = 8 * requests > WHOLE
    return Effort(
        price_rounds=200 if len(problem.options) < 500_000 else 120,
        exact_options=6000,
        kept_options=12 if not large else 8,
        repairs=1_000_000,
        repair_size=40,
        nodes=150,
        proofs=0 if large else 3,
        proof_options=8,
        block_size=400 if large else 0,
    )


def answer(outside: Outside, seconds: float) -> dict[str, object]:
    """What the kernel reaches in so many seconds, beside first come in the order of the file."""
    began = time.perf_counter()
    problem = outside.problem
    prepared = prepare(problem)

    def left() -> float:
        return seconds - (time.perf_counter() - began)

    first = _first_come(outside, prepared)
    try:
        plan = solve(problem, effort_for(problem), prepared, left=left)
    except Infeasible:
        return (
            {
                "instance": outside.name,
                "objective": None,
                "bound": None,
                "gap": None,
                "placed_cases": None,
                "placed_persons": None,
                "note": "no assignment of all jobs was found",
            }
            | first
            | _used(began)
        )
    size = {request.id: request.size for request in problem.requests}
    objective, bound = outside.outward(plan.objective), outside.outward(plan.bound)
    return (
        {
            "instance": outside.name,
            "objective": objective,
            "bound": bound,
            "gap": round(
                abs(bound - objective) / max(1e-9, abs(max(objective, bound, key=abs))), 6
            ),
            "placed_cases": len(plan.assignments),
            "placed_persons": sum(size[a.request] for a in plan.assignments),
            "method": plan.method,
            "faults": len(verify(problem, plan)),
        }
        | first
        | _used(began)
    )


def _first_come(outside: Outside, prepared: Prepared) -> dict[str, object]:
    """One after the other in the order of the file, each to the best place that has room."""
    problem = prepared.usable
    picks = hand_out(prepared, arrival_order(problem).tolist(), problem.value)
    placed = int((picks >= 0).sum())
    whole = outside.sense == "max" and not any(r.must for r in problem.requests)
    complete = placed == len(problem.requests)
    found = outside.outward(worth(problem, picks)) if whole or complete else None
    return {
        "first_come_objective": found,
        "first_come_cases": placed,
        "options": int(np.size(problem.options.request)),
    }


def _used(began: float) -> dict[str, object]:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": round(time.perf_counter() - began, 2), "peak_memory_mb": round(peak, 1)}
