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
    """Which options fit when nobody else is placed: inside the dates, beside the bookings."""
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


class Cells:
    """The options and the free capacity as plain lists: one test is a few cells, quicker so."""

    def __init__(self, options: Options, line: Timeline) -> None:
        self.free: list[list[list[int]]] = line.free.transpose(1, 0, 2).tolist()
        self.offer: list[int] = options.offer.tolist()
        self.uses: list[list[int]] = options.uses.T.tolist()
        self.first: list[int] = line.first.tolist()
        self.last: list[int] = line.last.tolist()
        offers = line.free.shape[1]
        opens = np.full(offers, line.moments, dtype=np.int64)
        np.minimum.at(opens, options.offer, line.first)
        least = np.full((len(options.uses), offers), np.iinfo(np.int64).max, dtype=np.int64)
        for d, uses in enumerate(options.uses):
            np.minimum.at(least[d], options.offer, uses)
        self.opens: list[int] = opens.tolist()
        self.least: list[list[int]] = least.T.tolist()
        self.row_offer = options.offer


class Ledger:
    """Who has taken what so far, on top of the bookings. Many ledgers can share the same cells."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._free = [[list(row) for row in rows] for rows in cells.free]
        self._spent = np.zeros(len(cells.free), dtype=np.bool_)

    def worth_trying(self, rows: IntArray) -> list[int]:
        """The rows whose offer has something left at any moment, in the same order."""
        left: list[int] = rows[~self._spent[self._cells.row_offer[rows]]].tolist()
        return left

    def fits(self, k: int) -> bool:
        """Whether option k still fits beside everything taken."""
        cells = self._cells
        a, b = cells.first[k], cells.last[k]
        for free, need in zip(self._free[cells.offer[k]], cells.uses[k], strict=True):
            if need and (free[a] < need or min(free[a:b]) < need):
                return False
        return True

    def take(self, k: int) -> None:
        """Use the capacity of option k."""
        cells = self._cells
        for free, need in zip(self._free[cells.offer[k]], cells.uses[k], strict=True):
            if need:
                for t in range(cells.first[k], cells.last[k]):
                    free[t] -= need
        self._note_spent(cells.offer[k])

    def _note_spent(self, offer: int) -> None:
        opens = self._cells.opens[offer]
        for free, least in zip(self._free[offer], self._cells.least[offer], strict=True):
            if max(free[opens:]) < least:
                self._spent[offer] = True


@dataclass(frozen=True, eq=False)
class Prepared:
    """A question made ready once, for every way to answer it: usable options, time and cells."""

    asked: Problem
    usable: Problem
    line: Timeline
    cells: Cells


def prepare(problem: Problem) -> Prepared:
    """Leave out the hopeless options and cut time, ready for solving and for first come."""
    line = timeline(problem)
    fits = fits_alone(problem, line)
    if fits.all():
        return Prepared(problem, problem, line, Cells(problem.options, line))
    options = problem.options.only(fits)
    usable = problem.with_options(options)
    line = timeline(usable)
    return Prepared(problem, usable, line, Cells(options, line))
