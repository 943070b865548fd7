"""Capacity over time: what is free where and when, and whether one more option still fits.

Only the moments at which something starts can become too full, so time is cut at the starts of
options and bookings and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eenplan.engines.assignment.model import BoolArray, IntArray, Offer, Options, Problem


@dataclass(frozen=True, eq=False)
class Timeline:
    """Free capacity per dimension, offer and moment, and the moments each option covers.

    Option k covers the cells `first[k]` up to `last[k]` (exclusive) of its offer's row.
    """

    points: IntArray
    first: IntArray
    last: IntArray
    free: IntArray

    @property
    def moments(self) -> int:
        """In how many moments time is cut."""
        return len(self.points)


def timeline(problem: Problem) -> Timeline:
    """The capacity left by the bookings, cut at every moment at which it can become too small."""
    options = problem.options
    starts = np.unique(options.start)
    earliest = int(starts[0]) if len(starts) else 0
    booked = {max(b.start, earliest) for offer in problem.offers for b in offer.bookings}
    points = np.union1d(starts, np.fromiter(booked, dtype=np.int64, count=len(booked)))
    if not len(points):
        points = np.zeros(1, dtype=np.int64)
    free = _free(problem.offers, options.dimensions, points)
    first = np.searchsorted(points, options.start).astype(np.int64)
    last = np.searchsorted(points, options.end).astype(np.int64)
    return Timeline(points, first, last, free)


def _free(offers: tuple[Offer, ...], dimensions: tuple[str, ...], points: IntArray) -> IntArray:
    free = np.zeros((len(dimensions), len(offers), len(points)), dtype=np.int64)
    for u, offer in enumerate(offers):
        for d, dimension in enumerate(dimensions):
            free[d, u] = offer.capacity.get(dimension, 0)
            for booking in offer.bookings:
                used = booking.uses.get(dimension, 0)
                free[d, u, (points >= booking.start) & (points < booking.end)] -= used
    return free


def fits_alone(problem: Problem, line: Timeline) -> BoolArray:
    """Which options fit when nobody else is placed: within the offer's dates and beside bookings."""
    options = problem.options
    if not len(options):
        return np.zeros(0, dtype=np.bool_)
    opens = np.array([offer.opens for offer in problem.offers], dtype=np.int64)
    closes = np.array([offer.closes for offer in problem.offers], dtype=np.int64)
    inside = (options.start >= opens[options.offer]) & (options.end <= closes[options.offer])
    fits: BoolArray = inside & (problem.value > 0)
    row = options.offer * line.moments
    pairs = np.stack([row + line.first, row + line.last], axis=1).ravel()
    for free, uses in zip(line.free, options.uses, strict=True):
        lowest = np.minimum.reduceat(np.append(free.ravel(), 0), pairs)[::2]
        fits &= lowest >= uses
    return fits


def without_hopeless(problem: Problem) -> Problem:
    """The same question without the options that could never be taken, whoever else goes where."""
    fits = fits_alone(problem, timeline(problem))
    if fits.all():
        return problem
    return Problem(
        problem.requests, problem.offers, problem.options.only(fits), problem.rules, problem.seed
    )


class Ledger:
    """Who has taken what so far. Plain lists: one test is a few cells, quicker than an array."""

    def __init__(self, options: Options, line: Timeline) -> None:
        self._free: list[list[list[int]]] = line.free.transpose(1, 0, 2).tolist()
        self._offer: list[int] = options.offer.tolist()
        self._uses: list[list[int]] = options.uses.T.tolist()
        self._first: list[int] = line.first.tolist()
        self._last: list[int] = line.last.tolist()

    def fits(self, k: int) -> bool:
        """Whether option k still fits beside everything taken."""
        a, b = self._first[k], self._last[k]
        for free, need in zip(self._free[self._offer[k]], self._uses[k], strict=True):
            if need and (free[a] < need or min(free[a:b]) < need):
                return False
        return True

    def take(self, k: int) -> None:
        """Use the capacity of option k."""
        self._move(k, -1)

    def give_back(self, k: int) -> None:
        """Free the capacity of option k again."""
        self._move(k, 1)

    def _move(self, k: int, sign: int) -> None:
        for free, need in zip(self._free[self._offer[k]], self._uses[k], strict=True):
            if need:
                for t in range(self._first[k], self._last[k]):
                    free[t] += sign * need
