"""The contingent meter: what was opened, what blocks the next block, what would be needed."""

from django.utils.timezone import localdate

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.insight import selectors
from eenplan.insight.forms import ExpectationForm
from eenplan.organisation.errors import NormNotInForce
from eenplan.organisation.selectors import norm

LABELS = {"places": "Plaatsen", "workers": "Maatschappelijk werkers", "budget": "Budget"}
UNITS = {"places": "plaatsen", "workers": "voltijds", "budget": "euro"}
COLUMNS = (
    Column("Voorwaarde", lambda line: LABELS[line.what]),
    Column("Eenheid", lambda line: UNITS[line.what]),
    Column("Nodig", lambda line: line.needed),
    Column("Beschikbaar", lambda line: line.available),
    Column("Tekort", lambda line: line.short),
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
        "lines": {line.what: line for line in meter.block.lines},
        "form": form,
        "need": need,
        "expected": expected,
    }
    return show_list(
        request,
        "insight/contingents.html",
        page,
        name="contingentmeter",
        rows=meter.block.lines,
        columns=COLUMNS,
    )
