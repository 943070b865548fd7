"""One appointment: made, moved, held, cancelled, or nobody came."""

from dataclasses import replace
from datetime import timedelta

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now

from eenplan.agenda.enums import AppointmentState
from eenplan.agenda.forms.appointments import AppointmentForm, CancelForm
from eenplan.agenda.forms.choosing import household_on
from eenplan.agenda.selectors import appointments
from eenplan.agenda.selectors.finding import hits, household_or_none
from eenplan.agenda.selectors.queue import find_visit, shown_name
from eenplan.agenda.selectors.staff import staff_of
from eenplan.agenda.services import appointments as services
from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    note_read,
    read_page,
    redirect_to,
    reported_on,
    show,
    write_page,
)
from eenplan.organisation.selectors import get_team
from eenplan.people.selectors import get_household, ground_of


def _form_page(request: AppRequest, team, form, household, *, moved=None, status=200):
    if household:
        note_read(request, household.pk, ground=ground_of(request.actor, household))
    text = request.GET.get("q", "")
    page = {
        "team": team,
        "teams": list(appointments.agenda_teams(request.actor)),
        "form": form,
        "household": household,
        "moved": moved,
        "q": text,
        "hits": hits(request.actor, text),
        "rooms": appointments.rooms_of(team),
        "is_hidden": _is_hidden(moved),
    }
    return show(request, "agenda/appointment_form.html", page, status=status)


def _is_hidden(found) -> bool:
    """Say whether an appointment is with a household out of the actor's sight: no words of it."""
    return bool(found and found.household_id and not found.may_open)


def _workers(team) -> dict:
    rows = staff_of(team, on=localdate(), capability=Capability.AGENDA_USE)
    return {str(worker.pk): worker for worker in rows}


def _plan(form, workers) -> services.Plan:
    said = form.cleaned_data
    starts_at, ends_at = form.moments()
    return services.Plan(
        starts_at=starts_at,
        ends_at=ends_at,
        place=said["place"],
        worker=workers.get(said["worker"]),
        room=said["room"],
        travel_before=said["travel_before"] or 0,
        travel_after=said["travel_after"] or 0,
        subject=said["subject"],
        questions=said["questions"],
        interpreter=said["interpreter"],
        interpreter_arranged=bool(said["interpreter"]) and said["interpreter_arranged"],
    )


FROM_ADDRESS = {"op": "on", "om": "at", "duur": "minutes", "wie": "worker", "plaats": "place"}
TRAVEL = {"reistijd": ("travel_before", "travel_after")}


def _asked(request: AppRequest, household, workers) -> dict:
    """Return what the address fills in beforehand: a free moment, a household, a visitor."""
    said = {name: request.GET[key][:40] for key, name in FROM_ADDRESS.items() if key in request.GET}
    for key, names in TRAVEL.items():
        said |= dict.fromkeys(names, request.GET[key][:4]) if key in request.GET else {}
    if "worker" not in said and str(request.actor.user_id) in workers:
        said["worker"] = str(request.actor.user_id)
    said.setdefault("on", localdate().isoformat())
    if household:
        said |= {"household": household.number, "name": ""}
    visit = find_visit(request.actor, request.GET.get("bezoek", ""))
    if visit:
        said |= {"visit": visit.pk, "name": "" if household else shown_name(visit)}
    return said


@read_page(needs=Capability.AGENDA_USE)
def _blank(request: AppRequest, team_id: int):
    team = get_team(request.actor, team_id, Capability.AGENDA_USE)
    household = household_or_none(request.actor, request.GET.get("gezin", ""))
    workers = _workers(team)
    form = form_with_draft(request, AppointmentForm, workers=workers.values())
    form.initial |= _asked(request, household, workers)
    return _form_page(request, team, form, household)


@write_page(needs=Capability.AGENDA_USE)
def _make(request: AppRequest, team_id: int):
    team = get_team(request.actor, team_id, Capability.AGENDA_USE)
    workers = _workers(team)
    form = AppointmentForm(request.POST, workers=workers.values())
    household = household_on(form, request.actor) if form.is_valid() else None
    if form.is_valid():
        said = form.cleaned_data
        with reported_on(form):
            made = services.make(
                actor=request.actor,
                team=team,
                plan=_plan(form, workers),
                at=now(),
                household=household,
                visit=find_visit(request.actor, str(said["visit"] or "")),
                name=said["name"],
            )
            start = localtime(made.starts_at)
            messages.success(request, f"Afspraak gemaakt voor {start:%d/%m om %H:%M}.")
            return go_to(request, "agenda:appointment", made.pk)
    return _form_page(request, team, form, household, status=422)


make = by_method(get=_blank, post=_make)


@read_page(needs=Capability.AGENDA_USE)
def make_in_first_team(request: AppRequest):
    """Go to the form of the actor's first team, with what the address fills in."""
    team = appointments.agenda_teams(request.actor).first()
    address = reverse("agenda:new_appointment", args=[team.pk])
    return redirect_to(request, f"{address}?{request.GET.urlencode()}")


# -- An appointment that is there -----------------------------------------------------------------
def _show_page(request: AppRequest, found, form=None, status=200):
    household = _household_of(request, found)
    if household:
        note_read(request, household.pk, ground=ground_of(request.actor, household))
    page = {
        "appointment": found,
        "household": household,
        "form": form or _cancel_form(request, found),
        "has_begun": found.starts_at <= now(),
        "is_planned": found.state == AppointmentState.PLANNED,
        "came_late": found.state == AppointmentState.NO_SHOW,
    }
    return show(request, "agenda/appointment.html", page, status=status)


def _household_of(request: AppRequest, found):
    """Return the household of an appointment with its team, as far as the actor may open it."""
    if not (found.household_id and found.may_open):
        return None
    return get_household(request.actor, found.household.year, found.household.serial)


def _cancel_form(request: AppRequest, found):
    form = form_with_draft(request, CancelForm, page=f"/agenda/afspraak/{found.pk}/")
    form.initial["version"] = found.version
    return form


@read_page(needs=Capability.AGENDA_USE)
def appointment(request: AppRequest, appointment_id: int):
    return _show_page(request, appointments.get_appointment(request.actor, appointment_id))


def _settle(request: AppRequest, appointment_id: int, state, told: str):
    found = appointments.get_appointment(request.actor, appointment_id)
    services.settle(actor=request.actor, appointment=found, state=state, at=now())
    messages.success(request, told)
    return go_to(request, "agenda:appointment", found.pk)


@write_page(needs=Capability.AGENDA_USE)
def held(request: AppRequest, appointment_id: int):
    return _settle(request, appointment_id, AppointmentState.HELD, "De afspraak ging door.")


@write_page(needs=Capability.AGENDA_USE)
def no_show(request: AppRequest, appointment_id: int):
    told = "Genoteerd: niet komen opdagen."
    return _settle(request, appointment_id, AppointmentState.NO_SHOW, told)


@read_page(needs=Capability.AGENDA_USE)
def _cancel_page(request: AppRequest, appointment_id: int):
    return _show_page(request, appointments.get_appointment(request.actor, appointment_id))


@write_page(needs=Capability.AGENDA_USE)
def _cancel(request: AppRequest, appointment_id: int):
    found = appointments.get_appointment(request.actor, appointment_id)
    form = CancelForm(request.POST)
    if form.is_valid():
        found.version = form.cleaned_data["version"]
        with reported_on(form):
            services.settle(
                actor=request.actor,
                appointment=found,
                state=AppointmentState.CANCELLED,
                at=now(),
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, "De afspraak is afgezegd.")
            return go_to(request, "agenda:appointment", found.pk)
    return _show_page(request, found, form, status=422)


cancel = by_method(get=_cancel_page, post=_cancel)


KEPT = (
    *("subject", "questions", "place", "room", "travel_before", "travel_after"),
    *("interpreter", "interpreter_arranged", "name"),
)
WORDS = ("subject", "questions")


# -- Moving ---------------------------------------------------------------------------------------
@read_page(needs=Capability.AGENDA_USE)
def _move_form(request: AppRequest, appointment_id: int):
    found = appointments.get_appointment(request.actor, appointment_id)
    workers = _workers(found.team)
    start = localtime(found.starts_at)
    kept = [name for name in KEPT if not (_is_hidden(found) and name in WORDS)]
    initial = {name: getattr(found, name) for name in kept} | {
        "worker": str(found.worker_id or ""),
        "on": start.date(),
        "at": f"{start:%H:%M}",
        "minutes": int((found.ends_at - found.starts_at) / timedelta(minutes=1)),
    }
    form = form_with_draft(request, AppointmentForm, initial=initial, workers=workers.values())
    form.initial["version"] = found.version
    return _form_page(request, found.team, form, _household_of(request, found), moved=found)


@write_page(needs=Capability.AGENDA_USE)
def _move(request: AppRequest, appointment_id: int):
    found = appointments.get_appointment(request.actor, appointment_id)
    workers = _workers(found.team)
    form = AppointmentForm(request.POST, workers=workers.values())
    if form.is_valid():
        plan = _plan(form, workers)
        if _is_hidden(found):  # who may not read these words does not change them either
            plan = replace(plan, subject=found.subject, questions=found.questions)
        with reported_on(form):
            services.move(
                actor=request.actor,
                appointment=found,
                plan=plan,
                at=now(),
                version=form.cleaned_data["version"] or 0,
            )
            messages.success(request, "De afspraak is verplaatst.")
            return go_to(request, "agenda:appointment", found.pk)
    household = _household_of(request, found)
    return _form_page(request, found.team, form, household, moved=found, status=422)


move = by_method(get=_move_form, post=_move)


# -- Of a household -------------------------------------------------------------------------------
@read_page(needs=Capability.HOUSEHOLD_VIEW)
def of_household(request: AppRequest, year: int, serial: int):
    household = get_household(request.actor, year, serial)
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    rows = list(appointments.of_household(request.actor, household))
    at = now()
    page = {
        "household": household,
        "coming": [row for row in reversed(rows) if row.starts_at > at],
        "past": [row for row in rows if row.starts_at <= at],
        "missed": appointments.no_shows_in_a_row(household),
    }
    return show(request, "agenda/household.html", page)
