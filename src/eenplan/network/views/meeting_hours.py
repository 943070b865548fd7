"""How many hours meetings take: per worker of an own team, or per team for who reads figures."""

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page
from eenplan.network.forms.meetings import HoursFilter
from eenplan.network.selectors.meeting_hours import team_hours, worker_hours
from eenplan.network.selectors.meetings import months_until
from eenplan.organisation.selectors import get_team, teams_of

WORKER_COLUMNS = (
    Column("Medewerker", lambda row: str(row.user)),
    Column("Overleg", lambda row: row.meetings),
    Column("Uren", lambda row: row.hours),
)
TEAM_COLUMNS = (
    Column("Team", lambda row: str(row.team)),
    Column("Medewerkers", lambda row: row.workers),
    Column("Overleg", lambda row: row.meetings),
    Column("Uren samen", lambda row: row.hours),
)


@read_page(needs=Capability.TEAM_VIEW)
def meeting_hours(request: AppRequest):
    actor = request.actor
    months = months_until(actor.on)
    own = teams_of(actor, Capability.TEAM_VIEW).order_by("name")
    teams = [(str(team.pk), team.name) for team in own]
    form = HoursFilter(request.GET, months=months, teams=teams)
    form.is_valid()
    month = form.cleaned_data.get("maand") or months[0]
    pk = int(form.cleaned_data.get("team") or teams[0][0])
    team = get_team(actor, pk, Capability.TEAM_VIEW)
    return show_list(
        request,
        "network/meeting_hours.html",
        {"form": form, "month": month, "team": team},
        name="uren-overleg",
        rows=worker_hours(team, month),
        columns=WORKER_COLUMNS,
        filters=form,
    )


@read_page(needs=Capability.FIGURES_VIEW)
def team_meeting_hours(request: AppRequest):
    months = months_until(request.actor.on)
    form = HoursFilter(request.GET, months=months)
    form.is_valid()
    month = form.cleaned_data.get("maand") or months[0]
    return show_list(
        request,
        "network/team_meeting_hours.html",
        {"form": form, "month": month},
        name="uren-overleg-per-team",
        rows=team_hours(month),
        columns=TEAM_COLUMNS,
        filters=form,
    )
