"""Solve questions from outside and say what was reached, as JSON."""

from __future__ import annotations

import math
import os
import resource
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.placement.alone import Alone, Found
from benchmarks.placement.impossible import reason
from benchmarks.placement.readers import Outside
from eenplan.engines.assignment.baseline import arrival_order, hand_out
from eenplan.engines.assignment.model import Problem
from eenplan.engines.assignment.outcome import plan_from, worth
from eenplan.engines.assignment.plan import Plan
from eenplan.engines.assignment.repair import feasible
from eenplan.engines.assignment.search import Effort
from eenplan.engines.assignment.solver import Infeasible, solve
from eenplan.engines.assignment.timeline import Prepared, prepare
from eenplan.engines.assignment.verify import verify

#: The part of the seconds for the search; the rest is for checking and printing.
_SEARCHED = 0.98
#: What comes after the search takes about so many times as long as handing out once.
_AFTER = 6
#: The part of the seconds in which the rival's answer has to come back.
_FOR_THE_RIVAL = 0.02
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

    handing = time.perf_counter()
    first = _first_come(outside, prepared)
    # After the search all is handed out in order of arrival too, checked and written down.
    after = min(0.2 * seconds, _AFTER * (time.perf_counter() - handing))

    def left() -> float:
        return _SEARCHED * seconds - after - (time.perf_counter() - began)

    rival = Alone(prepared, lambda: left() - _FOR_THE_RIVAL * seconds)
    mine: Plan | None = None
    with suppress(Infeasible):
        effort = effort_for(problem)
        mine = solve(problem, effort, prepared, left=lambda: 0 if rival.is_done() else left())
    alone = rival.stop() if mine and mine.gap == 0 else rival.answer()
    told = _told(outside, prepared, alone)
    plan = _better(prepared, mine, alone)
    if plan is None:
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
            | told
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
        | told
        | _used(began)
    )


def _better(prepared: Prepared, mine: Plan | None, alone: Found) -> Plan | None:
    """The better of two plans, with the better of two bounds."""
    picks = alone.picks
    if picks is not None and not feasible(prepared, picks):
        picks = None
    objective = -1 if picks is None else worth(prepared.usable, picks)
    bounds = [] if mine is None else [mine.bound]
    if alone.bound is not None:
        bounds.append(math.floor(alone.bound + 1e-6))
    if picks is not None and (mine is None or objective > mine.objective):
        least = max(min(bounds, default=objective), objective)
        plan = plan_from(prepared, picks, bound=least, method="solver alone")
        return replace(plan, inputs_hash=prepared.problem.inputs_hash)
    return None if mine is None else replace(mine, bound=max(min(bounds), mine.objective))


def _told(outside: Outside, prepared: Prepared, alone: Found) -> dict[str, object]:
    """What the solver alone came to in the same seconds, where it was asked and is comparable."""
    picks = alone.picks
    if picks is None or not feasible(prepared, picks):
        return {"solver_alone_objective": None}
    return {"solver_alone_objective": outside.outward(worth(prepared.usable, picks))}


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
    both = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    peak = sum(resource.getrusage(who).ru_maxrss for who in both) / 1024
    return {"seconds": round(time.perf_counter() - began, 2), "peak_memory_mb": round(peak, 1)}
