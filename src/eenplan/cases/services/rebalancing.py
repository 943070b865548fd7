"""Spreading cases anew: a proposal is made and kept, a person accepts it whole or in part."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from eenplan.cases import permissions
from eenplan.cases.enums import MoveState
from eenplan.cases.errors import AboveNorm, AlreadyDecided, NothingChosen
from eenplan.cases.load.question import Question, question_of
from eenplan.cases.models import Case, RebalancingMove, RebalancingProposal
from eenplan.cases.selectors.rebalancing import latest_rebalancing
from eenplan.cases.services.case import assign
from eenplan.cases.services.pending import lapse_pending
from eenplan.cases.services.work_items import inform
from eenplan.core import audit
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import DomainError, NotAllowed
from eenplan.engines.caseload import Rebalancing, rebalance, verify_rebalancing
from eenplan.organisation.models import Team, User


@dataclass(frozen=True)
class Outcome:
    """What became of the cases that were accepted: given, and skipped with why."""

    given: int
    skipped: int


@transaction.atomic
def propose_rebalancing(*, actor: Actor, team: Team, on: date) -> RebalancingProposal:
    """Work out a proposal for a team and keep it. Raises NotAllowed, NormNotInForce."""
    if team.pk not in actor.teams_with(Capability.CASE_ASSIGN):
        raise NotAllowed("U wijst in dit team geen dossiers toe.")
    return _keep(actor, team, question_of(team, on=on), on)


@transaction.atomic
def propose_when_above_norm(*, actor: Actor, team: Team, on: date) -> RebalancingProposal | None:
    """Keep a proposal for a team when somebody is above the norm and none was made of this yet.

    Called at night. Raises NormNotInForce.
    """
    question = question_of(team, on=on)
    latest = latest_rebalancing(team)
    if not question.is_above_norm or (latest and latest.inputs_hash == question.fingerprint):
        return None
    return _keep(actor, team, question, on)


def _keep(actor: Actor, team: Team, question: Question, on: date) -> RebalancingProposal:
    answer = rebalance(question.carriers, question.cases, question.limits)
    faults = verify_rebalancing(question.carriers, question.cases, question.limits, answer)
    if faults:
        raise RuntimeError(f"The rebalancing of team {team.pk} is wrong: {faults[0]}")
    proposal = RebalancingProposal.objects.create(
        team=team,
        made_on=on,
        made_by_id=actor.user_id or None,
        inputs_hash=answer.inputs_hash,
        seed=answer.seed,
        fewest=answer.fewest,
        gap=answer.gap,
        summary=answer.summary,
        above=[one.sentence for one in answer.above],
    )
    RebalancingMove.objects.bulk_create(_rows(proposal, question, answer))
    audit.record(actor, "cases.rebalancing-proposed", proposal, moves=len(answer.moves))
    return proposal


def _rows(
    proposal: RebalancingProposal, question: Question, answer: Rebalancing
) -> list[RebalancingMove]:
    holders = {case.id: case.holder for case in question.cases}  # also of who is gone
    return [
        RebalancingMove(
            proposal=proposal,
            case_id=int(move.case),
            from_worker_id=int(holders[move.case] or 0) or None,
            to_worker_id=int(move.taker),
            minutes=move.minutes,
            why=move.sentence[:800],
            needs_reason=move.needs_reason,
        )
        for move in answer.moves
    ]


@transaction.atomic
def accept_moves(
    *,
    actor: Actor,
    proposal: RebalancingProposal,
    chosen: Iterable[int] | None,
    on: date,
    overrule_reason: str = "",
) -> Outcome:
    """Give the chosen cases of a proposal (None: all that are left) to whom it says.

    Each case by itself: what cannot be given any more is skipped, and told why. Proposal, cases
    and workers are locked in one order, so that two coordinators wait for each other instead of
    both deciding. Raises NotAllowed, NothingChosen, AlreadyDecided, AboveNorm.
    """
    if proposal.team_id not in actor.teams_with(Capability.CASE_ASSIGN):
        raise NotAllowed("U wijst in dit team geen dossiers toe.")
    RebalancingProposal.objects.select_for_update().get(pk=proposal.pk)
    rows = proposal.moves.filter(state=MoveState.PROPOSED).select_related(
        "proposal__team", "from_worker", "to_worker"
    )
    if chosen is not None:
        chosen = set(chosen)
        if not chosen:
            raise NothingChosen("Vink minstens één dossier aan.")
        rows = rows.filter(pk__in=chosen)
    moves = list(rows.order_by("pk"))
    if not moves:
        raise AlreadyDecided("Over deze dossiers is al beslist. Kijk hieronder wat er gebeurde.")
    above = sum(move.needs_reason for move in moves)
    if above and not overrule_reason.strip():
        raise AboveNorm(
            f"{above} van deze dossiers brengen iemand boven de norm. Schrijf waarom u dat wilt."
        )
    cases = Case.objects.select_for_update().filter(pk__in=[move.case_id for move in moves])
    fresh = {case.pk: case for case in cases.order_by("pk")}
    list(
        User.objects.select_for_update()
        .filter(pk__in={m.to_worker_id for m in moves})
        .order_by("pk")
    )
    given = 0
    for move in moves:
        given += _accept(actor, move, fresh[move.case_id], on, overrule_reason)
    audit.record(
        actor, "cases.rebalancing-accepted", proposal, given=given, skipped=len(moves) - given
    )
    return Outcome(given, len(moves) - given)


def _accept(actor: Actor, move: RebalancingMove, case: Case, on: date, overrule: str) -> bool:
    """Give one case, or say on its row why it stayed; return whether it was given."""
    move.decided_by_id, move.decided_on = actor.user_id or None, on
    try:
        with transaction.atomic():
            _give(actor, move, case, on, overrule)
        move.state = MoveState.ACCEPTED
    except DomainError as refusal:
        move.state, move.told = MoveState.SKIPPED, str(refusal)[:400]
    move.save(update_fields=["state", "told", "decided_by", "decided_on"])
    return move.state == MoveState.ACCEPTED


def _give(actor: Actor, move: RebalancingMove, case: Case, on: date, overrule: str) -> None:
    team = move.proposal.team
    if case.closed_on:
        raise AlreadyDecided("Dit dossier is intussen gesloten.")
    if not case.household.is_in_care_of([team.pk]):
        raise AlreadyDecided("Dit gezin is nu in de zorg van een ander team.")
    permissions.check_can_assign(actor, case)
    holder = case.assignments.open().first()
    if (holder.worker_id if holder else None) != move.from_worker_id:
        raise AlreadyDecided("Dit dossier kreeg intussen een andere maatschappelijk werker.")
    if not move.to_worker.is_active:
        raise AlreadyDecided(f"{move.to_worker} werkt hier niet meer.")
    before = f", tot nu bij {move.from_worker}" if move.from_worker else ""
    assign(
        actor=actor,
        case=case,
        team=team,
        worker=move.to_worker,
        reason=f"Herverdeling van {move.proposal.made_on:%d/%m/%Y}, aanvaard door {actor.name}.",
        on=on,
        overrule_reason=overrule,
    )
    lapse_pending(actor=actor, case=case, why="Het gezin is herverdeeld.", on=on)
    inform(
        actor=actor,
        case=case,
        team=team,
        text=f"Herverdeling: u volgt dit gezin nu op{before}. Lees het dossier en neem contact op.",
        on=on,
    )
