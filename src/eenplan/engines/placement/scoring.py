"""Points: what a roof is worth to a household, and how good one place is for it.

Every part is a whole number from 0 up to a visible weight, so that the sum can be shown as
"120 van 170" per line. The value of a roof is far above all quality together: nobody waits so
that somebody else lives nicer.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from eenplan.engines.assignment.model import FOREVER, IntArray
from eenplan.engines.placement.model import Household, Policy, Weights
from eenplan.engines.placement.outcome import ScorePart
from eenplan.engines.placement.table import Table
from eenplan.engines.placement.windows import Situation
from eenplan.engines.placement.words import PARTS

#: After this many days of waiting for a place, "soon" is worth nothing any more.
SOON_DAYS = 30


def base_value(household: Household, situation: Situation) -> int:
    """What serving this household at all is worth, in points: persons, tonight, days waited."""
    weights = situation.policy.weights
    tonight = {
        "none": weights.no_roof_tonight,
        "friends": weights.friends_tonight,
        "hotel": weights.hotel_tonight,
        "place": 0,
    }[household.tonight]
    waited = max(0, (situation.on - household.arrived_on).days)
    return (
        weights.roof
        + weights.per_person * min(household.persons, weights.persons_counted)
        + tonight
        + weights.per_waiting_day * min(waited, weights.waiting_days_counted)
    )


def score_table(table: Table) -> dict[str, IntArray]:
    """Points per score part for every household and place; meaningful where no rule refuses."""
    policy = table.situation.policy
    return {
        "wish": _wishes(table, policy.weights),
        "area": _same_area(table, policy.weights),
        "space": _space(table, policy.weights),
        "bedrooms": _bedrooms(table, policy.weights),
        "length": _length(table, policy),
        "rent": _rent(table, policy),
        "soon": _soon(table, policy.weights),
    }


def _wishes(table: Table, weights: Weights) -> IntArray:
    points = np.zeros(table.shape, dtype=np.int64)
    for i, household in enumerate(table.households):
        count = len(household.wishes)
        for rank, tag in enumerate(household.wishes):
            worth = weights.wish * (count - rank) // count
            points[i] = np.maximum(points[i], worth * table.with_tag(tag))
    return points


def _same_area(table: Table, weights: Weights) -> IntArray:
    number: dict[str | None, int] = {None: -1}
    there = [number.setdefault(p.area, len(number)) for p in table.places]
    here = [number.get(h.area, -1) for h in table.households]
    same = np.array(here, dtype=np.int64)[:, None] == np.array(there, dtype=np.int64)[None, :]
    points: IntArray = weights.area * same.astype(np.int64)
    return points


def _space(table: Table, weights: Weights) -> IntArray:
    """Full marks when no bed stays empty; a shared house fills up with others but is less calm."""
    beds = np.maximum(table.max_persons, 1)[None, :]
    alone = weights.space * np.minimum(table.persons[:, None], beds) // beds
    shared = np.array([p.max_households > 1 for p in table.places], dtype=np.bool_)[None, :]
    return np.where(shared, weights.space * 6 // 10, alone)


def _bedrooms(table: Table, weights: Weights) -> IntArray:
    """Half the marks are lost per missing bedroom; an unknown number counts as one missing."""
    wanted = np.array([h.bedrooms_needed or 0 for h in table.households], dtype=np.int64)[:, None]
    known = [-1 if p.bedrooms is None else p.bedrooms for p in table.places]
    rooms = np.array(known, dtype=np.int64)[None, :]
    short = np.maximum(0, wanted - rooms)
    missing = np.where(rooms < 0, np.minimum(wanted, 1), short)
    points: IntArray = np.maximum(0, weights.bedrooms - missing * weights.bedrooms // 2)
    return points


def _length(table: Table, policy: Policy) -> IntArray:
    days = table.end - table.start
    needed = np.where(
        table.leaves[:, None] < FOREVER,
        np.minimum(policy.full_length_days, table.leaves[:, None] - table.start),
        policy.full_length_days,
    )
    needed = np.maximum(needed, 1)
    points: IntArray = policy.weights.length * np.clip(days, 0, needed) // needed
    return points


def _rent(table: Table, policy: Policy) -> IntArray:
    ceiling = max(policy.rent_ceiling_eur, 1)
    rents = np.array([p.rent_eur_month for p in table.places], dtype=np.int64)
    points = policy.weights.rent * np.clip(ceiling - rents, 0, ceiling) // ceiling
    return np.broadcast_to(points[None, :], table.shape)


def _soon(table: Table, weights: Weights) -> IntArray:
    waits = np.clip(table.start - table.earliest[:, None], 0, SOON_DAYS)
    return weights.soon * (SOON_DAYS - waits) // SOON_DAYS


def in_words(parts: Mapping[str, int], weights: Weights) -> tuple[ScorePart, ...]:
    """Score parts with their Dutch name and how many points were possible."""
    return tuple(
        ScorePart(name, PARTS[name], points, int(getattr(weights, name)))
        for name, points in parts.items()
    )
