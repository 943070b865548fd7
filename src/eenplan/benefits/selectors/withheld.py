"""What is still to come back: balances of recoveries and advances, less what open runs plan."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Sum

from eenplan.benefits.enums_money import Account, Component, EntryKind, RunState
from eenplan.benefits.models import (
    GONE,
    Grant,
    JournalLine,
    Payment,
    Recovery,
    Withholding,
)


def recovery_balances(recoveries: Collection[int], *, planned: bool = True) -> dict[int, int]:
    """Return what is still to come back per recovery, less what open runs withhold."""
    lines = JournalLine.objects.filter(recovery__in=recoveries, account=Account.RECEIVABLE)
    owed = _sums(lines, "recovery")
    if planned:
        _take(owed, _planned().filter(recovery__in=recoveries), "recovery")
    return owed


def advance_balances(advances: Collection[int], *, planned: bool = True) -> dict[int, int]:
    """Return what is still to settle per advance, less what open runs withhold."""
    lines = JournalLine.objects.filter(
        grant__in=advances, recovery=None, account=Account.RECEIVABLE
    )
    owed = _sums(lines, "grant")
    if planned:
        _take(owed, _planned().filter(advance__in=advances), "advance")
    return owed


def _sums(lines, by: str) -> dict[int, int]:
    found = lines.order_by().values_list(by).annotate(total=Sum("cents"))
    return defaultdict(int, found)


def _planned():
    live = Withholding.objects.filter(carried=False, payment__run__state=RunState.OPEN)
    return live.exclude(payment__state__in=GONE)


def _take(owed: dict[int, int], rows, by: str) -> None:
    for key, total in rows.order_by().values_list(by).annotate(total=Sum("cents")):
        owed[key] -= total


def withheld_in(recoveries: Collection[int], month: date) -> dict[int, int]:
    """Return what is withheld per recovery from payments of a month already."""
    rows = Withholding.objects.filter(
        recovery__in=recoveries,
        payment__period__year=month.year,
        payment__period__month=month.month,
    ).exclude(payment__state__in=GONE)
    return defaultdict(int, rows.order_by().values_list("recovery").annotate(total=Sum("cents")))


def held_recoveries(persons: Collection[int], on: date) -> list[Recovery]:
    """Return the recoveries of persons that run on a day, held until the transaction ends."""
    rows = Recovery.objects.select_for_update(of=("self",)).filter(person__in=persons)
    return list(rows.filter(starts_on__lte=on).order_by("pk"))


def held_advances(persons: Collection[int]) -> list[Grant]:
    """Return the advances of persons, held until the transaction ends."""
    rows = Grant.objects.select_for_update(of=("self",)).filter(beneficiary__in=persons)
    return list(rows.filter(component=Component.ADVANCE).order_by("pk"))


def withheld_before(grants: Collection[int]) -> dict[tuple[int, date], list[tuple]]:
    """Return what was withheld of payments that are gone, by grant and period.

    It counts still: the money stayed here. Each is (recovery, advance, cents).
    """
    gone = Payment.objects.filter(grant__in=grants, state__in=GONE, withheld_cents__gt=0)
    keys = set(gone.values_list("grant", "period"))
    if not keys:
        return {}
    found: dict[tuple[int, date], list[tuple]] = defaultdict(list)
    rows = JournalLine.objects.filter(
        entry__kind=EntryKind.WITHHELD,
        entry__reversed_by=None,
        account=Account.RECEIVABLE,
        entry__lines__account=Account.PAYABLE,
        entry__lines__grant__in=grants,
    ).values_list("entry__lines__grant", "period", "recovery", "grant", "cents")
    for grant, period, recovery, advance, cents in rows:
        if (grant, period) in keys:
            found[grant, period].append((recovery, None if recovery else advance, -cents))
    return found
