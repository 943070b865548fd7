"""Who has taken what so far: one more option fits, or it does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from eenplan.engines.assignment.model import IntArray
from eenplan.engines.assignment.timeline import Prepared

_FIRST = 16


class Way(NamedTuple):
    """One option as the ledger reads it."""

    row: int
    offer: int
    first: int
    last: int
    uses: list[int]
    mode: int
    cost: int


class Ledger:
    """Free capacity, mode and budget while places are handed out; plain lists are quickest here."""

    def __init__(self, prepared: Prepared) -> None:
        options = prepared.usable.options
        self._prepared, self._options = prepared, options
        self._free: list[list[list[int]]] = prepared.line.free.transpose(1, 0, 2).tolist()
        self._mode: dict[int, list[int]] = {}
        budget = prepared.problem.sides.budget
        self._left = float("inf") if budget is None else budget
        offers, moments = prepared.line.free.shape[1:]
        self._spent = np.zeros(offers, dtype=np.bool_)
        opens = np.full(offers, moments, dtype=np.int64)
        np.minimum.at(opens, options.offer, prepared.line.first)
        least = np.full((len(options.uses), offers), np.iinfo(np.int64).max, dtype=np.int64)
        for d, uses in enumerate(options.uses):
            np.minimum.at(least[d], options.offer, uses)
        self._opens: list[int] = opens.tolist()
        self._least: list[list[int]] = least.T.tolist()

    def ways(self, rows: IntArray) -> Iterator[Way]:
        """The rows whose offer has something left at any moment, in the same order."""
        # Nearly always one of the first fits: the rest is only written out when none of them does.
        for part in (rows[:_FIRST], rows[_FIRST:]):
            if len(part):
                yield from self._written(part)

    def _written(self, rows: IntArray) -> list[Way]:
        options, line = self._options, self._prepared.line
        rows = rows[~self._spent[options.offer[rows]]]
        none = [0] * len(rows)
        return [
            Way(*way)
            for way in zip(
                rows.tolist(),
                options.offer[rows].tolist(),
                line.first[rows].tolist(),
                line.last[rows].tolist(),
                options.uses[:, rows].T.tolist(),
                none if options.mode is None else options.mode[rows].tolist(),
                none if options.cost is None else options.cost[rows].tolist(),
                strict=True,
            )
        ]

    def fits(self, way: Way) -> bool:
        """Whether an option still fits beside everything taken."""
        if way.cost > self._left:
            return False
        if way.mode and any(mode != way.mode for mode in self._mode.get(way.offer, ())):
            return False
        a, b = way.first, way.last
        for free, need in zip(self._free[way.offer], way.uses, strict=True):
            if need and (free[a] < need or min(free[a:b]) < need):
                return False
        return True

    def take(self, way: Way) -> None:
        """Use the capacity of an option."""
        self._change(way, 1)
        if way.mode:
            self._mode.setdefault(way.offer, []).append(way.mode)
        opens = self._opens[way.offer]
        for free, least in zip(self._free[way.offer], self._least[way.offer], strict=True):
            if max(free[opens:]) < least:
                self._spent[way.offer] = True

    def give_back(self, way: Way) -> None:
        """Undo the taking of an option."""
        self._change(way, -1)
        if way.mode:
            self._mode[way.offer].remove(way.mode)
        self._spent[way.offer] = False

    def _change(self, way: Way, sign: int) -> None:
        self._left -= sign * way.cost
        for free, need in zip(self._free[way.offer], way.uses, strict=True):
            if need:
                for t in range(way.first, way.last):
                    free[t] -= sign * need
