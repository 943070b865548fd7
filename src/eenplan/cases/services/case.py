"""Opening a case and giving it to a case manager."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q

from eenplan.cases import permissions
from eenplan.cases.caseloads import held_by, load_of, workers_of
from eenplan.cases.enums import WorkItemKind
from eenplan.cases.errors import (
    AboveNorm,
    CaseAlreadyOpen,
    WorkerNotInTeam,
)
from eenplan.cases.models import Assignment, Case
from eenplan.cases.selectors import open_case
from eenplan.cases.services.pending import lapse_pending
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.engines import caseload
from eenplan.organisation.models import Team, User
from eenplan.organisation.selectors import norm
from eenplan.people.enums import Language
from eenplan.people.models import Household

BEFORE_OPENING = timedelta(days=365)  # a talk that led to the case; an earlier day is a slip


@transaction.atomic(savepoint=False)
def open_new_case(*, actor: Actor, household: Household, on: date, is_new: bool = False) -> Case:
    """Open the household's one case. Raises CaseAlreadyOpen.

    A household that `is_new` was written in this very transaction: it has no case yet.
    """
    if not is_new and open_case(household):
        raise CaseAlreadyOpen("Dit gezin heeft al een open dossier.")
    case = Case.objects.create(household=household, opened_on=on)
    audit.record(actor, "cases.case-opened", case, household=household.number)
    return case


def propose_case_manager(
    case: Case,
    team: Team,
    *,
    languages: frozenset[str],
    on: date,
    promised: Mapping[int, int] | None = None,
) -> caseload.CaseloadProposal:
    """Return the case managers of a team in order of preference for a case, each with reasons.

    `promised` counts households that are coming to a worker (an id) as if they were held already.
    """
    coming = {str(worker): number for worker, number in (promised or {}).items()}
    workers = [
        replace(worker, households=worker.households + coming.get(worker.id, 0))
        if worker.id in coming
        else worker
        for worker in workers_of(team, on=on)
    ]
    return caseload.propose(
        caseload.CaseNeed(id=str(case.pk), languages=languages, team=str(team.pk)),
        workers,
        norm_per_fte=int(norm("households_per_case_manager", on=on)),
        language_names=dict(Language.choices),
    )


@transaction.atomic
def assign(
    *,
    actor: Actor,
    case: Case,
    team: Team,
    worker: User,
    reason: str,
    on: date,
    overrule_reason: str = "",
) -> Assignment:
    """Give the case to a worker of the team from a day on; the present assignment ends.

    Case and worker are locked meanwhile, so that two coordinators neither give one case to two
    workers nor both give the last place within the norm. Raises WorkerNotInTeam, AboveNorm,
    StaleVersion when the case was given to somebody since it was read.
    """
    free = Case.objects.filter(pk=case.pk, version=case.version, closed_on=None)
    if not free.update(version=F("version") + 1):
        raise StaleVersion("Iemand anders wees dit dossier net toe. Kijk wie het nu opvolgt.")
    # Not the key: what only refers to this person (a handover from, a decision by) need not wait.
    User.objects.select_for_update(no_key=True).get(pk=worker.pk)
    load = load_of(worker, team, on=on)
    if load is None:
        raise WorkerNotInTeam(f"{worker} is geen maatschappelijk werker van {team}.")
    limit = load.cap(int(norm("households_per_case_manager", on=on)))
    already = case.assignments.open().filter(worker=worker).exists()
    is_above = load.households + (not already) > limit
    if is_above and not overrule_reason.strip():
        raise AboveNorm(
            f"{worker} heeft al {load.households} gezinnen; de norm is {limit}. "
            "Kies iemand anders, of schrijf waarom u boven de norm gaat."
        )
    case.assignments.open().update(ends_on=on)
    assignment = Assignment.objects.create(
        case=case,
        worker=worker,
        decided_by_id=actor.user_id or None,
        reason=reason,
        overrule_reason=overrule_reason.strip() if is_above else "",
        starts_on=on,
    )
    case.version += 1
    _settle_work_items(case, worker, on)
    audit.record(
        actor,
        "cases.assigned",
        case,
        worker=worker.pk,
        reason=reason,
        overrule=assignment.overrule_reason,
    )
    return assignment


@transaction.atomic(savepoint=False)
def assign_first(
    *, actor: Actor, case: Case, team: Team, languages: frozenset[str], on: date
) -> Assignment | None:
    """Give a case opened in this very transaction to the first of the team with room, if any.

    The order is that of `propose_case_manager`. Each is locked in turn and counted again: whom
    another desk filled a moment ago is passed over, so that nobody gets above the norm.
    """
    limit = int(norm("households_per_case_manager", on=on))
    need = caseload.CaseNeed(id=str(case.pk), languages=languages, team=str(team.pk))
    for choice in caseload.ranking(need, workers_of(team, on=on), norm_per_fte=limit):
        worker = User.objects.select_for_update(no_key=True).get(pk=int(choice.id))
        held, cap = held_by(worker.pk), choice.cap(limit)
        if held >= cap or not worker.is_active:
            continue
        reason = f"Voorgesteld bij aankomst: {caseload.load_words(held, cap)}."
        assignment = Assignment.objects.create(
            case=case,
            worker=worker,
            decided_by_id=actor.user_id or None,
            reason=reason,
            starts_on=on,
        )
        audit.record(actor, "cases.assigned", case, worker=worker.pk, reason=reason, overrule="")
        return assignment
    return None


def _settle_work_items(case: Case, worker: User, on: date) -> None:
    """What waited for somebody to take the case is over; its news now waits for the worker."""
    waiting = case.work_items.filter(done_on=None)
    waiting.filter(kind=WorkItemKind.UNASSIGNED).update(done_on=on)
    followed = case.assignments.values("worker")  # a colleague's own answer stays the colleague's
    news = waiting.filter(Q(worker=None) | Q(worker__in=followed), kind=WorkItemKind.NEWS)
    news.update(worker=worker)


@transaction.atomic
def assign_by_coordinator(
    *, actor: Actor, case: Case, team: Team, worker: User, on: date, overrule_reason: str = ""
) -> Assignment:
    """Assign as a coordinator does on the team board. Raises NotAllowed and what `assign` does."""
    permissions.check_can_assign(actor, case)
    assignment = assign(
        actor=actor,
        case=case,
        team=team,
        worker=worker,
        reason=f"Toegewezen door {actor.name}.",
        on=on,
        overrule_reason=overrule_reason,
    )
    lapse_pending(
        actor=actor, case=case, why=f"{actor.name} wees dit gezin toe aan {worker}.", on=on
    )
    return assignment
