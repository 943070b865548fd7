"""What the running wages cost in the months ahead, and what if the amounts rise."""

from datetime import date
from decimal import Decimal

from eenplan.benefits.forms.forecast import ForecastForm
from eenplan.benefits.selectors.forecast import MonthAhead, months_ahead
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page
from eenplan.engines.deadlines import add_months
from eenplan.engines.entitlement import Law, law

COLUMNS = (
    Column("Maand", lambda row: row.month),
    Column("Leeflonen", lambda row: row.wages),
    Column("Niet herrekend", lambda row: row.unread),
    Column("Zoals beslist", lambda row: row.decided_cents / 100),
    Column("Herrekend", lambda row: row.reckoned_cents / 100),
    Column("Met de stijging", lambda row: row.supposed_cents / 100),
    Column("Meer door de stijging", lambda row: row.extra_cents / 100),
)


@read_page(needs=Capability.PAYMENTS_VIEW)
def ahead(request: AppRequest):
    """Show sums of the whole centre: no household is shown."""
    form = ForecastForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    first = add_months(request.actor.on.replace(day=1), 1)
    percent, since = said.get("procent"), max(said.get("vanaf") or first, first)
    rows: list[MonthAhead] = []
    if form.is_valid():
        supposed = _supposed(percent, since)
        rows = months_ahead(on=request.actor.on, months=said["maanden"], supposed=supposed)
    page = {
        "form": form,
        "tab": "forecast",
        "percent": percent,
        "since": since,
        "unread": max((row.unread for row in rows), default=0),
    }
    return show_list(
        request,
        "benefits/money/forecast.html",
        page,
        name="vooruitzicht",
        rows=rows,
        columns=COLUMNS,
        filters=form,
    )


def _supposed(percent: Decimal | None, since: date) -> Law | None:
    return law().indexed(since, percent) if percent else None
