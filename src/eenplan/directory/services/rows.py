"""What all changes of the social map share: the lock, the names that are taken, the end."""

from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from eenplan.core.errors import DomainError
from eenplan.directory import policies
from eenplan.directory.errors import ImpossibleSitting, NameTaken, UnreadableHours

PROMISES: dict[str, DomainError] = {
    "one_partner_per_name": NameTaken("Er is in die periode al een partner met deze naam."),
    "one_service_per_name": NameTaken("Deze partner heeft dan al een dienst met deze naam."),
    "hours_do_not_overlap": UnreadableHours("Uren van één dag overlappen."),
    "sitting_noted_once": ImpossibleSitting("Deze zitdag staat er al."),
    "sitting_hours_not_backwards": ImpossibleSitting("Het einduur komt na het beginuur."),
    "sitting_of_own_service": ImpossibleSitting("Deze dienst is er een van een andere partner."),
    "sitting_skipped_once": ImpossibleSitting("Iemand anders liet deze dag net wegvallen."),
}


@contextmanager
def kept_promises():
    """Tell in Dutch which promise of the database a change would break."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        broken = next((name for name in PROMISES if name in str(error)), None)
        if broken is None:
            raise
        refusal = PROMISES[broken]
        raise type(refusal)(str(refusal)) from None


def locked(row):
    """Return the row as it is now, held until the end of the transaction."""
    return type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)


def set_facts(row, facts: dict, names: tuple[str, ...]) -> dict[str, str]:
    """Write facts on a row; return what changed, as "before -> after" for the audit line."""
    changed = {}
    for name in names:
        if name not in facts:
            continue
        before = getattr(row, name, None)  # a new row has no neighbourhood yet
        if before != facts[name]:
            changed[name] = f"{before} -> {facts[name]}"[:500]
            setattr(row, name, facts[name])
    return changed


def end_rows(rows: QuerySet, *, ends_on: date, reason: str | None = None) -> int:
    """End rows that last beyond a day on that day; who begins later ends on its own first day."""
    last = rows.lasting_beyond(ends_on).select_for_update()
    ended = 0
    for row in last:
        row.ends_on = max(ends_on, row.starts_on)
        row.version += 1
        if reason is not None:
            row.end_reason = reason
        row.save()
        ended += 1
    return ended


def check_end(row, *, version: int, ends_on: date, on: date) -> None:
    """Refuse an end of what has ended, has changed or has not begun."""
    policies.check_not_ended(row, on=on)
    policies.check_unchanged(row, version=version)
    policies.check_end(row, ends_on=ends_on)
