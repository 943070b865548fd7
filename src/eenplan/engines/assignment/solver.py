"""From a problem to a plan: exact where that is quick, by prices where it is not.

Whatever the method, the plan is never worse than first come first served on the same input: both
ways to hand out in order of arrival are tried as well, and the best of all is the plan.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np

from eenplan.engines.assignment.baseline import (
    arrival_order,
    bound_of_best_options,
    hand_out,
    pressing_order,
)
from eenplan.engines.assignment.exact import Left, best_of_columns
from eenplan.engines.assignment.infeasible import Infeasible, explain_infeasible
from eenplan.engines.assignment.lottery import draw
from eenplan.engines.assignment.matching import as_prices, is_matching, match_exactly
from eenplan.engines.assignment.matrix import Matrix
from eenplan.engines.assignment.model import FloatArray, IntArray, Problem, Sides
from eenplan.engines.assignment.outcome import plan_from, worth
from eenplan.engines.assignment.plan import Plan, Prices
from eenplan.engines.assignment.prices import Dual
from eenplan.engines.assignment.proof import prove
from eenplan.engines.assignment.relaxed import relax, relax_and_fix
from eenplan.engines.assignment.repair import Repair, feasible
from eenplan.engines.assignment.search import EFFORTS, Effort, hand_outs, promising_rows
from eenplan.engines.assignment.timeline import Prepared, prepare

#: How exactly the search tree has to close what the linear programme left open.
_TREE_GAP = 3e-4
#: The part of the seconds, where these are given, for solving a small question as a whole.
_SHARE_EXACT = 0.65

__all__ = ["Infeasible", "Left", "solve", "with_price_of_floors"]


def solve(
    problem: Problem,
    effort: str | Effort = "normal",
    ready: Prepared | None = None,
    *,
    warm: Prices | None = None,
    left: Left | None = None,
) -> Plan:
    """The best plan found with this effort ("quick", "normal", "thorough"), with its bound and gap.

    The same problem, seed and effort always give the same plan. `ready` saves preparing the same
    problem again, `warm` begins with the prices of an earlier plan. `left` (seconds left) is for
    measurements only: it ends the search between rounds, by the clock of that machine. Raises
    KeyError for an unknown effort and Infeasible when nobody can obey all locks at once.
    """
    work = effort if isinstance(effort, Effort) else EFFORTS[effort]
    prepared = ready or prepare(problem)
    free = problem.sides.are_none and problem.options.mode is None and not prepared.must.any()
    if free and is_matching(prepared.usable, prepared.line):
        plan = _as_matching(prepared)
    else:
        plan = _Search(prepared, work, left).plan(warm)
    return replace(plan, inputs_hash=problem.inputs_hash)


def with_price_of_floors(problem: Problem, plan: Plan, effort: str | Effort = "normal") -> Plan:
    """The same plan with what its floors cost: the plan without floors is worth so much more.

    Both are found by search, so the price is as exact as the gaps of the two.
    """
    if not problem.sides.floors:
        return replace(plan, floors_cost=0)
    sides: Sides = replace(problem.sides, floors=())
    free = solve(replace(problem, sides=sides), effort, warm=plan.prices)
    return replace(plan, floors_cost=max(0, free.objective - plan.objective))


def _as_matching(prepared: Prepared) -> Plan:
    problem = prepared.usable
    picks, per_offer = match_exactly(problem)
    drawn, ties = draw(prepared, picks)
    return plan_from(
        prepared,
        drawn,
        bound=worth(problem, picks),
        method="linear-assignment",
        prices=as_prices(problem, prepared.line, per_offer),
        ties=ties,
    )


@dataclass(eq=False)
class _Search:
    """One search: the bound so far, and the plans tried by name."""

    prepared: Prepared
    work: Effort
    left: Left | None = None
    tries: dict[str, IntArray] = field(default_factory=dict)

    def plan(self, warm: Prices | None) -> Plan:
        """The best of everything tried."""
        prepared, problem = self.prepared, self.prepared.usable
        self.dual = Dual(prepared)
        self.dual.search(self.work.price_rounds, warm)
        self.bound = min(math.floor(self.dual.best_bound + 1e-6), bound_of_best_options(problem))
        if len(problem.options) and not self._whole_exactly():
            self._by_prices()
        self._in_order()
        valid = {name: picks for name, picks in self.tries.items() if feasible(prepared, picks)}
        if not valid:
            raise explain_infeasible(prepared, self.work)
        # The first of equals wins, so that the method that was meant is the one that is named.
        method = max(valid, key=lambda name: worth(problem, valid[name]))
        picks, ties = draw(prepared, valid[method])
        return plan_from(
            prepared,
            picks,
            bound=max(self.bound, worth(problem, picks)),
            method=method,
            prices=self.dual.prices(),
            ties=ties,
        )

    def _in_order(self) -> None:
        """First come first served, both ways, and the most pressing first."""
        prepared, value = self.prepared, self.prepared.usable.value
        arrival = arrival_order(prepared.usable).tolist()
        pressing = pressing_order(prepared.usable).tolist()
        self.tries["first-come-first-fit"] = hand_out(prepared, arrival, None)
        self.tries["first-come-best-fit"] = hand_out(prepared, arrival, value)
        self.tries["most-pressing-first"] = hand_out(prepared, pressing, value)

    def _whole_exactly(self) -> bool:
        """Solve a small question as a whole; whether that came to an end."""
        if len(self.prepared.usable.options) > self.work.exact_options:
            return False
        everything = np.arange(len(self.prepared.usable.options), dtype=np.int64)
        matrix = Matrix(self.prepared, everything)
        free = np.arange(matrix.width)
        seconds = None if self.left is None else _SHARE_EXACT * self.left()
        answer = best_of_columns(matrix, free, nodes=20 * self.work.nodes, seconds=seconds)
        if answer.x is not None:
            self.tries["exact"] = matrix.picks(answer.x)
        if answer.bound is not None:
            self.bound = min(self.bound, math.floor(answer.bound + 1e-6))
        return answer.proven

    def _seconds(self) -> float | None:
        return None if self.left is None else self.left()

    def _by_prices(self) -> None:
        prepared, work = self.prepared, self.work
        net = self.dual.net_values()
        started = hand_outs(prepared, self.dual, net)
        best = max([*self.tries.values(), *started], key=self._standing)
        for _ in range(0 if work.block_size else work.proofs):
            best, net = self._by_linear_programme(net, best)
        rows = promising_rows(prepared, net, work.kept_options, best)
        repair = Repair(Matrix(prepared, rows), best, net, prepared.problem.seed, self.left)
        if work.block_size:
            repair.run_blocks(work, self._enough)
        repair.run(work, self._enough)
        self.tries["prices"] = repair.picks()

    def _by_linear_programme(self, net: FloatArray, best: IntArray) -> tuple[IntArray, FloatArray]:
        """A tighter bound, the plan that the linear programme leads to, and its net values."""
        prepared, work = self.prepared, self.work
        if self._enough(self._standing(best)):
            return best, net
        matrix = Matrix(prepared, promising_rows(prepared, net, work.proof_options, best))
        free, x = np.arange(matrix.width), matrix.filled(best)
        relaxed = relax(matrix, free, seconds=self._seconds())
        if relaxed is None:
            return best, net
        net = prove(matrix, self.dual, relaxed)
        self.bound = min(self.bound, math.floor(self.dual.best_bound + 1e-6))
        answer = relax_and_fix(
            matrix,
            free,
            x,
            matrix.table @ x,
            nodes=work.nodes,
            gap=_TREE_GAP,
            relaxed=relaxed,
            seconds=self._seconds(),
        )
        if answer.x is not None and matrix.gain @ answer.x > matrix.gain @ x:
            best = matrix.picks(answer.x)
        return best, net

    def _standing(self, picks: IntArray) -> float:
        """The value of a plan, far less when somebody is missing or a floor is not reached."""
        prepared = self.prepared
        served = picks >= 0
        dear = 3.0 * float(np.abs(prepared.usable.value).max(initial=1))
        missing = float((prepared.must & ~served).sum())
        missing += float(np.maximum(prepared.floors @ served, 0.0).sum())
        return worth(prepared.usable, picks) - dear * missing

    def _enough(self, value: float) -> bool:
        if self.left is not None and self.left() <= 0:
            return True
        return value >= self.bound - max(0.5, self.work.gap * abs(self.bound))
