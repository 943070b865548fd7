"""Balie: who waits, who is called, who is in; a page that keeps itself up to date."""

from django.contrib import messages
from django.utils.timezone import localdate, now

from eenplan.agenda.enums import VisitState
from eenplan.agenda.forms.choosing import household_on
from eenplan.agenda.forms.queue import EnlistForm
from eenplan.agenda.selectors import appointments, home_visits, hours, queue
from eenplan.agenda.selectors.finding import hits, household_or_none
from eenplan.agenda.selectors.on_site import on_site
from eenplan.agenda.selectors.staff import staff_of
from eenplan.agenda.services import queue as services
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
from eenplan.organisation.selectors import get_team
from eenplan.people.selectors import ground_of


@read_page(needs=Capability.QUEUE_KEEP)
def first_queue(request: AppRequest):
    """Show the queue of the actor's first team; of the team where walk-in is on, if any."""
    session = hours.walk_in_of(request.actor)
    teams = list(queue.desk_teams(request.actor))
    chosen = next((team for team in teams if session and team.pk == session.team_id), teams[0])
    return _queue(request, chosen, teams)


@read_page(needs=Capability.QUEUE_KEEP)
def team_queue(request: AppRequest, team_id: int):
    team = get_team(request.actor, team_id, Capability.QUEUE_KEEP)
    return _queue(request, team, list(queue.desk_teams(request.actor)))


def _queue(request: AppRequest, team, teams):
    actor, on, at = request.actor, localdate(), now()
    rows = queue.waiting(actor, team)
    done = queue.done_today(actor, team, on=on)
    seen = request.GET.get("gezien")
    booked = appointments.of_team_on(actor, team, on=on)
    page = {
        "team": team,
        "teams": teams,
        "rows": rows,
        "mark": queue.mark_of(rows),
        "news": str(queue.news(rows, seen)) if seen is not None else "",
        "waiting": sum(visit.state == VisitState.WAITING for visit in rows),
        "at": at,
        "done": [(state, state.label, done[state]) for state in VisitState if done[state]],
        "done_number": sum(done.values()),
        "walk_ins": hours.on_walk_in(team, on=on),
        "own_walk_in": hours.walk_in_of(actor),
        "files_now": hours.files_now(team, at=at),
        "appointments": booked,
        "next": next((row for row in booked if row.starts_at > at), None),
        "on_site": on_site(team, on=on),
        "away": home_visits.away_in([team.pk], at=at),
    }
    return show(request, "agenda/queue.html", page, fragment="rows")


# -- Enlisting ------------------------------------------------------------------------------------
def _enlist_page(request: AppRequest, team, form, household, status=200):
    if household:
        note_read(request, household.pk, ground=ground_of(request.actor, household))
    text = request.GET.get("q", "")
    page = {
        "team": team,
        "form": form,
        "household": household,
        "q": text,
        "hits": hits(request.actor, text),
    }
    return show(request, "agenda/enlist.html", page, status=status)


def _workers(team):
    return staff_of(team, on=localdate(), capability=Capability.QUEUE_KEEP)


@read_page(needs=Capability.QUEUE_KEEP)
def _blank(request: AppRequest, team_id: int):
    team = get_team(request.actor, team_id, Capability.QUEUE_KEEP)
    household = household_or_none(request.actor, request.GET.get("gezin", ""))
    form = form_with_draft(request, EnlistForm, workers=_workers(team))
    if household:
        form.initial |= {"household": household.number, "language": household.contact_language}
        form.initial["name"] = form.initial.get("name") or household.name[:60]
    elif form.initial.get("household"):
        form.initial["household"] = ""
    return _enlist_page(request, team, form, household)


@write_page(needs=Capability.QUEUE_KEEP)
def _enlist(request: AppRequest, team_id: int):
    team = get_team(request.actor, team_id, Capability.QUEUE_KEEP)
    workers = {str(worker.pk): worker for worker in _workers(team)}
    form = EnlistForm(request.POST, workers=workers.values())
    household = household_on(form, request.actor) if form.is_valid() else None
    if form.is_valid():
        said = form.cleaned_data
        with reported_on(form):
            visit = services.enlist(
                actor=request.actor,
                team=team,
                topic=said["topic"],
                at=now(),
                name=said["name"],
                shows_name=said["shows_name"],
                language=said["language"],
                for_worker=workers.get(said["for_worker"]),
                household=household,
                note=said["note"],
            )
            messages.success(request, f"Ingeschreven met nummer {visit.number}.")
            return go_to(request, "agenda:team_queue", team.pk)
    return _enlist_page(request, team, form, household, status=422)


enlist = by_method(get=_blank, post=_enlist)


# -- Called, back, the waiting room ---------------------------------------------------------------
@write_page(needs=Capability.QUEUE_KEEP)
def call(request: AppRequest, visit_id: int):
    visit = queue.get_visit(request.actor, visit_id)
    called = services.call(actor=request.actor, visit=visit, at=now())
    messages.success(request, f"U riep nummer {called.number} op.")
    return go_to(request, "agenda:team_queue", called.team_id)


@write_page(needs=Capability.QUEUE_KEEP)
def put_back(request: AppRequest, visit_id: int):
    visit = queue.get_visit(request.actor, visit_id)
    services.put_back(actor=request.actor, visit=visit)
    messages.success(request, f"Nummer {visit.number} wacht weer.")
    return go_to(request, "agenda:team_queue", visit.team_id)


@write_page(needs=Capability.QUEUE_KEEP)
def left(request: AppRequest, visit_id: int):
    """Somebody who waited is gone without being helped."""
    visit = queue.get_visit(request.actor, visit_id)
    services.finish(actor=request.actor, visit=visit, outcome=VisitState.LEFT, at=now())
    messages.success(request, f"Nummer {visit.number} is weg zonder hulp.")
    return go_to(request, "agenda:team_queue", visit.team_id)


@read_page(needs=Capability.QUEUE_KEEP)
def screen(request: AppRequest, team_id: int):
    """The screen in the waiting room: numbers, and first names of who agreed to it."""
    team = get_team(request.actor, team_id, Capability.QUEUE_KEEP)
    rows = [row for row in queue.waiting(request.actor, team) if row.day == localdate()]
    page = {
        "team": team,
        "called": [(row, queue.screen_name(row)) for row in rows if row.called_at],
        "waiting": [(row, queue.screen_name(row)) for row in rows if not row.called_at],
        "at": now(),
    }
    return show(request, "agenda/screen.html", page, fragment="screen")


@read_page(needs=Capability.QUEUE_KEEP)
def paper(request: AppRequest, team_id: int):
    """The form on paper for when the network is down: who waits now, and empty lines."""
    team = get_team(request.actor, team_id, Capability.QUEUE_KEEP)
    rows = queue.waiting(request.actor, team)
    page = {"team": team, "rows": rows, "empty": range(max(0, 18 - len(rows))), "at": now()}
    return show(request, "agenda/paper.html", page)
