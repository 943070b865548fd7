"""Write down a conversation, and correct what one wrote oneself."""

from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.cases import selectors, services
from eenplan.cases.enums import ContactKind, Interpreter
from eenplan.cases.forms import ContactForm
from eenplan.cases.permissions import check_can_work
from eenplan.cases.talk import facts_of, facts_told
from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import NotFound, StaleVersion
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
    case = selectors.open_case(household)
    if case is None:
        raise NotFound(f"{year}/{serial}")
    return household, case


def _choices(case, contact=None) -> dict:
    """Return whom and what a contact may be about; who left since stays named."""
    persons = selectors.persons_to_name(case, on=localdate())
    if contact:
        persons = list(dict.fromkeys([*persons, *selectors.persons_named(contact)]))
    return {"persons": persons, "goals": selectors.goals_to_link(case)}


def _page(request: AppRequest, household, form, *, status=200, **more):
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    page = {"household": household, "form": form, **more}
    return show(request, "cases/contact.html", page, status=status)


@read_page(needs=Capability.CASE_WORK)
def blank(request: AppRequest, year: int, serial: int):
    household, case = _household_and_case(request, year, serial)
    check_can_work(request.actor, case)
    fresh = {
        "on": localdate(),
        "kind": ContactKind.DESK,
        "language": household.contact_language,
        "interpreter": "" if household.contact_language != "nl" else Interpreter.NONE,
    }
    form = form_with_draft(request, ContactForm, initial=fresh, **_choices(case))
    return _page(request, household, form)


@write_page(needs=Capability.CASE_WORK)
def note(request: AppRequest, year: int, serial: int):
    household, case = _household_and_case(request, year, serial)
    form = ContactForm(request.POST, **_choices(case))
    if form.is_valid():
        with reported_on(form):
            talk = form.talk()
            services.note_talk(actor=request.actor, case=case, talk=talk, on=localdate())
            messages.success(request, "Het contact is bewaard.")
            return go_to(request, "desk:household", household.year, household.serial)
    return _page(request, household, form, status=422)


# -- Correcting ------------------------------------------------------------------------------------
def _contact(request: AppRequest, contact_id: int):
    contact = selectors.get_contact(request.actor, contact_id)
    number = contact.case.household
    household = get_household(request.actor, number.year, number.serial)
    check_can_work(request.actor, contact.case)
    return contact, household


def _stored(contact) -> dict:
    names = ("kind", "on", "at", "minutes", "language", "interpreter", "note", "is_sensitive")
    return {
        **{name: getattr(contact, name) for name in names},
        "interpreted_by": contact.interpreted_by_id,
        "child_is_known": contact.child_interpreted,
        "spoken_with": [person.pk for person in contact.spoken_with.all()],
        "goals": [goal.pk for goal in contact.goals.all()],
        "version": contact.version,
    }


@read_page(needs=Capability.CASE_WORK)
def correct_form(request: AppRequest, contact_id: int):
    contact, household = _contact(request, contact_id)
    refused = selectors.why_not_corrected(contact, request.actor, on=localdate())
    choices = _choices(contact.case, contact)
    form = form_with_draft(request, ContactForm, initial=_stored(contact), **choices)
    return _page(request, household, form, contact=contact, refused=refused)


@write_page(needs=Capability.CASE_WORK)
def correct(request: AppRequest, contact_id: int):
    contact, household = _contact(request, contact_id)
    form = ContactForm(request.POST, **_choices(contact.case, contact))
    if form.is_valid():
        talk = form.talk()
        try:
            with reported_on(form):
                _correct(request, contact, form.cleaned_data["version"] or 0, talk)
                messages.success(request, "Het contact is verbeterd. De vroegere tekst blijft.")
                return go_to(request, "desk:household", household.year, household.serial)
        except _Conflict:
            return _conflict(request, contact, household, form, talk)
    return _page(request, household, form, contact=contact, status=422)


class _Conflict(Exception):
    """Somebody else saved first: both texts are shown instead of a sentence."""


def _correct(request: AppRequest, contact, version: int, talk) -> None:
    try:
        services.correct_contact(
            actor=request.actor, contact=contact, version=version, talk=talk, on=localdate()
        )
    except StaleVersion as error:
        raise _Conflict from error


def _conflict(request: AppRequest, contact, household, form, talk):
    """Show both texts: what is stored now, and what was typed, ready to be saved over it."""
    theirs = {"Verslag": contact.note, **facts_of(contact)}
    ours = {"Verslag": talk.note, **facts_told(talk)}
    differences = [(name, theirs[name], ours[name]) for name in ours if theirs[name] != ours[name]]
    form.data = form.data.copy()
    form.data["version"] = contact.version  # having read it, a second saving may count
    return _page(
        request,
        household,
        form,
        contact=contact,
        conflict=differences or [("", "", "")],
        status=409,
    )
