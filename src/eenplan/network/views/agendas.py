"""The agenda of a meeting: one's own items only, on the screen and on paper."""

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
from eenplan.network import services
from eenplan.network.forms.meetings import CaseItemForm, ItemForm, ThemeItemForm
from eenplan.network.meeting_access import check_own_case, check_prepares, prepares, runs
from eenplan.network.meeting_errors import ItemChanged
from eenplan.network.meeting_kinds import Ground, ItemKind, MeetingState
from eenplan.network.selectors import agendas, meetings as reading
from eenplan.network.selectors.signals import get_signal
from eenplan.network.signal_words import COLOURS
from eenplan.network.views.loading import household_shown

GROUND = "deelnemer aan het wijkoverleg"


def _noted(request: AppRequest, agenda):
    """Write in the read log which files the page shows something of."""
    for item in agenda.items:
        if item.case:
            note_read(request, item.case.household_id, ground=GROUND)
    return agenda


@read_page(needs=Capability.MEETING_HOLD)
def meeting(request: AppRequest, pk: int):
    found, on = reading.get_meeting(pk), request.actor.on
    may_prepare = prepares(request.actor, found) and found.state != MeetingState.CANCELLED
    is_ahead = found.state == MeetingState.PLANNED
    page = {
        "meeting": found,
        "agenda": _noted(request, agendas.agenda_of(request.actor, found)),
        "no_ground": agendas.NO_GROUND,
        "participants": list(reading.participants_of(found)),
        "partners": list(found.partners.order_by("name")),
        "may_run": runs(request.actor, found) and is_ahead,
        "may_prepare": may_prepare,
        "is_due": found.on <= on,
        "is_left_empty": reading.is_left_empty(found, on=on),
        "nothing": services.NOTHING_TO_DISCUSS,
        "flags": (),
        "more_flags": 0,
        "signals": (),
        "colours": COLOURS,
    }
    if may_prepare and is_ahead:
        page["flags"], page["more_flags"] = agendas.flagged_cases(request.actor, found, on=on)
        page["signals"] = agendas.open_signals(request.actor, found, on=on)
    return show(request, "network/meeting.html", page)


@read_page(needs=Capability.MEETING_HOLD)
def meeting_invitation(request: AppRequest, pk: int):
    """What partners get on paper: how many cases, never which."""
    found = reading.get_meeting(pk)
    items = list(found.items.all())
    page = {
        "meeting": found,
        "participants": list(reading.participants_of(found)),
        "partners": list(found.partners.order_by("name")),
        "items": items,
    }
    return show(request, "network/meeting_invitation.html", page)


@read_page(needs=Capability.MEETING_HOLD)
def meeting_minutes(request: AppRequest, pk: int):
    found = reading.get_meeting(pk)
    page = {
        "meeting": found,
        "agenda": _noted(request, agendas.agenda_of(request.actor, found)),
        "no_ground": agendas.NO_GROUND,
        "participants": list(reading.participants_of(found)),
        "partners": list(found.partners.order_by("name")),
    }
    return show(request, "network/meeting_minutes.html", page)


# -- Putting something on it -----------------------------------------------------------------------
def _load(request: AppRequest, pk: int):
    found = reading.get_meeting(pk)
    check_prepares(request.actor, found)
    return found


def _add_page(request: AppRequest, found, form, household=None, status=200):
    partners = list(found.partners.order_by("name"))
    page = {"meeting": found, "form": form, "household": household, "partners": partners}
    return show(request, "network/agenda_add.html", page, status=status)


@read_page(needs=Capability.MEETING_HOLD)
def _ask_case(request: AppRequest, pk: int, year: int, serial: int):
    found = _load(request, pk)
    household = household_shown(request, year, serial)
    check_own_case(request.actor, household)
    why = agendas.reasons_for(request.actor, found, household, on=request.actor.on)
    form = form_with_draft(request, CaseItemForm, initial={"why": why})
    return _add_page(request, found, form, household)


@write_page(needs=Capability.MEETING_HOLD)
def _add_case(request: AppRequest, pk: int, year: int, serial: int):
    found = _load(request, pk)
    household = household_shown(request, year, serial)
    check_own_case(request.actor, household)
    form = CaseItemForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with reported_on(form):
            services.add_case(
                actor=request.actor,
                meeting=found,
                household=household,
                why=said["why"],
                ground=Ground(said["ground"]),
                ground_note=said["ground_note"],
                on=request.actor.on,
            )
            messages.success(request, f"Gezin {household.number} staat op de agenda.")
            return go_to(request, "network:meeting", pk)
    return _add_page(request, found, form, household, status=422)


add_case = by_method(get=_ask_case, post=_add_case)


@read_page(needs=Capability.MEETING_HOLD)
def _ask_theme(request: AppRequest, pk: int):
    return _add_page(request, _load(request, pk), form_with_draft(request, ThemeItemForm))


@write_page(needs=Capability.MEETING_HOLD)
def _add_theme(request: AppRequest, pk: int):
    found = _load(request, pk)
    form = ThemeItemForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            services.add_theme(actor=request.actor, meeting=found, **form.cleaned_data)
            messages.success(request, "Het thema staat op de agenda.")
            return go_to(request, "network:meeting", pk)
    return _add_page(request, found, form, status=422)


add_theme = by_method(get=_ask_theme, post=_add_theme)


@write_page(needs=Capability.MEETING_HOLD)
def add_signal(request: AppRequest, pk: int, signal_id: int):
    found = _load(request, pk)
    signal = get_signal(request.actor, signal_id)
    services.add_signal(actor=request.actor, meeting=found, signal=signal)
    messages.success(request, "Het signaal staat op de agenda.")
    return go_to(request, "network:meeting", pk)


@write_page(needs=Capability.MEETING_HOLD)
def remove_item(request: AppRequest, agenda_id: int):
    item = agendas.get_item(request.actor, agenda_id)
    services.remove_item(actor=request.actor, item=item)
    messages.success(request, "Het punt is van de agenda gehaald.")
    return go_to(request, "network:meeting", item.meeting_id)


# -- What was said and decided ---------------------------------------------------------------------
def _item_form(item) -> dict:
    staff = [(str(p.user_id), str(p.user)) for p in reading.participants_of(item.meeting)]
    return {"staff": staff, "is_decided": bool(item.decision)}


def _item_page(request: AppRequest, item, form, beaten="", status=200):
    if item.kind == ItemKind.CASE:
        note_read(request, item.case.household_id, ground=GROUND)
    page = {"item": item, "meeting": item.meeting, "form": form, "beaten": beaten}
    return show(request, "network/agenda_item.html", page, status=status)


def _loaded_item(request: AppRequest, agenda_id: int):
    item = agendas.get_item(request.actor, agenda_id)
    check_prepares(request.actor, item.meeting)
    return item


@read_page(needs=Capability.MEETING_HOLD)
def _ask_note(request: AppRequest, agenda_id: int):
    item = _loaded_item(request, agenda_id)
    initial = {"version": item.version, "note": item.note, "minutes": item.minutes}
    form = form_with_draft(request, ItemForm, initial=initial, **_item_form(item))
    return _item_page(request, item, form)


@write_page(needs=Capability.MEETING_HOLD)
def _note(request: AppRequest, agenda_id: int):
    item = _loaded_item(request, agenda_id)
    form = ItemForm(request.POST, **_item_form(item))
    if form.is_valid():
        said = form.cleaned_data
        with reported_on(form):
            try:
                _save_note(request.actor, item, said)
            except ItemChanged as error:
                return _beaten(request, agenda_id, said, error)
            messages.success(request, "Bewaard.")
            return go_to(request, "network:meeting", item.meeting_id)
    return _item_page(request, item, form, status=422)


def _save_note(actor, item, said):
    users = reading.chosen_users([said["owner"]]) if said.get("owner") else []
    services.note_item(
        actor=actor,
        item=item,
        version=said["version"],
        note=said["note"],
        minutes=said["minutes"],
        decision=said.get("decision", ""),
        owner=users[0] if users else None,
        due_on=said.get("due_on"),
        on=actor.on,
    )


def _beaten(request: AppRequest, agenda_id: int, typed: dict, error):
    """Show what a colleague wrote above what was typed, ready to be saved over it."""
    item = _loaded_item(request, agenda_id)
    form = ItemForm(initial={**typed, "version": item.version}, **_item_form(item))
    return _item_page(request, item, form, beaten=str(error), status=409)


agenda_item = by_method(get=_ask_note, post=_note)
