"""Working days and holidays in Belgium; pay days that never fall on a day banks do not work."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

SATURDAY = 6
ONE = timedelta(days=1)
GREGORIAN = 1583


class BadDay(ValueError):
    """A day for which nothing can be said; the sentence says why."""


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """Return what the file says about holidays and receipt."""
    return tomllib.loads((Path(__file__).parent / "calendar.toml").read_text(encoding="utf-8"))


def easter(year: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar."""
    if not GREGORIAN <= year < date.max.year:
        raise BadDay(f"Pasen van {year} kan niet berekend worden.")
    century, within = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    ahead = moon - weekday
    month = 3 + (ahead + 40) // 44
    return date(year, month, ahead + 28 - 31 * (month // 4))


@lru_cache(maxsize=512)
def holidays(year: int) -> dict[date, str]:
    """Return the legal holidays of a year by day."""
    sunday = easter(year)
    found = {date(year, day["month"], day["day"]): day["label"] for day in rules()["fixed"]}
    for day in rules()["easter"]:
        found[sunday + timedelta(days=day["after"])] = day["label"]
    return dict(sorted(found.items()))


@dataclass(frozen=True)
class Calendar:
    """Working days: Monday to Friday, no legal holiday, none of the own closing days."""

    closed: frozenset[date] = frozenset()

    @classmethod
    def closing(cls, days: Iterable[date]) -> "Calendar":
        """Return a calendar with days on which this centre is closed as well."""
        return cls(frozenset(days))

    def works(self, day: date) -> bool:
        """Say whether a day is a working day."""
        weekend = day.isoweekday() >= SATURDAY
        return not weekend and day not in holidays(day.year) and day not in self.closed

    def next_working(self, day: date) -> date:
        """Return the day itself, or the first working day after it."""
        while not self.works(day):
            day += ONE
        return day

    def last_working(self, day: date) -> date:
        """Return the day itself, or the last working day before it."""
        while not self.works(day):
            day -= ONE
        return day

    def after(self, day: date, working_days: int) -> date:
        """Return the last of a number of working days that follow a day."""
        for _ in range(working_days):
            day = self.next_working(day + ONE)
        return day

    def count(self, since: date, until: date) -> int:
        """Return how many working days there are from a day, up to a day that is not counted."""
        span = range(max((until - since).days, 0))
        return sum(self.works(since + timedelta(days=ahead)) for ahead in span)


def pay_day(planned: date, calendar: Calendar | None = None) -> date:
    """Return the day money goes out: the planned one, else the last working day before it."""
    return (calendar or Calendar()).last_working(planned)


def pay_days(year: int, day_of_month: int, calendar: Calendar | None = None) -> list[date]:
    """Return the twelve pay days of a year; in a short month the last day is the planned one."""
    if not 1 <= day_of_month <= 31:
        raise BadDay(f"{day_of_month} is geen dag van een maand.")
    found = []
    for month in range(1, 13):
        last = (date(year + month // 12, month % 12 + 1, 1) - ONE).day
        found.append(pay_day(date(year, month, min(day_of_month, last)), calendar))
    return found


def received_on(arrived: date, *, electronic: bool, calendar: Calendar | None = None) -> date:
    """Return the day a request counts as received. Raises BadDay for one too early to be so."""
    since: date = rules()["electronic"]["since"]
    if not electronic:
        return arrived
    if arrived < since:
        raise BadDay(f"Een elektronische aanvraag kan sinds {since.isoformat()} (RMI art. 18 §2).")
    return (calendar or Calendar()).next_working(arrived)
