"""What is paid in one month: start day, end, stays abroad and sanctions (RMI art. 21, 23, 30)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from eenplan.engines.entitlement.errors import ImpossibleInput
from eenplan.engines.entitlement.law import Law, law
from eenplan.engines.entitlement.numbers import Days, Numbers, day_later, divided, later, pick
from eenplan.engines.entitlement.tape import Outcome, Step, Tape

ABROAD, SANCTION = "RMI art. 23 §5", "RMI art. 30"
START = "RMI art. 21 §5"
ALL = 100  # percent


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
    """A suspension that was decided; for a project it follows a formal notice and advice.

    `percent` is how much of the payment is suspended.
    """

    fault: Fault
    months: int
    fact_on: date
    notified_on: date
    starts_on: date
    earlier_on: date | None = None
    conditional: bool = False
    advised: bool = False
    percent: int = ALL


@dataclass(frozen=True)
class Months:
    """Monthly amounts to pay, one row each; `served` is the number of days with a right.

    `partly` is what a part sanction takes of those days, in hundredths of a day.
    """

    first: Numbers
    amount: Numbers
    served: Numbers
    partly: Numbers | int = 0


@dataclass(frozen=True)
class Lost:
    """The days of a span that are not paid: too long abroad, suspended, suspended in part."""

    abroad: int = 0
    suspended: int = 0
    partly: int = 0  # hundredths of a day

    @property
    def days(self) -> int:
        """Return the days of which nothing is paid."""
        return self.abroad + self.suspended


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
    whole = ALL * months.served - months.partly
    broken = whole < ALL * length
    tape.step("Maandbedrag", months.amount, "RMI art. 14 §1")
    method = tape.look("start_month_calendar_days", days, broken)
    share = divided(months.amount * whole, ALL * length)
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
    after_all = max(start, end)
    lost = lost_in(start, after_all, grant.stays, grant.sanctions, rules)
    served = (after_all - start).days - lost.days
    row = np.array([[first.toordinal()], [grant.amount], [served], [lost.partly]], dtype=np.int64)
    paid, tape = payable(Months(*row), rules)
    if grant.starts_on > first:
        look = tape.look("start_day", Days.of(np.array([first.toordinal()])))
        tape.step(f"Het recht begint op {grant.starts_on.isoformat()}", None, START, look)
    outcome = tape.outcome(0, paid)
    amount, *rest = outcome.steps
    return replace(outcome, steps=(amount, *steps_of(lost, first, rules), *rest))


def lost_in(
    start: date,
    end: date,
    stays: Iterable[Stay] = (),
    sanctions: Iterable[Sanction] = (),
    under: Law | None = None,
) -> Lost:
    """Return what of the days from start until end is not paid. Each day is lost once."""
    rules = under or law()
    running = set(range(start.toordinal(), end.toordinal()))
    abroad = unpaid_abroad(stays, rules) & running
    held = _held(sanctions, rules)
    whole = {day for day, percent in held.items() if percent >= ALL} & (running - abroad)
    rest = running - abroad - whole
    return Lost(len(abroad), len(whole), sum(held.get(day, 0) for day in rest))


def steps_of(
    lost: Lost, month: date, under: Law | None = None, *, is_equivalent: bool = False
) -> tuple[Step, ...]:
    """Tell what was taken off a month, and on which article."""
    tape, days = Tape(under or law(), 1), Days.of(np.array([month.toordinal()]))
    if lost.abroad:
        used = [tape.look("abroad_days", days)]
        if is_equivalent:
            used.append(tape.look("abroad_equivalent", days))
        words = f"Niet betaald: {lost.abroad} dagen in het buitenland boven vier weken per jaar"
        tape.step(words, None, ABROAD, *used)
    if lost.suspended:
        tape.step(f"Geschorst als sanctie: {lost.suspended} dagen", None, SANCTION)
    if lost.partly:
        part = tape.look("sanction_part", days)
        words = f"Gedeeltelijk geschorst als sanctie: {lost.partly / ALL:g} dagen samen"
        tape.step(words.replace(".", ","), None, SANCTION, part)
    return tape.outcome(0, np.zeros(1, dtype=np.int64)).steps


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
    """Return the days that sanctions suspend whole. Raises ImpossibleInput, see check_sanction."""
    return {day for day, percent in _held(sanctions, under).items() if percent >= ALL}


def _held(sanctions: Iterable[Sanction], under: Law | None = None) -> dict[int, int]:
    """Return how many percent sanctions suspend of each day; of two at once the heavier."""
    days: dict[int, int] = {}
    for sanction in sanctions:
        check_sanction(sanction, under)
        if sanction.conditional:
            continue
        end = day_later(sanction.starts_on, sanction.months)
        for day in range(sanction.starts_on.toordinal(), end.toordinal()):
            days[day] = max(days.get(day, 0), sanction.percent)
    return days


def check_sanction(sanction: Sanction, under: Law | None = None) -> None:
    """Refuse a sanction that is longer, later or sooner than RMI art. 30 allows."""
    rules = under or law()
    most = most_months(sanction, rules)
    if not 1 <= sanction.months <= most:
        raise ImpossibleInput("sanctie", f"hoogstens {most} maanden, minstens een ({SANCTION})")
    if not 1 <= sanction.percent <= ALL:
        raise ImpossibleInput("sanctie", "schorst van 1 tot 100 procent")
    if sanction.fact_on > min(sanction.notified_on, sanction.starts_on):
        raise ImpossibleInput("sanctie", "het feit ligt na de kennisgeving of na het begin")
    if sanction.earlier_on is not None and sanction.earlier_on > sanction.fact_on:
        raise ImpossibleInput("sanctie", "de eerdere sanctie ligt na het feit")
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
