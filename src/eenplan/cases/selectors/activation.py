"""Reading the road to work and to school: per household, and counted over what somebody sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from eenplan.cases.enums import ActivationStage, SchoolState
from eenplan.cases.models import Activation, Case, Schooling
from eenplan.cases.route_steps import age_or_adult, goes_to_school
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.people.models import ADULT, Household, Person


def get_activation(actor: Actor, pk: int) -> Activation:
    """Return a stage of somebody in a household the actor may see, or raise NotFound."""
    visible = Household.objects.visible_to(actor)
    found = Activation.objects.filter(pk=pk, case__household__in=visible)
    row = found.select_related("case__household", "person").first()
    if row is None:
        raise NotFound(pk)
    return row


@dataclass(frozen=True)
class Road:
    """One person on the road to work or to school: what holds, and what was before."""

    person: Person
    present: Sequence
    former: Sequence


def roads_of(case: Case, persons: Sequence[Person], *, on: date) -> tuple[list[Road], list[Road]]:
    """Return the adults with their stages and the pupils with their schools; two queries."""
    stages = list(case.activations.select_related("by").order_by("-starts_on", "-pk"))
    schools = list(
        case.schoolings.select_related("by", "area")
        .defer("area__geometry")
        .order_by("-starts_on", "-pk")
    )
    with_school = {row.person_id for row in schools}
    adults = [person for person in persons if age_or_adult(person, on) >= ADULT]
    pupils = [p for p in persons if goes_to_school(p, on) or p.pk in with_school]
    return [_road(person, stages) for person in adults], [_road(p, schools) for p in pupils]


def _road(person: Person, rows: Sequence) -> Road:
    own = [row for row in rows if row.person_id == person.pk and row.starts_on != row.ends_on]
    return Road(
        person,
        [row for row in own if row.ends_on is None],
        [row for row in own if row.ends_on is not None],
    )


def activations(actor: Actor, *, on: date) -> QuerySet[Activation]:
    """Return who stands where on the road to work on a day, in open cases the actor may see."""
    return (
        Activation.objects.on(on)
        .filter(_open_on(on), case__household__in=Household.objects.visible_to(actor))
        .select_related("case__household", "person")
        .order_by("stage", "starts_on", "pk")
    )


def schoolings(actor: Actor, *, on: date) -> QuerySet[Schooling]:
    """Return which children go to school or look for one, in open cases the actor may see."""
    return (
        Schooling.objects.on(on)
        .filter(_open_on(on), case__household__in=Household.objects.visible_to(actor))
        .select_related("case__household", "person", "area")
        .defer("area__geometry")
        .order_by("state", "starts_on", "pk")
    )


def _open_on(day: date) -> Q:
    return Q(case__closed_on=None) | Q(case__closed_on__gt=day)


def activation_counts(actor: Actor, *, on: date) -> dict[ActivationStage, int]:
    """Return how many adults stand at each stage: the length of the list behind each figure."""
    rows = activations(actor, on=on).order_by().values_list("stage").annotate(number=Count("pk"))
    found = dict(rows)
    return {stage: found.get(stage, 0) for stage in ActivationStage}


def school_counts(actor: Actor, *, on: date) -> dict[SchoolState, int]:
    """Return how many children stand at each state: the length of the list behind each figure."""
    rows = schoolings(actor, on=on).order_by().values_list("state").annotate(number=Count("pk"))
    found = dict(rows)
    return {state: found.get(state, 0) for state in SchoolState}
