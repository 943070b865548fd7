"""The placement question in the words of the kernel: households as requests, places as offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from eenplan.engines.assignment.model import (
    FOREVER,
    Booking,
    IntArray,
    Offer,
    Options,
    Problem,
    Request,
)
from eenplan.engines.placement.model import Household, Place
from eenplan.engines.placement.rules import rules_for
from eenplan.engines.placement.scoring import base_value, score_table
from eenplan.engines.placement.table import Table
from eenplan.engines.placement.windows import Situation, day

#: Beds are only counted where households share a house; elsewhere the place is theirs alone.
HOUSEHOLDS, PERSONS = "households", "persons"


def uses_of(household: Household, place: Place) -> Mapping[str, int]:
    """What a household takes of a place: the place, and beds where these are shared."""
    shared = place.max_households > 1
    return {HOUSEHOLDS: 1, PERSONS: household.persons if shared else 0}


def request_of(household: Household, situation: Situation) -> Request:
    """A household as the kernel sees it."""
    return Request(
        household.id,
        base_value(household, situation),
        household.persons,
        household.arrived_on.toordinal(),
        household,
    )


def offer_of(place: Place) -> Offer:
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
    )


def options_of(table: Table) -> Options:
    """One option per household and place that no rule refuses."""
    rows, columns = np.nonzero(table.allowed)
    request, offer = rows.astype(np.int64), columns.astype(np.int64)
    shared = np.array([p.max_households > 1 for p in table.places], dtype=np.bool_)
    beds: IntArray = np.where(shared[offer], table.persons[request], 0)
    return Options(
        (HOUSEHOLDS, PERSONS),
        request,
        offer,
        table.start[request, offer],
        table.end[request, offer],
        np.stack([np.ones(len(request), dtype=np.int64), beds]),
        {name: points[request, offer] for name, points in score_table(table).items()},
    )


def problem_of(
    households: Sequence[Household], places: Sequence[Place], situation: Situation, seed: int = 0
) -> tuple[Problem, Table]:
    """The kernel problem, and the table that says for every pair which rules refuse it.

    Raises InvalidProblem when the id of a household or a place is used twice.
    """
    table = Table(situation, households, places)
    problem = Problem(
        tuple(request_of(h, situation) for h in households),
        tuple(offer_of(p) for p in places),
        options_of(table),
        rules_for(situation),
        seed,
    )
    return problem, table
