"""Reading steps: the plan of a case, what is due."""

from datetime import date

from django.db.models import QuerySet

from eenplan.cases.enums import StepKind
from eenplan.cases.models import Case, Step
from eenplan.cases.selectors.case import own_cases
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.people.models import Household


def get_step(actor: Actor, pk: int) -> Step:
    """Return a step of a household the actor may see, or raise NotFound."""
    visible = Household.objects.visible_to(actor)
    step = (
        Step.objects.filter(pk=pk, case__household__in=visible)
        .select_related("case__household", "person", "responsible", "goal__person")
        .first()
    )
    if step is None:
        raise NotFound(pk)
    return step


def steps_of(case: Case) -> QuerySet[Step]:
    """Return the steps of a case: the visit and the route in order, done ones too."""
    return case.steps.select_related("person", "done_by").order_by("due_on", "position", "pk")


def obligations(actor: Actor, *, until: date) -> QuerySet[Step]:
    """Return the steps of the actor's cases that are due by a day, most urgent first."""
    return (
        Step.objects.filter(case__in=own_cases(actor), done_on=None, due_on__lte=until)
        .exclude(kind=StepKind.HOME_VISIT)
        .select_related("case__household", "person")
        .order_by("due_on", "position", "pk")
    )


def visits(actor: Actor, *, until: date) -> QuerySet[Step]:
    """Return the home visits of the actor's cases that are to be made by a day."""
    return (
        Step.objects.filter(
            case__in=own_cases(actor),
            kind=StepKind.HOME_VISIT,
            done_on=None,
            due_on__lte=until,
        )
        .select_related("case__household")
        .order_by("due_on", "pk")
    )
