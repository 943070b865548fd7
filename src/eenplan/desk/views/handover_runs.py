"""Handing many households over: first what would happen, then the decision, then how far it is."""

from django import forms
from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.cases import caseloads, selectors as cases
from eenplan.cases.enums import LineState
from eenplan.cases.forms import DecideRunForm, PlanRunForm
from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.forms import PageForm
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.journeys import handing_over, tasks
from eenplan.organisation.selectors import get_team, helping_teams

EXAMPLES = 5
OUT_OF_SIGHT = "buiten uw zicht"


# -- Before the decision ---------------------------------------------------------------------------
def _planned(request: AppRequest, team_id: int):
    """Return the team, the filter, and the plan it asks for; no plan for a wrong filter."""
    on = localdate()
    team = get_team(request.actor, team_id, Capability.CASE_ASSIGN)
    holders = [(str(user.pk), str(user)) for user in cases.holders_in(team)]
    taking = {str(other.pk): other for other in (*helping_teams(on=on), team)}
    others = [(pk, str(other)) for pk, other in taking.items()]
    filters = PlanRunForm(request.GET, workers=holders, teams=others)
    if not filters.is_valid():
        return team, filters, None
    worker, to_team = filters.cleaned_data["worker"], filters.cleaned_data["to_team"]
    plan = handing_over.plan(
        from_team=team,
        from_worker=caseloads.get_worker(worker) if worker else None,
        to_team=taking.get(to_team),
        on=on,
    )
    return team, filters, plan


def _plan_page(request: AppRequest, team, filters, plan, form, *, status=200):
    page = {
        "team": team,
        "filters": filters,
        "plan": plan,
        "form": form,
        "short": sum(line.short for line in plan.teams) if plan else 0,
        "runs": cases.runs_of(team),
        "draft_page": request.get_full_path()[:200],
    }
    return show(request, "desk/plan_run.html", page, status=status)


@read_page(needs=Capability.CASE_ASSIGN)
def _plan(request: AppRequest, team_id: int):
    team, filters, plan = _planned(request, team_id)
    form = form_with_draft(request, DecideRunForm, page=request.get_full_path()[:200])
    return _plan_page(request, team, filters, plan, form)


@write_page(needs=Capability.CASE_ASSIGN)
def _decide(request: AppRequest, team_id: int):
    team, filters, plan = _planned(request, team_id)
    form = DecideRunForm(request.POST)
    if plan and form.is_valid():
        said = form.cleaned_data
        with reported_on(form):
            run = handing_over.decide(
                actor=request.actor,
                planned=plan,
                reason=said["reason"],
                asks_first=said["how"] == "ask",
                overrule_reason=said["overrule_reason"],
                on=localdate(),
            )
            tasks.carry_out_soon()
            return go_to(request, "desk:handover_run", run.pk)
    return _plan_page(request, team, filters, plan, form, status=422)


plan_run = by_method(get=_plan, post=_decide)


# -- How far it is ---------------------------------------------------------------------------------
class LineFilter(PageForm):
    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[("", "alle"), *LineState.choices]
    )
    team = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, label="Naar team")


COLUMNS = (
    Column("Nummer", lambda line: line.case.household.number if line.in_sight else OUT_OF_SIGHT),
    Column("Naar team", lambda line: line.to_team.name),
    Column("Stand", lambda line: line.get_state_display()),
    Column("Wat gebeurde", lambda line: line.note),
)


@read_page(needs=Capability.CASE_ASSIGN)
def run(request: AppRequest, run_id: int):
    found = cases.get_run(request.actor, run_id)
    filters = LineFilter(request.GET)
    rows = cases.lines_of(request.actor, found)
    if filters.is_valid():
        if filters.cleaned_data["stand"]:
            rows = rows.filter(state=filters.cleaned_data["stand"])
        if filters.cleaned_data["team"]:
            rows = rows.filter(to_team=filters.cleaned_data["team"])
    teams = cases.progress_of(found)
    total = {name: sum(team[name] for team in teams) for name in ("total", "done", "skipped")}
    waiting = sum(team["waiting"] for team in teams)
    page = {
        "run": found,
        "teams": teams,
        "total": total,
        "waiting": waiting,
        "is_going_on": bool(waiting) and found.stopped_on is None,
        "filters": filters,
    }
    return show_list(
        request,
        "desk/handover_run.html",
        page,
        name="overdracht",
        rows=rows,
        columns=COLUMNS,
        filters=filters,
        fragment="progress",
    )


@write_page(needs=Capability.CASE_ASSIGN)
def stop(request: AppRequest, run_id: int):
    found = cases.get_run(request.actor, run_id)
    handing_over.stop(actor=request.actor, run=found, on=localdate())
    messages.success(request, "De overdracht is stopgezet. Wat gedaan is, blijft gedaan.")
    return go_to(request, "desk:handover_run", found.pk)


@write_page(needs=Capability.CASE_ASSIGN)
def go_on(request: AppRequest, run_id: int):
    found = cases.get_run(request.actor, run_id)
    handing_over.go_on(
        actor=request.actor,
        run=found,
        overrule_reason=request.POST.get("overrule_reason", "").replace("\0", "").strip()[:200],
        on=localdate(),
    )
    tasks.carry_out_soon()
    return go_to(request, "desk:handover_run", found.pk)
