"""A household leaves its place, or does not come to the one it was given for later."""

from django.contrib import messages

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    note_read,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.desk.place_forms import HIGHEST_ID, CancelStayForm, EndStayForm
from eenplan.engines.placement.words import dutch_day
from eenplan.housing.selectors import stay_to_end
from eenplan.journeys.rehousing import cancel_place, leave_place
from eenplan.people.enums import NightShelter
from eenplan.people.selectors import get_household, ground_of


@read_page(needs=Capability.HOUSING_PLACE)
def _show(request: AppRequest, year: int, serial: int):
    household = get_household(request.actor, year, serial)
    stay = _chosen_stay(request, household)
    form_class = CancelStayForm if _is_later(request, stay) else EndStayForm
    form = form_with_draft(request, form_class, page=_draft_page(request, stay))
    return _page(request, household, stay, form)


@write_page(needs=Capability.HOUSING_PLACE)
def _end(request: AppRequest, year: int, serial: int):
    household = get_household(request.actor, year, serial)
    stay = _chosen_stay(request, household)
    if stay is None:
        return _page(request, household, None, EndStayForm(), status=409)
    is_later = _is_later(request, stay)
    form = CancelStayForm(request.POST) if is_later else EndStayForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            told = _cancel(request, stay, form) if is_later else _leave(request, stay, form)
            messages.success(request, told)
            return go_to(request, "desk:household_housing", year, serial)
    return _page(request, household, stay, form, status=422)


def _leave(request: AppRequest, stay, form: EndStayForm) -> str:
    said = form.cleaned_data
    leave_place(
        actor=request.actor,
        stay=stay,
        sleeps=NightShelter(said["sleeps"]),
        to=form.address,
        reason=said["reason"],
        on=said["on"],
        kind=said["kind"],
        exit_to=said["exit_to"],
    )
    return (
        f"Plaats {stay.place.reference} is vrij vanaf {dutch_day(said['on'])}. "
        "Wie het gezin opvolgt, krijgt een bericht."
    )


def _cancel(request: AppRequest, stay, form: CancelStayForm) -> str:
    cancel_place(actor=request.actor, stay=stay, reason=form.cleaned_data["reason"])
    return (
        f"Plaats {stay.place.reference} is geannuleerd. Wie het gezin opvolgt, krijgt een bericht."
    )


def _chosen_stay(request: AppRequest, household):
    """Return the stay the page is about: the one in the address, else the first that lasts."""
    asked = request.GET.get("verblijf", "")
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= len(str(HIGHEST_ID))
    pk = int(asked) if is_number else None
    if asked and (pk is None or pk > HIGHEST_ID):
        return None
    return stay_to_end(household, on=request.actor.on, pk=pk)


def _is_later(request: AppRequest, stay) -> bool:
    return stay is not None and stay.starts_on > request.actor.on


def _draft_page(request: AppRequest, stay) -> str:
    return f"{request.path}?verblijf={stay.pk}" if stay else request.path


def _page(request: AppRequest, household, stay, form, *, status: int = 200):
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    page = {
        "household": household,
        "stay": stay,
        "form": form,
        "is_later": _is_later(request, stay),
        "draft_page": _draft_page(request, stay),
    }
    return show(request, "desk/end_stay.html", page, status=status)


end_stay = by_method(get=_show, post=_end)
