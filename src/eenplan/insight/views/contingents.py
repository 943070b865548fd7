"""The contingent meter: what was opened, what blocks the next block, and opening it."""

from decimal import Decimal

from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import StaleVersion
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.housing.enums import PlaceSituation
from eenplan.insight.forms import ExpectationForm, OpeningForm
from eenplan.journeys import contingents as journey
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
        meter = journey.meter(on=on)
        expected = int(norm("expected_persons", on=on))
    except NormNotInForce as error:
        return show(request, "insight/contingents_unset.html", {"why": str(error)})
    form = ExpectationForm(
        {"personen": request.GET.get("personen", expected)}, initial={"personen": expected}
    )
    need = None
    if form.is_valid():
        need = journey.expected_need(form.cleaned_data["personen"], meter.norms)
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


@read_page(needs=Capability.HOUSING_MANAGE)
def _ask(request: AppRequest):
    meter = journey.meter(on=request.actor.on)
    form = form_with_draft(request, OpeningForm, is_short=not meter.block.can_open)
    form.initial["serial"] = meter.serial
    return _opening_page(request, meter, form)


@write_page(needs=Capability.HOUSING_MANAGE)
def _open(request: AppRequest):
    on = request.actor.on
    meter = journey.meter(on=on)
    form = OpeningForm(request.POST, is_short=not meter.block.can_open)
    if not form.is_valid():
        return _opening_page(request, meter, form, status=422)
    with reported_on(form):
        try:
            opened = journey.open_next(actor=request.actor, on=on, **form.cleaned_data)
        except StaleVersion as error:
            form.add_error(None, str(error))
            return _opening_page(request, journey.meter(on=on), form, status=409)
        messages.success(request, f"Contingent {opened.serial} is open.")
        return go_to(request, "insight:contingents")
    return _opening_page(request, meter, form, status=422)


def _opening_page(request: AppRequest, meter, form: OpeningForm, *, status: int = 200):
    page = {"meter": meter, "form": form}
    return show(request, "insight/open_contingent.html", page, status=status)


open_contingent = by_method(get=_ask, post=_open)
