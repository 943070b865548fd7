"""The contingent meter: what was opened, what blocks the next block, what would be needed."""

from decimal import Decimal

from django.utils.timezone import localdate

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.housing.enums import PlaceSituation
from eenplan.insight import selectors
from eenplan.insight.forms import ExpectationForm
from eenplan.organisation.errors import NormNotInForce
from eenplan.organisation.selectors import norm


def _number(value: Decimal) -> int | float:
    """Return a figure as a spreadsheet's number: 40 rather than 40.00."""
    return int(value) if value == int(value) else float(value)


COLUMNS = (
    Column("Voorwaarde", lambda condition: condition.label),
    Column("Nodig", lambda condition: _number(condition.line.needed)),
    Column("Beschikbaar", lambda condition: _number(condition.line.available)),
    Column("Tekort", lambda condition: _number(condition.line.short)),
    Column("In woorden", lambda condition: condition.line.sentence),
)


@read_page(needs=Capability.FIGURES_VIEW)
def contingents(request: AppRequest):
    on = localdate()
    try:
        meter = selectors.meter(on=on)
        expected = int(norm("expected_persons", on=on))
    except NormNotInForce as error:
        return show(request, "insight/contingents_unset.html", {"why": str(error)})
    form = ExpectationForm(
        {"personen": request.GET.get("personen", expected)}, initial={"personen": expected}
    )
    need = None
    if form.is_valid():
        need = selectors.expected_need(form.cleaned_data["personen"], meter.norms)
    page = {
        "meter": meter,
        "conditions": {condition.line.what: condition for condition in meter.conditions},
        "form": form,
        "need": need,
        "free": PlaceSituation.FREE.value,
        "expected": expected,
    }
    return show_list(
        request,
        "insight/contingents.html",
        page,
        name="contingentmeter",
        rows=meter.conditions,
        columns=COLUMNS,
    )
