"""Offering a case to another worker or team, and the answer."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from eenplan.cases import permissions, policies
from eenplan.cases.enums import HandoverState, WorkItemKind
from eenplan.cases.errors import CaseClosed, HandoverRefused
from eenplan.cases.models import Case, Handover, HandoverRun
from eenplan.cases.selectors import case_manager, team_in_charge
from eenplan.cases.services.case import assign, propose_case_manager
from eenplan.cases.services.pending import settle, tell_asker
from eenplan.cases.services.work_items import inform
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.organisation.models import Team, User
from eenplan.organisation.selectors import norm
from eenplan.people import services as people


@transaction.atomic
def offer(
    *,
    actor: Actor,
    case: Case,
    to_team: Team,
    to_worker: User | None,
    reason: str,
    on: date,
    promises: str = "",
    sensitive: str = "",
    avoid: str = "",
    run: HandoverRun | None = None,
) -> Handover:
    """Offer a case to a team, or to somebody in it; nothing moves before the answer.

    Raises NotAllowed, CaseClosed, HandoverRefused.
    """
    permissions.check_can_work(actor, case)
    if not Case.objects.select_for_update().filter(pk=case.pk, closed_on=None).exists():
        raise CaseClosed("Dit dossier is gesloten. Er is niets over te dragen.")
    holder = case_manager(case)
    from_team = team_in_charge(case)
    policies.check_destination(case, holder, from_team, to_team, to_worker, on=on)
    try:
        with transaction.atomic():
            handover = Handover.objects.create(
                case=case,
                run=run,
                from_team=from_team,
                from_worker=holder.worker if holder else None,
                to_team=to_team,
                to_worker=to_worker,
                asked_by_id=actor.user_id or None,
                asked_on=on,
                reason=reason,
                promises=promises,
                sensitive=sensitive,
                avoid=avoid,
            )
    except IntegrityError as error:
        if "one_pending_handover" not in str(error):
            raise
        raise HandoverRefused("Er wacht al een overdracht van dit gezin op antwoord.") from None
    audit.record(actor, "cases.handover-offered", handover, team=to_team.pk)
    return handover


@transaction.atomic
def take_over(
    *,
    actor: Actor,
    handover: Handover,
    worker: User | None,
    on: date,
    overrule_reason: str = "",
    answer: str = "",
) -> Handover:
    """Accept a handover: the household moves to the team, the case to the worker, in one act.

    Without a worker the case waits on the board of the receiving team. Who held it before reads
    along for the norm of days. Raises NotAllowed, AlreadySettled, WorkerNotInTeam, AboveNorm,
    StaleVersion.
    """
    permissions.check_can_answer(actor, handover)
    # Settled before anything is read: of two at once the second hears who was first,
    # not what the first one changed.
    settle(handover, HandoverState.ACCEPTED, actor=actor, answer=answer, on=on)
    case = handover.case
    holder, team = case_manager(case), team_in_charge(case)
    policies.check_destination(case, holder, team, handover.to_team, worker, on=on)
    return _carry_out(actor, handover, worker, on, overrule_reason)


@transaction.atomic
def move_case(
    *,
    actor: Actor,
    handover: Handover,
    worker: User | None,
    on: date,
    overrule_reason: str = "",
    answer: str = "",
) -> Handover:
    """Carry out a handover that was accepted or decided; for journeys that asked who may."""
    settle(handover, HandoverState.ACCEPTED, actor=actor, answer=answer, on=on)
    return _carry_out(actor, handover, worker, on, overrule_reason)


def _carry_out(
    actor: Actor, handover: Handover, worker: User | None, on: date, overrule_reason: str
) -> Handover:
    """Move team and case of a handover that was just settled, and tell who must know."""
    case, team = handover.case, handover.to_team
    former = case_manager(case)
    if team_in_charge(case) != team:
        people.hand_to_team(
            actor=actor, household=case.household, team=team, reason=handover.reason[:200], on=on
        )
        case.work_items.filter(done_on=None).update(team=team)
    if worker:
        assign(
            actor=actor,
            case=case,
            team=team,
            worker=worker,
            reason=f"Overgedragen: {handover.reason}"[:400],
            on=on,
            overrule_reason=overrule_reason,
        )
    else:
        case.assignments.open().update(ends_on=on)
        text = f"Overgenomen van {handover.from_team}, nog zonder maatschappelijk werker."
        inform(actor=actor, case=case, team=team, text=text, kind=WorkItemKind.UNASSIGNED, on=on)
    _let_former_read(actor, handover, former, on)
    told = f"{team} nam dit gezin over. Nu: {worker or 'nog toe te wijzen'}."
    tell_asker(actor, handover, told, on)
    return handover


def _let_former_read(actor: Actor, handover: Handover, former, on: date) -> None:
    if former is None or handover.to_team_id == handover.from_team_id:
        return  # a colleague of the same team goes on seeing the file
    until = on + timedelta(days=int(norm("read_along_days", on=on)))
    people.let_read_along(
        actor=actor,
        household=handover.case.household,
        user=former.worker,
        team=handover.from_team,
        until=until,
        on=on,
    )


@transaction.atomic
def refuse(*, actor: Actor, handover: Handover, answer: str, on: date) -> Handover:
    """Say no to a handover; who asked is told why. Raises NotAllowed, AlreadySettled."""
    permissions.check_can_answer(actor, handover)
    settle(handover, HandoverState.REFUSED, actor=actor, answer=answer, on=on)
    tell_asker(
        actor, handover, f"{actor.name} ({handover.to_team}) nam dit gezin niet over: {answer}", on
    )
    return handover


@transaction.atomic
def withdraw(*, actor: Actor, handover: Handover, answer: str, on: date) -> Handover:
    """Take a handover back before it is answered. Raises NotAllowed, AlreadySettled."""
    permissions.check_can_work(actor, handover.case)
    settle(handover, HandoverState.WITHDRAWN, actor=actor, answer=answer, on=on)
    return handover


def first_with_room(case: Case, team: Team, *, languages: frozenset[str], on: date) -> User | None:
    """Return whom the engine proposes for a case in a team, or None: everybody is at the norm."""
    best = propose_case_manager(case, team, languages=languages, on=on).best
    return User.objects.get(pk=int(best.worker)) if best else None
