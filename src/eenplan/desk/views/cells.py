"""The page of a temporary cell, its evaluation report, what a team still owns, and its end."""

from django.urls import reverse
from django.utils.timezone import localdate

from eenplan.cases.selectors.overrules import overruled_in
from eenplan.core.access import Capability
from eenplan.core.errors import NotFound
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.core.questions import Question, asking
from eenplan.journeys import cells as journeys
from eenplan.organisation.forms import CloseTeamForm
from eenplan.organisation.selectors.cells import (
    cell_life,
    get_cell,
    get_cell_to_report,
    get_steered_team,
    steered_teams,
)
from eenplan.organisation.selectors.teams import team_line

STEER = Capability.TEAM_STEER
STAFF = "organisation/base_staff.html"
OWNED = (
    Column("Gezin", lambda row: f"{row['file_year']}/{row['file_serial']:04}"),
    Column("Naam", lambda row: row["file_name"]),
    Column("Wat", lambda row: row["what_it_is"]),
    Column("Sinds of tegen", lambda row: row["from_day"]),
)


@read_page(needs=STEER)
def cell(request: AppRequest, team_id: int):
    team = get_cell(request.actor, team_id)
    return show(request, "desk/cell.html", _told(request, team))


@read_page(needs=STEER)
def report(request: AppRequest, team_id: int):
    """Show the evaluation report of a cell: for the board, on paper, without names of families."""
    team = get_cell_to_report(request.actor, team_id)
    page = {**_told(request, team), "overruled": overruled_in(team)}
    page["may_steer"] = steered_teams(request.actor).filter(pk=team.pk).exists()
    return show(request, "desk/cell_report.html", page)


def _told(request: AppRequest, team) -> dict:
    on = localdate()
    return {
        "tab": "cells",
        "team": team,
        "life": cell_life(team, on=on),
        "line": team_line(team.pk, on=on),
        "owned": journeys.owned_by_team(team, on=on),
        "may_open": _may_open(request, team),
    }


def _may_open(request: AppRequest, team) -> bool:
    """Say whether the lists of what a team owns show the actor all of it."""
    return team.pk in request.actor.teams_with(Capability.HOUSEHOLD_VIEW)


@read_page(needs=STEER)
def owned(request: AppRequest, team_id: int, name: str):
    """List one kind of what a team still has in its hands."""
    team = get_steered_team(request.actor, team_id)
    if name not in journeys.LISTS:
        raise NotFound(name)
    label, rows = journeys.owned_rows(request.actor, team, name, on=localdate())
    return show_list(
        request,
        "desk/owned.html",
        {"tab": "cells", "team": team, "label": label, "back": _back(team)},
        name=name,
        rows=rows,
        columns=OWNED,
    )


def _back(team) -> str:
    return reverse(
        "desk:cell" if team.kind == "TEMPORARY_CELL" else "desk:end_team", args=[team.pk]
    )


def _ending(request: AppRequest, team_id: int) -> Question:
    team = get_steered_team(request.actor, team_id)
    is_cell = team.kind == "TEMPORARY_CELL"
    return Question(
        heading=f"{team} {'sluiten' if is_cell else 'stopzetten'}",
        submit="Sluit de cel" if is_cell else "Zet het team stop",
        back=_back(team) if is_cell else reverse("desk:team_board", args=[team.pk]),
        subject=team,
        intro="De rollen in dit team stoppen mee, en de wijken zijn weer vrij voor een ander team."
        " Vanaf nu neemt het team geen nieuwe gezinnen meer op. Wie alleen hier werkt, ziet vanaf"
        " die dag niets meer: ook u, als dit uw enige team is.",
        tab="cells",
        layout=STAFF,
        initial={"ends_on": localdate()},
        template="desk/end_team.html",
        shown={
            "team": team,
            "owned": journeys.owned_by_team(team, on=localdate()),
            "may_open": _may_open(request, team),
        },
    )


def _end(request: AppRequest, team, said: dict) -> tuple[str, str]:
    ended = journeys.close_team(actor=request.actor, team=team, **said, on=localdate())
    told = f"{ended} stopt op {ended.ends_on:%d/%m/%Y}."
    if request.actor.can(Capability.USERS_MANAGE):
        return told, reverse("organisation:team", args=[team.pk])
    if request.actor.teams_with(STEER) - {team.pk}:
        return told, reverse("staff:cells")
    return told, reverse("desk:my_day")  # the role that opened the pages of the staff may be over


end_team = asking(CloseTeamForm, needs=STEER, about=_ending, act=_end)
