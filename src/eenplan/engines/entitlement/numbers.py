"""Whole numbers in columns: cents and days, rounded half up, for one household or for a town."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]
Number = Numbers | int
Where = Mask | bool
EPOCH = date(1970, 1, 1).toordinal()
WHOLE = 10_000  # a hundred percent, in hundredths of a percent


@dataclass(frozen=True)
class Days:
    """A column of days as ordinals; `same` is the one day they all are, when they are."""

    column: Numbers
    same: int | None

    @classmethod
    def of(cls, column: Numbers) -> "Days":
        """Return the column, having looked whether it holds one day only."""
        if len(column) == 1:
            return cls(column, int(column[0]))
        first = int(column[0]) if len(column) else 0
        return cls(column, first if bool((column == first).all()) else None)

    def at(self, rows: Numbers) -> "Days":
        """Return the days for other rows, each of which names the household it is of."""
        return Days(self.column[rows], self.same)


def divided(amount: Number, by: Number) -> Numbers:
    """Return amounts of nought or more divided, half a cent rounded up."""
    found: Numbers = np.asarray((2 * amount + by) // (2 * by), dtype=np.int64)
    return found


def part(amount: Number, share: Number) -> Numbers:
    """Return a share, in hundredths of a percent, of amounts."""
    return divided(amount * share, WHOLE)


def floor_zero(amount: Number) -> Numbers:
    """Return amounts, nought where they were less."""
    found: Numbers = np.maximum(amount, 0)
    return found


def least(one: Number, other: Number) -> Numbers:
    """Return the smaller of two amounts, row by row."""
    found: Numbers = np.minimum(np.asarray(one, dtype=np.int64), other)
    return found


def pick(mask: Where, then: Number, otherwise: Number = 0) -> Numbers:
    """Return one amount where the mask holds, another elsewhere."""
    found: Numbers = np.where(mask, then, otherwise)
    return found


def summed(index: Numbers, amounts: Numbers, size: int) -> Numbers:
    """Return the exact sum of amounts per row they belong to."""
    if size == 1:
        return np.array([amounts.sum()], dtype=np.int64)
    found = np.zeros(size, dtype=np.int64)
    np.add.at(found, index, amounts)
    return found


def later(ordinals: Numbers, months: Number) -> Numbers:
    """Return days some months on; the last of the month when it has no such day."""
    days = (ordinals - EPOCH).astype("datetime64[D]")
    month = days.astype("datetime64[M]")
    into = days - month.astype("datetime64[D]")
    there = month + np.asarray(months, dtype=np.int64).astype("timedelta64[M]")
    end = (there + 1).astype("datetime64[D]") - 1
    found: Numbers = np.minimum(there.astype("datetime64[D]") + into, end).astype(np.int64) + EPOCH
    return found


def day_later(day: date, months: int) -> date:
    """Return a day some months on; the last of the month when it has no such day."""
    return date.fromordinal(int(later(np.array([day.toordinal()], dtype=np.int64), months)[0]))
