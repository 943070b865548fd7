"""Putting a place in its next state."""

from django.contrib import messages

from eenplan.core.access import Capability
from eenplan.core.errors import StaleVersion
from eenplan.core.pages import AppRequest, by_method, go_to, read_page, reported_on, write_page
from eenplan.housing import services
from eenplan.housing.enums import PlaceState
from eenplan.housing.forms import StateForm
from eenplan.housing.lifecycle import NEXT
from eenplan.housing.selectors import get_place
from eenplan.housing.views.places import show_place


@read_page(needs=Capability.HOUSING_MANAGE)
def _show(request: AppRequest, pk: int):
    return show_place(request, pk)


@write_page(needs=Capability.HOUSING_MANAGE)
def _change(request: AppRequest, pk: int):
    on = request.actor.on
    place = get_place(pk, on=on)
    present = PlaceState(place.state or PlaceState.OFFERED)
    form = StateForm(request.POST, allowed=NEXT[_seen(request, present)])
    if not form.is_valid():
        return show_place(request, pk, form=form, status=422)
    said = form.cleaned_data
    state, seen = PlaceState(said["state"]), PlaceState(said["seen"])
    with reported_on(form):
        try:
            services.change_state(
                actor=request.actor, place=place, state=state, note=said["note"], on=on, seen=seen
            )
        except StaleVersion as error:
            return _conflict(request, pk, form, present, str(error))
        messages.success(request, f"Plaats {place.reference} staat nu op “{state.label}”.")
        return go_to(request, "housing:place", pk)
    return show_place(request, pk, form=form, status=422)


def _seen(request: AppRequest, present: PlaceState) -> PlaceState:
    """Return the state the form was filled in for; what was chosen there stays chosen."""
    sent = request.POST.get("seen")
    return PlaceState(sent) if sent in PlaceState.values else present


def _conflict(request: AppRequest, pk: int, form: StateForm, present: PlaceState, text: str):
    """Show the place as it is now, with the note that was typed: nothing is lost."""
    again = StateForm(
        {"state": form.cleaned_data["state"], "note": form.cleaned_data["note"], "seen": present},
        allowed=NEXT[present],
    )
    again.is_valid()
    again.add_error(None, text)
    return show_place(request, pk, form=again, status=409)


change_state = by_method(get=_show, post=_change)
