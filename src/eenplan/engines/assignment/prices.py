"""A price for every unit of capacity at every moment, and with it a bound no plan can pass.

Lagrangian dual of the capacity rows: whoever wants more than there is drives the price up. The
bound is valid for any prices (weak duality); smoothing the demand only makes it tight sooner.
Method: subgradient with smoothed demand and an adaptive step (after Held and Karp 1971; Kingma
and Ba 2015 for the step).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from eenplan.engines.assignment.model import FloatArray, IntArray, Problem
from eenplan.engines.assignment.plan import Prices
from eenplan.engines.assignment.timeline import Timeline

_MOMENTUM, _SPREAD = 0.6, 0.95


@dataclass(eq=False)
class Dual:
    """The search for prices, with everything that does not change prepared once.

    `per_cell[d, u, t]` is the price of one unit of dimension d of offer u at moment t, in points.
    """

    problem: Problem
    line: Timeline
    per_cell: FloatArray = field(init=False)
    best_bound: float = field(init=False, default=np.inf)
    demand: FloatArray = field(init=False)

    def __post_init__(self) -> None:
        self.per_cell = np.zeros(self.line.free.shape)
        self._best = self.per_cell
        self._free = self.line.free.astype(np.float64)
        self._value = self.problem.value.astype(np.float64)
        offers, moments = self.line.free.shape[1:]
        row = self.problem.options.offer * (moments + 1)
        self._from, self._to = row + self.line.first, row + self.line.last
        self._cells = offers * (moments + 1)
        self._starts = np.searchsorted(
            self.problem.options.request, np.arange(len(self.problem.requests))
        )
        self._counts = np.diff(np.append(self._starts, len(self.problem.options)))
        self._has = self._counts > 0
        self.demand = np.zeros(len(self.problem.options))

    def net_values(self, per_cell: FloatArray | None = None) -> FloatArray:
        """The value of every option minus the price of what it uses, in points."""
        net = self._value.copy()
        prices = self.per_cell if per_cell is None else per_cell
        for d, uses in enumerate(self.problem.options.uses):
            if prices[d].any():
                total = _running_total(prices[d]).ravel()
                net -= uses * (total[self._to] - total[self._from])
        return net

    def best_of_each(self, net: FloatArray) -> FloatArray:
        """The best net value of every request; waiting is worth nothing."""
        best = np.zeros(len(self.problem.requests))
        if len(net):
            best[self._has] = np.maximum.reduceat(net, self._starts[self._has])
        return np.maximum(best, 0.0)

    def search(self, rounds: int) -> None:
        """Improve the prices for a fixed number of rounds and keep those with the lowest bound."""
        if not len(self.problem.options):
            self.best_bound = 0.0
            return
        mean, spread = np.zeros_like(self.per_cell), np.zeros_like(self.per_cell)
        scale = 0.05 * float(np.median(self._value))
        for n in range(rounds):
            step = scale * 0.01 ** (n / rounds)
            excess = self._excess(step, averaged=n >= rounds // 2)
            excess[(self.per_cell <= 0) & (excess < 0)] = 0.0
            mean = _MOMENTUM * mean + (1 - _MOMENTUM) * excess
            spread = _SPREAD * spread + (1 - _SPREAD) * excess**2
            size = np.sqrt(spread / (1 - _SPREAD ** (n + 1))) + 0.05
            direction = mean / (1 - _MOMENTUM ** (n + 1)) / size
            self.per_cell = np.maximum(0.0, self.per_cell + step * self._unit() * direction)
        self._note_bound(self.best_of_each(self.net_values()))
        self.per_cell = self._best
        self.demand /= max(1, rounds - rounds // 2)

    def _unit(self) -> FloatArray:
        """A step per dimension: a unit that is used five at a time moves five times slower."""
        uses = self.problem.options.uses
        typical = [max(1.0, float(u[u > 0].mean())) if (u > 0).any() else 1.0 for u in uses]
        return 1.0 / np.array(typical)[:, None, None]

    def _excess(self, step: float, *, averaged: bool) -> FloatArray:
        """Smoothed demand minus capacity per cell; remembers the bound of the present prices."""
        net = self.net_values()
        best = self.best_of_each(net)
        self._note_bound(best)
        softness = max(step / 2, 4.0)
        floor = np.repeat(best, self._counts)
        keen = np.flatnonzero(net > floor - 8 * softness)
        weight = np.exp((net[keen] - floor[keen]) / softness)
        who = self.problem.options.request[keen]
        total = np.exp(-best / softness) + np.bincount(who, weight, len(best))
        share = weight / total[who]
        if averaged:
            self.demand[keen] += share
        return self._use(keen, share) - self._free

    def _use(self, rows: IntArray, share: FloatArray) -> FloatArray:
        offers, moments = self.line.free.shape[1:]
        used = np.empty_like(self._free)
        for d, uses in enumerate(self.problem.options.uses):
            amount = share * uses[rows]
            steps = np.bincount(self._from[rows], amount, self._cells)
            steps -= np.bincount(self._to[rows], amount, self._cells)
            used[d] = np.cumsum(steps.reshape(offers, moments + 1), axis=1)[:, :moments]
        return used

    def _note_bound(self, best: FloatArray) -> None:
        bound = float(best.sum() + (self.per_cell * self._free).sum())
        if bound < self.best_bound:
            self.best_bound, self._best = bound, self.per_cell

    def prices(self) -> Prices:
        """The prices found, ready to be stored beside a plan."""
        table = np.stack([_running_total(cells) for cells in self.per_cell])
        names = self.problem.options.dimensions
        return Prices(names, self.problem.offer_at, self.line.points, table)


def _running_total(cells: FloatArray) -> FloatArray:
    """Per offer the sum of the cells before each moment, with one column more than moments."""
    total = np.zeros((cells.shape[0], cells.shape[1] + 1))
    np.cumsum(cells, axis=1, out=total[:, 1:])
    return total
