"""Booking facts of money: once each, in lines that sum to zero, put right by a reversal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from eenplan.benefits.enums_money import Account, EntryKind
from eenplan.benefits.models import JournalEntry, JournalLine
from eenplan.benefits.money_errors import BookedOtherwise
from eenplan.core.access import Actor


@dataclass(frozen=True)
class Line:
    """An amount on an account, above zero debit: of which household, grant, period, recovery."""

    account: Account
    cents: int
    household_id: int | None = None
    grant_id: int | None = None
    period: date | None = None
    recovery_id: int | None = None


@transaction.atomic
def book(
    *,
    actor: Actor,
    kind: EntryKind,
    key: str,
    lines: Sequence[Line],
    text: str,
    on: date,
    at: datetime,
    reverses: JournalEntry | None = None,
) -> JournalEntry:
    """Book a fact, or return how it was booked before.

    Called by services that asked who may. Raises BookedOtherwise when the same fact stands there
    with other lines; that lines sum to zero is held by the database when the transaction ends.
    """
    entry, is_new = JournalEntry.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "booked_on": on,
            "text": text,
            "made_at": at,
            "made_by_id": actor.user_id or None,
            "reverses": reverses,
        },
    )
    if is_new:
        JournalLine.objects.bulk_create(
            JournalLine(
                entry=entry,
                account=line.account,
                cents=line.cents,
                household_id=line.household_id,
                grant_id=line.grant_id,
                period=line.period,
                recovery_id=line.recovery_id,
            )
            for line in lines
        )
    elif sorted(map(_said, entry.lines.all())) != sorted(map(_said, lines)):
        raise BookedOtherwise(f"“{entry.text}” is al anders geboekt ({entry.key}).")
    return entry


def _said(line) -> tuple[str, int, int]:
    return (str(line.account), line.cents, line.household_id or 0)


@transaction.atomic
def reverse(*, actor: Actor, entry: JournalEntry, text: str, on: date, at: datetime):
    """Book the opposite of an entry, once. The entry itself stays as it is."""
    lines = [
        Line(
            Account(line.account),
            -line.cents,
            line.household_id,
            line.grant_id,
            line.period,
            line.recovery_id,
        )
        for line in entry.lines.all()
    ]
    return book(
        actor=actor,
        kind=EntryKind.REVERSAL,
        key=f"reversal:{entry.key}"[:120],
        lines=lines,
        text=text,
        on=on,
        at=at,
        reverses=entry,
    )
