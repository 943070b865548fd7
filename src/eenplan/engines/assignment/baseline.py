"""What practice does without a plan: hand out places in order of arrival."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

import numpy as np

from eenplan.engines.assignment.model import FloatArray, IntArray, Problem
from eenplan.engines.assignment.outcome import plan_from
from eenplan.engines.assignment.plan import Plan
from eenplan.engines.assignment.timeline import Cells, Ledger, Prepared, prepare

Fit = Literal["first", "best"]


def arrival_order(problem: Problem) -> IntArray:
    """Requests by arrival; who came the same day keeps the order of the list."""
    return np.argsort([request.arrived for request in problem.requests], kind="stable")


def hand_out(
    problem: Problem, cells: Cells, order: Iterable[int], key: FloatArray | IntArray | None
) -> IntArray:
    """One request after the other takes the option with the highest key that still fits.

    Without a key: the first that fits, in the order of the offers. Returns one option row per
    request, -1 where nothing was left.
    """
    options = problem.options
    picks = np.full(len(problem.requests), -1, dtype=np.int64)
    limits = np.searchsorted(options.request, np.arange(len(problem.requests) + 1)).tolist()
    ledger = Ledger(cells)
    for request in order:
        a, b = limits[request], limits[request + 1]
        rows = np.arange(a, b) if key is None else a + np.argsort(-key[a:b], kind="stable")
        for k in ledger.worth_trying(rows):
            if ledger.fits(k):
                ledger.take(k)
                picks[request] = k
                break
    return picks


def first_come(problem: Problem, fit: Fit = "first", ready: Prepared | None = None) -> Plan:
    """First come, first served: the first offer that fits, or the best one left at that moment.

    `ready` saves preparing the same problem again.
    """
    prepared = ready or prepare(problem)
    usable = prepared.usable
    key = usable.value if fit == "best" else None
    picks = hand_out(usable, prepared.cells, arrival_order(usable).tolist(), key)
    upper = bound_of_best_options(usable)
    plan = plan_from(usable, picks, bound=upper, method=f"first-come-{fit}-fit")
    return replace(plan, inputs_hash=problem.inputs_hash)


def bound_of_best_options(problem: Problem) -> int:
    """What everybody's own best option would give together: nothing can ever be worth more."""
    best = np.zeros(len(problem.requests), dtype=np.int64)
    np.maximum.at(best, problem.options.request, problem.value)
    return int(best.sum())
