"""In- and outflow per team and week, the list behind each number, and the advice on staff."""

from django.contrib import messages
from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localdate

from eenplan.cases.enums import AdviceAnswer
from eenplan.cases.services.staffing import answer_advice
from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import (
    AppRequest,
    read_page,
    redirect_to,
    reported_on,
    show,
    write_page,
)
from eenplan.insight import flow_pages
from eenplan.insight.forms import AnswerForm, FlowFilter, FlowListFilter
from eenplan.organisation.errors import NormNotInForce
from eenplan.organisation.selectors import get_team

COLUMNS = (
    Column("Week van", lambda week: week.monday),
    Column("Begin", lambda week: week.opening),
    Column("Nieuw", lambda week: week.counts["nieuw"]),
    Column("Van een ander team", lambda week: week.counts["van-elders"]),
    Column("Gesloten", lambda week: week.counts["gesloten"]),
    Column("Naar een ander team", lambda week: week.counts["naar-elders"]),
    Column("Einde", lambda week: week.closing),
)


def _if_seen(value):
    return lambda case: value(case) if case.in_sight else "buiten uw zicht"


LISTED = (
    Column("Op", lambda case: getattr(case, "on", case.came)),
    Column("Team", lambda case: case.team_name),
    Column("Nummer", _if_seen(lambda case: case.household.number)),
    Column("Naam", _if_seen(lambda case: case.household.name)),
    Column("In het team sinds", lambda case: case.came),
    Column("Tot", lambda case: case.left),
)


@read_page(needs=Capability.FIGURES_VIEW)
def overview(request: AppRequest):
    """Show the last twelve weeks of a team, or of all together with the teams side by side."""
    return _overview(request, request.GET)


def _overview(request: AppRequest, asked, answer: AnswerForm | None = None):
    on = localdate()
    form = FlowFilter(asked, teams=flow_pages.flow_choices())
    form.is_valid()
    try:
        teams = flow_pages.team_flows(on=on)
    except NormNotInForce as error:
        return show(request, "insight/flows_unset.html", {"why": str(error)})
    chosen = form.cleaned_data.get("team", "")
    shown = [team for team in teams if str(team.team.pk) == chosen] if chosen else teams
    one = shown[0] if chosen and shown else None
    weeks = flow_pages.weeks_together(shown, on=on)
    context = {
        "form": form,
        "teams": teams,
        "one": one,
        "chart": flow_pages.chart_of(weeks),
        "answers": flow_pages.answers_of(one.team) if one else [],
        "answer_form": answer or form_with_draft(request, AnswerForm),
    }
    return show_list(
        request,
        "insight/flows.html",
        context,
        name="in-en-uitstroom",
        rows=weeks,
        columns=COLUMNS,
        filters=form,
        status=422 if answer else 200,
    )


@read_page(needs=Capability.FIGURES_VIEW)
def listed(request: AppRequest):
    """Show the cases behind one number of one week."""
    teams = flow_pages.flow_choices()
    form = FlowListFilter(request.GET, teams=teams, what=list(flow_pages.WHAT.items()))
    rows, data = (), {}
    if form.is_valid():
        data = form.cleaned_data
        rows = flow_pages.listed_flow(
            request.actor, data["wat"], data["week"], data["team"] or None, on=localdate()
        )
    context = {
        "form": form,
        "what": flow_pages.WHAT.get(data.get("wat"), ""),
        "team": dict(teams).get(data.get("team", ""), "alle teams samen"),
    }
    return show_list(
        request,
        "insight/flow_list.html",
        context,
        name="in-en-uitstroom-lijst",
        rows=rows,
        columns=LISTED,
        filters=form,
    )


@write_page(needs=Capability.TEAM_STEER)
def answer(request: AppRequest, team_id: int):
    """Keep whether the coordinator follows the advice of this week."""
    team = get_team(request.actor, team_id, Capability.TEAM_STEER)
    form = AnswerForm(request.POST)
    follows = "volg" in request.POST
    if form.is_valid():
        with reported_on(form):
            answer_advice(
                actor=request.actor,
                team=team,
                answer=AdviceAnswer.ACCEPTED if follows else AdviceAnswer.REJECTED,
                reason=form.cleaned_data["reason"],
                on=localdate(),
            )
            messages.success(request, "Uw antwoord op het advies is bewaard.")
            return redirect_to(request, f"{reverse('insight:flows')}?team={team.pk}")
    return _overview(request, QueryDict(f"team={team.pk}"), form)
