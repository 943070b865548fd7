"""Walk-in on and off; hours planned for files and for walk-in."""

from django.contrib import messages
from django.utils.timezone import localdate, now

from eenplan.agenda.forms.hours import HoursForm
from eenplan.agenda.selectors import hours
from eenplan.agenda.selectors.appointments import agenda_teams
from eenplan.agenda.services import hours as services
from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    own_page,
    read_page,
    redirect_to,
    reported_on,
    show,
    write_page,
)
from eenplan.organisation.selectors import get_team


@write_page(needs=Capability.QUEUE_KEEP)
def walk_in_on(request: AppRequest, team_id: int):
    """Take whoever walks in from now on; the page one came from is shown again."""
    team = get_team(request.actor, team_id, Capability.QUEUE_KEEP)
    services.open_walk_in(actor=request.actor, team=team, at=now())
    messages.success(request, f"Uw inloop staat aan in {team}.")
    if any(p.block.worker_id == request.actor.user_id for p in hours.files_now(team, at=now())):
        messages.warning(request, "U plande nu dossieruren: die tellen zolang niet als gehouden.")
    return _back(request)


@write_page(needs=Capability.QUEUE_KEEP)
def walk_in_off(request: AppRequest):
    services.close_walk_in(actor=request.actor, at=now())
    messages.success(request, "Uw inloop staat uit.")
    return _back(request)


def _back(request: AppRequest):
    """Return to the page the button stood on, when it is one of ours."""
    page = request.POST.get("terug", "")
    return redirect_to(request, own_page(page) if page else "/agenda/balie/")


def _page(request: AppRequest, form, status=200):
    on = localdate()
    page = {
        "form": form,
        "blocks": hours.own_blocks(request.actor, on=on),
        "teams": list(agenda_teams(request.actor)),
        "own_walk_in": hours.walk_in_of(request.actor),
    }
    return show(request, "agenda/hours.html", page, status=status)


@read_page(needs=Capability.AGENDA_USE)
def _own_hours(request: AppRequest):
    teams = list(agenda_teams(request.actor))
    return _page(request, form_with_draft(request, HoursForm, teams=teams))


@write_page(needs=Capability.AGENDA_USE)
def _plan(request: AppRequest):
    teams = {str(team.pk): team for team in agenda_teams(request.actor)}
    form = HoursForm(request.POST, teams=teams.values())
    if form.is_valid():
        said = form.cleaned_data
        with reported_on(form):
            services.plan_hours(
                actor=request.actor,
                team=teams[said["team"]],
                kind=said["kind"],
                weekday=said["weekday"],
                day=said["day"],
                from_minute=said["from_"],
                until_minute=said["until"],
                note=said["note"],
                on=localdate(),
            )
            messages.success(request, "De uren zijn gepland.")
            return go_to(request, "agenda:hours")
    return _page(request, form, status=422)


plan_hours = by_method(get=_own_hours, post=_plan)


@write_page(needs=Capability.AGENDA_USE)
def end_hours(request: AppRequest, block_id: int):
    block = hours.get_block(request.actor, block_id)
    services.end_hours(actor=request.actor, block=block, on=localdate())
    messages.success(request, "Deze uren zijn stopgezet.")
    return go_to(request, "agenda:hours")
