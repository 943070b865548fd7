"""From a problem to a plan: exact where that is quick, by prices where it is not.

Whatever the method, the plan is never worse than first come first served on the same input: both
ways to hand out in order of arrival are tried as well, and the best of all is the plan.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from eenplan.engines.assignment.baseline import arrival_order, bound_of_best_options, hand_out
from eenplan.engines.assignment.exact import best_of_rows
from eenplan.engines.assignment.matching import as_prices, is_matching, match_exactly
from eenplan.engines.assignment.model import IntArray, Problem
from eenplan.engines.assignment.outcome import plan_from, worth
from eenplan.engines.assignment.plan import Plan
from eenplan.engines.assignment.prices import Dual
from eenplan.engines.assignment.search import (
    EFFORTS,
    Effort,
    Repair,
    best_hand_out,
    promising_rows,
)
from eenplan.engines.assignment.timeline import Cells, Prepared, Timeline, prepare


def solve(problem: Problem, effort: str | Effort = "normal", ready: Prepared | None = None) -> Plan:
    """The best plan found with this effort ("quick", "normal", "thorough"), with its bound and gap.

    The same problem, seed and effort always give the same plan. `ready` saves preparing the same
    problem again. Raises KeyError for an unknown effort.
    """
    work = effort if isinstance(effort, Effort) else EFFORTS[effort]
    prepared = ready or prepare(problem)
    if is_matching(prepared.usable, prepared.line):
        plan = _as_matching(prepared.usable, prepared.line)
    else:
        plan = _by_prices(prepared, work)
    return replace(plan, inputs_hash=problem.inputs_hash)


def _as_matching(problem: Problem, line: Timeline) -> Plan:
    picks, per_offer = match_exactly(problem)
    return plan_from(
        problem,
        picks,
        bound=worth(problem, picks),
        method="linear-assignment",
        prices=as_prices(problem, line, per_offer),
    )


def _by_prices(prepared: Prepared, work: Effort) -> Plan:
    problem, line = prepared.usable, prepared.line
    dual = Dual(problem, line)
    dual.search(work.price_rounds)
    bound = min(math.floor(dual.best_bound + 1e-6), bound_of_best_options(problem))
    tries: dict[str, IntArray] = {}
    if len(problem.options) <= work.exact_options:
        everything = np.arange(len(problem.options), dtype=np.int64)
        tries["exact"], proven = _whole_exactly(problem, line, everything, work)
        if proven is not None:
            bound = min(bound, math.floor(proven + 1e-6))
    else:
        tries["prices"] = _improved(prepared, dual, work)
    tries |= _in_order(problem, prepared.cells)
    # The first of equals wins, so that the method that was meant is the one that is named.
    method = max(tries, key=lambda name: worth(problem, tries[name]))
    return plan_from(
        problem,
        tries[method],
        bound=max(bound, worth(problem, tries[method])),
        method=method,
        prices=dual.prices(),
    )


def _in_order(problem: Problem, cells: Cells) -> dict[str, IntArray]:
    """First come first served, both ways, and the most pressing first."""
    arrival = arrival_order(problem).tolist()
    pressing = np.argsort([-r.base for r in problem.requests], kind="stable").tolist()
    return {
        "first-come-first-fit": hand_out(problem, cells, arrival, None),
        "first-come-best-fit": hand_out(problem, cells, arrival, problem.value),
        "most-pressing-first": hand_out(problem, cells, pressing, problem.value),
    }


def _whole_exactly(
    problem: Problem, line: Timeline, rows: IntArray, work: Effort
) -> tuple[IntArray, float | None]:
    chosen, proven = best_of_rows(problem, line, rows, nodes=20 * work.nodes)
    picks = np.full(len(problem.requests), -1, dtype=np.int64)
    picks[problem.options.request[chosen]] = chosen
    return picks, proven


def _improved(prepared: Prepared, dual: Dual, work: Effort) -> IntArray:
    problem, net = prepared.usable, dual.net_values()
    picks = best_hand_out(problem, prepared.cells, dual, net)
    rows = promising_rows(problem, net, work.kept_options, picks)
    repair = Repair(problem, prepared.line, rows, picks, net)
    repair.run(work)
    return repair.picks
