"""Planning, changing, putting off, dropping and finishing steps."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from eenplan.cases import permissions, plan_policies as policies
from eenplan.cases.enums import RuleKind, StepChangeKind, StepKind, StepOwner
from eenplan.cases.errors import AlreadyDone
from eenplan.cases.models import Case, Goal, Step, StepChange
from eenplan.cases.route_steps import steps_of_route
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.guidance.routes import RouteStep
from eenplan.organisation.selectors import norm
from eenplan.people.models import Person

WHAT_TO_DO = "Schrijf wat er moet gebeuren."


@transaction.atomic(savepoint=False)
def plan_arrival(
    *, actor: Actor, case: Case, route: Sequence[RouteStep], persons: Sequence[Person], on: date
) -> list[Step]:
    """Put the steps of a route and the first home visit on the plan of a new case."""
    steps = [*steps_of_route(case, route, persons, on=on), first_visit(case, on=on)]
    Step.objects.bulk_create(steps)
    audit.record(actor, "cases.route-planned", case, steps=len(steps))
    return steps


def first_visit(case: Case, *, on: date) -> Step:
    """Return the unsaved first home visit, within the municipality's norm of days."""
    days = int(norm("first_visit_days", on=on))
    return Step(
        case=case,
        kind=StepKind.HOME_VISIT,
        code="first_visit",
        title="Eerste huisbezoek",
        owner=StepOwner.CASE_MANAGER,
        due_on=on + timedelta(days=days),
        rule=f"Norm: binnen {days} dagen na registratie (7-puntenplan Kortrijk, punt 5: zo snel "
        "mogelijk)",
        rule_kind=RuleKind.NORM,
        rule_verified=True,
    )


@transaction.atomic
def add_step(
    *,
    actor: Actor,
    case: Case,
    title: str,
    owner: StepOwner,
    due_on: date | None,
    on: date,
    kind: StepKind = StepKind.TASK,
    person: Person | None = None,
    goal: Goal | None = None,
    responsible: Person | None = None,
    owner_name: str = "",
    rule: str = "",
    rule_kind: RuleKind = RuleKind.TARGET,
) -> Step:
    """Put one step on the plan: for whom (`person`), by whom, and under which goal if any.

    Raises NotAllowed, CaseClosed, TextMissing, ImpossibleDay, NotInHousehold, GoalClosed.
    """
    permissions.check_can_work(actor, case)
    policies.lock_open(case)
    title = policies.check_text(title, "title", WHAT_TO_DO)
    policies.check_due(case, due_on, on=on)
    policies.check_members(case, person, responsible)
    policies.check_goal_open(case, goal)
    step = Step.objects.create(
        case=case,
        kind=kind,
        title=title,
        person=person,
        goal=goal,
        due_on=due_on,
        rule=rule,
        rule_kind=rule_kind,
        rule_verified=not rule,
        **_by(owner, responsible, owner_name),
    )
    audit.record(actor, "cases.step-added", step, title=title, due=due_on, owner=owner)
    return step


def _by(owner: StepOwner, responsible: Person | None, owner_name: str) -> dict:
    """Return who does a step; a family member or a name only where the owner is of that kind."""
    outsider = owner in (StepOwner.PARTNER, StepOwner.HELPER)
    return {
        "owner": owner,
        "responsible": responsible if owner == StepOwner.FAMILY else None,
        "owner_name": owner_name.strip() if outsider else "",
    }


@transaction.atomic
def change_step(
    *,
    actor: Actor,
    step: Step,
    version: int,
    title: str,
    owner: StepOwner,
    on: date,
    due_on: date | None = None,
    person: Person | None = None,
    goal: Goal | None = None,
    responsible: Person | None = None,
    owner_name: str = "",
) -> Step:
    """Change what a step says, for whom and by whom. A day it has is only put off, never erased.

    Raises NotAllowed, CaseClosed, AlreadyDone, StaleVersion, TextMissing, NotInHousehold,
    GoalClosed, ImpossibleDay.
    """
    _check_to_do(actor, step)
    title = policies.check_text(title, "title", WHAT_TO_DO)
    policies.check_members(step.case, *_new(step, person, responsible))
    if goal and goal.pk != step.goal_id:
        policies.check_goal_open(step.case, goal)
    if step.due_on is None:
        policies.check_due(step.case, due_on, on=on)
    changes = {
        "title": title,
        "person": person,
        "goal": goal,
        "due_on": step.due_on or due_on,
        **_by(owner, responsible, owner_name),
    }
    _update(step, version, **changes)
    _note(actor, step, StepChangeKind.CHANGED, on=on, due_after=changes["due_on"])
    audit.record(actor, "cases.step-changed", step, was=step.title, title=title, owner=owner)
    step.refresh_from_db()
    return step


def _new(step: Step, person: Person | None, responsible: Person | None) -> list[Person]:
    """Return who is newly named; who was named already may have left the household since."""
    known = {step.person_id, step.responsible_id}
    return [who for who in (person, responsible) if who and who.pk not in known]


@transaction.atomic
def postpone_step(
    *,
    actor: Actor,
    step: Step,
    version: int,
    until: date,
    reason: str,
    on: date,
    knows_rule: bool = False,
) -> Step:
    """Give a step a later day, with the reason; the day it had stays readable.

    Raises NotAllowed, CaseClosed, AlreadyDone, StaleVersion, ReasonMissing, ImpossibleDay, and
    RuleNotRead for a day set by law or for safety when nobody said to know the rule.
    """
    _check_to_do(actor, step)
    reason = policies.check_reason(reason, "Schrijf waarom deze stap later komt.")
    policies.check_postponing(step, until, knows_rule=knows_rule, on=on)
    _update(step, version, due_on=until)
    _note(actor, step, StepChangeKind.POSTPONED, on=on, due_after=until, reason=reason)
    audit.record(actor, "cases.step-postponed", step, was=step.due_on, until=until, reason=reason)
    step.refresh_from_db()
    return step


@transaction.atomic
def drop_step(
    *,
    actor: Actor,
    step: Step,
    version: int,
    reason: str,
    on: date,
    knows_rule: bool = False,
) -> Step:
    """Let a step go, with the reason; it stays readable.

    Raises NotAllowed, CaseClosed, AlreadyDone, StaleVersion, ReasonMissing, RuleNotRead.
    """
    _check_to_do(actor, step)
    reason = policies.check_reason(reason, "Schrijf waarom deze stap niet meer nodig is.")
    policies.check_rule_read(step, knows_rule=knows_rule)
    _update(
        step,
        version,
        done_on=on,
        done_by=actor.user_id or None,
        dropped_because=reason,
        drop_proposed_on=None,
    )
    audit.record(actor, "cases.step-dropped", step, reason=reason)
    step.refresh_from_db()
    return step


@transaction.atomic
def keep_step(*, actor: Actor, step: Step, version: int, on: date) -> Step:
    """Keep a step that the list no longer has and that was proposed to be dropped.

    Raises NotAllowed, CaseClosed, AlreadyDone, StaleVersion.
    """
    _check_to_do(actor, step)
    _update(step, version, drop_proposed_on=None)
    _note(actor, step, StepChangeKind.KEPT, on=on, due_after=step.due_on)
    audit.record(actor, "cases.step-kept", step)
    step.refresh_from_db()
    return step


@transaction.atomic
def finish_step(*, actor: Actor, step: Step, result: str, on: date) -> Step:
    """Mark a step as done. Raises NotAllowed, CaseClosed, AlreadyDone."""
    permissions.check_can_work(actor, step.case)
    policies.lock_open(step.case)
    done = Step.objects.filter(pk=step.pk, done_on=None, version=step.version).update(
        done_on=on,
        done_by=actor.user_id,
        result=result,
        drop_proposed_on=None,
        version=F("version") + 1,
    )
    if not done:
        raise AlreadyDone(_what_happened(step))
    audit.record(actor, "cases.step-finished", step, result=result)
    step.refresh_from_db()
    return step


def _what_happened(step: Step) -> str:
    """Return the sentence for who comes second: the step was settled, or only changed."""
    if Step.objects.filter(pk=step.pk, done_on=None).exists():
        return "Iemand anders wijzigde deze stap net. Kijk wat er nu staat en probeer opnieuw."
    return "Iemand anders werkte deze stap net af."


def _check_to_do(actor: Actor, step: Step) -> None:
    permissions.check_can_work(actor, step.case)
    policies.lock_open(step.case)
    policies.check_to_do(step)


def _update(step: Step, version: int, **changes) -> None:
    """Change a step that is still to do and still reads as it was read; else say what happened."""
    rows = Step.objects.filter(pk=step.pk, done_on=None)
    if not rows.filter(version=version).update(**changes, version=F("version") + 1):
        if rows.exists():
            raise StaleVersion("Iemand anders wijzigde deze stap intussen.")
        raise AlreadyDone("Iemand anders werkte deze stap net af.")


def _note(
    actor: Actor,
    step: Step,
    kind: StepChangeKind,
    *,
    on: date,
    due_after: date | None,
    reason: str = "",
) -> None:
    """Write what a step was before a change; `step` still holds the former values."""
    StepChange.objects.create(
        step=step,
        kind=kind,
        on=on,
        by_id=actor.user_id or None,
        title_before=step.title,
        due_before=step.due_on,
        due_after=due_after,
        reason=reason,
    )
