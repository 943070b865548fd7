"""Figures of the desk: walk-in beside file hours, visits, waiting time; and what lies behind."""

from datetime import timedelta

from django.utils.timezone import localdate, localtime, now

from eenplan.agenda.forms.hours import FiguresFilter, StretchFilter
from eenplan.agenda.forms.queue import VisitFilter
from eenplan.agenda.selectors import figures, queue
from eenplan.agenda.selectors.appointments import monday_of
from eenplan.agenda.selectors.staff import desks
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page
from eenplan.organisation.selectors import get_team

WEEKS = 4
FIGURES = (
    Column("Team", lambda row: row.team.name),
    Column("Week van", lambda row: row.monday),
    Column("Inloop (minuten)", lambda row: row.walk_in),
    Column("Dossieruren gepland (minuten)", lambda row: row.planned),
    Column("Dossieruren gehouden (minuten)", lambda row: row.kept),
    Column("Bezoeken", lambda row: row.visits),
    *(
        Column(state.label.capitalize(), lambda row, state=state: row.outcomes[state])
        for state in figures.OUTCOMES
    ),
    Column("Nog in de rij", lambda row: row.in_the_queue),
    Column("Wachttijd, mediaan (minuten)", lambda row: row.median),
    Column("Wachttijd, 9 op de 10 (minuten)", lambda row: row.ninetieth),
)


def _asked(form: FiguresFilter):
    """Return the first Monday and the number of weeks that are asked; the last four by default."""
    said = form.cleaned_data if form.is_valid() else {}
    weeks = said.get("weken") or WEEKS
    first = said.get("vanaf")
    if first is None:
        first = monday_of(localdate()) - timedelta(days=7 * (weeks - 1))
    return monday_of(first), weeks


def _figures(request: AppRequest, form, teams, *, one=None):
    first, weeks = _asked(form)
    if form.is_valid() and form.cleaned_data.get("team"):
        teams = [team for team in teams if str(team.pk) == form.cleaned_data["team"]]
    actor = request.actor
    page = {
        "form": form,
        "one": one,
        "opens_visits": actor.teams_with(Capability.QUEUE_KEEP),
        "opens_hours": actor.teams_with(Capability.TEAM_VIEW),
    }
    return show_list(
        request,
        "agenda/figures.html",
        page,
        name="cijfers-balie",
        rows=figures.week_figures(teams, first, weeks, at=now()),
        columns=FIGURES,
        filters=form,
    )


@read_page(needs=Capability.FIGURES_VIEW)
def all_figures(request: AppRequest):
    """The desks of all teams: numbers only, and links for who may open what lies behind."""
    teams = list(desks(on=localdate()))
    return _figures(request, FiguresFilter(request.GET, teams=teams), teams)


@read_page(needs=Capability.TEAM_VIEW)
def team_figures(request: AppRequest, team_id: int):
    """The desk of an own team."""
    team = get_team(request.actor, team_id, Capability.TEAM_VIEW)
    return _figures(request, FiguresFilter(request.GET, teams=[team]), [team], one=team)


# -- Behind the figures ---------------------------------------------------------------------------
def _clock(moment):
    return f"{localtime(moment):%H:%M}" if moment else ""


VISITS = (
    Column("Team", lambda v: v.team.name),
    Column("Dag", lambda v: v.day),
    Column("Nummer", lambda v: v.number),
    Column("Naam", queue.shown_name),
    Column("Gezin", lambda v: v.household.number if v.household_id and v.may_open else ""),
    Column("Onderwerp", lambda v: v.get_topic_display()),
    Column("Taal", lambda v: v.get_language_display()),
    Column("Wacht sinds", lambda v: _clock(v.since)),
    Column("Wachtte (minuten)", figures.waited),
    Column("Opgeroepen door", lambda v: v.called_by),
    Column("Minuten", lambda v: v.minutes),
    Column("Afloop", lambda v: v.get_state_display()),
)


@read_page(needs=Capability.QUEUE_KEEP)
def visits(request: AppRequest):
    """List the visits behind a figure: exactly as many rows as the number says."""
    form = VisitFilter(request.GET)
    teams = queue.desk_teams(request.actor).values_list("pk", "name")
    form.fields["team"].choices = [("", "alle"), *((str(pk), name) for pk, name in teams)]
    form.is_valid()
    return show_list(
        request,
        "agenda/visits.html",
        {"form": form, "is_filtered": any(form.cleaned_data.values())},
        name="bezoeken-balie",
        rows=figures.wanted_visits(request.actor, form.cleaned_data),
        columns=VISITS,
        filters=form,
    )


STRETCHES = (
    Column("Dag", lambda s: s.day),
    Column("Medewerker", lambda s: str(s.worker)),
    Column("Soort", lambda s: s.kind_label),
    Column("Van", lambda s: _clock(s.span.start)),
    Column("Tot", lambda s: _clock(s.span.end)),
    Column("Minuten", lambda s: s.minutes),
    Column("Gehouden (minuten)", lambda s: s.kept),
    Column("Onderbroken (minuten)", lambda s: s.lost),
)


@read_page(needs=Capability.TEAM_VIEW)
def stretches(request: AppRequest, team_id: int):
    """List the walk-in and file hours behind the minutes of a team; they add up to the figure."""
    team = get_team(request.actor, team_id, Capability.TEAM_VIEW)
    form = StretchFilter(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    first = said.get("van") or monday_of(localdate())
    last = said.get("tot") or first + timedelta(days=6)
    rows = figures.stretches([team.pk], first, max(0, (last - first).days + 1), at=now())
    if said.get("soort"):
        rows = [row for row in rows if row.kind == said["soort"]]
    page = {
        "team": team,
        "form": form,
        "first": first,
        "last": last,
        "minutes": sum(row.minutes for row in rows),
        "kept": sum(row.kept for row in rows),
    }
    return show_list(
        request,
        "agenda/stretches.html",
        page,
        name="inloop-en-dossieruren",
        rows=rows,
        columns=STRETCHES,
        filters=form,
    )
