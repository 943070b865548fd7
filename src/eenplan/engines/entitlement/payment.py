"""What is paid in one month: start day, end, stays abroad and sanctions (RMI art. 21, 23, 30)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from eenplan.engines.entitlement.errors import ImpossibleInput
from eenplan.engines.entitlement.law import Law, law
from eenplan.engines.entitlement.numbers import Days, Numbers, day_later, divided, later, pick
from eenplan.engines.entitlement.tape import Outcome, Tape

ABROAD, SANCTION = "RMI art. 23 §5", "RMI art. 30"
START = "RMI art. 21 §5"


class Fault(StrEnum):
    """What a sanction is for."""

    DECLARATION = "declaration"
    FRAUD = "fraud"
    PROJECT = "project"


@dataclass(frozen=True)
class Stay:
    """A stay abroad; `until` is the first day back."""

    since: date
    until: date
    exceptional: bool = False
    notified_on: date | None = None


@dataclass(frozen=True)
class Sanction:
    """A suspension that was decided; for a project it follows a formal notice and advice."""

    fault: Fault
    months: int
    fact_on: date
    notified_on: date
    starts_on: date
    earlier_on: date | None = None
    conditional: bool = False
    advised: bool = False


@dataclass(frozen=True)
class Months:
    """Monthly amounts to pay, one row each; `served` is the number of days with a right."""

    first: Numbers
    amount: Numbers
    served: Numbers


@dataclass(frozen=True)
class Grant:
    """A monthly amount that runs from a day, with what stands in its way."""

    amount: int
    starts_on: date
    ends_on: date | None = None
    stays: tuple[Stay, ...] = ()
    sanctions: tuple[Sanction, ...] = ()


def payable(months: Months, under: Law | None = None) -> tuple[Numbers, Tape]:
    """Return what is paid of monthly amounts, and the tape that explains it."""
    tape = Tape(under or law(), len(months.first))
    days = Days.of(months.first)
    length = later(months.first, 1) - months.first
    broken = months.served < length
    tape.step("Maandbedrag", months.amount, "RMI art. 14 §1")
    method = tape.look("start_month_calendar_days", days, broken)
    share = divided(months.amount * months.served, length)
    paid = pick(broken, share, months.amount)
    tape.step(method.parameter.label, paid, START, method, where=broken)
    tape.step("Te betalen voor deze maand", paid, "RMI art. 23 §1")
    return tape.settled(paid), tape


def month_of(grant: Grant, month: date, under: Law | None = None) -> Outcome:
    """Return what one grant pays for the month of a day, explained."""
    rules = under or law()
    first = month.replace(day=1)
    after = day_later(first, 1)
    start, end = max(first, grant.starts_on), min(after, grant.ends_on or after)
    running = set(range(start.toordinal(), max(start, end).toordinal()))
    lost = unpaid_abroad(grant.stays, rules) | suspended(grant.sanctions, rules)
    served = len(running - lost)
    row = np.array([[first.toordinal()], [grant.amount], [served]], dtype=np.int64)
    paid, tape = payable(Months(row[0], row[1], row[2]), rules)
    if grant.starts_on > first:
        look = tape.look("start_day", Days.of(np.array([first.toordinal()])))
        tape.step(f"Het recht begint op {grant.starts_on.isoformat()}", None, START, look)
    if running & lost:
        words = f"{len(running & lost)} dagen geschorst of te lang in het buitenland"
        tape.step(words, None, f"{ABROAD}; {SANCTION}")
    return tape.outcome(0, paid)


def unpaid_abroad(stays: Iterable[Stay], under: Law | None = None) -> set[int]:
    """Return the days abroad that are not paid: beyond four weeks in a calendar year."""
    rules = under or law()
    lost: set[int] = set()
    used: dict[int, int] = {}
    seen: set[int] = set()
    for stay in sorted(stays, key=lambda found: found.since):
        if stay.until < stay.since:
            raise ImpossibleInput("verblijf in het buitenland", "eindigt voor het begint")
        for ahead in range((stay.until - stay.since).days):
            day = stay.since + timedelta(days=ahead)
            if day.toordinal() in seen:
                continue
            seen.add(day.toordinal())
            used[day.year] = used.get(day.year, 0) + 1
            if used[day.year] > rules.on("abroad_days", day) and not stay.exceptional:
                lost.add(day.toordinal())
    return lost


def stays_to_report(stays: Iterable[Stay], under: Law | None = None) -> tuple[Stay, ...]:
    """Return the stays of a week or more that were not reported before they began."""
    rules = under or law()
    return tuple(
        stay
        for stay in stays
        if (stay.until - stay.since).days >= rules.on("abroad_notice_days", stay.since)
        and (stay.notified_on is None or stay.notified_on > stay.since)
    )


def suspended(sanctions: Iterable[Sanction], under: Law | None = None) -> set[int]:
    """Return the days that sanctions suspend. Raises ImpossibleInput for one the law forbids."""
    days: set[int] = set()
    for sanction in sanctions:
        check_sanction(sanction, under)
        if not sanction.conditional:
            end = day_later(sanction.starts_on, sanction.months)
            days |= set(range(sanction.starts_on.toordinal(), end.toordinal()))
    return days


def check_sanction(sanction: Sanction, under: Law | None = None) -> None:
    """Refuse a sanction that is longer, later or sooner than RMI art. 30 allows."""
    rules = under or law()
    most = most_months(sanction, rules)
    if not 1 <= sanction.months <= most:
        raise ImpossibleInput("sanctie", f"hoogstens {most} maanden, minstens een ({SANCTION})")
    if sanction.fact_on > sanction.notified_on:
        raise ImpossibleInput("sanctie", "het feit ligt na de kennisgeving")
    if sanction.fault is Fault.PROJECT:
        _check_project(sanction, rules)
        return
    years = rules.on("sanction_too_late_years", sanction.notified_on)
    if day_later(sanction.fact_on, 12 * years) <= sanction.notified_on:
        raise ImpossibleInput("sanctie", f"meer dan {years} jaar na het feit ({SANCTION} §4)")


def most_months(sanction: Sanction, under: Law | None = None) -> int:
    """Return how long a sanction may last, counting an earlier one as repetition."""
    rules, day = under or law(), sanction.notified_on
    if sanction.fault is Fault.PROJECT:
        years = rules.on("sanction_project_repeat_years", day)
        again = _again(sanction, years)
        return rules.on("sanction_project_repeat" if again else "sanction_project", day)
    again = _again(sanction, rules.on("sanction_repeat_years", day))
    most = rules.on(f"sanction_{sanction.fault.value}", day)
    return most * (rules.on("sanction_repeat_factor", day) if again else 1)


def _again(sanction: Sanction, years: int) -> bool:
    before = sanction.earlier_on
    return before is not None and before < sanction.fact_on < day_later(before, 12 * years)


def _check_project(sanction: Sanction, rules: Law) -> None:
    if not sanction.advised:
        raise ImpossibleInput(
            "sanctie",
            f"eerst een aanmaning en het advies van de maatschappelijk werker ({SANCTION} §2)",
        )
    if sanction.starts_on <= sanction.notified_on:
        raise ImpossibleInput("sanctie", f"begint ten vroegste na de kennisgeving ({SANCTION} §5)")
    months = rules.on("sanction_project_start", sanction.notified_on)
    latest = day_later(sanction.notified_on.replace(day=1), months)
    if sanction.starts_on > latest:
        raise ImpossibleInput(
            "sanctie", f"begint ten laatste op {latest.isoformat()} ({SANCTION} §5)"
        )
