"""Teams: who they serve, who works there, set up, change, wind down."""

from django.urls import reverse
from django.utils.timezone import localdate

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page
from eenplan.core.questions import Question, asking
from eenplan.organisation import services
from eenplan.organisation.forms import ChangeTeamForm, NewTeamForm, TeamFilter
from eenplan.organisation.selectors import teams as selectors

COLUMNS = (
    Column("Team", lambda line: line.team.name),
    Column("Soort", lambda line: line.team.get_kind_display()),
    Column("Wijken", lambda line: line.area_names),
    Column("Vanaf", lambda line: line.team.starts_on),
    Column("Tot", lambda line: line.team.ends_on),
    Column("Medewerkers", lambda line: line.staff),
    Column("Uitbreidbaar tot", lambda line: line.team.staff_limit),
    Column("Voltijds voor gezinnen", lambda line: line.fte),
    Column("Gezinnen in zorg", lambda line: line.households),
    Column("Gezinnen binnen de norm", lambda line: line.capacity),
)
MEMBERS = (
    Column("Naam", lambda member: str(member.user)),
    Column("Rol", lambda member: member.get_role_display()),
    Column("Deel van voltijds", lambda member: member.case_fraction),
    Column("Vanaf", lambda member: member.starts_on),
    Column("Tot", lambda member: member.ends_on),
)


@read_page(needs=Capability.USERS_MANAGE)
def teams(request: AppRequest):
    form = TeamFilter(request.GET)
    form.is_valid()
    filters = form.cleaned_data
    return show_list(
        request,
        "organisation/teams.html",
        {"tab": "teams", "form": form, "is_filtered": any(filters.values())},
        name="teams",
        rows=selectors.team_lines(on=localdate(), **filters),
        columns=COLUMNS,
        filters=form,
    )


@read_page(needs=Capability.USERS_MANAGE)
def team(request: AppRequest, pk: int):
    on = localdate()
    line = selectors.team_line(pk, on=on)
    page = {
        "tab": "teams",
        "line": line,
        "team": line.team,
        "review_passed": line.review_passed(on),
        "has_ended": line.has_ended(on),
    }
    return show_list(
        request,
        "organisation/team.html",
        page,
        name="teamleden",
        rows=line.members,
        columns=MEMBERS,
        fragment="members",
    )


def _new_team(request: AppRequest) -> Question:
    return Question(
        heading="Nieuw team",
        submit="Maak het team",
        back=reverse("organisation:teams"),
        intro="Een tijdelijke cel opent u op een eigen pagina, met haar besluit en opdracht.",
        tab="teams",
        initial={"starts_on": localdate()},
    )


def _add_team(request: AppRequest, _, said: dict) -> tuple[str, str]:
    added = services.add_team(actor=request.actor, **said)
    told = f"{added} is gemaakt. Geef nu medewerkers een rol."
    return told, reverse("organisation:team", args=[added.pk])


new_team = asking(NewTeamForm, needs=Capability.USERS_MANAGE, about=_new_team, act=_add_team)


def _renaming(request: AppRequest, pk: int) -> Question:
    found = selectors.get_any_team(pk)
    return Question(
        heading=f"{found} wijzigen",
        submit="Bewaar",
        back=reverse("organisation:team", args=[pk]),
        subject=found,
        tab="teams",
        initial={"name": found.name, "open_days": list(found.open_days)},
    )


def _change_team(request: AppRequest, team, said: dict) -> tuple[str, str]:
    services.change_team(actor=request.actor, team=team, **said)
    return "Het team is gewijzigd.", reverse("organisation:team", args=[team.pk])


edit_team = asking(ChangeTeamForm, needs=Capability.USERS_MANAGE, about=_renaming, act=_change_team)
