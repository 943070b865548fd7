"""What a case weighs in hours a month: by its phase, with supplements by kind. Norms decide."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    Case as Choose,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from eenplan.cases.models import Case, Contact, Step
from eenplan.organisation.enums import TargetGroup
from eenplan.organisation.selectors import norm_values
from eenplan.people.enums import NeedCode
from eenplan.people.models import ADULT, HouseholdMember, SpecificNeed

DAYS = ("intake_days", "follow_up_days")
HOURS = (
    "hours_intake",
    "hours_active",
    "hours_follow_up",
    "hours_minors",
    "hours_interpreter",
    "hours_care",
    "hours_protection",
)
CARE = (NeedCode.MEDICAL, NeedCode.TRAUMA)


@dataclass(frozen=True)
class Weights:
    """Minutes a month by phase and kind, and the days that make a phase, on a day."""

    intake: int
    active: int
    follow_up: int
    minors: int
    interpreter: int
    care: int
    protection: int
    intake_days: int
    follow_up_days: int


def weights_on(day: date) -> Weights:
    """Return what cases weigh by the norms of a day. Raises NormNotInForce."""
    norms = norm_values(*HOURS, *DAYS, on=day)
    minutes = [round(norms[key] * 60) for key in HOURS]
    return Weights(*minutes, *(int(norms[key]) for key in DAYS))


def years_before(day: date, years: int) -> date:
    """Return the day so many years earlier; 29 February becomes 28."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def with_minutes(cases: QuerySet[Case], weights: Weights, *, on: date) -> QuerySet[Case]:
    """Annotate cases with `minutes`: what each weighs in a month, as it stood on a day.

    Intake: opened in the last days. Follow-up: no step with a day is to be done and nobody was in
    contact lately. Active otherwise.
    """
    return cases.annotate(
        minutes=_phase(weights, on)
        + Coalesce(Subquery(_for_its_members(weights, on)), 0)
        + _extra(Q(household__target_group=TargetGroup.TEMPORARY_PROTECTION), weights.protection)
    )


def _phase(weights: Weights, on: date) -> Choose:
    is_new = Q(opened_on__gt=on - timedelta(days=weights.intake_days))
    to_do = Step.objects.filter(case=OuterRef("pk"), due_on__isnull=False)
    open_step = Exists(to_do.filter(Q(done_on=None) | Q(done_on__gt=on)))
    since = on - timedelta(days=weights.follow_up_days)
    contact = Exists(Contact.objects.filter(case=OuterRef("pk"), on__gt=since, on__lte=on))
    return Choose(
        When(is_new, Value(weights.intake)),
        When(open_step | contact, Value(weights.active)),
        default=Value(weights.follow_up),
        output_field=IntegerField(),
    )


def _extra(condition, minutes: int) -> Choose:
    return Choose(When(condition, Value(minutes)), default=Value(0), output_field=IntegerField())


def _for_its_members(weights: Weights, on: date) -> QuerySet:
    """Return the minutes a household asks for because of who is in it, as one row.

    Grouped, so that the database looks at this household only: of an EXISTS for each question it
    would make a table of the whole town. Only minors: nobody is of age or of unknown age.
    """
    grown = ~Q(person__birth_date__gt=years_before(on, ADULT)) | Q(person__birth_date=None)
    needs = SpecificNeed.objects.on(on).filter(person=OuterRef("person"), code__in=CARE)
    present = HouseholdMember.objects.on(on).filter(household=OuterRef("household")).order_by()
    counted = present.values("household").annotate(
        grown=Count("pk", filter=grown),
        with_interpreter=Count("pk", filter=Q(person__needs_interpreter=True)),
        in_care=Count("pk", filter=Exists(needs)),
    )
    extra = (
        _extra(Q(grown=0), weights.minors)
        + _extra(Q(with_interpreter__gt=0), weights.interpreter)
        + _extra(Q(in_care__gt=0), weights.care)
    )
    return counted.annotate(extra=extra).values("extra")


def open_on(day: date) -> Q:
    """Return the condition on cases that are open on a day."""
    return Q(opened_on__lte=day) & (Q(closed_on=None) | Q(closed_on__gt=day))


def held_cases(worker_ids, *, on: date) -> QuerySet[Case]:
    """Return the cases open on a day that these people held then, with `worker`."""
    held = Q(assignments__ends_on=None) | Q(assignments__ends_on__gt=on)
    return Case.objects.filter(
        open_on(on),
        held,
        assignments__worker__in=list(worker_ids),
        assignments__starts_on__lte=on,
    ).annotate(worker=F("assignments__worker"))
