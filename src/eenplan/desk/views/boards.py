"""The team board: cases to give out, and everybody's load against the norm."""

from django.utils.timezone import localdate, now

from eenplan.agenda.selectors.home_visits import away_in
from eenplan.cases import caseloads
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.desk import loads
from eenplan.desk.forms import BoardDayForm
from eenplan.organisation.selectors import get_team, teams_of
from eenplan.organisation.selectors.cells import overdue_evaluations

UNASSIGNED = (
    Column("Nummer", lambda case: case.household.number),
    Column("Naam", lambda case: case.household.name),
    Column("Wijk", lambda case: case.household.area.name),
    Column("Wacht sinds", lambda case: case.opened_on),
)

MOST_WORKERS = 15  # a cell of twelve is shown whole; of a larger team the heaviest loads


@read_page(needs=Capability.TEAM_VIEW)
def boards(request: AppRequest):
    """Show the actor's teams with what waits in each; one team goes straight to its board."""
    teams = list(teams_of(request.actor, Capability.TEAM_VIEW))
    if len(teams) == 1:
        return _board(request, teams[0])
    page = {"teams": loads.team_summaries(teams, on=localdate())}
    return show(request, "desk/team_boards.html", page)


@read_page(needs=Capability.TEAM_VIEW)
def board(request: AppRequest, team_id: int):
    return _board(request, get_team(request.actor, team_id, Capability.TEAM_VIEW))


def _board(request: AppRequest, team):
    on = localdate()
    most = None if "iedereen" in request.GET else MOST_WORKERS
    form = BoardDayForm(request.GET if request.GET.get("op") else None, today=on)
    past = form.cleaned_data["op"] if form.is_valid() and form.cleaned_data["op"] < on else None
    page = {
        "team": team,
        "may_assign": team.pk in request.actor.teams_with(Capability.CASE_ASSIGN),
        "day_form": form,
        "as_of": past,
        "loads": loads.loads_of(
            team, request.actor, on=past or on, most=most, as_of=past is not None
        ),
        "away": away_in([team.pk], at=now()),
        "overdue": overdue_evaluations([team.pk], on=on),
    }
    return show_list(
        request,
        "desk/team_board.html",
        page,
        name="toe-te-wijzen",
        rows=caseloads.unassigned_cases(team, on=on),
        columns=UNASSIGNED,
        dressed=caseloads.with_household,
        dear=True,
    )
