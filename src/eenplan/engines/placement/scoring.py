"""Points: what a roof is worth to a household, and how good one place is for it.

Every part is a whole number from 0 up to a visible weight, so that the sum can be shown as
"120 van 170" per line. The value of a roof is far above all quality together: nobody waits so
that somebody else lives nicer.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from eenplan.engines.assignment.model import FOREVER, FloatArray, IntArray
from eenplan.engines.placement.model import Household, Point, Policy, Weights
from eenplan.engines.placement.outcome import ScorePart
from eenplan.engines.placement.table import Table
from eenplan.engines.placement.windows import Situation
from eenplan.engines.placement.words import PARTS

#: After this many days of waiting for a place, "soon" is worth nothing any more.
SOON_DAYS = 30
#: Nearness in whole steps, so that the points stay whole numbers.
FULL = 1000
METRES_PER_DEGREE = 111_195.0


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
    """Points per score part for every household and place; meaningful where no rule refuses.

    What no household of the table asks (a wish, a need) is no part. Staying where one lives
    ("keep") is counted by the kernel, for only there one knows who lives where.
    """
    policy, households = table.situation.policy, table.households
    parts = {
        "near": _near(table, policy),
        "space": _space(table, policy.weights),
        "length": _length(table, policy),
        "rent": _rent(table, policy),
        "soon": _soon(table, policy.weights),
    }
    if any(h.wishes for h in households):
        parts = {"wish": _wishes(table, policy.weights)} | parts
    if any(h.needs for h in households):
        parts["needs"] = _needs(table, policy.weights)
    return parts


def _wishes(table: Table, weights: Weights) -> IntArray:
    points = np.zeros(table.shape, dtype=np.int64)
    for i, household in enumerate(table.households):
        count = len(household.wishes)
        for rank, tag in enumerate(household.wishes):
            worth = weights.wish * (count - rank) // count
            points[i] = np.maximum(points[i], worth * table.stock.with_tag(tag))
    return points


def _near(table: Table, policy: Policy) -> IntArray:
    """Near the own neighbourhood, and near the schools of the children when these are known."""
    most = policy.weights.near
    points = np.zeros(table.shape, dtype=np.int64)
    for i, household in enumerate(table.households):
        targets = [_own_area(table, household, policy)]
        targets += [_nearness(table, school, policy) for school in household.schools]
        points[i] = most * np.sum(targets, axis=0) // (FULL * len(targets))
    return points


def _own_area(table: Table, household: Household, policy: Policy) -> IntArray:
    same = np.zeros(len(table.stock), dtype=np.int64)
    if household.area is not None:
        same = FULL * table.stock.with_tag(f"area:{household.area}").astype(np.int64)
    if household.home is None:
        return same
    return np.maximum(same, _nearness(table, household.home, policy))


def _nearness(table: Table, point: Point, policy: Policy) -> IntArray:
    """From FULL on the spot down to 0 at `near_metres`; 0 for a place that is not on the map."""
    longitudes, latitudes = table.stock.at
    metres = metres_between(longitudes, latitudes, point)
    share = FULL * (1 - np.nan_to_num(metres, nan=np.inf) / max(1, policy.near_metres))
    found: IntArray = np.clip(share, 0, FULL).astype(np.int64)
    return found


def metres_between(longitudes: FloatArray, latitudes: FloatArray, point: Point) -> FloatArray:
    """Metres as the crow flies, good enough for one town (a flat earth around the point)."""
    north = (latitudes - point.latitude) * METRES_PER_DEGREE
    east = (longitudes - point.longitude) * METRES_PER_DEGREE * np.cos(np.radians(point.latitude))
    metres: FloatArray = np.hypot(north, east)
    return metres


def _space(table: Table, weights: Weights) -> IntArray:
    """Two thirds for beds, one third for bedrooms."""
    rooms = weights.space // 3
    return _beds(table, weights.space - rooms) + _bedrooms(table, rooms)


def _beds(table: Table, most: int) -> IntArray:
    """Full marks when no bed stays empty; a shared house fills up with others but is less calm."""
    beds = np.maximum(table.stock.max_persons, 1)[None, :]
    alone = most * np.minimum(table.persons[:, None], beds) // beds
    return np.where(table.stock.several[None, :], most * 6 // 10, alone)


def _bedrooms(table: Table, most: int) -> IntArray:
    """Half the marks are lost per missing bedroom; an unknown number counts as one missing."""
    wanted = np.array([h.bedrooms_needed or 0 for h in table.households], dtype=np.int64)[:, None]
    rooms = table.stock.bedrooms[None, :]
    short = np.maximum(0, wanted - rooms)
    missing = np.where(rooms < 0, np.minimum(wanted, 1), short)
    points: IntArray = np.maximum(0, most - missing * most // 2)
    return points


def _needs(table: Table, weights: Weights) -> IntArray:
    """The share of what would help the household that the place has."""
    points = np.zeros(table.shape, dtype=np.int64)
    for i, household in enumerate(table.households):
        for need in household.needs:
            points[i] += table.stock.with_feature(need)
        points[i] = weights.needs * points[i] // max(1, len(household.needs))
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
    points = policy.weights.rent * np.clip(ceiling - table.stock.rents, 0, ceiling) // ceiling
    return np.broadcast_to(points[None, :], table.shape)


def _soon(table: Table, weights: Weights) -> IntArray:
    waits = np.clip(table.start - table.earliest[:, None], 0, SOON_DAYS)
    return weights.soon * (SOON_DAYS - waits) // SOON_DAYS


def in_words(
    parts: Mapping[str, int], weights: Weights, household: Household
) -> tuple[ScorePart, ...]:
    """Score parts with their Dutch name and how many points were possible.

    Without those that can never count for this household, so that nobody reads "0 van 170" for a
    wish that was never made; at most eight are left.
    """
    asked = {"wish": household.wishes, "needs": household.needs, "keep": household.lives_in}
    return tuple(
        ScorePart(name, PARTS[name], points, max(points, int(getattr(weights, name))))
        for name, points in parts.items()
        if asked.get(name, True)
    )
