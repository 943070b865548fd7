"""Closing the case of a household, and opening one again for a household that comes back."""

from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.cases.enums import ClosingReason
from eenplan.cases.forms import CloseForm
from eenplan.cases.permissions import check_can_work
from eenplan.cases.selectors import open_case
from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import NotFound
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
from eenplan.journeys import closing
from eenplan.people.selectors import get_household, ground_of


def _household_and_case(request: AppRequest, year: int, serial: int):
    household = get_household(request.actor, year, serial)
    case = open_case(household)
    if case is None:
        raise NotFound(f"{year}/{serial}")
    return household, case


def _page(request: AppRequest, household, case, form, *, status=200):
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    page = {
        "household": household,
        "case": case,
        "form": form,
        "open_ends": closing.open_ends(case, on=localdate()),
    }
    return show(request, "desk/close_case.html", page, status=status)


@read_page(needs=Capability.CASE_WORK)
def _form(request: AppRequest, year: int, serial: int):
    household, case = _household_and_case(request, year, serial)
    check_can_work(request.actor, case)
    fresh = {"on": localdate(), "version": case.version}
    return _page(request, household, case, form_with_draft(request, CloseForm, initial=fresh))


@write_page(needs=Capability.CASE_WORK)
def _close(request: AppRequest, year: int, serial: int):
    household, case = _household_and_case(request, year, serial)
    form = CloseForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        case.version = said["version"]
        with reported_on(form):
            closing.close(
                actor=request.actor,
                case=case,
                because=ClosingReason(said["because"]),
                note=said["note"],
                closed_on=said["on"],
                on=localdate(),
            )
            messages.success(request, f"Het dossier van {household.name} is gesloten.")
            return go_to(request, "desk:household", year, serial)
    return _page(request, household, case, form, status=422)


close_case = by_method(get=_form, post=_close)


@write_page(needs=Capability.CASE_WORK)
def open_again(request: AppRequest, year: int, serial: int):
    household = get_household(request.actor, year, serial)
    _, assignment = closing.open_again(actor=request.actor, household=household, on=localdate())
    who = f"{assignment.worker} volgt het gezin op." if assignment else "Het wacht op het teambord."
    messages.success(request, f"Er is een nieuw dossier voor {household.name}. {who}")
    return go_to(request, "desk:household", year, serial)
