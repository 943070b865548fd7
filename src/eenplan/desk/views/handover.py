"""Handing one household over: the offer, the sheet the receiver reads, and the answer."""

from django import forms
from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.cases import caseloads, selectors as cases, services
from eenplan.cases.enums import HandoverState
from eenplan.cases.forms import AcceptForm, AnswerForm, OfferForm
from eenplan.cases.permissions import check_can_answer, check_can_work
from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import NotAllowed, NotFound
from eenplan.core.forms import PageForm
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    note_read,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.desk.handover_sheet import sheet
from eenplan.journeys import handover as journey
from eenplan.organisation.selectors import helping_teams
from eenplan.people.selectors import get_household, ground_of

OFFERED = "aangeboden overdracht"
TEAM_CHOOSES = ("", "de coördinator van het team kiest")


# -- Offering --------------------------------------------------------------------------------------
def _household_and_case(request: AppRequest, year: int, serial: int):
    household = get_household(request.actor, year, serial)
    case = cases.open_case(household)
    if case is None:
        raise NotFound(f"{year}/{serial}")
    check_can_work(request.actor, case)
    return household, case


def _chosen(request: AppRequest, case, asked: str):
    """Return the teams that can take a case, and the one that was asked.

    Its own team too, also when that takes no new households any more: a colleague there can.
    """
    own = cases.team_in_charge(case)
    teams = {str(team.pk): team for team in helping_teams(on=localdate())}
    if own and str(own.pk) not in teams:
        teams = {str(own.pk): own, **teams}
    return teams, teams.get(asked)


def _workers(team, case):
    proposal = services.propose_case_manager(
        case, team, languages=cases.languages_of(case), on=localdate()
    )
    return proposal, [(w.worker, w.name) for w in (*proposal.ranked, *proposal.blocked)]


def _offer_page(request: AppRequest, household, case, team, teams, form=None, *, status=200):
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    page = {
        "household": household,
        "case": case,
        "team": team,
        "teams": teams.values(),
        "holder": cases.case_manager(case),
        "pending": cases.pending_handover(case),
        "parts": sheet(case, on=localdate()),
        "form": form,
        "proposal": _workers(team, case)[0] if team else None,
        "draft_page": f"{request.path}?team={team.pk}" if team else request.path,
    }
    return show(request, "desk/offer_handover.html", page, status=status)


@read_page(needs=Capability.CASE_WORK)
def _offer_form(request: AppRequest, year: int, serial: int):
    household, case = _household_and_case(request, year, serial)
    teams, team = _chosen(request, case, request.GET.get("team", ""))
    form = None
    if team:
        form = form_with_draft(
            request,
            OfferForm,
            initial={"to_team": team.pk, "to_worker": ""},
            workers=[TEAM_CHOOSES, *_workers(team, case)[1]],
            page=f"{request.path}?team={team.pk}",
        )
    return _offer_page(request, household, case, team, teams, form)


@write_page(needs=Capability.CASE_WORK)
def _offer(request: AppRequest, year: int, serial: int):
    household, case = _household_and_case(request, year, serial)
    teams, team = _chosen(request, case, request.POST.get("to_team", ""))
    if team is None:
        return _offer_page(request, household, case, None, teams, status=422)
    form = OfferForm(request.POST, workers=[TEAM_CHOOSES, *_workers(team, case)[1]])
    form.fields["to_worker"].required = False
    if form.is_valid():
        said = form.cleaned_data
        worker = said["to_worker"] and caseloads.get_worker(said["to_worker"])
        with reported_on(form):
            services.offer(
                actor=request.actor,
                case=case,
                to_team=team,
                to_worker=worker or None,
                reason=said["reason"],
                promises=said["promises"],
                sensitive=said["sensitive"],
                avoid=said["avoid"],
                on=localdate(),
            )
            messages.success(request, f"De overdracht wacht op antwoord van {worker or team}.")
            return go_to(request, "desk:household", year, serial)
    return _offer_page(request, household, case, team, teams, form, status=422)


offer = by_method(get=_offer_form, post=_offer)


# -- Reading and answering -------------------------------------------------------------------------
def _may(check, *about) -> bool:
    try:
        check(*about)
    except NotAllowed:
        return False
    return True


def _note_read(request: AppRequest, handover) -> bool:
    """Log that the sheet is read; say whether the file itself is open to the actor too."""
    household = handover.case.household
    in_sight = cases.may_open_after(request.actor, handover)
    ground = OFFERED
    if in_sight:
        found = get_household(request.actor, household.year, household.serial)
        ground = ground_of(request.actor, found)
    note_read(request, household.pk, ground=ground)
    return in_sight


def _handover_page(request: AppRequest, handover, *, accept=None, status=200):
    actor = request.actor
    in_sight = _note_read(request, handover)
    may_answer = handover.is_pending and _may(check_can_answer, actor, handover)
    proposal, workers = _workers(handover.to_team, handover.case) if may_answer else (None, [])
    if may_answer and accept is None:
        best = proposal.best.worker if proposal.best else None
        first = {"worker": str(handover.to_worker_id) if handover.to_worker_id else best}
        accept = form_with_draft(request, AcceptForm, initial=first, workers=workers)
    page = {
        "handover": handover,
        "household": handover.case.household,
        "in_sight": in_sight,
        "reads_sensitive": handover.is_between(actor.teams_with(Capability.CASE_WORK)),
        "parts": sheet(handover.case, on=localdate()),
        "may_withdraw": handover.is_pending
        and in_sight
        and _may(check_can_work, actor, handover.case),
        "proposal": proposal,
        "form": accept if may_answer else None,
    }
    return show(request, "desk/handover.html", page, status=status)


@read_page(needs=Capability.CASE_WORK)
def _read(request: AppRequest, handover_id: int):
    return _handover_page(request, cases.get_handover(request.actor, handover_id))


@write_page(needs=Capability.CASE_WORK)
def _accept(request: AppRequest, handover_id: int):
    found = cases.get_handover(request.actor, handover_id)
    if not _may(check_can_answer, request.actor, found):
        raise NotFound(handover_id)
    _, workers = _workers(found.to_team, found.case)
    form = AcceptForm(request.POST, workers=workers)
    if form.is_valid():
        worker = caseloads.get_worker(form.cleaned_data["worker"])
        with reported_on(form):
            journey.accept(
                actor=request.actor,
                handover=found,
                worker=worker,
                overrule_reason=form.cleaned_data["overrule_reason"],
                on=localdate(),
            )
            household = found.case.household
            messages.success(request, f"{worker} volgt {household.name} nu op.")
            return go_to(request, "desk:household", household.year, household.serial)
    found.refresh_from_db(fields=["state"])
    return _handover_page(request, found, accept=form, status=422)


handover = by_method(get=_read, post=_accept)


def _no_page(request: AppRequest, handover, form, *, status=200):
    _note_read(request, handover)
    page = {"handover": handover, "household": handover.case.household, "form": form}
    return show(request, "desk/handover_no.html", page, status=status)


@read_page(needs=Capability.CASE_WORK)
def _no_form(request: AppRequest, handover_id: int):
    found = cases.get_handover(request.actor, handover_id)
    return _no_page(request, found, form_with_draft(request, AnswerForm))


@write_page(needs=Capability.CASE_WORK)
def _no(request: AppRequest, handover_id: int):
    """Refuse what was offered to the actor, or take back what the own team offered."""
    found = cases.get_handover(request.actor, handover_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        is_own = found.from_team_id in request.actor.teams_with(Capability.CASE_WORK)
        may_answer = _may(check_can_answer, request.actor, found)
        act = services.withdraw if is_own and not may_answer else services.refuse
        with reported_on(form):
            act(
                actor=request.actor,
                handover=found,
                answer=form.cleaned_data["answer"],
                on=localdate(),
            )
            messages.success(request, "Bewaard. Wie erop wachtte, krijgt uw reden.")
            return go_to(request, "desk:handovers")
    return _no_page(request, found, form, status=422)


no_handover = by_method(get=_no_form, post=_no)


# -- The list --------------------------------------------------------------------------------------
class HandoverFilter(PageForm):
    wat = forms.ChoiceField(
        label="Toon",
        required=False,
        choices=[("", "te beantwoorden door mij"), ("alle", "alle"), *HandoverState.choices],
    )


COLUMNS = (
    Column("Nummer", lambda row: row.case.household.number),
    Column("Gezin", lambda row: row.case.household.name),
    Column("Van team", lambda row: row.from_team.name),
    Column("Van", lambda row: str(row.from_worker or "")),
    Column("Naar team", lambda row: row.to_team.name),
    Column("Naar", lambda row: str(row.to_worker or "")),
    Column("Gevraagd op", lambda row: row.asked_on),
    Column("Stand", lambda row: row.get_state_display()),
    Column("Antwoord", lambda row: row.answer),
)


@read_page(needs=Capability.CASE_WORK)
def handovers(request: AppRequest):
    filters = HandoverFilter(request.GET)
    what = filters.cleaned_data["wat"] if filters.is_valid() else ""
    if what:
        rows = cases.handovers(request.actor)
        rows = rows if what == "alle" else rows.filter(state=what)
    else:
        rows = cases.handovers_to_answer(request.actor)
    return show_list(
        request,
        "desk/handovers.html",
        {"filters": filters},
        name="overdrachten",
        rows=rows,
        columns=COLUMNS,
        filters=filters,
    )
