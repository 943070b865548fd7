"""Change how a household is reached. Two people saving at once both keep their text."""

from django.contrib import messages

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import StaleVersion
from eenplan.core.pages import (
    AppRequest,
    go_to,
    note_read,
    read_page,
    show,
    write_page,
)
from eenplan.people import services
from eenplan.people.forms import ContactDetailsForm
from eenplan.people.permissions import check_can_edit
from eenplan.people.selectors import get_household, ground_of


def _page(request: AppRequest, household, form, *, conflict=(), status=200):
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    page = {"household": household, "form": form, "conflict": conflict}
    return show(request, "people/contact_details.html", page, status=status)


def _stored(household) -> dict:
    return {name: getattr(household, name) for name in (*services.CONTACT_FIELDS, "version")}


@read_page(needs=Capability.HOUSEHOLD_EDIT)
def edit(request: AppRequest, year: int, serial: int):
    household = get_household(request.actor, year, serial)
    check_can_edit(request.actor, household)
    form = form_with_draft(request, ContactDetailsForm, initial=_stored(household))
    return _page(request, household, form)


@write_page(needs=Capability.HOUSEHOLD_EDIT)
def save(request: AppRequest, year: int, serial: int):
    household = get_household(request.actor, year, serial)
    form = ContactDetailsForm(request.POST)
    if not form.is_valid():
        return _page(request, household, form, status=422)
    typed = form.cleaned_data
    try:
        services.change_contact_details(
            actor=request.actor, household=household, version=typed["version"], changes=typed
        )
    except StaleVersion:
        return _conflict(request, get_household(request.actor, year, serial), typed)
    messages.success(request, "De contactgegevens zijn bewaard.")
    return go_to(request, "desk:household_persons", year, serial)


def _conflict(request: AppRequest, household, typed: dict):
    """Show both texts: what is stored now, and what was typed, ready to be saved over it."""
    stored = _stored(household)
    form = ContactDetailsForm(initial={**typed, "version": stored["version"]})
    differences = [
        (form[name].label, _words(form, name, stored[name]), _words(form, name, typed[name]))
        for name in services.CONTACT_FIELDS
        if stored[name] != typed[name]
    ]
    return _page(request, household, form, conflict=differences or [("", "", "")], status=409)


def _words(form, name: str, value: str) -> str:
    choices = dict(getattr(form.fields[name], "choices", ()))
    return choices.get(value, value) or "(leeg)"
