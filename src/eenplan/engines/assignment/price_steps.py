"""How prices move from round to round."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

from eenplan.engines.assignment.model import FloatArray

_N = TypeVar("_N", np.int64, np.float64)
_MOMENTUM, _SPREAD = 0.6, 0.95


class Steps:
    """How one set of prices moves: with momentum, and smaller where the excess swings."""

    def __init__(self, like: FloatArray) -> None:
        self._mean, self._spread, self._rounds = np.zeros_like(like), np.zeros_like(like), 0

    def moved(
        self, prices: FloatArray, excess: FloatArray, step: FloatArray, least: float
    ) -> FloatArray:
        """The prices after one step along the excess; never below zero."""
        excess[(prices <= 0) & (excess < 0)] = 0.0
        self._rounds += 1
        self._mean = _MOMENTUM * self._mean + (1 - _MOMENTUM) * excess
        self._spread = _SPREAD * self._spread + (1 - _SPREAD) * excess**2
        size = np.sqrt(self._spread / (1 - _SPREAD**self._rounds)) + least
        direction = self._mean / (1 - _MOMENTUM**self._rounds) / size
        found: FloatArray = np.maximum(0.0, prices + step * direction)
        return found


def running_total(cells: npt.NDArray[_N]) -> npt.NDArray[_N]:
    """Per lane the sum of the cells before each moment, with one column more than moments."""
    total = np.zeros((cells.shape[0], cells.shape[1] + 1), dtype=cells.dtype)
    np.cumsum(cells, axis=1, out=total[:, 1:])
    return total
