"""Legal terms: when each is due, and how a suspension moves it."""

import tomllib
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from eenplan.engines.deadlines.days import BadDay, Calendar, rules

ONE = timedelta(days=1)
UNSURE = "Of deze termijn geschorst kan worden, staat niet in de bron: na te kijken."


class Unit(StrEnum):
    """How a term is counted."""

    SAME_DAY = "dezelfde dag"
    CALENDAR = "kalenderdagen"
    WORKING = "werkdagen"
    MONTHS = "maanden"


class TermExpired(ValueError):
    """A term that is over cannot be suspended any more."""


@dataclass(frozen=True)
class Term:
    """One legal term as the file has it."""

    key: str
    label: str
    length: int
    unit: Unit
    starts: str
    source: str
    evidence: str
    verified: bool
    since: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Suspension:
    """The clock stands still from a day, up to the first day it runs again, if known."""

    since: date
    until: date | None = None


@dataclass(frozen=True)
class Due:
    """When a term ends. No day while the clock stands still."""

    term: Term
    started: date
    day: date | None
    suspended_days: int
    notes: tuple[str, ...] = ()

    @property
    def standing(self) -> bool:
        """Whether the clock stands still with no end in sight."""
        return self.day is None

    def expired(self, on: date) -> bool:
        """Say whether the last day has passed."""
        return self.day is not None and on > self.day


@lru_cache(maxsize=1)
def terms() -> dict[str, Term]:
    """Return all legal terms by key."""
    rows = tomllib.loads((Path(__file__).parent / "terms.toml").read_text(encoding="utf-8"))
    return {key: Term(key, **{**row, "unit": Unit(row["unit"])}) for key, row in rows.items()}


def due(
    term: Term | str,
    started: date,
    suspensions: Iterable[Suspension] = (),
    calendar: Calendar | None = None,
) -> Due:
    """Return when a term that started on a day ends, counting the suspensions.

    Raises TermExpired for a suspension after the last day, BadDay for one that cannot be.
    """
    found = terms()[term] if isinstance(term, str) else term
    days = calendar or Calendar()
    if found.since is not None and started < found.since:
        raise BadDay(f"{found.label}: geldt vanaf {found.since.isoformat()} ({found.source}).")
    try:
        return _moved(found, started, merged(suspensions, started), days)
    except OverflowError:
        raise BadDay(f"{found.label}: {started.isoformat()} ligt te ver.") from None


def _moved(term: Term, started: date, pauses: list[Suspension], calendar: Calendar) -> Due:
    lost, last = 0, _plain_end(term, started, 0, calendar)
    for pause in pauses:
        if pause.since > last:
            raise TermExpired(
                f"{term.label}: de termijn liep af op {last.isoformat()} en kan vanaf "
                f"{pause.since.isoformat()} niet meer geschorst worden."
            )
        if pause.until is None:
            return Due(term, started, None, lost, (UNSURE,))
        lost += _length(term, pause.since, pause.until, calendar)
        last = _plain_end(term, started, lost, calendar)
    return Due(term, started, last, lost, (UNSURE,) if pauses else ())


def merged(suspensions: Iterable[Suspension], started: date) -> list[Suspension]:
    """Return the suspensions in order, overlaps joined, what lies before the start cut off.

    Raises BadDay for one that ends before it begins.
    """
    found: list[Suspension] = []
    for pause in sorted(suspensions, key=lambda one: one.since):
        if pause.until is not None and pause.until < pause.since:
            raise BadDay("Een schorsing kan niet eindigen voor ze begint.")
        if pause.until is not None and pause.until <= started:
            continue
        pause = Suspension(max(pause.since, started), pause.until)
        before = found[-1] if found else None
        if before is None or (before.until is not None and pause.since > before.until):
            found.append(pause)
        else:
            found[-1] = Suspension(before.since, _later(before.until, pause.until))
    return found


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)


def _length(term: Term, since: date, until: date, calendar: Calendar) -> int:
    """Return the days really suspended, of the kind the term counts in."""
    if term.unit is Unit.WORKING:
        return calendar.count(since, until)
    return (until - since).days


def _plain_end(term: Term, started: date, lost: int, calendar: Calendar) -> date:
    if term.unit is Unit.WORKING:
        return calendar.after(started, term.length + lost)
    if term.unit is Unit.MONTHS:
        last = add_months(started, term.length) + timedelta(days=lost)
    else:
        last = started + timedelta(days=term.length + lost)
    extends = rules()["extend_to_working_day"]["value"]
    return calendar.next_working(last) if extends else last


def add_months(day: date, months: int) -> date:
    """Return a day some months on; the last of the month when it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if year > date.max.year:
        raise OverflowError
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def month_end(day: date) -> date:
    """Return the last day of the month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def quarter_end(day: date) -> date:
    """Return the last day of the quarter."""
    return month_end(day.replace(day=1, month=(day.month - 1) // 3 * 3 + 3))


def cost_statement_due(spent_on: date) -> Due:
    """Return until when an expenditure can be claimed under L1965 art. 12."""
    return due("cost_statement", quarter_end(spent_on))


def claimable_from(noticed_on: date) -> date:
    """Return the first day whose expenditure is not lost when notice is given on a day (art. 9)."""
    return noticed_on - timedelta(days=terms()["notice_of_aid"].length)


def lost_days(aid_from: date, noticed_on: date) -> int:
    """Return how many days of aid are lost by a notice that came late."""
    return max((claimable_from(noticed_on) - aid_from).days, 0)


def medical_covered_from(decided_on: date) -> date:
    """Return the first day of medical aid that a decision can cover (L1965 art. 9ter §2)."""
    return decided_on - timedelta(days=terms()["medical_retro"].length)


def review_takes_effect(reason_on: date, notified_on: date, *, spared: bool = False) -> date:
    """Return from when a review counts: the day its reason arose (RMI art. 22 §2).

    Spared is who gets less by a mistake of the centre that could not be known: from the first of
    the month after the notification.
    """
    return month_end(notified_on) + ONE if spared else reason_on


def unreported_from(decided_on: date, reported_on: date | None) -> tuple[date, date | None] | None:
    """Return from when until when no costs come back for an unreported decision (RMI art. 21 §6).

    None when the decision was reported in time; no end while it still is not.
    """
    lost = due("report_loss", month_end(decided_on)).day
    if lost is None or (reported_on is not None and reported_on <= lost):
        return None
    return lost, reported_on
