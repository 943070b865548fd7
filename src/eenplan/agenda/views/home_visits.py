"""The home visit: the page to take along, leaving, coming back, and who is still away."""

from datetime import timedelta

from django.contrib import messages
from django.utils.timezone import get_current_timezone, localdate, localtime, now

from eenplan.agenda.forms.appointments import LeaveForm, SafetyForm
from eenplan.agenda.permissions import check_works_on
from eenplan.agenda.selectors import home_visits
from eenplan.agenda.selectors.appointments import find_appointment
from eenplan.agenda.selectors.pack import pack_for
from eenplan.agenda.services import home_visits as services
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
from eenplan.engines.timetable import local_moment
from eenplan.organisation.selectors import get_team
from eenplan.people.selectors import get_household, ground_of

USUAL = timedelta(minutes=90)


def _household(request: AppRequest, year: int, serial: int):
    household = get_household(request.actor, year, serial)
    check_works_on(request.actor, household)
    return household


def _pack_page(request: AppRequest, household, *, leave=None, safety=None, status=200):
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    asked = request.POST.get("appointment") or request.GET.get("afspraak", "")
    found = find_appointment(request.actor, asked, household)
    back = found.busy_until if found and found.busy_until > now() else now() + USUAL
    fresh = {"expected": f"{localtime(back):%H:%M}", "appointment": found.pk if found else ""}
    page = {
        "pack": pack_for(request.actor, household, found),
        "household": household,
        "running": home_visits.own_running(request.actor),
        "leave": leave
        or form_with_draft(request, LeaveForm, page=f"{_file(household)}vertrek/", initial=fresh),
        "safety_form": safety
        or form_with_draft(request, SafetyForm, page=f"{_file(household)}huisbezoek/"),
        "at": now(),
    }
    return show(request, "agenda/pack.html", page, status=status)


def _file(household) -> str:
    return f"/agenda/gezin/{household.year}/{household.serial}/"


@read_page(needs=Capability.CASE_WORK)
def pack(request: AppRequest, year: int, serial: int):
    return _pack_page(request, _household(request, year, serial))


@write_page(needs=Capability.CASE_WORK)
def _leave(request: AppRequest, year: int, serial: int):
    household = _household(request, year, serial)
    form = LeaveForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            services.leave(
                actor=request.actor,
                household=household,
                team=get_team(request.actor, household.team_id, Capability.CASE_WORK),
                expected_at=_moment(form.cleaned_data["expected"]),
                at=now(),
                appointment=find_appointment(
                    request.actor, str(form.cleaned_data["appointment"] or ""), household
                ),
            )
            messages.success(request, "Goede tocht. Meld u terug als u veilig binnen bent.")
            return go_to(request, "agenda:away")
    return _pack_page(request, household, leave=form, status=422)


leave = by_method(get=pack, post=_leave)


def _moment(minute: int):
    """Return a clock time of today as a moment."""
    return local_moment(localdate(), minute, get_current_timezone())


@read_page(needs=Capability.AGENDA_USE)
def away(request: AppRequest):
    """Show who of the own teams is on a home visit, and who should have been back."""
    page = {
        "away": home_visits.away(request.actor, at=now()),
        "at": now(),
        "grace": int(home_visits.grace(at=now()) / timedelta(minutes=1)),
    }
    return show(request, "agenda/away.html", page, fragment="rows")


@write_page(needs=Capability.CASE_WORK)
def back(request: AppRequest, home_visit_id: int):
    visit = home_visits.get_home_visit(request.actor, home_visit_id)
    services.come_back(actor=request.actor, visit=visit, at=now())
    messages.success(request, f"Terug veilig: {visit.worker}.")
    return go_to(request, "agenda:away")


@write_page(needs=Capability.CASE_WORK)
def not_left(request: AppRequest, home_visit_id: int):
    """The visit did not take place after all; it stays, and says so."""
    visit = home_visits.get_home_visit(request.actor, home_visit_id)
    services.come_back(actor=request.actor, visit=visit, at=now(), was_cancelled=True)
    messages.success(request, "Dit huisbezoek ging niet door.")
    return go_to(request, "agenda:away")


def _later_page(request: AppRequest, visit, form, status=200):
    page = {"visit": visit, "form": form}
    return show(request, "agenda/expect_later.html", page, status=status)


@read_page(needs=Capability.CASE_WORK)
def _later_form(request: AppRequest, home_visit_id: int):
    visit = home_visits.get_home_visit(request.actor, home_visit_id)
    later = max(visit.expected_at, now()) + timedelta(minutes=30)
    initial = {"expected": f"{localtime(later):%H:%M}"}
    return _later_page(request, visit, form_with_draft(request, LeaveForm, initial=initial))


@write_page(needs=Capability.CASE_WORK)
def _later(request: AppRequest, home_visit_id: int):
    visit = home_visits.get_home_visit(request.actor, home_visit_id)
    form = LeaveForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            services.expect_later(
                actor=request.actor,
                visit=visit,
                expected_at=_moment(form.cleaned_data["expected"]),
                at=now(),
            )
            messages.success(request, "Het uur van terugkeer is aangepast.")
            return go_to(request, "agenda:away")
    return _later_page(request, visit, form, status=422)


expect_later = by_method(get=_later_form, post=_later)


# -- Safety notes ---------------------------------------------------------------------------------
@write_page(needs=Capability.CASE_WORK)
def _note_safety(request: AppRequest, year: int, serial: int):
    household = _household(request, year, serial)
    form = SafetyForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            services.note_safety(
                actor=request.actor,
                household=household,
                text=form.cleaned_data["text"],
                until=form.cleaned_data["until"],
                on=localdate(),
            )
            messages.success(request, "De veiligheidsnota is bewaard.")
            return go_to(request, "agenda:pack", household.year, household.serial)
    return _pack_page(request, household, safety=form, status=422)


note_safety = by_method(get=pack, post=_note_safety)


@write_page(needs=Capability.CASE_WORK)
def end_safety_note(request: AppRequest, note_id: int):
    note = home_visits.get_safety_note(request.actor, note_id)
    services.end_safety_note(actor=request.actor, note=note, on=localdate())
    messages.success(request, "De veiligheidsnota geldt niet meer.")
    return go_to(request, "agenda:pack", note.household.year, note.household.serial)
