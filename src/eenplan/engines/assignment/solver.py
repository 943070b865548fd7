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
from eenplan.engines.assignment.knapsacks import packable
from eenplan.engines.assignment.lottery import draw
from eenplan.engines.assignment.matching import as_prices, is_matching, match_exactly
from eenplan.engines.assignment.matrix import Matrix
from eenplan.engines.assignment.model import BoolArray, FloatArray, IntArray, Problem, Sides
from eenplan.engines.assignment.outcome import picks_of, plan_from, worth
from eenplan.engines.assignment.packing import Packing
from eenplan.engines.assignment.plan import Plan, Prices
from eenplan.engines.assignment.prices import Dual
from eenplan.engines.assignment.proof import prove
from eenplan.engines.assignment.relaxed import relax, relax_and_fix, split_requests
from eenplan.engines.assignment.repair import Repair, feasible
from eenplan.engines.assignment.search import (
    EFFORTS,
    Effort,
    hand_out_shares,
    hand_outs,
    promising_rows,
)
from eenplan.engines.assignment.timeline import Prepared, prepare

#: How exactly the search tree has to close what the linear programme left open.
_TREE_GAP = 3e-4
#: The part of the seconds, where these are given, for prices, and for a small question as a whole.
_SHARE_PRICES, _SHARE_EXACT = 0.2, 0.35
#: Up to so many options a question that can be packed is still solved as a whole.
_PLAIN_EXACT = 400
#: The part of improving with a price on what is spent.
_SHARE_CHARGED = 0.75

__all__ = ["Infeasible", "Left", "solve", "with_price_of_floors"]


def solve(
    problem: Problem,
    effort: str | Effort = "normal",
    ready: Prepared | None = None,
    *,
    warm: Prices | None = None,
    begin: Plan | None = None,
    left: Left | None = None,
) -> Plan:
    """The best plan found with this effort ("quick", "normal", "thorough"), with its bound and gap.

    The same problem, seed and effort always give the same plan. `ready` saves preparing the same
    problem again, `warm` begins with the prices of an earlier plan, `begin` with that plan itself:
    one for the same question with other floors, or with none. `left` (seconds left) is for
    measurements only: it ends the search between rounds, by the clock of that machine. Raises
    KeyError for an unknown effort and Infeasible when nobody can obey all locks at once.
    """
    work = effort if isinstance(effort, Effort) else EFFORTS[effort]
    prepared = ready or prepare(problem)
    free = problem.sides.are_none and problem.options.mode is None and not prepared.must.any()
    if free and is_matching(prepared.usable, prepared.line):
        plan = _as_matching(prepared)
    else:
        search = _Search(prepared, work, left)
        if begin is not None:
            search.tries["begin"] = picks_of(prepared, begin)
        plan = search.plan(warm)
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
class _Search(Packing):
    """One search for a plan; `settled` and `likely` are what the linear programme was sure of."""

    settled: BoolArray | None = None
    likely: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    used_rows: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def plan(self, warm: Prices | None) -> Plan:
        """The best of everything tried."""
        prepared, problem = self.prepared, self.prepared.usable
        self.dual = Dual(prepared)
        self.dual.search(self.work.price_rounds, warm, self.used(_SHARE_PRICES))
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
        most = self.work.exact_options
        if self.work.core_options and packable(self.prepared):
            # Packing knows far better than the whole tree where to look.
            most = min(most, _PLAIN_EXACT)
        if len(self.prepared.usable.options) > most:
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

    def _by_prices(self) -> None:
        prepared, work = self.prepared, self.work
        net = self.dual.net_values()
        quick = work.proofs and not work.trees
        started = (
            hand_out_shares(prepared, self.dual, self.dual.demand, net)
            if quick
            else hand_outs(prepared, self.dual, net)
        )
        best = max([*self.tries.values(), *started], key=self.standing)
        for _ in range(0 if work.block_size else work.proofs):
            best, net = self._by_linear_programme(net, best)
        if work.core_options and packable(prepared):
            self.tries["prices"] = self.by_packing(self.dual, net, best)
            return
        always = np.concatenate([best, self.likely])
        rows = promising_rows(prepared, net, work.kept_options, always)
        seed = prepared.problem.seed
        repair = Repair(Matrix(prepared, rows), best, net, seed, self.left, self.settled)
        if work.block_size:
            repair.run_blocks(work, self.enough)
        self._around(repair)
        self.tries["prices"] = repair.picks()

    def _around(self, repair: Repair) -> None:
        """Improve neighbourhoods, for the larger part with what they spend counted at its price."""
        per_cost, work = self.dual.per_cost, self.work
        if per_cost:
            repair.charge(per_cost)
            part = replace(work, repairs=int(_SHARE_CHARGED * work.repairs))
            repair.run(part, self.enough_for(_SHARE_CHARGED))
            repair.charge(0.0)
            work = replace(work, repairs=work.repairs - part.repairs)
        repair.run(work, self.enough)

    def _by_linear_programme(self, net: FloatArray, best: IntArray) -> tuple[IntArray, FloatArray]:
        """A tighter bound, the plan that the linear programme leads to, and its net values."""
        prepared, work = self.prepared, self.work
        if self.enough(self.standing(best)):
            return best, net
        # What an earlier round used stays (column generation): only so do the rounds come nearer.
        always = np.concatenate([best, self.used_rows])
        matrix = Matrix(prepared, promising_rows(prepared, net, work.proof_options, always))
        free, x = np.arange(matrix.width), matrix.filled(best)
        relaxed = relax(matrix, free, seconds=self.seconds())
        if relaxed is None:
            return best, net
        share = np.zeros(len(prepared.usable.options))
        share[matrix.rows] = relaxed.x[: len(matrix.rows)]
        found = [best, *hand_out_shares(prepared, self.dual, share, net)]
        self.settled, self.likely = ~split_requests(matrix, relaxed), matrix.rows
        self.used_rows = np.flatnonzero(share > 0)
        net = prove(matrix, self.dual, relaxed)
        self.bound = min(self.bound, math.floor(self.dual.best_bound + 1e-6))
        if work.trees:
            answer = relax_and_fix(
                matrix,
                free,
                x,
                matrix.table @ x,
                nodes=work.nodes,
                gap=_TREE_GAP,
                relaxed=relaxed,
                seconds=self.seconds(),
            )
            if answer.x is not None:
                found.append(matrix.picks(answer.x))
        return max(found, key=self.standing), net
