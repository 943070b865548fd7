"""The ledger: its lines and balances, and what one household was due and paid."""

from eenplan.benefits.enums_money import Account
from eenplan.benefits.forms.money import LedgerFilter
from eenplan.benefits.selectors import ledger as reading
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, note_read, read_page, show
from eenplan.engines.deadlines import add_months

VIEW = Capability.PAYMENTS_VIEW
COLUMNS = (
    Column("Datum", lambda row: row.entry.booked_on),
    Column("Soort", lambda row: row.entry.get_kind_display()),
    Column("Rekening", lambda row: row.get_account_display()),
    Column("Debet", lambda row: row.cents / 100 if row.cents > 0 else None),
    Column("Credit", lambda row: -row.cents / 100 if row.cents < 0 else None),
    Column("Gezin", lambda row: row.household.number if row.household else ""),
    Column("Periode", lambda row: row.period),
    Column("Omschrijving", lambda row: row.entry.text),
    Column("Feit", lambda row: row.entry.key),
)


@read_page(needs=VIEW)
def lines(request: AppRequest):
    form = LedgerFilter(request.GET)
    form.is_valid()
    rows = _matching(reading.lines(), form.cleaned_data)
    page = {"form": form, "tab": "ledger", "balances": reading.balances(rows)}
    return show_list(
        request,
        "benefits/money/ledger.html",
        page,
        name="grootboek",
        rows=rows,
        columns=COLUMNS,
        filters=form,
        dressed=reading.dressed,
        fragment="found",
    )


def _matching(rows, said: dict):
    if account := said.get("rekening"):
        rows = rows.filter(account=account)
    if kind := said.get("soort"):
        rows = rows.filter(entry__kind=kind)
    if month := said.get("maand"):
        rows = rows.filter(entry__booked_on__gte=month, entry__booked_on__lt=add_months(month, 1))
    if number := said.get("gezin"):
        year, serial = number.split("/")
        rows = rows.filter(household__year=int(year), household__serial=int(serial))
    return rows


@read_page(needs=VIEW)
def household(request: AppRequest, year: int, serial: int):
    """Show what a household was due and paid: its number and amounts, nothing of its file."""
    found = reading.paid_household(year, serial)
    note_read(request, found.pk, ground="betalingen")
    page = {
        "household": found,
        "tab": "ledger",
        "months": reading.months_of([found.pk]),
        "open": -reading.balance_of(found.pk, Account.PAYABLE),
        "owed": reading.balance_of(found.pk, Account.RECEIVABLE),
    }
    return show(request, "benefits/money/household.html", page)
