"""Give a case to a case manager, with everybody's load in view."""

from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.cases import caseloads, selectors, services
from eenplan.cases.forms import AssignForm
from eenplan.cases.permissions import check_can_assign
from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import NotFound
from eenplan.core.pages import (
    AppRequest,
    go_to,
    note_read,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.people.selectors import get_household, ground_of


def _load(request: AppRequest, case_id: int):
    case = selectors.get_case(request.actor, case_id)
    household = get_household(request.actor, case.household.year, case.household.serial)
    team = selectors.team_in_charge(case)
    if team is None or team.pk not in request.actor.teams_with(Capability.CASE_ASSIGN):
        raise NotFound(case_id)
    proposal = services.propose_case_manager(
        case, team, languages=selectors.languages_of(case), on=localdate()
    )
    choices = [(w.worker, w.name) for w in (*proposal.ranked, *proposal.blocked)]
    return case, household, team, proposal, choices


def _page(request: AppRequest, loaded, form, status=200):
    case, household, team, proposal, _ = loaded
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    page = {
        "case": case,
        "household": household,
        "team": team,
        "proposal": proposal,
        "form": form,
        "holder": selectors.case_manager(case),
    }
    return show(request, "cases/assign.html", page, status=status)


@read_page(needs=Capability.CASE_ASSIGN)
def choose(request: AppRequest, case_id: int):
    loaded = _load(request, case_id)
    check_can_assign(request.actor, loaded[0])
    best = loaded[3].best
    initial = {"worker": best.worker if best else None, "version": loaded[0].version}
    form = form_with_draft(request, AssignForm, initial=initial, workers=loaded[4])
    return _page(request, loaded, form)


@write_page(needs=Capability.CASE_ASSIGN)
def assign(request: AppRequest, case_id: int):
    loaded = _load(request, case_id)
    case, household, team, _, choices = loaded
    form = AssignForm(request.POST, workers=choices)
    if form.is_valid():
        now = case.version
        case.version = form.cleaned_data["version"]
        with reported_on(form):
            assignment = services.assign_by_coordinator(
                actor=request.actor,
                case=case,
                team=team,
                worker=caseloads.get_worker(form.cleaned_data["worker"]),
                overrule_reason=form.cleaned_data["overrule_reason"],
                on=localdate(),
            )
            messages.success(request, f"{assignment.worker} volgt {household.name} op.")
            return go_to(request, "desk:team_board", team.pk)
        form.data = form.data.copy()
        form.data["version"] = now  # having read who holds it, a second choice may count
    return _page(request, loaded, form, status=422)
