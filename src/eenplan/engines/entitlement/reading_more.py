"""Reading what is asked next to the right itself: payment, premium, recovery, the State's part."""

from collections.abc import Callable
from datetime import date
from enum import Enum, IntEnum
from typing import TypeVar

from eenplan.engines.entitlement.claims import Case, Centre, Claim, Project
from eenplan.engines.entitlement.errors import ImpossibleInput
from eenplan.engines.entitlement.fields import Fields, day
from eenplan.engines.entitlement.model import Right, Situation, Title
from eenplan.engines.entitlement.once import Recovery, Undue, check_recovery
from eenplan.engines.entitlement.payment import Fault, Grant, Sanction, Stay, check_sanction

Code = TypeVar("Code", bound=IntEnum)
Told = TypeVar("Told", Sanction, Recovery)
LONGEST_STAY = 3_650


def grant(fields: Fields, situation: Situation) -> tuple[date, Grant]:
    """Return the month to pay, and the grant without its amount."""
    found = Grant(
        amount=0,
        starts_on=fields.maybe_day("starts_on") or situation.requested_on,
        ends_on=fields.maybe_day("ends_on"),
        stays=tuple(_stay(row) for row in fields.objects("stays_abroad")),
        sanctions=tuple(_sanction(row) for row in fields.objects("sanctions")),
    )
    month = _month(fields, "month") if fields.has("month") else situation.on.replace(day=1)
    if found.ends_on is not None and found.ends_on < found.starts_on:
        raise ImpossibleInput(fields.at("ends_on"), "ligt voor het begin")
    fields.done()
    return month, found


def _month(fields: Fields, key: str) -> date:
    value = fields.values.get(key)
    fields.asked.add(key)
    if not isinstance(value, str) or len(value) != len("2025-03"):
        raise ImpossibleInput(fields.at(key), "geen maand; schrijf JJJJ-MM")
    return day(f"{value}-01", fields.at(key))


def _stay(fields: Fields) -> Stay:
    found = Stay(
        fields.day("since"),
        fields.day("until"),
        fields.flag("exceptional"),
        fields.maybe_day("notified_on"),
    )
    if found.until < found.since:
        raise ImpossibleInput(fields.at("until"), "ligt voor het begin")
    if (found.until - found.since).days > LONGEST_STAY:
        raise ImpossibleInput(fields.at("until"), "een verblijf van meer dan tien jaar kan niet")
    fields.done()
    return found


def _sanction(fields: Fields) -> Sanction:
    found = Sanction(
        fault=fields.choice("fault", Fault),
        months=fields.count("months"),
        fact_on=fields.day("fact_on"),
        notified_on=fields.day("notified_on"),
        starts_on=fields.day("starts_on"),
        earlier_on=fields.maybe_day("earlier_on"),
        conditional=fields.flag("conditional"),
        advised=fields.flag("advised"),
        percent=fields.count("percent") if fields.has("percent") else 100,
    )
    fields.done()
    _told_at(fields, check_sanction, found)
    return found


def _told_at(fields: Fields, check: Callable[[Told], None], found: Told) -> None:
    """Check what a rule of its own refuses, and say at which place of the file."""
    try:
        check(found)
    except ImpossibleInput as error:
        raise ImpossibleInput(fields.where, error.problem) from None


def premium(fields: Fields) -> tuple[bool, int]:
    """Return whether somebody was homeless, and how often the premium was paid before."""
    found = fields.flag("was_homeless"), fields.count("times_before")
    fields.done()
    return found


def recovery(fields: Fields) -> Recovery:
    """Return a recovery as it is decided."""
    months = []
    for row in fields.objects("undue"):
        months.append(Undue(_month(row, "month"), row.amount("paid"), row.amount("due")))
        row.done()
    found = Recovery(
        undue=tuple(months),
        notified_on=fields.day("notified_on"),
        within_article_24=fields.flag("within_article_24"),
        waived=fields.maybe_amount("waived") or 0,
        equity_reason=fields.text("equity_reason").strip(),
        costs=fields.maybe_amount("costs") or 0,
    )
    fields.done()
    _told_at(fields, check_recovery, found)
    return found


def claim(fields: Fields, situation: Situation) -> Claim:
    """Return the State's part that is asked, without the amount it is of."""
    equivalent = situation.right is Right.EQUIVALENT
    ordinary = Case.NON_BELGIAN if equivalent else Case.ORDINARY
    found = Claim(
        day=max(situation.on.replace(day=1), situation.requested_on),
        amount=0,
        case=_code(fields, "case", ordinary),
        centre=_code(fields, "centre", Centre.BASE),
        reached=_code(fields, "reached", Centre.BASE),
        years_below=fields.count("years_below"),
        since=fields.maybe_day("since"),
        requested_on=situation.requested_on,
        project=_code(fields, "project", Project.NONE),
        signed_on=fields.maybe_day("project_signed_on"),
        project_share=fields.share("project_share"),
        protected=situation.conditions.title is Title.TEMPORARY,
        first_aid_on=fields.maybe_day("first_aid_on"),
    )
    if (found.case >= Case.NON_BELGIAN) is not equivalent:
        raise ImpossibleInput(
            fields.at("case"), "dit geval hoort niet bij dit recht (RMI of wet van 2 april 1965)"
        )
    fields.done()
    return found


def _code(fields: Fields, key: str, default: Code) -> Code:
    names = Enum(key, {kind.name: kind.name.lower() for kind in type(default)})  # type: ignore[misc]
    chosen = fields.choice(key, names, names[default.name])
    return type(default)[chosen.name]
