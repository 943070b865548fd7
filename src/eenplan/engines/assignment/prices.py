"""A price for every unit of capacity at every moment, and with it a bound no plan can pass.

Lagrangian dual of the capacity rows, the budget and the floors: whoever wants more than there is
drives the price up. Links and modes stay exact inside: a linked party chooses its best group
together, an offer opens in its dearest mode. The bound is valid for any prices (weak duality);
smoothing the demand only makes it tight sooner. Method: subgradient with smoothed demand and an
adaptive step (after Held and Karp 1971; Kingma and Ba 2015 for the step).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from eenplan.engines.assignment.model import BoolArray, FloatArray, IntArray
from eenplan.engines.assignment.plan import Prices
from eenplan.engines.assignment.price_memory import prices_of, warm_up
from eenplan.engines.assignment.price_steps import Steps, running_total, unit_steps
from eenplan.engines.assignment.timeline import Prepared

#: Every so many rounds all options are looked at; between them those within so many steps.
_LOOK_AROUND, _REACH = 8, 12.0


class Dual:
    """The search for prices, with everything that does not change prepared once.

    `per_cell[d, lane, t]` is the price of one unit of dimension d of a lane at moment t, in
    points; `per_side` the prices of the budget (when there is one) and of the floors.
    """

    def __init__(self, prepared: Prepared) -> None:
        self.prepared, self.problem = prepared, prepared.usable
        options, line = self.problem.options, prepared.line
        self._lane = prepared.lanes.of_option
        self.open = self._moments_that_matter()
        self.cell_of = running_total(self.open.astype(np.int64))
        self.free = self._squeezed(line.free)
        self.per_cell = np.zeros(self.free.shape)
        self._value = self.problem.value.astype(np.float64)
        lanes, cells = self.free.shape[1:]
        row = self._lane * (cells + 1)
        self._from = (row + self.cell_of[self._lane, line.first]).astype(np.int32)
        self._to = (row + self.cell_of[self._lane, line.last]).astype(np.int32)
        self._cells = lanes * (cells + 1)
        self._who = options.request
        self._counts = np.bincount(options.request, minlength=len(self.problem.requests))
        self._rows = np.arange(len(options))
        self._unit = unit_steps(options.uses, self._lane, self._to - self._from, lanes)
        self._moded = np.flatnonzero(prepared.lanes.moded)
        self._shared = np.unique(prepared.lanes.offer[self._moded], return_inverse=True)[1]
        self._set_sides()
        self.demand = np.zeros(len(options))
        self.best_bound = np.inf
        self._best = (self.per_cell, self.per_side)

    def _set_sides(self) -> None:
        """The budget as points per typical cost, and the floors per request."""
        options, budget = self.problem.options, self.problem.sides.budget
        costs = options.cost is not None and budget is not None and bool((options.cost > 0).any())
        self.cost: FloatArray | None = None
        limits = [0.0] * len(self.prepared.floors)
        if costs:
            assert options.cost is not None and budget is not None
            self.typical_cost = float(options.cost[options.cost > 0].mean())
            self.cost = options.cost / self.typical_cost
            limits.insert(0, budget / self.typical_cost)
        self._limits = np.array(limits)
        self.per_side = np.zeros(len(limits))

    def _moments_that_matter(self) -> BoolArray:
        """Per lane the moments that can be the fullest: where a stay or a booking starts.

        Anywhere else a price would count the same scarcity twice.
        """
        line, lanes = self.prepared.line, self.prepared.lanes
        matters = np.zeros((len(lanes), line.moments), dtype=np.bool_)
        matters[self._lane, line.first] = True
        less: BoolArray = np.any(np.diff(line.free, axis=2) < 0, axis=0)
        matters[:, 1:] |= less[lanes.offer]
        return matters

    def _squeezed(self, free: IntArray) -> FloatArray:
        """The capacity of the moments that matter only, pushed to the left of each lane's row."""
        lanes, moments = np.nonzero(self.open)
        offer = self.prepared.lanes.offer[lanes]
        width = max(1, int(self.cell_of.max(initial=0)))
        squeezed = np.zeros((free.shape[0], len(self.open), width))
        squeezed[:, lanes, self.cell_of[lanes, moments]] = np.maximum(free[:, offer, moments], 0)
        return squeezed

    def net_values(self, rows: IntArray | None = None) -> FloatArray:
        """The value of these options (all without rows) minus the price of what they use."""
        which = slice(None) if rows is None else rows
        net = self._value[which].copy()
        for d, uses in enumerate(self.problem.options.uses):
            if self.per_cell[d].any():
                total = running_total(self.per_cell[d]).ravel()
                net -= uses[which] * (total[self._to[which]] - total[self._from[which]])
        if self.cost is not None and self.per_side[0]:
            net -= self.per_side[0] * self.cost[which]
        if (floors := self.per_floor).any():
            net -= (floors @ self.prepared.floors)[self._who[which]]
        return net

    @property
    def per_cost(self) -> float:
        """The price of one unit of the budget."""
        return 0.0 if self.cost is None else float(self.per_side[0]) / self.typical_cost

    def budget_part(self) -> FloatArray:
        """What each option pays for its share of the budget, in points."""
        return np.zeros(1) if self.cost is None else self.per_side[0] * self.cost

    @property
    def per_floor(self) -> FloatArray:
        return self.per_side[0 if self.cost is None else 1 :]

    def best_of_each(self, net: FloatArray, rows: IntArray | None = None) -> FloatArray:
        """The best net value of every request; waiting is worth nothing, but some may not wait.

        With `rows` (`net` of only these) linked requests are left out.
        """
        must = self.prepared.must
        best = np.where(must, -np.inf, 0.0)
        if len(net):
            who = self._who if rows is None else self._who[rows]
            starts = np.flatnonzero(np.diff(who, prepend=-1))
            best[who[starts]] = np.maximum.reduceat(net, starts)
        best = np.where(must, best, np.maximum(best, 0.0))
        best[np.isneginf(best)] = 0.0
        if rows is None:
            self.prepared.parties.settle(net, best, must)
        return best

    def search(
        self, rounds: int, warm: Prices | None = None, used: Callable[[], float] | None = None
    ) -> None:
        """Improve the prices for a fixed number of rounds and keep those with the lowest bound.

        `used`, for measurements only, says which part of the time for it is gone: then it is
        done in fewer rounds.
        """
        if not len(self.problem.options):
            self.best_bound = 0.0
            return
        if warm is not None:
            warm_up(self, warm)
        scale = (0.02 if warm is not None else 0.15) * float(np.median(np.abs(self._value)))
        steps = Steps(self.per_cell), Steps(self.per_side)
        linked = self.prepared.parties.rows
        counted = 0
        for n in range(rounds):
            gone = n / rounds if used is None else max(n / rounds, used())
            if gone >= 1:
                break
            step = scale * 0.002 ** (max(0.0, gone - 0.1) / 0.9)
            if n % _LOOK_AROUND == 0:
                self._look_around(step)
            share = self._demand(self._rows, step)
            together = self._demand_of_parties(linked, step) if len(linked) else np.zeros(0)
            if gone >= 0.5:
                counted += 1
                self.demand[share[0]] += share[1]
                self.demand[linked] += together
            rows = np.concatenate([share[0], linked])
            shares = np.concatenate([share[1], together])
            excess, side = self._excess(rows, shares, step), self._side_excess(rows, shares)
            self.per_cell = steps[0].moved(self.per_cell, excess, step * self._unit, 0.05)
            self.per_side = steps[1].moved(self.per_side, side, np.array(0.3 * step), 0.002)
        self._look_around(0.0)
        self.per_cell, self.per_side = self._best
        self.demand /= max(1, counted)

    def bound_of(self, best: FloatArray, opened: FloatArray | None = None) -> float:
        """The bound these prices prove: what everybody gains, plus the worth of all capacity.

        `opened` is what is paid per lane for being in an opened mode at all.
        """
        worth = (self.per_cell * self.free).sum(axis=(0, 2))
        if opened is not None:
            worth = worth + opened
        total = float(best.sum() + worth.sum() + self.per_side @ self._limits)
        if len(self._moded):
            dearest = np.zeros(int(self._shared.max()) + 1)
            np.maximum.at(dearest, self._shared, worth[self._moded])
            total += float(dearest.sum() - worth[self._moded].sum())
        return total

    def _look_around(self, step: float) -> None:
        """Note the bound of the present prices, and which options can matter in the next rounds.

        The bound is only valid when every option was looked at; in between a fraction is enough.
        """
        net = self.net_values()
        best = self.best_of_each(net)
        bound = self.bound_of(best)
        if bound < self.best_bound:
            self.best_bound, self._best = bound, (self.per_cell, self.per_side.copy())
        near = net > np.repeat(best, self._counts) - _REACH * step
        near[self.prepared.parties.rows] = False
        self._rows = np.flatnonzero(near)

    def prove(
        self,
        per_cell: FloatArray,
        per_side: FloatArray,
        opened: tuple[IntArray, IntArray, FloatArray],
    ) -> FloatArray:
        """Try these prices: keep them when their bound is lower. The net values at them.

        `opened`: which request pays how much for which lane to be open.
        """
        kept = self.per_cell, self.per_side
        self.per_cell, self.per_side = per_cell, per_side
        request, lane, paid = opened
        net = self.net_values() - self._paid_for_modes(request, lane, paid)
        per_lane = np.zeros(len(self.prepared.lanes))
        np.add.at(per_lane, lane, paid)
        bound = self.bound_of(self.best_of_each(net), per_lane)
        if bound < self.best_bound:
            self.best_bound, self._best = bound, (per_cell, per_side)
        else:
            self.per_cell, self.per_side = kept
        return net

    def _paid_for_modes(self, request: IntArray, lane: IntArray, paid: FloatArray) -> FloatArray:
        lanes = len(self.prepared.lanes)
        if not len(paid):
            return np.zeros(1)
        keys, mine = request * lanes + lane, self._who * lanes + self._lane
        order = np.argsort(keys)
        keys, paid = keys[order], paid[order]
        at = np.minimum(np.searchsorted(keys, mine), len(keys) - 1)
        found: FloatArray = np.where(keys[at] == mine, paid[at], 0.0)
        return found

    def _demand(self, rows: IntArray, step: float) -> tuple[IntArray, FloatArray]:
        """Smoothed demand of those who choose alone, over the options that can matter now."""
        net = self.net_values(rows)
        best = self.best_of_each(net, rows)
        softness = max(0.4 * step, 2.0)
        floor = best[self._who[rows]]
        near = np.flatnonzero(net > floor - 8 * softness)
        keen = rows[near]
        weight = np.exp((net[near] - floor[near]) / softness)
        who = self._who[keen]
        waits = np.where(self.prepared.must, 0.0, np.exp(-np.maximum(best, 0.0) / softness))
        total = waits + np.bincount(who, weight, len(best))
        return keen, weight / total[who]

    def _demand_of_parties(self, rows: IntArray, step: float) -> FloatArray:
        net = np.zeros(len(self._value))
        net[rows] = self.net_values(rows)
        return self.prepared.parties.shares(net, max(0.4 * step, 2.0), self.prepared.must)

    def _excess(self, rows: IntArray, share: FloatArray, step: float) -> FloatArray:
        """Demand minus capacity per cell; an offer with modes has its capacity in the dearest."""
        lanes, cells = self.free.shape[1:]
        excess = -self.free
        if len(self._moded):
            excess[:, self._moded] *= self._opened(max(0.4 * step, 2.0))[None, :, None]
        for d, uses in enumerate(self.problem.options.uses):
            amount = share * uses[rows]
            steps = np.bincount(self._from[rows], amount, self._cells)
            steps -= np.bincount(self._to[rows], amount, self._cells)
            excess[d] += np.cumsum(steps.reshape(lanes, cells + 1), axis=1)[:, :cells]
        return excess

    def _opened(self, softness: float) -> FloatArray:
        """Per lane with a mode how far it opens: the dearest whole, nearly as dear ones in part."""
        moded = self._moded
        worth = (self.per_cell[:, moded] * self.free[:, moded]).sum(axis=(0, 2))
        dearest = np.zeros(int(self._shared.max()) + 1)
        np.maximum.at(dearest, self._shared, worth)
        weight = np.exp((worth - dearest[self._shared]) / softness)
        opened: FloatArray = weight / np.bincount(self._shared, weight)[self._shared]
        return opened

    def _side_excess(self, rows: IntArray, share: FloatArray) -> FloatArray:
        """How far the demand goes beyond the budget and below the floors, as shares."""
        found = []
        if self.cost is not None:
            used = float((share * self.cost[rows]).sum())
            found.append((used - self._limits[0]) / max(1.0, self._limits[0]))
        if len(floors := self.prepared.floors):
            served = np.bincount(self._who[rows], share, floors.shape[1])
            number = max(1.0, float(self.prepared.servable.sum()))
            found.extend((floors @ served / number).tolist())
        return np.array(found)

    def side_prices(self, budget: float, floors: FloatArray) -> FloatArray:
        """The prices of budget (per unit of cost) and floors, as this search counts them."""
        first = [] if self.cost is None else [budget * self.typical_cost]
        return np.array([*first, *floors.tolist()])

    def prices(self) -> Prices:
        """The prices found, ready to be stored beside a plan."""
        return prices_of(self)
