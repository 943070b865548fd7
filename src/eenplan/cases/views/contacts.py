"""Write down a conversation."""

from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.cases import services
from eenplan.cases.enums import ContactKind
from eenplan.cases.forms import ContactForm
from eenplan.cases.permissions import check_can_work
from eenplan.cases.selectors import open_case
from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import NotFound
from eenplan.core.pages import (
    AppRequest,
    go_to,
    note_read,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.people.selectors import get_household, ground_of


def _household_and_case(request: AppRequest, year: int, serial: int):
    household = get_household(request.actor, year, serial)
    case = open_case(household)
    if case is None:
        raise NotFound(f"{year}/{serial}")
    return household, case


def _page(request: AppRequest, household, form, *, status=200):
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    page = {"household": household, "form": form}
    return show(request, "cases/contact.html", page, status=status)


@read_page(needs=Capability.CASE_WORK)
def blank(request: AppRequest, year: int, serial: int):
    household, case = _household_and_case(request, year, serial)
    check_can_work(request.actor, case)
    fresh = {"on": localdate(), "kind": ContactKind.DESK}
    return _page(request, household, form_with_draft(request, ContactForm, initial=fresh))


@write_page(needs=Capability.CASE_WORK)
def note(request: AppRequest, year: int, serial: int):
    household, case = _household_and_case(request, year, serial)
    form = ContactForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with reported_on(form):
            services.note_contact(
                actor=request.actor,
                case=case,
                kind=ContactKind(said["kind"]),
                contact_on=said["on"],
                note=said["note"],
                minutes=said["minutes"],
                is_sensitive=said["is_sensitive"],
                on=localdate(),
            )
            messages.success(request, "Het contact is bewaard.")
            return go_to(request, "desk:household", household.year, household.serial)
    return _page(request, household, form, status=422)
