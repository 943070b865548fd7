"""Planning and finishing steps."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from eenplan.cases import permissions
from eenplan.cases.enums import StepKind, StepOwner
from eenplan.cases.errors import (
    AlreadyDone,
)
from eenplan.cases.models import Case, Step
from eenplan.cases.route_steps import steps_of_route
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.guidance.routes import RouteStep
from eenplan.organisation.selectors import norm
from eenplan.people.models import Person

BEFORE_OPENING = timedelta(days=365)  # a talk that led to the case; an earlier day is a slip


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
