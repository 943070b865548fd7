"""The units of a dwelling: corrected, added, split and merged."""

from django.contrib import messages

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import StaleVersion
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.core.questions import asking
from eenplan.housing import services
from eenplan.housing.enums import PlaceState
from eenplan.housing.forms.dwellings import ChangeUnitForm, MergeForm, NewUnitForm, SplitForm
from eenplan.housing.selectors import contingents, dwellings as reading
from eenplan.housing.views.conflicts import differences
from eenplan.housing.views.dwelling_pages import dwelling_of, page_of, question

FIELDS = (
    *("version", "reference", "form", "kind", "max_persons", "bedrooms", "max_households"),
    *("available_from", "available_until", "step_free", "pets_allowed"),
)


def _stored(unit) -> dict:
    return {
        **{name: getattr(unit, name) for name in FIELDS},
        "rent": unit.rent_cents,
        "contingent": str(unit.contingent_id or ""),
    }


def _form_page(request, unit, form, *, conflict=(), status=200):
    page = {"unit": unit, "form": form, "conflict": conflict}
    return show(request, "housing/edit_unit.html", page, status=status)


@read_page(needs=Capability.HOUSING_MANAGE)
def _show(request: AppRequest, place_id: int):
    unit = reading.get_unit(place_id)
    form = form_with_draft(
        request, ChangeUnitForm, initial=_stored(unit), contingents=contingents()
    )
    return _form_page(request, unit, form)


@write_page(needs=Capability.HOUSING_MANAGE)
def _save(request: AppRequest, place_id: int):
    unit = reading.get_unit(place_id)
    form = ChangeUnitForm(request.POST, contingents=contingents())
    if not form.is_valid():
        return _form_page(request, unit, form, status=422)
    typed = form.cleaned_data
    with reported_on(form):
        try:
            services.change_place(
                actor=request.actor,
                place=unit,
                version=typed["version"],
                on=request.actor.on,
                changes=form.facts(),
            )
        except StaleVersion:
            return _conflict(request, reading.get_unit(place_id), typed)
        messages.success(request, f"Plaats {typed['reference']} is verbeterd.")
        return go_to(request, "housing:place", place_id)
    return _form_page(request, unit, form, status=422)


def _conflict(request: AppRequest, unit, typed: dict):
    stored = _stored(unit)
    again = ChangeUnitForm(
        initial={**typed, "version": stored["version"]}, contingents=contingents()
    )
    return _form_page(request, unit, again, conflict=differences(again, stored, typed), status=409)


edit_unit = by_method(get=_show, post=_save)


# -- One more --------------------------------------------------------------------------------------
@read_page(needs=Capability.HOUSING_MANAGE)
def _show_new(request: AppRequest, dwelling_id: int):
    found = dwelling_of(request, dwelling_id)
    fresh = {"available_from": request.actor.on, "max_households": 1}
    if first := found.places.order_by("reference").first():
        fresh |= {"form": first.form, "kind": first.kind, "contingent": first.contingent_id}
    form = form_with_draft(request, NewUnitForm, initial=fresh, contingents=contingents())
    return _new_page(request, found, form)


def _new_page(request, found, form, *, status=200):
    page = {"dwelling": found, "form": form}
    return show(request, "housing/new_unit.html", page, status=status)


@write_page(needs=Capability.HOUSING_MANAGE)
def _add(request: AppRequest, dwelling_id: int):
    found = dwelling_of(request, dwelling_id)
    form = NewUnitForm(request.POST, contingents=contingents())
    if form.is_valid():
        with reported_on(form):
            unit = services.add_unit(
                actor=request.actor,
                dwelling=found,
                on=request.actor.on,
                state=PlaceState(form.cleaned_data["state"]),
                facts=form.facts(),
            )
            messages.success(request, f"Plaats {unit.reference} is toegevoegd.")
            return go_to(request, "dwellings:dwelling", dwelling_id)
    return _new_page(request, found, form, status=422)


new_unit = by_method(get=_show_new, post=_add)


# -- Splitting -------------------------------------------------------------------------------------
@read_page(needs=Capability.HOUSING_MANAGE)
def _show_split(request: AppRequest, place_id: int):
    unit = reading.get_unit(place_id)
    names = {f"reference_{n}": f"{unit.reference}-{'AB'[n - 1]}" for n in (1, 2)}
    return _split_page(request, unit, form_with_draft(request, SplitForm, initial=names))


def _split_page(request, unit, form, *, status=200):
    return show(request, "housing/split_unit.html", {"unit": unit, "form": form}, status=status)


@write_page(needs=Capability.HOUSING_MANAGE)
def _split(request: AppRequest, place_id: int):
    unit = reading.get_unit(place_id)
    form = SplitForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            parts = services.split_unit(
                actor=request.actor, place=unit, on=request.actor.on, parts=form.parts()
            )
            messages.success(request, f"{unit.reference} is gesplitst in {len(parts)} plaatsen.")
            return go_to(request, "dwellings:dwelling", unit.dwelling_id)
    return _split_page(request, unit, form, status=422)


split_unit = by_method(get=_show_split, post=_split)


# -- Merging ---------------------------------------------------------------------------------------
def _about_merge(request: AppRequest, dwelling_id: int):
    found = dwelling_of(request, dwelling_id)
    units = reading.units_of(found, on=request.actor.on)
    open_units = [unit for unit in units if unit.state != PlaceState.CLOSED]
    return question(
        "Plaatsen samenvoegen",
        "Voeg samen",
        found,
        (found, {str(unit.pk): unit for unit in open_units}),
        intro="De gekozen plaatsen sluiten. De nieuwe plaats heeft al hun bedden en slaapkamers.",
        options={"units": open_units},
    )


def _merge(request: AppRequest, subject, said: dict):
    found, units = subject
    merged = services.merge_units(
        actor=request.actor,
        places=[units[pk] for pk in said["places"]],
        on=request.actor.on,
        reference=said["reference"],
        max_households=said["max_households"],
    )
    return f"De plaatsen zijn nu {merged.reference}.", page_of(found.pk)


merge_units = asking(MergeForm, needs=Capability.HOUSING_MANAGE, about=_about_merge, act=_merge)
