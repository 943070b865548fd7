"""Reading visits to stays: to hold, missed, and what was found."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from eenplan.cases.models import Assignment
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.housing.models import FollowUpVisit, Stay, Stop
from eenplan.organisation.selectors import norm
from eenplan.people.models import Household


def visits_to_hold() -> QuerySet[FollowUpVisit]:
    """Return the visits not held yet of stays that still lasted when they were due."""
    lasted = Q(stay__ends_on=None) | Q(stay__ends_on__gt=F("due_on"))
    return FollowUpVisit.objects.filter(lasted, held_on=None)


def late_visits(before: date) -> QuerySet[FollowUpVisit]:
    """Return the visits to hold that were due before a day, in stays that go on.

    On the day of a stop or an end nobody is late any more for who left.
    """
    going_on = Q(stay__ends_on=None) | Q(stay__ends_on__gt=before)
    return visits_to_hold().filter(going_on, due_on__lt=before)


def visits_seen_by(actor: Actor, *, on: date, which: str = "") -> QuerySet[FollowUpVisit]:
    """Return the visits to hold of the households the actor sees: to come, now, late, or all."""
    rows = visits_to_hold().filter(
        Q(stay__ends_on=None) | Q(stay__ends_on__gt=on),
        stay__household__in=Household.objects.visible_to(actor),
    )
    wanted = {
        "nu": Q(from_on__lte=on),
        "te-laat": Q(due_on__lt=on),
        "gemeld": Q(due_on__lt=on - timedelta(days=int(norm("visit_late_housing_days", on=on)))),
        "geen-antwoord": Q(tried__gte=2),
    }
    rows = rows.filter(wanted[which]) if which in wanted else rows
    return (
        rows.select_related("stay__household", "stay__place__dwelling__area")
        .defer("stay__place__dwelling__area__geometry")
        .annotate(worker_name=Subquery(_worker_of("stay__household")))
        .order_by("due_on", "pk")
    )


def _worker_of(household: str) -> QuerySet:
    held = Assignment.objects.open().filter(
        case__household=OuterRef(household), case__closed_on=None
    )
    return held.values("worker__first_name")[:1]


def visits_of_the_day(households: Collection[int], *, on: date) -> QuerySet[FollowUpVisit]:
    """Return the visits to these households that may be held by now, latest due first to go."""
    return (
        visits_to_hold()
        .filter(
            Q(stay__ends_on=None) | Q(stay__ends_on__gt=on),
            from_on__lte=on,
            stay__household__in=households,
        )
        .select_related("stay__household", "stay__place")
        .order_by("due_on", "pk")
    )


def get_stay(actor: Actor, pk: int) -> Stay:
    """Return a stay of a household the actor may see, or raise NotFound."""
    stay = (
        Stay.objects.filter(pk=pk, household__in=Household.objects.visible_to(actor))
        .select_related(
            "household__area", "place__dwelling__area", "place__dwelling__offer__provider"
        )
        .annotate(
            is_stopped=Exists(
                Stop.objects.filter(offer=OuterRef("place__dwelling__offer"), lifted_on=None)
            )
        )
        .first()
    )
    if stay is None:
        raise NotFound(pk)
    stay.household = file_of(actor, stay.household_id)
    return stay


def file_of(actor: Actor, household_id: int) -> Household:
    """Return a household the actor may see, with its team in charge; or raise NotFound."""
    rows = Household.objects.visible_to(actor).with_team().select_related("area")
    household = rows.defer("area__geometry").filter(pk=household_id).first()
    if household is None:
        raise NotFound(household_id)
    return household


def get_visit(actor: Actor, pk: int) -> FollowUpVisit:
    """Return a visit to a household the actor may see, or raise NotFound."""
    visit = FollowUpVisit.objects.filter(pk=pk).select_related("alarm", "held_by").first()
    if visit is None:
        raise NotFound(pk)
    visit.stay = get_stay(actor, visit.stay_id)
    return visit


def visits_of(stay: Stay) -> list[FollowUpVisit]:
    """Return the visits of a stay: those to hold first, then those held, latest first."""
    rows = list(stay.visits.select_related("held_by"))
    to_hold = [visit for visit in rows if visit.held_on is None]
    held = sorted((v for v in rows if v.held_on), key=lambda v: (v.held_on, v.pk), reverse=True)
    return [*to_hold, *held]


def open_visits_of(household_id: int, *, on: date) -> QuerySet[FollowUpVisit]:
    """Return the visits to hold of a household that still lives in our place."""
    return visits_to_hold().filter(
        Q(stay__ends_on=None) | Q(stay__ends_on__gt=on), stay__household=household_id
    )
