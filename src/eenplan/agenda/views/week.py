"""The week of a worker, and free moments in the diaries of a team."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate, now

from eenplan.agenda.forms.appointments import SlotForm
from eenplan.agenda.selectors import appointments, home_visits, hours
from eenplan.agenda.selectors.finding import household_or_none
from eenplan.agenda.selectors.slots import Asked, slots_for
from eenplan.agenda.selectors.staff import agenda_colleagues, staff_of
from eenplan.core.access import Capability
from eenplan.core.errors import NotFound
from eenplan.core.forms import DayField
from eenplan.core.pages import AppRequest, note_read, read_page, show
from eenplan.people.selectors import ground_of

WEEK = timedelta(days=7)
USUAL_MINUTES = 45


def _day_in(text: str, fallback):
    """Return the day an address names, or the fallback for what is no day."""
    try:
        return DayField(required=False).clean(text) or fallback
    except ValidationError:
        return fallback


@read_page(needs=Capability.AGENDA_USE)
def week(request: AppRequest):
    actor, on = request.actor, localdate()
    colleagues = list(agenda_colleagues(actor, on=on))
    asked = request.GET.get("wie", "")
    worker = next(
        (c for c in colleagues if str(c.pk) == asked or not asked and c.pk == actor.user_id), None
    )
    if worker is None:
        raise NotFound(asked)
    monday = appointments.monday_of(_day_in(request.GET.get("week", ""), on))
    page = {
        "worker": worker,
        "is_own": worker.pk == actor.user_id,
        "colleagues": colleagues,
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": monday - WEEK,
        "after": monday + WEEK,
        "days": appointments.week_of(actor, worker, monday),
        "away": home_visits.away(actor, at=now()),
        "running": home_visits.own_running(actor),
        "own_walk_in": hours.walk_in_of(actor),
    }
    return show(request, "agenda/week.html", page)


@read_page(needs=Capability.AGENDA_USE)
def slots(request: AppRequest):
    """Show the first free moments over the diaries of a team."""
    actor, on = request.actor, localdate()
    teams = list(appointments.agenda_teams(actor))
    team = next((t for t in teams if str(t.pk) == request.GET.get("team")), teams[0])
    workers = list(staff_of(team, on=on, capability=Capability.AGENDA_USE))
    household = household_or_none(actor, request.GET.get("gezin", ""))
    if household:
        note_read(request, household.pk, ground=ground_of(actor, household))
    form = SlotForm(
        {"duur": USUAL_MINUTES, "vanaf": on.isoformat(), **request.GET.dict(), "team": team.pk},
        teams=teams,
        workers=workers,
    )
    found = []
    if form.is_valid():
        said = form.cleaned_data
        asked = Asked(
            minutes=said["duur"] or USUAL_MINUTES,
            first=max(said["vanaf"] or on, on),
            worker_id=int(said["wie"]) if said["wie"] else None,
            language=said["taal"],
            speakers_only=said["zonder_tolk"],
            travel_before=said["reistijd"] or 0,
            travel_after=said["reistijd"] or 0,
        )
        found = slots_for(team, asked, at=now())
    page = {
        "form": form,
        "team": team,
        "slots": found,
        "household": household,
        "asks_language": bool(form.is_valid() and form.cleaned_data["taal"]),
        "minutes": form.cleaned_data.get("duur") or USUAL_MINUTES,
        "travel": form.cleaned_data.get("reistijd") or 0,
    }
    return show(request, "agenda/slots.html", page, fragment="rows")
