"""Capacity over time: what is free where and when, and whether one more option still fits.

Only the moments at which something starts can become too full, so time is cut at the starts of
options and bookings and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eenplan.engines.assignment.lanes import Lanes, lanes_of
from eenplan.engines.assignment.model import BoolArray, FloatArray, IntArray, Offer, Problem
from eenplan.engines.assignment.parties import Parties


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
    must = np.array([request.must for request in problem.requests], dtype=np.bool_)
    fits: BoolArray = inside & ((problem.value > 0) | must[options.request])
    row = options.offer * line.moments
    pairs = np.stack([row + line.first, row + line.last], axis=1).ravel()
    for free, uses in zip(line.free, options.uses, strict=True):
        lowest = np.minimum.reduceat(np.append(free.ravel(), 0), pairs)[::2]
        fits &= lowest >= uses
    return fits


@dataclass(eq=False)
class Prepared:
    """A question ready to be solved: only options that can be part of a plan, time cut up.

    `usable` is the problem with those options; `servable` who had one before locks and links took
    some away; `must` who is in every plan: locked, not to be turned out, or asked to be.
    """

    problem: Problem
    usable: Problem
    line: Timeline
    lanes: Lanes
    parties: Parties
    servable: BoolArray
    must: BoolArray

    @cached_property
    def floors(self) -> FloatArray:
        """Per floor what each request adds to "share x average - rate", which must stay <= 0."""
        requests, number = self.problem.requests, max(1, int(self.servable.sum()))
        found = np.zeros((len(self.problem.sides.floors), len(requests)))
        for row, floor in zip(found, self.problem.sides.floors, strict=True):
            inside = self.inside(floor.group)
            if inside.any():
                row[self.servable] = float(floor.share)
                row[inside] -= number / int(inside.sum())
        return found

    def inside(self, group: str) -> BoolArray:
        """Who of a group can be served at all."""
        named = [group in request.groups for request in self.problem.requests]
        return np.array(named, dtype=np.bool_) & self.servable

    @cached_property
    def limits(self) -> IntArray:
        """Where the options of each request begin, and the end of the last."""
        numbers = np.arange(len(self.problem.requests) + 1)
        return np.searchsorted(self.usable.options.request, numbers)


def prepare(problem: Problem) -> Prepared:
    """Leave out the hopeless options and cut time, ready for solving and for first come."""
    usable = problem
    fits = fits_alone(problem, timeline(problem))
    servable = np.zeros(len(problem.requests), dtype=np.bool_)
    servable[problem.options.request[fits]] = True
    must = _must(problem, fits)
    fits &= _obey_locks(problem)
    if not fits.all():
        usable = problem.with_options(problem.options.only(fits))
    parties = Parties(usable)
    whole = parties.complete()
    if not whole.all():
        usable = usable.with_options(usable.options.only(whole))
        parties = Parties(usable)
    line, lanes = timeline(usable), lanes_of(usable)
    return Prepared(problem, usable, line, lanes, parties, servable, must)


def _obey_locks(problem: Problem) -> BoolArray:
    options = problem.options
    obeys = np.ones(len(options), dtype=np.bool_)
    for lock in problem.sides.locks:
        rows = problem.rows_of(problem.request_at[lock.request])
        mine = slice(rows.start, rows.stop)
        obeys[mine] = options.offer[mine] == problem.offer_at[lock.offer]
        if lock.start is not None:
            obeys[mine] &= options.start[mine] == lock.start
    return obeys


def _must(problem: Problem, alone: BoolArray) -> BoolArray:
    """Who is served in every plan; `alone` are the options that fit when nobody else is placed."""
    must = np.array([request.must for request in problem.requests], dtype=np.bool_)
    stays = np.zeros(len(must), dtype=np.bool_)
    if problem.sides.no_eviction:
        # Who could stay is served; whose house is gone is as free, and as unsure, as the others.
        stays[problem.options.request[problem.keeps & alone]] = True
        for link in problem.sides.links:
            members = [problem.request_at[name] for name in link.requests]
            groups = {_group(problem, int(u)) for u in problem.present[members]}
            stays[members] = stays[members].all() and len(groups) == 1
    for lock in problem.sides.locks:
        stays[problem.request_at[lock.request]] = True
    return must | stays


def _group(problem: Problem, offer: int) -> str:
    named = problem.offers[offer]
    return named.group or f"alone: {named.id}"
