"""A question, or a part of it, as one sparse table of rows for mixed-integer programming.

Columns: the option rows that are kept, then a lane with a mode each (is the offer used so?), then
what is still missing: a request that must be served and is not, a floor that is not reached.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array, csc_array

from eenplan.engines.assignment.model import BoolArray, FloatArray, IntArray
from eenplan.engines.assignment.timeline import Prepared

#: How many times the dearest option a request costs that must be served and is not.
_MISSING = 3.0


class Block(NamedTuple):
    """Some rows of the table: entries, and between what their sum must lie."""

    row: IntArray
    column: IntArray
    weight: FloatArray
    low: FloatArray
    high: FloatArray


class CellRows(NamedTuple):
    """Which price belongs to which capacity row."""

    first: int
    dimension: IntArray
    lane: IntArray
    moment: IntArray


class StrongRows(NamedTuple):
    """Which request and lane belong to which row about opened modes."""

    first: int
    request: IntArray
    lane: IntArray


class Matrix:
    """low <= table @ x <= high, worth gain @ x. Built once; parts are cut out of it."""

    def __init__(self, prepared: Prepared, rows: IntArray) -> None:
        self.prepared, self.rows = prepared, rows
        options = prepared.usable.options
        self.who, self._lane = options.request[rows], prepared.lanes.of_option[rows]
        self._modes_and_missing()
        self._blocks: list[Block] = []
        self._height = 0
        self._requests()
        self.cells = self._capacity()
        self._one_mode()
        self.strong = self._only_in_opened_modes()
        self._links()
        self._sides()
        self._finish()

    def _modes_and_missing(self) -> None:
        prepared, number = self.prepared, len(self.rows)
        moded = prepared.lanes.moded
        self.z_lanes = np.unique(self._lane[moded[self._lane]])
        self.z_of = np.full(len(prepared.lanes), -1, dtype=np.int64)
        self.z_of[self.z_lanes] = number + np.arange(len(self.z_lanes))
        musts = np.flatnonzero(prepared.must)
        first = number + len(self.z_lanes)
        self.missing_of = np.full(len(prepared.must), -1, dtype=np.int64)
        self.missing_of[musts] = first + np.arange(len(musts))
        self.floor_columns = first + len(musts) + np.arange(len(prepared.floors))
        self.width = first + len(musts) + len(prepared.floors)
        value = prepared.usable.value[self.rows].astype(np.float64)
        dear = _MISSING * float(np.abs(value).max(initial=1.0))
        self.gain = np.full(self.width, -dear)
        self.gain[:number], self.gain[number:first] = value, 0.0
        self.top = np.ones(self.width)
        self.top[self.floor_columns] = np.inf
        self.whole = np.ones(self.width, dtype=np.int64)
        self.whole[self.floor_columns] = 0

    def _add(
        self, row: IntArray, column: IntArray, weight: FloatArray, low: FloatArray, high: FloatArray
    ) -> None:
        self._blocks.append(Block(row + self._height, column, weight, low, high))
        self._height += len(high)

    def _requests(self) -> None:
        """Everybody is served once at most; who must be served is served, or missing."""
        number = len(self.prepared.must)
        missing = self.missing_of[self.prepared.must]
        row = np.concatenate([self.who, np.flatnonzero(self.prepared.must)])
        column = np.concatenate([np.arange(len(self.rows)), missing])
        low = np.where(self.prepared.must, 1.0, -np.inf)
        self._add(row, column, np.ones(len(row)), low, np.ones(number))

    def _capacity(self) -> CellRows:
        """Per lane, dimension and moment: use is at most what is free, in an opened mode."""
        prepared, line = self.prepared, self.prepared.line
        matters = np.zeros((len(prepared.lanes), line.moments), dtype=np.bool_)
        matters[self._lane, line.first[self.rows]] = True
        less: BoolArray = np.any(np.diff(line.free, axis=2) < 0, axis=0)
        matters[:, 1:] |= less[prepared.lanes.offer]
        before = np.zeros((matters.shape[0], matters.shape[1] + 1), dtype=np.int64)
        np.cumsum(matters, axis=1, out=before[:, 1:])
        offset = np.concatenate([[0], np.cumsum(before[:, -1])])
        first = offset[self._lane] + before[self._lane, line.first[self.rows]]
        last = offset[self._lane] + before[self._lane, line.last[self.rows]]
        counts = last - first
        entry = np.repeat(np.arange(len(self.rows)), counts)
        cell = np.arange(len(entry)) - np.repeat(np.cumsum(counts) - counts, counts) + first[entry]
        lane, moment = np.nonzero(matters)
        began, dimensions = self._height, len(line.free)
        for d, uses in enumerate(prepared.usable.options.uses[:, self.rows]):
            free = np.maximum(line.free[d, prepared.lanes.offer[lane], moment], 0).astype(
                np.float64
            )
            used = np.flatnonzero(uses[entry])
            z = np.flatnonzero(self.z_of[lane] >= 0)
            row = np.concatenate([cell[used], z])
            column = np.concatenate([entry[used], self.z_of[lane[z]]])
            weight = np.concatenate([uses[entry[used]].astype(np.float64), -free[z]])
            high = np.where(self.z_of[lane] >= 0, 0.0, free)
            self._add(row, column, weight, np.full(len(lane), -np.inf), high)
        return CellRows(
            began,
            np.repeat(np.arange(dimensions), len(lane)),
            np.tile(lane, dimensions),
            np.tile(moment, dimensions),
        )

    def _one_mode(self) -> None:
        offers, row = np.unique(self.prepared.lanes.offer[self.z_lanes], return_inverse=True)
        ones = np.ones(len(offers))
        column = self.z_of[self.z_lanes]
        self._add(row, column, np.ones(len(row)), -np.inf * ones, ones)

    def _only_in_opened_modes(self) -> StrongRows:
        """Per request and lane with a mode: served there only when the offer is used so.

        The capacity rows say the same in whole numbers; these make it hold in part as well, which
        is what lets the linear programme choose one mode instead of a bit of each.
        """
        column = np.flatnonzero(self.z_of[self._lane] >= 0)
        lanes = len(self.prepared.lanes)
        key = self.who[column] * lanes + self._lane[column]
        pairs, row = np.unique(key, return_inverse=True)
        number = np.arange(len(pairs))
        began = self._height
        self._add(
            np.concatenate([row, number]),
            np.concatenate([column, self.z_of[pairs % lanes]]),
            np.concatenate([np.ones(len(column)), -np.ones(len(pairs))]),
            np.full(len(pairs), -np.inf),
            np.zeros(len(pairs)),
        )
        return StrongRows(began, pairs // lanes, pairs % lanes)

    def _links(self) -> None:
        """Per party, group and pair of neighbours in the link: both are there, or neither."""
        parties = self.prepared.parties
        if not len(parties.rows):
            return
        at = np.full(len(self.prepared.usable.options), -1, dtype=np.int64)
        at[self.rows] = np.arange(len(self.rows))
        column, segment = at[parties.rows], parties.segment
        kept = column >= 0
        column, segment = column[kept], segment[kept]
        # Segments of one choice follow each other: row i says segment i equals segment i + 1.
        pairs = np.diff(parties.choice) == 0
        number = np.cumsum(np.append(pairs, False)) - 1
        is_left = np.append(pairs, False)[segment]
        is_right = np.insert(pairs, 0, False)[segment]
        row = np.concatenate([number[segment[is_left]], number[segment[is_right] - 1]])
        both = np.concatenate([column[is_left], column[is_right]])
        weight = np.concatenate([np.ones(int(is_left.sum())), -np.ones(int(is_right.sum()))])
        zero = np.zeros(int(pairs.sum()))
        self._add(row, both, weight, zero, zero)

    def _sides(self) -> None:
        sides, options = self.prepared.problem.sides, self.prepared.usable.options
        self.budget_row = -1
        none, column = np.array([-np.inf]), np.arange(len(self.rows))
        if sides.budget is not None and options.cost is not None:
            self.budget_row = self._height
            cost = options.cost[self.rows].astype(np.float64)
            self._add(np.zeros_like(column), column, cost, none, np.array([float(sides.budget)]))
        self.floor_row = self._height
        for floor, missing in zip(self.prepared.floors, self.floor_columns, strict=True):
            weight = np.append(floor[self.who], -1.0)
            row = np.zeros(len(weight), dtype=np.int64)
            self._add(row, np.append(column, missing), weight, none, np.zeros(1))

    def _finish(self) -> None:
        blocks = self._blocks
        row = np.concatenate([b.row for b in blocks])
        column = np.concatenate([b.column for b in blocks])
        weight = np.concatenate([b.weight for b in blocks])
        keep = weight != 0
        shape = (self._height, self.width)
        entries = (weight[keep], (row[keep], column[keep]))
        self.table = csc_array(coo_array(entries, shape=shape))
        self.low = np.concatenate([b.low for b in blocks])
        self.high = np.concatenate([b.high for b in blocks])
        self._blocks = []

    def filled(self, picks: IntArray) -> FloatArray:
        """The columns of a plan: chosen rows, opened modes, and what is missing."""
        x = np.zeros(self.width)
        at = np.full(len(self.prepared.usable.options), -1, dtype=np.int64)
        at[self.rows] = np.arange(len(self.rows))
        served = picks >= 0
        x[at[picks[served]]] = 1.0
        lanes = self.prepared.lanes.of_option[picks[served]]
        z = self.z_of[lanes]
        x[z[z >= 0]] = 1.0
        missing = self.missing_of[~served]
        x[missing[missing >= 0]] = 1.0
        x[self.floor_columns] = np.maximum(0.0, self.prepared.floors @ served)
        return x

    def picks(self, x: FloatArray) -> IntArray:
        """The option row of each request, -1 for who waits."""
        found = np.full(len(self.prepared.must), -1, dtype=np.int64)
        chosen = self.rows[np.flatnonzero(x[: len(self.rows)] > 0.5)]
        found[self.prepared.usable.options.request[chosen]] = chosen
        return found
