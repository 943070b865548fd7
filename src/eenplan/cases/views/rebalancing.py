"""Spread the cases of a team anew: see the proposal, ask for a new one, accept it in part."""

from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.cases.forms.rebalancing import AcceptMovesForm
from eenplan.cases.load.question import question_of
from eenplan.cases.selectors.rebalancing import (
    get_rebalancing,
    latest_rebalancing,
    moves_of,
    undecided,
)
from eenplan.cases.services import rebalancing as services
from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, go_to, read_page, reported_on, write_page
from eenplan.organisation.selectors import get_team

COLUMNS = (
    Column("Nummer", lambda move: move.case.household.number),
    Column("Naam", lambda move: move.case.household.name),
    Column("Van", lambda move: str(move.from_worker or "")),
    Column("Naar", lambda move: str(move.to_worker)),
    Column("Uren per maand", lambda move: move.minutes / 60),
    Column("Waarom", lambda move: move.why),
    Column("Stand", lambda move: move.get_state_display()),
    Column("Wat er gebeurde", lambda move: move.told),
)


@read_page(needs=Capability.CASE_ASSIGN)
def rebalancing(request: AppRequest, team_id: int):
    """Show the last proposal of a team, and whether something changed since."""
    team = get_team(request.actor, team_id, Capability.CASE_ASSIGN)
    return _page(request, team, latest_rebalancing(team))


def _page(request: AppRequest, team, proposal, form=None):
    rows = moves_of(proposal, request.actor) if proposal else ()
    open_moves = [move.pk for move in rows if move.state == "PROPOSED"] if proposal else []
    left = undecided(proposal) if proposal else 0
    context = {
        "team": team,
        "proposal": proposal,
        "left": left,
        "out_of_sight": left - len(open_moves),
        "is_outdated": bool(proposal)
        and question_of(team, on=localdate()).fingerprint != proposal.inputs_hash,
        "form": form or form_with_draft(request, AcceptMovesForm, moves=open_moves),
    }
    return show_list(
        request,
        "cases/rebalancing.html",
        context,
        name="herverdeling",
        rows=rows,
        columns=COLUMNS,
        status=422 if form else 200,
    )


@write_page(needs=Capability.CASE_ASSIGN)
def propose(request: AppRequest, team_id: int):
    """Work out a new proposal."""
    team = get_team(request.actor, team_id, Capability.CASE_ASSIGN)
    proposal = services.propose_rebalancing(actor=request.actor, team=team, on=localdate())
    messages.success(request, proposal.summary)
    return go_to(request, "cases:rebalancing", team.pk)


@write_page(needs=Capability.CASE_ASSIGN)
def accept(request: AppRequest, proposal_id: int):
    """Give the ticked cases, or all that are left, to whom the proposal says."""
    proposal = get_rebalancing(request.actor, proposal_id)
    listed = [move.pk for move in moves_of(proposal, request.actor)]
    form = AcceptMovesForm(request.POST, moves=listed)
    if form.is_valid():
        with reported_on(form):
            outcome = services.accept_moves(
                actor=request.actor,
                proposal=proposal,
                chosen=None if "alle" in request.POST else form.cleaned_data["moves"],
                overrule_reason=form.cleaned_data["overrule_reason"],
                on=localdate(),
            )
            _tell(request, outcome)
            return go_to(request, "cases:rebalancing", proposal.team_id)
    return _page(request, proposal.team, proposal, form)


def _tell(request: AppRequest, outcome) -> None:
    given = "1 dossier kreeg" if outcome.given == 1 else f"{outcome.given} dossiers kregen"
    messages.success(request, f"{given} een nieuwe maatschappelijk werker.")
    if outcome.skipped:
        was = "1 dossier werd" if outcome.skipped == 1 else f"{outcome.skipped} dossiers werden"
        messages.warning(request, f"{was} overgeslagen. Waarom staat bij elk dossier.")
