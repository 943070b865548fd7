"""The dwellings: the list, the page of one, and its correction."""

from django.db.models import F, Q

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
from eenplan.housing import policies, services
from eenplan.housing.enums import PlaceState
from eenplan.housing.forms.dwellings import DwellingFilter, DwellingForm
from eenplan.housing.selectors import costs as money, dwellings as reading, inspections_of
from eenplan.housing.views.conflicts import differences
from eenplan.housing.views.dwelling_pages import areas, dwelling_of

COLUMNS = (
    Column("Pand", lambda row: row.pk),
    Column("Plaatsen", lambda row: ", ".join(row.references or ())),
    Column("Aanbieder", lambda row: row.offer.provider.name),
    Column("Wijk", lambda row: row.area.name),
    Column("Slaapplaatsen", lambda row: row.beds),
    Column("Gezinnen nu", lambda row: row.households),
    Column("Controle", lambda row: row.state_words),
    Column("Goedgekeurd tot", lambda row: row.approved),
    Column("Werken te doen", lambda row: row.works_open),
)


@read_page(needs=Capability.HOUSING_VIEW)
def dwellings(request: AppRequest):
    on = request.actor.on
    form = DwellingFilter(request.GET, areas=areas())
    form.is_valid()
    every = reading.dwellings_on(on)
    rows = _matching(every, form.cleaned_data, on)
    page = {"form": form, "total": every.count()}
    return show_list(
        request,
        "housing/dwellings.html",
        page,
        name="panden",
        rows=rows,
        columns=COLUMNS,
        filters=form,
        dressed=lambda rows: _with_words(reading.dressed(rows, on=on), on),
    )


def _with_words(rows, on) -> list:
    """Return the dwellings with what the last inspection comes to, in words."""
    listed = list(rows)
    for row in listed:
        row.state_words, row.state_colour = reading.inspection_state(row, on=on)
    return listed


def _matching(rows, said: dict, on):
    if area := said.get("wijk"):
        rows = rows.filter(area=area)
    if words := said.get("q"):
        found = Q(places__reference__icontains=words) | Q(offer__provider__name__icontains=words)
        rows = rows.filter(pk__in=rows.filter(found).order_by().values("pk"))
    match said.get("controle"):
        case "goedgekeurd":
            rows = rows.filter(approved__gt=on)
        case "niet":
            rows = rows.filter(Q(approved=None) | Q(approved__lte=on))
        case "vervallen":
            rows = rows.filter(approved__lte=on)
        case "nooit":
            rows = rows.filter(last_verdict=None)
    return rows.order_by(F("pk"))


@read_page(needs=Capability.HOUSING_VIEW)
def dwelling(request: AppRequest, dwelling_id: int):
    """Show one dwelling; what it costs only to who manages places."""
    on, actor = request.actor.on, request.actor
    found = dwelling_of(request, dwelling_id)
    words, colour = reading.inspection_state(found, on=on)
    units = reading.units_of(found, on=on)
    works = list(reading.works_of(found))
    inspections = list(inspections_of(found))
    page = {
        "dwelling": found,
        "words": words,
        "colour": colour,
        "units": units,
        "living": [unit for unit in units if unit.state != PlaceState.CLOSED],
        "ready": _may_become_ready(found, units, works, on),
        "stays": list(reading.stays_here(found, actor, on=on)),
        "works": works,
        "inspections": inspections,
        "busy": next((row for row in inspections if row.is_open), None),
        "shows_address": reading.may_see_addresses(actor),
    }
    if actor.can(Capability.HOUSING_MANAGE):
        lines = money.costs(dwelling=found)
        page |= {
            "contracts": list(found.contracts.all()),
            "costs": list(lines[:12]),
            "months": money.months(lines)[:12],
            "per_unit": money.per_unit(found),
        }
    return show(request, "housing/dwelling.html", page)


def _may_become_ready(found, units, works, on) -> list:
    """Return the units of which everything is done, but that nobody put to ready yet."""
    if not policies.has_approval(found.pk, on=on):
        return []
    undone = [work for work in works if work.is_open]
    before = {PlaceState.NOT_INSPECTED, PlaceState.TO_CLEAN, PlaceState.TO_REFRESH}
    before.add(PlaceState.TO_RENOVATE)
    return [
        unit
        for unit in units
        if unit.state in before and not any(w.place_id in (None, unit.pk) for w in undone)
    ]


# -- Correcting ------------------------------------------------------------------------------------
def _stored(found) -> dict:
    fields = ("version", "address", "composition", "longitude", "latitude")
    return {**{name: getattr(found, name) for name in fields}, "area": str(found.area_id)}


def _form_page(request, found, form, *, conflict=(), status=200):
    page = {"dwelling": found, "form": form, "conflict": conflict}
    return show(request, "housing/edit_dwelling.html", page, status=status)


@read_page(needs=Capability.HOUSING_MANAGE)
def _show(request: AppRequest, dwelling_id: int):
    found = dwelling_of(request, dwelling_id)
    form = form_with_draft(request, DwellingForm, initial=_stored(found), areas=areas())
    return _form_page(request, found, form)


@write_page(needs=Capability.HOUSING_MANAGE)
def _save(request: AppRequest, dwelling_id: int):
    found = dwelling_of(request, dwelling_id)
    form = DwellingForm(request.POST, areas=areas())
    if not form.is_valid():
        return _form_page(request, found, form, status=422)
    typed = form.cleaned_data
    with reported_on(form):
        try:
            services.change_dwelling(
                actor=request.actor,
                dwelling=found,
                version=typed["version"],
                changes=form.changes(),
            )
        except StaleVersion:
            stored = _stored(dwelling_of(request, dwelling_id))
            again = DwellingForm(initial={**typed, "version": stored["version"]}, areas=areas())
            differ = differences(again, stored, typed)
            return _form_page(request, found, again, conflict=differ, status=409)
        return go_to(request, "dwellings:dwelling", dwelling_id)
    return _form_page(request, found, form, status=422)


edit_dwelling = by_method(get=_show, post=_save)
