"""Writing down a new place."""

from django.contrib import messages

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.housing import services
from eenplan.housing.enums import PlaceState
from eenplan.housing.forms import PlaceForm
from eenplan.people.registration import NewAddress
from eenplan.territory.selectors import areas_of, locate, primary_division


def _areas() -> list:
    division = primary_division()
    return list(areas_of(division)) if division else []


@read_page(needs=Capability.HOUSING_MANAGE)
def _show(request: AppRequest):
    fresh = {"available_from": request.actor.on}
    form = form_with_draft(request, PlaceForm, initial=fresh, areas=_areas())
    return show(request, "housing/new_place.html", {"form": form})


@write_page(needs=Capability.HOUSING_MANAGE)
def _add(request: AppRequest):
    form = PlaceForm(request.POST, areas=_areas())
    if form.is_valid() and (area := _area_of(form, request)):
        with reported_on(form):
            place = services.add_place(
                actor=request.actor,
                on=request.actor.on,
                state=PlaceState(form.cleaned_data["state"]),
                area=area,
                **form.facts(),
            )
            messages.success(request, f"Plaats {place.reference} is toegevoegd.")
            return go_to(request, "housing:place", place.pk)
    return show(request, "housing/new_place.html", {"form": form}, status=422)


def _area_of(form: PlaceForm, request: AppRequest):
    """Return the chosen area, or the one of the address; ask for it when neither says."""
    said = form.cleaned_data
    if form.chosen_area:
        return form.chosen_area
    address = NewAddress(
        street=said["street"],
        house_number=said["house_number"],
        postcode=said["postcode"],
        place=said["town"],
        longitude=said["longitude"],
        latitude=said["latitude"],
    )
    area = locate(address, on=request.actor.on)
    if not area.is_unlocated:
        return area
    form.add_error("area", "We vinden de wijk van dit adres niet. Kies ze zelf.")
    return None


new_place = by_method(get=_show, post=_add)
