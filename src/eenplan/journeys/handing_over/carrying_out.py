"""The decision about many households, and its lines done one by one."""

import logging
from collections.abc import Callable
from datetime import date

from django.db import transaction

from eenplan.cases import services as cases
from eenplan.cases.enums import HandoverState, LineState
from eenplan.cases.errors import AboveNorm, HandoverRefused, NobodyHasRoom
from eenplan.cases.models import Case, Handover, HandoverLine, HandoverRun
from eenplan.cases.policies import check_destination
from eenplan.cases.selectors import (
    case_manager,
    languages_of,
    offers_waiting,
    open_case,
    team_in_charge,
)
from eenplan.core import audit
from eenplan.core.access import Actor, Capability
from eenplan.core.batches import SomeFailed
from eenplan.core.errors import DomainError, NotAllowed, StaleVersion
from eenplan.journeys.handing_over.planning import Plan
from eenplan.network import services as network
from eenplan.organisation.models import Team, User
from eenplan.people import services as people

log = logging.getLogger(__name__)
FAULT = (
    "Niet gelukt door een fout in Eenplan; het gezin bleef waar het was. Verwittig uw beheerder, "
    "en laat de overdracht daarna doorgaan."
)
PROPOSALS_TRIED = 10  # the first proposal may be filled meanwhile, by a person or another process


@transaction.atomic
def decide(
    *,
    actor: Actor,
    planned: Plan,
    reason: str,
    on: date,
    asks_first: bool = False,
    overrule_reason: str = "",
) -> HandoverRun:
    """Write a run down, a line for each household; nothing has moved yet.

    Raises NotAllowed, HandoverRefused when there is nothing to hand over or a run of this team
    is still going on.
    """
    team = Team.objects.select_for_update().get(pk=planned.from_team.pk)
    if actor.user_id and team.pk not in actor.teams_with(Capability.CASE_ASSIGN):
        raise NotAllowed("Alleen de coördinator van het team draagt de gezinnen over.")
    lines = [line for line in planned.lines if line.to_team]
    if not lines:
        raise HandoverRefused("Er is geen gezin om over te dragen.")
    _check_not_busy(team)
    run = HandoverRun.objects.create(
        from_team=team,
        from_worker=planned.from_worker,
        reason=reason,
        overrule_reason=overrule_reason,
        asks_first=asks_first,
        decided_by_id=actor.user_id or None,
        decided_on=on,
    )
    HandoverLine.objects.bulk_create(
        HandoverLine(run=run, case=line.case, to_team=line.to_team) for line in lines
    )
    audit.record(actor, "cases.handover-run-decided", run, households=len(lines), reason=reason)
    return run


def carry_out(run: HandoverRun, *, on: date, progress: Callable[[], object] = lambda: None) -> None:
    """Do the waiting lines of a run, each in a transaction of its own, until none is left.

    What a line cannot do is told on the line; the household then stays where it is, with its
    case manager. Raises SomeFailed when lines were skipped by a fault of ours; the rest is done.
    """
    while _do_next(run, on):
        progress()
    if faults := run.lines.filter(state=LineState.SKIPPED, note=FAULT).count():
        raise SomeFailed(f"handover run {run.pk}: {faults} lines went wrong")


@transaction.atomic
def _do_next(run: HandoverRun, on: date) -> bool:
    """Do one waiting line; say if there was one. Lines another process is at are passed over."""
    if HandoverRun.objects.filter(pk=run.pk).exclude(stopped_on=None).exists():
        return False
    line = (
        run.lines.filter(state=LineState.WAITING)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("case__household", "to_team")
        .order_by("pk")
        .first()
    )
    if line is None:
        return False
    actor = Actor(run.decided_by_id or 0, str(run.decided_by or "Eenplan"), on)
    try:
        with transaction.atomic():
            line.handover = _hand_over(actor, run, line, on)
            line.state = LineState.DONE
    except DomainError as refusal:
        line.handover, line.state, line.note = None, LineState.SKIPPED, str(refusal)[:400]
    except Exception:  # a fault of ours: it keeps this household, and none of the others, waiting
        log.exception("Line %s of handover run %s went wrong", line.pk, run.pk)
        line.handover, line.state, line.note = None, LineState.SKIPPED, FAULT
    line.save(update_fields=["state", "note", "handover"])
    return True


def _hand_over(actor: Actor, run: HandoverRun, line: HandoverLine, on: date) -> Handover | None:
    """Hand over the case of a line; a closed file only changes teams.

    The case is locked: nobody offers, closes or opens it anew meanwhile.
    """
    case, team = line.case, line.to_team
    Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    if team_in_charge(case) != run.from_team:
        raise StaleVersion("Dit gezin is intussen niet meer bij dit team.")
    if case.closed_on:
        if open_case(case.household):
            raise StaleVersion("Dit gezin heeft intussen een nieuw dossier.")
        check_destination(case, None, run.from_team, team, None, on=on)
        people.hand_to_team(
            actor=actor, household=case.household, team=team, reason=run.reason[:200], on=on
        )
        line.note = "Gesloten dossier: alleen het team wijzigt."
        return None
    if run.from_worker_id:
        _check_still_held(case, run.from_worker_id)
    if run.asks_first:
        return _asked(actor, run, line, on)
    handover = _moved(actor, run, case, team, on)
    network.move_pending(actor=actor, case=case, reason=f"Het dossier ging naar {team}.", on=on)
    cases.inform(
        actor=actor,
        case=case,
        team=team,
        text=f"Overgenomen van {run.from_team}. Maak kennis met het gezin: {run.reason}"[:800],
        on=on,
    )
    line.note = f"Nu opgevolgd door {handover.to_worker}."
    return handover


def _asked(actor: Actor, run: HandoverRun, line: HandoverLine, on: date) -> Handover:
    """Offer the case of a line: to another team, or within the team to a colleague with room."""
    case, team = line.case, line.to_team
    if team != run.from_team:
        line.note = "Aangeboden: het ontvangende team antwoordt."
        return _offered(actor, run, case, team, None, on)
    worker, _ = _worker_for(run, case, team, on)
    line.note = f"Aangeboden aan {worker}."
    return _offered(actor, run, case, team, worker, on)


def _moved(actor: Actor, run: HandoverRun, case: Case, team: Team, on: date) -> Handover:
    """Give the case to whom has room in the team at the moment it is given. Raises NobodyHasRoom.

    Only who was chosen above the norm gets it with the reason to go above it: who was thought to
    have room, and has none any more, makes place for the next proposal.
    """
    for _ in range(PROPOSALS_TRIED):
        worker, overrule_reason = _worker_for(run, case, team, on)
        try:
            with transaction.atomic():
                return cases.move_case(
                    actor=actor,
                    handover=_offered(actor, run, case, team, worker, on),
                    worker=worker,
                    on=on,
                    overrule_reason=overrule_reason,
                    answer="Beslist voor een reeks gezinnen.",
                )
        except AboveNorm:
            continue
    raise NobodyHasRoom(f"Niemand van {team} heeft nog plaats binnen de norm.")


def _check_still_held(case: Case, worker_id: int) -> None:
    holder = case_manager(case)
    if holder is None or holder.worker_id != worker_id:
        raise StaleVersion("Dit gezin wordt intussen door iemand anders opgevolgd.")


def _worker_for(run: HandoverRun, case: Case, team: Team, on: date) -> tuple[User, str]:
    """Return who takes the case, and the reason to go above the norm when there is no room.

    What was offered to somebody and waits for an answer takes room too. Raises NobodyHasRoom.
    """
    proposal = cases.propose_case_manager(
        case, team, languages=languages_of(case), on=on, promised=offers_waiting(team)
    )
    others = [w for w in proposal.ranked if int(w.worker) != run.from_worker_id]
    if others:
        return User.objects.get(pk=int(others[0].worker)), ""
    above = [
        w
        for w in proposal.blocked
        if w.rules == ("within-norm",) and int(w.worker) != run.from_worker_id
    ]
    if not run.overrule_reason or not above:
        raise NobodyHasRoom(f"Niemand van {team} heeft nog plaats binnen de norm.")
    lightest = min(above, key=lambda w: (w.before / max(1, w.cap), w.worker))
    return User.objects.get(pk=int(lightest.worker)), run.overrule_reason


def _offered(
    actor: Actor, run: HandoverRun, case: Case, team: Team, worker: User | None, on: date
) -> Handover:
    """Return a new handover for this line; what waited for an answer lapses, and is told so."""
    cases.lapse_pending(
        actor=actor, case=case, why=f"Beslissing over alle gezinnen van {run.from_team}.", on=on
    )
    holder = case_manager(case)
    check_destination(case, holder, run.from_team, team, worker, on=on)
    return Handover.objects.create(
        case=case,
        run=run,
        from_team=run.from_team,
        from_worker=holder.worker if holder else None,
        to_team=team,
        to_worker=worker,
        asked_by_id=actor.user_id or None,
        asked_on=on,
        reason=run.reason,
        state=HandoverState.PROPOSED,
    )


@transaction.atomic
def stop(*, actor: Actor, run: HandoverRun, on: date) -> None:
    """Let a run do no more lines; what moved stays moved. Raises NotAllowed."""
    _check_may(actor, run)
    HandoverRun.objects.filter(pk=run.pk, stopped_on=None).update(stopped_on=on)
    audit.record(actor, "cases.handover-run-stopped", run)


@transaction.atomic
def go_on(*, actor: Actor, run: HandoverRun, overrule_reason: str, on: date) -> HandoverRun:
    """Let a run go on: a stopped one, and the lines that were skipped. Raises NotAllowed."""
    _check_may(actor, run)
    Team.objects.select_for_update().get(pk=run.from_team_id)
    _check_not_busy(run.from_team, but=run)
    run.stopped_on = None
    run.overrule_reason = overrule_reason
    run.save(update_fields=["stopped_on", "overrule_reason"])
    again = run.lines.filter(state=LineState.SKIPPED).update(state=LineState.WAITING, note="")
    audit.record(actor, "cases.handover-run-goes-on", run, again=again, overrule=overrule_reason)
    return run


def _check_not_busy(team: Team, *, but: HandoverRun | None = None) -> None:
    """Raise HandoverRefused while another run of the team is going on."""
    busy = HandoverLine.objects.filter(
        run__from_team=team, run__stopped_on=None, state=LineState.WAITING
    )
    if busy.exclude(run=but.pk if but else None).exists():
        raise HandoverRefused("Er loopt nog een overdracht van dit team. Wacht, of zet ze stop.")


def _check_may(actor: Actor, run: HandoverRun) -> None:
    if run.from_team_id not in actor.teams_with(Capability.CASE_ASSIGN):
        raise NotAllowed("Alleen de coördinator van het team draagt de gezinnen over.")


def unfinished_runs() -> list[HandoverRun]:
    """Return the runs with lines to do that nobody stopped: a process may have died over them."""
    waiting = HandoverLine.objects.filter(state=LineState.WAITING, run__stopped_on=None)
    return list(HandoverRun.objects.filter(pk__in=waiting.values("run")).order_by("pk"))
