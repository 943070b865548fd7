"""Reading steps: the plan of a case, what is due."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, Min, OuterRef, QuerySet

from eenplan.cases.enums import StepKind
from eenplan.cases.models import Case, Snooze, Step
from eenplan.cases.selectors.goals import hidden_domains
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.guidance.enums import BINDING
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


def settled_steps_of(household: Household, actor: Actor) -> QuerySet[Step]:
    """Return the steps that were done or dropped in all cases of a household, latest first.

    Those of a goal the actor may not read (health, safety) are left out.
    """
    rows = Step.objects.filter(case__household=household, done_on__isnull=False)
    rows = rows.exclude(goal__domain__in=hidden_domains(household, actor))
    return rows.select_related("person", "done_by").order_by("-done_on", "-pk")


REQUIRED, OTHER = "verplicht", "stappen"
PART_OF_KIND = {StepKind.HOME_VISIT: "huisbezoeken", StepKind.PROMISE: "beloftes"}


def steps_of_the_day(
    actor: Actor, *, cases: Collection[int], on: date, until: date
) -> dict[str, list[Step]]:
    """Return what is to do in these cases by the part of the day it stands in, most urgent first.

    What law or safety asks by the day itself is required, whatever kind of step it is, and cannot
    be put off. Home visits and promises are shown until a later day, `until`, the rest on its day;
    what the actor put off is left out.
    """
    put_off = Snooze.objects.on(on).filter(worker=actor.user_id, step=OuterRef("pk"))
    rows = (
        Step.objects.filter(case__in=cases, done_on=None, due_on__lte=until)
        .annotate(is_put_off=Exists(put_off))
        .select_related("case__household", "person", "responsible")
        .order_by("due_on", "position", "pk")
    )
    found: dict[str, list[Step]] = {part: [] for part in (REQUIRED, *PART_OF_KIND.values(), OTHER)}
    for step in rows:
        part = _part_of_day(step, on)
        later = part == OTHER and step.due_on > on
        if part == REQUIRED or not (step.is_put_off or later):
            found[part].append(step)
    return found


def _part_of_day(step: Step, on: date) -> str:
    if step.due_on <= on and step.rule_kind in BINDING:
        return REQUIRED
    return PART_OF_KIND.get(step.kind, OTHER)


def next_binding_day(cases: Collection[int], *, after: date) -> date | None:
    """Return the first day after a day on which something is required in these cases."""
    ahead = Step.objects.filter(
        case__in=cases, done_on=None, due_on__gt=after, rule_kind__in=BINDING
    )
    return ahead.aggregate(first=Min("due_on"))["first"]
