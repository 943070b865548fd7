"""The answer to a matching question: who goes where, who waits, at what price and bound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from eenplan.engines.assignment.model import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Assignment:
    """One request served: where, when, and why it scored what it scored (points)."""

    request: str
    offer: str
    start: int
    end: int
    uses: Mapping[str, int]
    base: int
    parts: Mapping[str, int]
    mode: str = ""
    cost: int = 0

    @property
    def value(self) -> int:
        """Base value plus all score parts."""
        return self.base + sum(self.parts.values())


@dataclass(frozen=True)
class Prices:
    """What a unit of capacity is worth to the others: per dimension, offer and period, in points.

    `cumulative[d, row, i]` is the price in dimension d, summed over the periods before
    `points[i]`. An offer has one row in `offers`; when it is used in modes, each mode has a row in
    `lanes` and the one in `offers` is its first. `per_cost` is the price of one unit of budget.
    """

    dimensions: tuple[str, ...]
    offers: Mapping[str, int]
    points: IntArray
    cumulative: FloatArray
    lanes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    per_cost: float = 0.0
    per_floor: Mapping[str, float] = field(default_factory=dict)

    def row_of(self, offer: str, mode: str = "") -> int:
        """The row of an offer in a mode, -1 for an offer the plan did not see."""
        return self.lanes.get((offer, mode), self.offers.get(offer, -1))

    def pressure(
        self,
        offer: str,
        start: int,
        end: int,
        uses: Mapping[str, int],
        mode: str = "",
        cost: int = 0,
    ) -> int:
        """How much others want this offer then, in points; 0 for an offer the plan did not see."""
        paid = self.per_cost * cost
        row = self.row_of(offer, mode)
        if row < 0:
            return round(paid)
        first, last = self._cells(start), int(np.searchsorted(self.points, end))
        for i, dimension in enumerate(self.dimensions):
            if used := uses.get(dimension, 0):
                total = self.cumulative[i, row]
                paid += used * float(total[last] - total[first])
        return round(paid)

    def pressures(
        self, rows: IntArray, start: IntArray, end: IntArray, uses: IntArray
    ) -> FloatArray:
        """The same for many options at once; `rows` by `row_of`, `uses` a row per dimension.

        Without the price of the budget. Rows of -1 cost nothing.
        """
        first = np.maximum(np.searchsorted(self.points, start, side="right") - 1, 0)
        last = np.searchsorted(self.points, end)
        paid = np.zeros(len(rows))
        for total, used in zip(self.cumulative, uses, strict=True):
            paid += used * (total[rows, last] - total[rows, first])
        return np.where(rows < 0, 0.0, paid)

    def _cells(self, start: int) -> int:
        return max(int(np.searchsorted(self.points, start, side="right")) - 1, 0)


@dataclass(frozen=True, slots=True)
class Shift:
    """Somebody who would leave the present place, and where to (None: no place in this plan)."""

    request: str
    leaves: str
    goes_to: str | None


@dataclass(frozen=True, slots=True)
class Tie:
    """An equal claim that the seeded lottery decided: the placed drew the lower number."""

    offer: str
    placed: str
    waiting: str
    numbers: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one group fares in a plan: served of who can be served, and the least there must be."""

    group: str
    served: int
    of: int
    least: int


@dataclass(frozen=True)
class Plan:
    """A proposal, never a decision: who goes where, who waits, how far from the best it may be.

    `spent` is what all assignments cost; `shifts` are those who leave a present place; `ties` what
    the lottery decided; `standings` the groups with a floor; `floors_cost` the points the floors
    cost at most, when that was asked (`solver.with_price_of_floors`).
    """

    assignments: tuple[Assignment, ...]
    unplaced: tuple[str, ...]
    objective: int
    bound: int
    method: str
    seed: int
    inputs_hash: str
    rule_versions: Mapping[str, str]
    prices: Prices | None = field(default=None, compare=False, repr=False)
    spent: int = 0
    shifts: tuple[Shift, ...] = ()
    ties: tuple[Tie, ...] = ()
    standings: tuple[Standing, ...] = ()
    floors_cost: int | None = None

    @property
    def gap(self) -> float:
        """The share of the proven bound that may still be missing; 0.0 means proven best."""
        return (self.bound - self.objective) / self.bound if self.bound > 0 else 0.0

    def of(self, request: str) -> Assignment | None:
        """The assignment of one request, or None while it waits."""
        return next((a for a in self.assignments if a.request == request), None)
