"""A price for every unit of capacity at every moment, and with it a bound no plan can pass.

Lagrangian dual of the capacity rows: whoever wants more than there is drives the price up. The
bound is valid for any prices (weak duality); smoothing the demand only makes it tight sooner.
Method: subgradient with smoothed demand and an adaptive step (after Held and Karp 1971; Kingma
and Ba 2015 for the step).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from eenplan.engines.assignment.model import BoolArray, FloatArray, IntArray, Problem
from eenplan.engines.assignment.plan import Prices
from eenplan.engines.assignment.timeline import Timeline

_N = TypeVar("_N", np.int64, np.float64)
_MOMENTUM, _SPREAD = 0.6, 0.95
#: Every so many rounds all options are looked at; between them those within so many steps.
_LOOK_AROUND, _REACH = 8, 12.0


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
        options = self.problem.options
        self._open = self._moments_that_matter()
        self._cell_of = _running_total(self._open.astype(np.int64))
        self._free = self._squeezed(self.line.free)
        self.per_cell = np.zeros(self._free.shape)
        self._best = self.per_cell
        self._value = self.problem.value.astype(np.float64)
        offers, cells = self._free.shape[1:]
        row = options.offer * (cells + 1)
        self._from = row + self._cell_of[options.offer, self.line.first]
        self._to = row + self._cell_of[options.offer, self.line.last]
        self._cells = offers * (cells + 1)
        self._who = options.request
        self._counts = np.bincount(options.request, minlength=len(self.problem.requests))
        self._rows = np.arange(len(options))
        self._unit = self._unit_steps()
        self.demand = np.zeros(len(options))

    def _moments_that_matter(self) -> BoolArray:
        """Per offer the moments that can be the fullest: where a stay or a booking starts.

        Anywhere else a price would count the same scarcity twice.
        """
        offers, moments = self.line.free.shape[1:]
        matters = np.zeros((offers, moments), dtype=np.bool_)
        matters[self.problem.options.offer, self.line.first] = True
        less = np.diff(self.line.free, axis=2) < 0
        matters[:, 1:] |= less.any(axis=0)
        return matters

    def _squeezed(self, free: IntArray) -> FloatArray:
        """The capacity of the moments that matter only, pushed to the left of each offer's row."""
        offers, moments = np.nonzero(self._open)
        width = max(1, int(self._cell_of.max(initial=0)))
        squeezed = np.zeros((free.shape[0], free.shape[1], width))
        squeezed[:, offers, self._cell_of[offers, moments]] = free[:, offers, moments]
        return squeezed

    def _unit_steps(self) -> FloatArray:
        """A step per dimension and offer, smaller where one option pays many prices at once."""
        options = self.problem.options
        offers = self._free.shape[1]
        covered = (self._to - self._from).astype(np.float64)
        number = np.maximum(1, np.bincount(options.offer, minlength=offers))
        spread_over = np.maximum(1.0, np.bincount(options.offer, covered, offers) / number)
        typical = [max(1.0, float(u[u > 0].mean())) if (u > 0).any() else 1.0 for u in options.uses]
        # Not the whole number: few of the prices an option could pay are above zero.
        return 1.0 / (np.array(typical)[:, None, None] * spread_over[None, :, None] ** 0.7)

    def net_values(self, rows: IntArray | None = None) -> FloatArray:
        """The value of these options (all without rows) minus the price of what they use."""
        which = slice(None) if rows is None else rows
        net = self._value[which].copy()
        for d, uses in enumerate(self.problem.options.uses):
            if self.per_cell[d].any():
                total = _running_total(self.per_cell[d]).ravel()
                net -= uses[which] * (total[self._to[which]] - total[self._from[which]])
        return net

    def best_of_each(self, net: FloatArray, rows: IntArray | None = None) -> FloatArray:
        """The best net value of every request; waiting is worth nothing."""
        best = np.zeros(len(self.problem.requests))
        if len(net):
            who = self.problem.options.request if rows is None else self._who[rows]
            starts = np.flatnonzero(np.diff(who, prepend=-1))
            best[who[starts]] = np.maximum.reduceat(net, starts)
        return np.maximum(best, 0.0)

    def search(self, rounds: int) -> None:
        """Improve the prices for a fixed number of rounds and keep those with the lowest bound."""
        if not len(self.problem.options):
            self.best_bound = 0.0
            return
        mean, spread = np.zeros_like(self.per_cell), np.zeros_like(self.per_cell)
        scale = 0.3 * float(np.median(self._value))
        for n in range(rounds):
            step = scale * 0.01 ** (max(0.0, n / rounds - 0.3) / 0.7)
            if n % _LOOK_AROUND == 0:
                self._look_around(step)
            excess = self._excess(step, averaged=n >= rounds // 2)
            excess[(self.per_cell <= 0) & (excess < 0)] = 0.0
            mean = _MOMENTUM * mean + (1 - _MOMENTUM) * excess
            spread = _SPREAD * spread + (1 - _SPREAD) * excess**2
            size = np.sqrt(spread / (1 - _SPREAD ** (n + 1))) + 0.05
            direction = mean / (1 - _MOMENTUM ** (n + 1)) / size
            self.per_cell = np.maximum(0.0, self.per_cell + step * self._unit * direction)
        self._look_around(0.0)
        self.per_cell = self._best
        self.demand /= max(1, rounds - rounds // 2)

    def _look_around(self, step: float) -> None:
        """Note the bound of the present prices, and which options can matter in the next rounds.

        The bound is only valid when every option was looked at; in between a fraction is enough.
        """
        net = self.net_values()
        best = self.best_of_each(net)
        bound = float(best.sum() + (self.per_cell * self._free).sum())
        if bound < self.best_bound:
            self.best_bound, self._best = bound, self.per_cell
        floor = np.repeat(best, self._counts)
        self._rows = np.flatnonzero(net > floor - _REACH * step)

    def _excess(self, step: float, *, averaged: bool) -> FloatArray:
        """Smoothed demand minus capacity per cell, over the options that can matter now."""
        net = self.net_values(self._rows)
        best = self.best_of_each(net, self._rows)
        softness = max(step / 2, 4.0)
        floor = best[self._who[self._rows]]
        near = np.flatnonzero(net > floor - 8 * softness)
        keen = self._rows[near]
        weight = np.exp((net[near] - floor[near]) / softness)
        who = self._who[keen]
        total = np.exp(-best / softness) + np.bincount(who, weight, len(best))
        share = weight / total[who]
        if averaged:
            self.demand[keen] += share
        return self._use(keen, share) - self._free

    def _use(self, rows: IntArray, share: FloatArray) -> FloatArray:
        offers, cells = self._free.shape[1:]
        used = np.empty_like(self._free)
        for d, uses in enumerate(self.problem.options.uses):
            amount = share * uses[rows]
            steps = np.bincount(self._from[rows], amount, self._cells)
            steps -= np.bincount(self._to[rows], amount, self._cells)
            used[d] = np.cumsum(steps.reshape(offers, cells + 1), axis=1)[:, :cells]
        return used

    def prices(self) -> Prices:
        """The prices found, ready to be stored beside a plan."""
        spread = np.zeros(self.line.free.shape)
        offers, moments = np.nonzero(self._open)
        spread[:, offers, moments] = self.per_cell[:, offers, self._cell_of[offers, moments]]
        table = np.zeros((*spread.shape[:2], self.line.moments + 1))
        np.cumsum(spread, axis=2, out=table[:, :, 1:])
        names = self.problem.options.dimensions
        return Prices(names, self.problem.offer_at, self.line.points, table)


def _running_total(cells: npt.NDArray[_N]) -> npt.NDArray[_N]:
    """Per offer the sum of the cells before each moment, with one column more than moments."""
    total = np.zeros((cells.shape[0], cells.shape[1] + 1), dtype=cells.dtype)
    np.cumsum(cells, axis=1, out=total[:, 1:])
    return total
