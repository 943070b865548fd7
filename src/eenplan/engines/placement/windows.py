"""From when until when a household could stay in a place, in day numbers (date.toordinal())."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from eenplan.engines.assignment.model import FOREVER
from eenplan.engines.placement.model import Household, Place, Policy


class Window(NamedTuple):
    """A possible stay: first day, and the day it ends (exclusive; FOREVER when open)."""

    start: int
    end: int


@dataclass(frozen=True)
class Situation:
    """The day of the match, how many days a household can wait for a place, and the norms."""

    on: date
    horizon_days: int
    policy: Policy

    def earliest(self, household: Household) -> int:
        """The first day this household can move in."""
        return max(self.on, household.arrived_on).toordinal()

    def latest(self, household: Household) -> int:
        """The last day on which a proposal may start."""
        return self.earliest(household) + self.horizon_days


def day(value: date | None, otherwise: int) -> int:
    """A date as a day number, or what stands for no date."""
    return value.toordinal() if value else otherwise


def offered(place: Place) -> Window:
    """When the provider offers the place, whatever stays there are."""
    return Window(day(place.available_from, 0), day(place.available_until, FOREVER))


def gaps(place: Place, within: Window) -> Iterator[Window]:
    """The free stretches between the stays of a place for one household at a time."""
    free_from = within.start
    for stay in sorted(place.occupied, key=lambda agreed: agreed.start):
        if stay.start.toordinal() > free_from:
            yield Window(free_from, min(stay.start.toordinal(), within.end))
        free_from = max(free_from, day(stay.end, FOREVER))
        if free_from >= within.end:
            return
    if free_from < within.end:
        yield Window(free_from, within.end)


def stretches(place: Place, within: Window) -> Iterator[Window]:
    """Where a stay could lie: the gaps, or the whole time in a house that several share."""
    if place.max_households > 1 or not place.occupied:
        yield within
    else:
        yield from gaps(place, within)


def window(
    situation: Situation, household: Household, place: Place, within: Window | None = None
) -> Window | None:
    """The earliest stay long enough for this household, or None when there is none in time.

    In a shared house this looks at the dates only; beds are counted by `free_beds`.
    """
    earliest, latest = situation.earliest(household), situation.latest(household)
    leaves = day(household.stays_until, FOREVER)
    for stretch in stretches(place, within or offered(place)):
        start, end = max(earliest, stretch.start), min(leaves, stretch.end)
        needed = max(1, min(situation.policy.shortest_stay_days, leaves - start))
        if start <= latest and end - start >= needed:
            return Window(start, end)
    return None


def in_use(place: Place, during: Window) -> tuple[int, int]:
    """The most households and the most persons at once in the place during a stay."""
    stays = [
        (s.start.toordinal(), day(s.end, FOREVER), s.persons)
        for s in place.occupied
        if s.start.toordinal() < during.end and day(s.end, FOREVER) > during.start
    ]
    moments = {during.start} | {start for start, _, _ in stays if start > during.start}
    here = [[p for start, end, p in stays if start <= t < end] for t in moments]
    return max(len(h) for h in here), max(sum(h) for h in here)


def first_day(situation: Situation, household: Household, place: Place) -> int:
    """The day the household would move in; as near as can be told where it cannot at all."""
    possible = window(situation, household, place)
    if possible is not None:
        return possible.start
    return max(situation.earliest(household), offered(place).start)


def staying(situation: Situation, household: Household, place: Place) -> Window:
    """The stay of who lives there already, from today until somebody else comes or it closes."""
    now, leaves = situation.earliest(household), day(household.stays_until, FOREVER)
    free = next((g for g in stretches(place, offered(place)) if g.start <= now < g.end), None)
    return Window(now, min(leaves, free.end if free else now))
