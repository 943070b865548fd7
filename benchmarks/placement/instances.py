"""Invented placement questions of any size, by seed: households and places as columns.

What they are like comes from the city's own first contingent (13 whole dwellings, 1 shared house
of 15 beds, 10 social dwellings, 13 hotel rooms for 40 families; terms from one week to a few years)
and from the five requirement texts: arrivals over half a year, places that still have to be made
ready, linked households, one budget, houses that several households share in one composition.
Written in whole weeks. With `sampled` each household only sees so many places: large and sparse.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from eenplan.engines.assignment.model import (
    Booking,
    Floor,
    IntArray,
    Link,
    Offer,
    Options,
    Problem,
    Request,
    Sides,
)

AREAS = 12
MAN, WOMAN, MOTHER, COUPLE, FAMILY, ELDERLY = range(6)
TYPES = ("man", "woman", "mother", "couple", "family", "elderly")
HOUSE, SOCIAL, HOST, HOTEL, SHARED = range(5)
#: Who may live together in a shared house: one of these compositions at a time.
MODES = ("", "men", "women", "families")
LIVES_IN = {"men": (MAN,), "women": (WOMAN, MOTHER), "families": (WOMAN, MOTHER, 3, 4, 5)}
BATCH = 2_000_000


@dataclass
class Town:
    """The columns of a question: one row per household, one per place."""

    weeks: int
    type: IntArray
    size: IntArray
    step_free: np.ndarray
    pets: np.ndarray
    trauma: np.ndarray
    urgent: IntArray
    area: IntArray
    starts: IntArray
    needs: IntArray
    links: list[tuple[int, int]]
    kind: IntArray
    beds: IntArray
    slots: IntArray
    place_area: IntArray
    accessible: np.ndarray
    pets_allowed: np.ndarray
    ready: IntArray
    until: IntArray
    week_cost: IntArray
    booked: list[tuple[int, int, int] | None] = field(default_factory=list)


def town(households: int, places: int, seed: int, weeks: int = 26) -> Town:
    """Invented households and places; `weeks` 0: everybody is there now."""
    random = np.random.default_rng(seed)
    n, m = households, places
    type_ = random.choice(6, n, p=[0.10, 0.30, 0.24, 0.12, 0.14, 0.10])
    kids = random.choice([1, 2, 3, 4, 5], n, p=[0.45, 0.33, 0.14, 0.06, 0.02])
    adults = np.choose(type_, [1, 1, 1, 2, 2, 1 + (random.random(n) < 0.5)])
    size = adults + np.where((type_ == MOTHER) | (type_ == FAMILY), kids, 0)
    starts = np.sort(random.integers(0, max(1, weeks), n))
    links = [(int(a), int(b)) for a, b in random.permutation(n)[: n // 20 // 2 * 2].reshape(-1, 2)]
    for a, b in links:
        starts[max(a, b)] = starts[min(a, b)]
    kind = random.choice(5, m, p=[0.27, 0.13, 0.30, 0.20, 0.10])
    beds = np.choose(
        kind,
        [
            random.choice([3, 4, 5, 6, 8], m, p=[0.25, 0.3, 0.25, 0.15, 0.05]),
            random.choice([2, 3, 4, 5], m, p=[0.3, 0.3, 0.25, 0.15]),
            random.choice([1, 2, 3, 4], m, p=[0.3, 0.4, 0.2, 0.1]),
            random.choice([1, 2, 3, 4], m, p=[0.15, 0.5, 0.2, 0.15]),
            random.choice([8, 12, 15, 20, 30], m, p=[0.3, 0.3, 0.2, 0.15, 0.05]),
        ],
    )
    ready = np.where(
        random.random(m) < 0.6,
        0,
        random.choice([1, 2, 3, 6, 10], m, p=[0.35, 0.25, 0.2, 0.15, 0.05]),
    )
    term = np.choose(
        kind,
        [
            random.choice([12, 26, 52, 104, 150], m),
            random.choice([26, 52, 104], m),
            random.choice([1, 2, 4, 8, 13, 26], m, p=[0.1, 0.1, 0.2, 0.25, 0.2, 0.15]),
            random.choice([4, 8, 13, 26], m),
            random.choice([26, 52, 104], m),
        ],
    )
    cost = np.choose(
        kind,
        [
            random.choice([0, 60, 110, 160], m, p=[0.35, 0.25, 0.25, 0.15]),
            random.choice([50, 80], m),
            random.choice([0, 20, 40], m, p=[0.6, 0.25, 0.15]),
            random.choice([280, 350, 420], m),
            random.choice([70, 120], m),
        ],
    )
    found = Town(
        weeks,
        type_,
        size,
        random.random(n) < np.where(type_ == ELDERLY, 0.25, 0.04),
        random.random(n) < 0.15,
        random.random(n) < 0.22,
        random.choice(4, n, p=[0.45, 0.3, 0.17, 0.08]),
        np.where(random.random(n) < 0.55, random.integers(0, AREAS, n), -1),
        starts,
        np.clip(random.lognormal(3.0, 0.9, n).astype(int), 2, 104),
        links,
        kind,
        beds,
        np.where(kind == SHARED, np.maximum(2, np.round(beds / 2.6).astype(int)), 1),
        random.integers(0, AREAS, m),
        random.random(m) < np.choose(kind, [0.15, 0.3, 0.05, 0.5, 0.35]),
        random.random(m) < np.choose(kind, [0.6, 0.4, 0.3, 0.1, 0.2]),
        ready,
        ready + term,
        cost,
    )
    found.booked = [_booking(random, found, place) for place in range(m)]
    return found


def _booking(random: np.random.Generator, town: Town, place: int) -> tuple[int, int, int] | None:
    """A quarter of the places have a stay already, in a shared house of half the beds."""
    if random.random() >= 0.25 or not town.weeks:
        return None
    start = int(random.integers(0, 20))
    shared = town.kind[place] == SHARED
    return start, start + int(random.integers(2, 12)), int(town.beds[place]) // 2 if shared else 0


def problem(
    households: int,
    places: int,
    seed: int,
    weeks: int = 26,
    *,
    sampled: int = 0,
    sides: bool = True,
    floors: tuple[Floor, ...] = (),
) -> Problem:
    """The whole question: options by the hard rules, links, modes, one budget, floors if asked."""
    return problem_of(town(households, places, seed, weeks), seed, sampled, sides, floors)


def problem_of(
    town: Town, seed: int, sampled: int = 0, sides: bool = True, floors: tuple[Floor, ...] = ()
) -> Problem:
    """The question of a town."""
    requests = tuple(_request(town, i) for i in range(len(town.type)))
    offers = tuple(_offer(town, u) for u in range(len(town.kind)))
    options = _options(town, seed, sampled, with_modes=sides)
    budget = int(0.9 * town.size.sum() * 42) if sides else None
    links = tuple(Link((requests[a].id, requests[b].id)) for a, b in town.links if sides)
    return Problem(requests, offers, options, (), seed, Sides(links, budget, floors))


def _request(town: Town, i: int) -> Request:
    size = int(town.size[i])
    groups = {TYPES[int(town.type[i])]} | ({"step-free"} if town.step_free[i] else set())
    groups |= {"large"} if size >= 5 else set()
    return Request(
        f"G{i:05d}",
        2000 + 400 * min(size, 6) + 600 * int(town.urgent[i]),
        size,
        int(town.starts[i]),
        groups=frozenset(groups),
    )


def _offer(town: Town, u: int) -> Offer:
    shared, booked = town.kind[u] == SHARED, town.booked[u]
    bookings = () if booked is None else (_as_booking(*booked),)
    return Offer(
        f"P{u:05d}",
        {"households": int(town.slots[u]), "persons": int(town.beds[u]) if shared else 10_000},
        bookings=bookings,
        group=f"buurt {int(town.place_area[u])}",
    )


def _as_booking(start: int, end: int, persons: int) -> Booking:
    return Booking(start, end, {"households": 1, "persons": persons})


def _options(town: Town, seed: int, sampled: int, *, with_modes: bool) -> Options:
    """All pairs no rule refuses, in batches; in a shared house one option per composition."""
    random = np.random.default_rng([seed, 7])
    households, places = len(town.type), len(town.kind)
    step = max(1, BATCH // (sampled or places))
    batches = []
    for first in range(0, households, step):
        who = np.arange(first, min(households, first + step))
        where = np.tile(np.arange(places), (len(who), 1))
        if sampled:
            where = np.sort(random.integers(0, places, (len(who), sampled)), axis=1)
        i, u = np.repeat(who, where.shape[1]), where.ravel()
        fresh = np.concatenate([[True], (i[1:] != i[:-1]) | (u[1:] != u[:-1])])
        batches.append(_allowed(town, i[fresh], u[fresh], with_modes))
    request, offer, start, end, quality, mode = (
        np.concatenate(c) for c in zip(*batches, strict=True)
    )
    shared = town.kind[offer] == SHARED
    persons = np.where(shared, town.size[request], 0)
    return Options(
        ("households", "persons"),
        request,
        offer,
        start,
        end,
        np.stack([np.ones_like(request), persons]),
        {"quality": quality},
        town.week_cost[offer] * np.where(shared, town.size[request], 1),
        mode if with_modes else None,
        MODES if with_modes else ("",),
    )


def _allowed(town: Town, i: IntArray, u: IntArray, with_modes: bool) -> tuple[IntArray, ...]:
    kind, size, beds = town.kind[u], town.size[i], town.beds[u]
    start = np.maximum(town.starts[i], town.ready[u])
    end = np.minimum(start + town.needs[i], town.until[u])
    allowed = (size <= beds) & (~town.step_free[i] | town.accessible[u])
    allowed &= ~town.pets[i] | town.pets_allowed[u]
    allowed &= ~((kind == HOST) & (town.trauma[i] | (town.type[i] == MAN)))
    allowed &= (start - town.starts[i] <= 4) & (end - start >= np.minimum(town.needs[i], 2))
    allowed &= (kind == SHARED) | ~_taken(town, u, start, end)
    i, u, start, end = i[allowed], u[allowed], start[allowed], end[allowed]
    quality = _quality(town, i, u, start, end)
    shared = town.kind[u] == SHARED
    if not with_modes:
        return i, u, start, end, quality, np.zeros_like(i)
    rows, modes = [np.flatnonzero(~shared)], [np.zeros(int((~shared).sum()), dtype=np.int64)]
    for number, name in enumerate(MODES[1:], start=1):
        fits = np.flatnonzero(shared & np.isin(town.type[i], LIVES_IN[name]))
        rows.append(fits)
        modes.append(np.full(len(fits), number))
    row, mode = np.concatenate(rows), np.concatenate(modes)
    order = np.lexsort((mode, row))
    row, mode = row[order], mode[order]
    return i[row], u[row], start[row], end[row], quality[row], mode


def _taken(town: Town, u: IntArray, start: IntArray, end: IntArray) -> np.ndarray:
    starts = np.array([b[0] if b else 10_000 for b in town.booked])
    ends = np.array([b[1] if b else 10_000 for b in town.booked])
    return (start < ends[u]) & (starts[u] < end)


def _quality(town: Town, i: IntArray, u: IntArray, start: IntArray, end: IntArray) -> IntArray:
    """How well a place suits: space, neighbourhood, length, kind, rent, waiting; 1 to 1000."""
    kind = town.kind[u]
    empty = np.where(kind == SHARED, 0.4, (town.beds[u] - town.size[i]) / town.beds[u])
    here, there = town.area[i], town.place_area[u]
    near = np.abs(here - there) % AREAS == 1
    area = np.where(here < 0, 75, np.where(here == there, 170, np.where(near, 80, 0)))
    points = 260 + 200 * (1 - empty) + area + 170 * (end - start) / town.needs[i]
    points += np.choose(kind, [90, 90, -30, -20, 0]) - 0.35 * town.week_cost[u]
    points -= 12 * (start - town.starts[i])
    return np.clip(points, 1, 1000).astype(np.int64)
