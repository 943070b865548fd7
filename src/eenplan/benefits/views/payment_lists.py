"""Payments and what is held back, as lists; and one payment with how it was reckoned."""

from django.db.models import Q

from eenplan.benefits.forms.money import PaymentFilter
from eenplan.benefits.selectors import runs as reading
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.engines.deadlines import add_months

VIEW = Capability.PAYMENTS_VIEW
COLOURS = {
    "PLANNED": "plain",
    "SENT": "info",
    "SETTLED": "good",
    "REJECTED": "late",
    "RETURNED": "late",
    "CANCELLED": "quiet",
}
COLUMNS = (
    Column("Kenmerk", lambda row: row.end_to_end),
    Column("Betaalrun", lambda row: row.run.number),
    Column("Gezin", lambda row: row.grant.household.number),
    Column("Op naam van", lambda row: row.holder),
    Column("Rekening", lambda row: row.iban),
    Column("Wat", lambda row: row.get_component_display()),
    Column("Periode", lambda row: row.period),
    Column("Bedrag", lambda row: row.gross_cents / 100),
    Column("Ingehouden", lambda row: row.withheld_cents / 100),
    Column("Betaald", lambda row: row.net_cents / 100),
    Column("Stand", lambda row: row.get_state_display()),
    Column("Reden van de bank", lambda row: row.bank_reason),
)
HELD = (
    Column("Betaalrun", lambda row: row.run.number),
    Column("Gezin", lambda row: row.grant.household.number),
    Column("Begunstigde", lambda row: str(row.grant.beneficiary)),
    Column("Beslissing", lambda row: row.grant.decision.number),
    Column("Bedrag per maand", lambda row: row.grant.amount_cents / 100),
    Column("Reden", lambda row: row.get_reason_display()),
    Column("Toelichting", lambda row: row.note),
)


@read_page(needs=VIEW)
def every(request: AppRequest):
    return _payments(request, None)


@read_page(needs=VIEW)
def of_run(request: AppRequest, payrun_id: int):
    return _payments(request, reading.get_run(payrun_id))


def _payments(request: AppRequest, run):
    form = PaymentFilter(request.GET)
    form.is_valid()
    rows = reading.payments(run)
    page = {"form": form, "run": run, "tab": "payments", "colours": COLOURS, "total": rows.count()}
    return show_list(
        request,
        "benefits/money/payments.html",
        page,
        name="betalingen",
        rows=_matching(rows, form.cleaned_data),
        columns=COLUMNS,
        filters=form,
        dressed=reading.dressed_payments,
    )


def _matching(rows, said: dict):
    if state := said.get("stand"):
        rows = rows.filter(state=state)
    if component := said.get("wat"):
        rows = rows.filter(component=component)
    if month := said.get("maand"):
        rows = rows.filter(period__gte=month, period__lt=add_months(month, 1))
    if words := said.get("q", "").strip():
        rows = rows.filter(_named(words))
    return rows


def _named(words: str) -> Q:
    year, _, serial = words.partition("/")
    found = Q(end_to_end__icontains=words) | Q(holder__icontains=words)
    found |= Q(iban=words.replace(" ", "").upper())
    if year.isdecimal() and serial.isdecimal() and len(year) == 4 and len(serial) < 9:
        found |= Q(grant__household__year=int(year), grant__household__serial=int(serial))
    return found


@read_page(needs=VIEW)
def held(request: AppRequest, payrun_id: int):
    run = reading.get_run(payrun_id)
    return show_list(
        request,
        "benefits/money/held.html",
        {"run": run, "tab": "runs"},
        name="tegengehouden",
        rows=reading.held_back(run),
        columns=HELD,
        dressed=reading.dressed_candidates,
    )


@read_page(needs=VIEW)
def payment(request: AppRequest, payment_id: int):
    found = reading.get_payment(payment_id)
    page = {
        "payment": found,
        "tab": "payments",
        "colour": COLOURS[found.state],
        "kept": reading.kept_of(found),
    }
    return show(request, "benefits/money/payment.html", page)
