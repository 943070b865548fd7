"""The books read: what accounts come to, what a household was due, was paid and still owes.

Nothing of it is stored: every balance is the sum of its lines.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from eenplan.benefits.enums_money import Account, EntryKind
from eenplan.benefits.models import JournalLine
from eenplan.core.errors import NotFound
from eenplan.people.models import Household


@dataclass(frozen=True)
class Balance:
    """What an account comes to; above zero is debit."""

    account: Account
    cents: int
    lines: int

    @property
    def credit(self) -> int:
        return -self.cents


def lines() -> QuerySet[JournalLine]:
    """Return every line of the ledger, the newest first."""
    return JournalLine.objects.order_by("-entry__booked_on", "-entry_id", "-cents")


def dressed(rows: QuerySet) -> QuerySet:
    """Return lines with what a list shows of them."""
    return rows.select_related("entry", "household", "grant__decision").order_by(
        "-entry__booked_on", "-entry_id", "-cents"
    )


def balances(rows: QuerySet | None = None) -> list[Balance]:
    """Return what each account comes to, over all lines or these."""
    found = (lines() if rows is None else rows).order_by()
    sums = {
        row["account"]: (row["total"], row["many"])
        for row in found.values("account").annotate(total=Sum("cents"), many=Count("pk"))
    }
    return [Balance(account, *sums.get(account, (0, 0))) for account in Account]


def balance_of(household_id: int, account: Account) -> int:
    """Return what one account comes to for one household."""
    return (
        JournalLine.objects.filter(household=household_id, account=account).aggregate(
            total=Sum("cents")
        )["total"]
        or 0
    )


@dataclass
class MonthOfMoney:
    """One month of a household: what was due, withheld and left, and what came back."""

    period: date
    due: int = 0
    withheld: int = 0
    sent: int = 0
    settled: int = 0
    back: int = 0
    returned: int = 0
    kinds: set = field(default_factory=set)

    @property
    def paid(self) -> int:
        """Return what arrived and stayed, as far as the bank said."""
        return self.settled - self.returned

    @property
    def open(self) -> int:
        """Return what still has to be paid."""
        return self.due - self.withheld - self.sent + self.back


def months_of(household_ids, grants=None) -> list[MonthOfMoney]:
    """Return what was due, withheld and paid per month, the newest first; of some grants only."""
    rows = JournalLine.objects.filter(household__in=household_ids, period__isnull=False)
    if grants is not None:
        rows = rows.filter(grant__in=grants)
    sums = (
        rows.order_by()
        .annotate(
            kind=Coalesce(F("entry__reverses__kind"), F("entry__kind")),
        )
        .values("period", "kind")
        .annotate(
            payable=Coalesce(Sum("cents", filter=Q(account=Account.PAYABLE)), 0),
            transit=Coalesce(Sum("cents", filter=Q(account=Account.IN_TRANSIT)), 0),
        )
    )
    months: dict[date, MonthOfMoney] = {}
    for row in sums:
        first = row["period"].replace(day=1)
        _add(months.setdefault(first, MonthOfMoney(first)), row)
    return sorted(months.values(), key=lambda month: month.period, reverse=True)


def _add(month: MonthOfMoney, row: dict) -> None:
    kind, payable, transit = row["kind"], row["payable"], row["transit"]
    month.kinds.add(kind)
    match kind:
        case EntryKind.DUE | EntryKind.ADVANCE:
            month.due -= payable
        case EntryKind.WITHHELD:
            month.withheld += payable
        case EntryKind.SENT:
            month.sent += payable
        case EntryKind.SETTLED:
            month.settled += transit
        case EntryKind.REJECTED | EntryKind.RETURNED:
            month.back -= payable
            month.returned -= payable if kind == EntryKind.RETURNED else 0


def paid_household(year: int, serial: int) -> Household:
    """Return a household that has a grant, by its number. Raises NotFound.

    For who pays: the number, and what is booked on it. Not the way to its file.
    """
    found = Household.objects.filter(year=year, serial=serial, grants__isnull=False)
    household = found.only("pk", "year", "serial").first()
    if household is None:
        raise NotFound
    return household
