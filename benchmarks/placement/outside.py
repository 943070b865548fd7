"""Solve questions from outside and say what was reached, as JSON."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

import numpy as np

from benchmarks.placement.impossible import reason
from benchmarks.placement.readers import Outside
from eenplan.engines.assignment.baseline import arrival_order, hand_out
from eenplan.engines.assignment.model import Problem
from eenplan.engines.assignment.outcome import worth
from eenplan.engines.assignment.search import Effort
from eenplan.engines.assignment.solver import Infeasible, solve
from eenplan.engines.assignment.timeline import Prepared, prepare
from eenplan.engines.assignment.verify import verify

#: The part of the seconds for the search; the rest is for checking and printing.
_SEARCHED = 0.98
#: Up to this many options in the linear programme it is solved as a whole, above it in blocks.
WHOLE = 60_000


def effort_for(problem: Problem) -> Effort:
    """Counts so large that the seconds decide."""
    requests = max(1, len(problem.requests))
    large = 8 * requests > WHOLE
    return Effort(
        price_rounds=200 if len(problem.options) < 500_000 else 120,
        exact_options=1200,
        kept_options=8,
        repairs=1_000_000,
        repair_size=40,
        nodes=150,
        proofs=0 if large else 3,
        proof_options=8,
        block_size=400 if large else 0,
        core_options=5,
    )


def process_age() -> float:
    """How many seconds ago this process began, where the system tells."""
    try:
        fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        began = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return max(0.0, time.clock_gettime(time.CLOCK_BOOTTIME) - began)
    except (OSError, ValueError, IndexError, AttributeError):
        return 0.0


def answer(outside: Outside, seconds: float, spent: float = 0.0) -> dict[str, object]:
    """What the kernel reaches in so many seconds, beside first come in the order of the file.

    `spent`: seconds that are gone already, for starting and for reading the file.
    """
    began = time.perf_counter() - spent
    problem = outside.problem
    prepared = prepare(problem)

    def left() -> float:
        return _SEARCHED * seconds - (time.perf_counter() - began)

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
                "note": reason(problem, left()),
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
