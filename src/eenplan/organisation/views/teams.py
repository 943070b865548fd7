"""Teams: who they serve, who works there, set up, change, wind down."""

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import localdate

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, go_to, read_page, reported_on, write_page
from eenplan.organisation import services
from eenplan.organisation.forms import EndForm, NewTeamForm, TeamFilter, TeamForm
from eenplan.organisation.selectors import teams as selectors
from eenplan.organisation.views.pages import form_page

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


def _new_page(request: AppRequest, form):
    return form_page(
        request,
        form,
        tab="teams",
        heading="Nieuw team",
        submit="Maak het team",
        back=reverse("organisation:teams"),
        intro="Een tijdelijke cel heeft een doelgroep, een evaluatiedatum en een hoogste aantal"
        " medewerkers. Laat die drie leeg voor een ander team.",
    )


@read_page(needs=Capability.USERS_MANAGE)
def new_team(request: AppRequest):
    fresh = {"starts_on": localdate()}
    return _new_page(request, form_with_draft(request, NewTeamForm, initial=fresh))


@write_page(needs=Capability.USERS_MANAGE)
def add_team(request: AppRequest):
    form = NewTeamForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            added = services.add_team(actor=request.actor, **form.cleaned_data)
            messages.success(request, f"{added} is gemaakt. Geef nu medewerkers een rol.")
            return go_to(request, "organisation:team", added.pk)
    return _new_page(request, form)


def _team_form(request: AppRequest, found, *, is_sent: bool = False) -> TeamForm:
    said = {
        "name": found.name,
        "review_on": found.review_on,
        "staff_limit": found.staff_limit,
    }
    form = TeamForm(request.POST) if is_sent else form_with_draft(request, TeamForm, initial=said)
    if found.kind != "TEMPORARY_CELL":
        del form.fields["review_on"], form.fields["staff_limit"]
    return form


def _edit_page(request: AppRequest, found, form):
    return form_page(
        request,
        form,
        tab="teams",
        heading=f"{found} wijzigen",
        submit="Bewaar",
        back=reverse("organisation:team", args=[found.pk]),
    )


@read_page(needs=Capability.USERS_MANAGE)
def edit_team(request: AppRequest, pk: int):
    found = selectors.get_any_team(pk)
    return _edit_page(request, found, _team_form(request, found))


@write_page(needs=Capability.USERS_MANAGE)
def change_team(request: AppRequest, pk: int):
    found = selectors.get_any_team(pk)
    form = _team_form(request, found, is_sent=True)
    if form.is_valid():
        with reported_on(form):
            services.change_team(
                actor=request.actor,
                team=found,
                name=form.cleaned_data["name"],
                review_on=form.cleaned_data.get("review_on"),
                staff_limit=form.cleaned_data.get("staff_limit"),
                on=localdate(),
            )
            messages.success(request, "Het team is gewijzigd.")
            return go_to(request, "organisation:team", pk)
    return _edit_page(request, found, form)


def _end_page(request: AppRequest, found, form):
    return form_page(
        request,
        form,
        tab="teams",
        heading=f"{found} stopzetten",
        submit="Zet het team stop",
        back=reverse("organisation:team", args=[found.pk]),
        intro="De rollen in dit team stoppen mee, en de wijken zijn weer vrij voor een ander team."
        " Een team met gezinnen in zorg kan niet stoppen: draag die eerst over.",
    )


@read_page(needs=Capability.USERS_MANAGE)
def ask_end_team(request: AppRequest, pk: int):
    form = form_with_draft(request, EndForm, initial={"ends_on": localdate()})
    return _end_page(request, selectors.get_any_team(pk), form)


@write_page(needs=Capability.USERS_MANAGE)
def end_team(request: AppRequest, pk: int):
    found = selectors.get_any_team(pk)
    form = EndForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            day = form.cleaned_data["ends_on"]
            services.end_team(actor=request.actor, team=found, ends_on=day, on=localdate())
            messages.success(request, f"{found} stopt op {day:%d/%m/%Y}.")
            return go_to(request, "organisation:team", pk)
    return _end_page(request, found, form)
