"""Everything that changes cases, assignments, steps and contacts."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from eenplan.cases import permissions
from eenplan.cases.caseloads import load_of, workers_of
from eenplan.cases.enums import ContactKind, StepKind, StepOwner, WorkItemKind
from eenplan.cases.errors import (
    AboveNorm,
    AlreadyDone,
    CaseAlreadyOpen,
    ImpossibleContact,
    WorkerNotInTeam,
)
from eenplan.cases.models import Assignment, Case, Contact, Step, WorkItem
from eenplan.cases.route_steps import steps_of_route
from eenplan.cases.selectors import open_case
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.engines import caseload
from eenplan.guidance.routes import RouteStep
from eenplan.organisation.models import Team, User
from eenplan.organisation.selectors import norm
from eenplan.people.models import Household, Person

BEFORE_OPENING = timedelta(days=365)  # a talk that led to the case; an earlier day is a slip


@transaction.atomic(savepoint=False)
def open_new_case(*, actor: Actor, household: Household, on: date) -> Case:
    """Open the household's one case. Raises CaseAlreadyOpen."""
    if open_case(household):
        raise CaseAlreadyOpen("Dit gezin heeft al een open dossier.")
    case = Case.objects.create(household=household, opened_on=on)
    audit.record(actor, "cases.case-opened", case, household=household.number)
    return case


@transaction.atomic(savepoint=False)
def plan_route(
    *, actor: Actor, case: Case, route: Sequence[RouteStep], persons: Sequence[Person], on: date
) -> list[Step]:
    """Put the steps of a route on the case's plan: one for the household or one per person."""
    steps = Step.objects.bulk_create(steps_of_route(case, route, persons, on=on))
    audit.record(actor, "cases.route-planned", case, steps=len(steps))
    return steps


@transaction.atomic(savepoint=False)
def plan_first_visit(*, actor: Actor, case: Case, on: date) -> Step:
    """Put the first home visit on the plan, within the municipality's norm of days."""
    days = int(norm("first_visit_days", on=on))
    return Step.objects.create(
        case=case,
        kind=StepKind.HOME_VISIT,
        code="first_visit",
        title="Eerste huisbezoek",
        owner=StepOwner.CASE_MANAGER,
        due_on=on + timedelta(days=days),
        rule=f"Norm: binnen {days} dagen na registratie (7-puntenplan Kortrijk, punt 5: zo snel "
        "mogelijk)",
        rule_verified=True,
    )


def propose_case_manager(
    case: Case, team: Team, *, languages: frozenset[str], on: date
) -> caseload.CaseloadProposal:
    """Return the case managers of a team in order of preference for a case, each with reasons."""
    return caseload.propose(
        caseload.CaseNeed(id=str(case.pk), languages=languages, team=str(team.pk)),
        workers_of(team, on=on),
        norm_per_fte=int(norm("households_per_case_manager", on=on)),
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
    if not Case.objects.filter(pk=case.pk, version=case.version).update(version=F("version") + 1):
        raise StaleVersion("Iemand anders wees dit dossier net toe. Kijk wie het nu opvolgt.")
    User.objects.select_for_update().get(pk=worker.pk)
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


def _settle_work_items(case: Case, worker: User, on: date) -> None:
    """What waited for somebody to take the case is over; its news now waits for the worker."""
    waiting = case.work_items.filter(done_on=None)
    waiting.filter(kind=WorkItemKind.UNASSIGNED).update(done_on=on)
    waiting.filter(kind=WorkItemKind.NEWS).update(worker=worker)


@transaction.atomic
def assign_by_coordinator(
    *, actor: Actor, case: Case, team: Team, worker: User, on: date, overrule_reason: str = ""
) -> Assignment:
    """Assign as a coordinator does on the team board. Raises NotAllowed and what `assign` does."""
    permissions.check_can_assign(actor, case)
    return assign(
        actor=actor,
        case=case,
        team=team,
        worker=worker,
        reason=f"Toegewezen door {actor.name}.",
        on=on,
        overrule_reason=overrule_reason,
    )


@transaction.atomic
def finish_step(*, actor: Actor, step: Step, result: str, on: date) -> Step:
    """Mark a step as done. Raises NotAllowed, AlreadyDone."""
    permissions.check_can_work(actor, step.case)
    done = Step.objects.filter(pk=step.pk, done_on=None, version=step.version).update(
        done_on=on, done_by=actor.user_id, result=result, version=F("version") + 1
    )
    if not done:
        raise AlreadyDone("Iemand anders werkte deze stap net af.")
    audit.record(actor, "cases.step-finished", step, result=result)
    step.refresh_from_db()
    return step


@transaction.atomic
def note_contact(
    *,
    actor: Actor,
    case: Case,
    kind: ContactKind,
    contact_on: date,
    note: str,
    on: date,
    minutes: int | None = None,
    is_sensitive: bool = False,
) -> Contact:
    """Write down a conversation. Raises NotAllowed, ImpossibleContact."""
    permissions.check_can_work(actor, case)
    if contact_on > on:
        raise ImpossibleContact("Een contact kan niet in de toekomst liggen.")
    if contact_on < case.opened_on - BEFORE_OPENING:
        raise ImpossibleContact(
            f"Dit dossier is geopend op {case.opened_on:%d/%m/%Y}. Een contact kan niet meer dan "
            "een jaar vroeger liggen."
        )
    contact = Contact.objects.create(
        case=case,
        on=contact_on,
        kind=kind,
        minutes=minutes,
        by_id=actor.user_id or None,
        note=note,
        is_sensitive=is_sensitive,
    )
    audit.record(actor, "cases.contact-noted", contact, kind=kind)
    return contact


@transaction.atomic(savepoint=False)
def inform(
    *,
    actor: Actor,
    case: Case,
    team: Team,
    text: str,
    on: date,
    kind: WorkItemKind = WorkItemKind.NEWS,
) -> WorkItem:
    """Put a work item before the case manager, or before the team while there is none."""
    holder = case.assignments.open().first()
    item = WorkItem.objects.create(
        case=case,
        team=team,
        worker_id=holder.worker_id if holder else None,
        kind=kind,
        text=text,
        since=on,
    )
    audit.record(actor, "cases.informed", item, text=text)
    return item


@transaction.atomic
def finish_work_item(*, actor: Actor, item: WorkItem, on: date) -> WorkItem:
    """Take a work item off the list. Raises NotAllowed, AlreadyDone."""
    permissions.check_can_work(actor, item.case)
    if not WorkItem.objects.filter(pk=item.pk, done_on=None).update(done_on=on):
        raise AlreadyDone("Dit werd al afgehandeld.")
    audit.record(actor, "cases.work-item-finished", item)
    return item
