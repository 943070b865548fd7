"""Days and hours of a place on the map as moments, also when the clock is changed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from eenplan.engines.timetable.spans import Span

MONDAY_TO_FRIDAY = frozenset(range(1, 6))


@dataclass(frozen=True)
class Hours:
    """When a working day begins and ends, as minutes after midnight."""

    start: int
    end: int


def local_moment(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """Return the moment a clock on the wall shows so many minutes after midnight, in UTC.

    An hour that comes twice (autumn) is the first of the two; one that is skipped (spring) is
    the moment as long after midnight as it would have been.
    """
    wall = datetime.combine(day, time(0)) + timedelta(minutes=minute)
    return wall.replace(tzinfo=zone).astimezone(UTC)


def moment_exists(day: date, minute: int, zone: ZoneInfo) -> bool:
    """Say whether a clock on the wall ever shows that time: not in the hour spring skips."""
    wall = datetime.combine(day, time(0)) + timedelta(minutes=minute)
    return local_moment(day, minute, zone).astimezone(zone).replace(tzinfo=None) == wall


def working_spans(
    first: date,
    days: int,
    hours: Hours,
    zone: ZoneInfo,
    weekdays: Collection[int] = MONDAY_TO_FRIDAY,
) -> list[Span]:
    """Return the working hours of the working days of the week (1 is Monday) over some days."""
    found = []
    for ahead in range(days):
        day = first + timedelta(days=ahead)
        if day.isoweekday() in weekdays:
            start, end = (local_moment(day, m, zone) for m in (hours.start, hours.end))
            found.append(Span(start, end))
    return found
