"""The placement question in the words of the kernel: households as requests, places as offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from eenplan.engines.assignment.model import (
    FOREVER,
    Booking,
    IntArray,
    Lock,
    Offer,
    Options,
    Problem,
    Request,
    Sides,
)
from eenplan.engines.placement.binding import floors_for, groups_of, links_between
from eenplan.engines.placement.model import MODES, Household, Place
from eenplan.engines.placement.rules import rules_for
from eenplan.engines.placement.scoring import base_value, score_table
from eenplan.engines.placement.stock import ALL_MODES, Stock, stock_of
from eenplan.engines.placement.table import Table
from eenplan.engines.placement.windows import Situation, day

#: Beds are only counted where households share a house; elsewhere the place is theirs alone.
HOUSEHOLDS, PERSONS = "households", "persons"


def uses_of(household: Household, place: Place) -> Mapping[str, int]:
    """What a household takes of a place: the place, and beds where these are shared."""
    shared = place.max_households > 1
    return {HOUSEHOLDS: 1, PERSONS: household.persons if shared else 0}


def request_of(household: Household, situation: Situation, *, must: bool = False) -> Request:
    """A household as the kernel sees it; `must` it get a place, or is it only better."""
    return Request(
        household.id,
        base_value(household, situation),
        household.persons,
        household.arrived_on.toordinal(),
        household,
        groups_of(household, situation.on),
        must,
    )


def offer_of(place: Place, by_house: bool = False) -> Offer:
    """A place as the kernel sees it, with the stays that are already agreed."""
    capacity = {HOUSEHOLDS: place.max_households, PERSONS: place.max_persons}
    bookings = tuple(
        Booking(
            stay.start.toordinal(),
            day(stay.end, FOREVER),
            {HOUSEHOLDS: 1, PERSONS: stay.persons if place.max_households > 1 else 0},
        )
        for stay in place.occupied
    )
    return Offer(
        place.id,
        capacity,
        day(place.available_from, 0),
        day(place.available_until, FOREVER),
        bookings,
        place,
        place.house if by_house else place.area,
    )


def options_of(table: Table) -> Options:
    """One option per household and place that no rule refuses; in a house several share, per mode.

    What a stay costs counts against the budget from now on: who stays costs nothing more.
    """
    rows, columns = np.nonzero(table.allowed)
    request, offer, mode = _with_modes(table, rows.astype(np.int64), columns.astype(np.int64))
    beds: IntArray = np.where(table.stock.several[offer], table.persons[request], 0)
    cost = None
    if table.situation.policy.budget_eur_month is not None:
        homes = {p.id: u for u, p in enumerate(table.places)}
        lives = np.array([homes.get(h.lives_in or "", -1) for h in table.households])
        cost = np.where(lives[request] == offer, 0, table.stock.rents[offer]).astype(np.int64)
    return Options(
        (HOUSEHOLDS, PERSONS),
        request,
        offer,
        table.start[request, offer],
        table.end[request, offer],
        np.stack([np.ones(len(request), dtype=np.int64), beds]),
        {name: points[request, offer] for name, points in score_table(table).items()},
        cost,
        mode if mode.any() else None,
        ("", *MODES) if mode.any() else ("",),
    )


def _with_modes(
    table: Table, request: IntArray, offer: IntArray
) -> tuple[IntArray, IntArray, IntArray]:
    """Repeat the options of a shared house for every mode that suits household and residents.

    Only where somebody says who the adults are: without that nobody can be kept apart.
    """
    asked = [h.makeup is not None for h in table.households]
    if not any(asked) or not table.stock.several.any():
        return request, offer, np.zeros(len(request), dtype=np.int64)
    inside = table.stock.several[offer]
    bits = np.where(inside, table.bits_of_pair(request, offer), 1)
    bits[bits == 0] = ALL_MODES  # of whom nothing is told, or who lives there already
    found = [np.flatnonzero(bits & (1 << n)) for n in range(len(MODES))]
    index = np.concatenate(found)
    mode = np.concatenate([np.full(len(f), n + 1) for n, f in enumerate(found)])
    mode = np.where(inside[index], mode, 0)
    order = np.lexsort((mode, index))
    index, mode = index[order], mode[order].astype(np.int64)
    return request[index], offer[index], mode


def without_own_stays(households: Sequence[Household], stock: Stock) -> Stock:
    """The places without the stays of the households that are planned anew."""
    planned = {h.id for h in households if h.lives_in}
    if not planned:
        return stock
    return Stock(
        [
            replace(
                place,
                occupied=tuple(s for s in place.occupied if s.household not in planned),
                neighbours=tuple(s for s in place.neighbours if s.household not in planned),
            )
            for place in stock.places
        ]
    )


def problem_of(
    households: Sequence[Household],
    places: Sequence[Place] | Stock,
    situation: Situation,
    seed: int = 0,
    locks: Sequence[Lock] = (),
    *,
    fair: bool = True,
    prefer: Mapping[str, str] | None = None,
    nearness: int = 0,
    must: frozenset[str] = frozenset(),
) -> tuple[Problem, Table]:
    """The kernel problem, and the table that says for every pair which rules refuse it.

    `prefer`: an earlier proposal that is worth `nearness` points to stay near, so that a question
    changes no more than it must; whoever lives somewhere stays near that instead. `must` are
    households without whom there is no plan. Raises
    InvalidProblem when the id of a household or a place is used twice.
    """
    stock = without_own_stays(households, stock_of(places))
    table = Table(situation, households, stock)
    links, by_house = links_between(households)
    lives = {h.id: h.lives_in for h in households if h.lives_in}
    policy = situation.policy
    requests = tuple(request_of(h, situation, must=h.id in must) for h in households)
    problem = Problem(
        requests,
        tuple(offer_of(p, by_house) for p in stock.places),
        options_of(table),
        rules_for(situation),
        seed,
        Sides(
            links=links,
            budget=policy.budget_eur_month,
            floors=floors_for(requests, table, policy) if fair else (),
            locks=tuple(locks),
            current=lives or dict(prefer or {}),
            keep_bonus=policy.weights.keep if lives else nearness,
            no_eviction=bool(lives),
        ),
    )
    return problem, table
