"""What a case weighs in hours a month: by its phase, with supplements by kind. Norms decide."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    Case as Choose,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from eenplan.cases.models import Case, Contact, Step
from eenplan.organisation.enums import TargetGroup
from eenplan.organisation.selectors import norm_values
from eenplan.people.enums import NeedCode
from eenplan.people.models import ADULT, HouseholdMember, SpecificNeed

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
    norms = norm_values(*HOURS, "intake_days", "follow_up_days", on=day)
    minutes = [round(norms[key] * 60) for key in HOURS]
    return Weights(*minutes, int(norms["intake_days"]), int(norms["follow_up_days"]))


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
        + _extra(_only_minors(on), weights.minors)
        + _extra(Exists(_present(on).filter(person__needs_interpreter=True)), weights.interpreter)
        + _extra(_needs_care(on), weights.care)
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


def _present(on: date) -> QuerySet[HouseholdMember]:
    return HouseholdMember.objects.on(on).filter(household=OuterRef("household"))


def _only_minors(on: date) -> Q:
    """Somebody of the household is known, and nobody of them is of age or of unknown age."""
    grown = _present(on).exclude(person__birth_date__gt=years_before(on, ADULT))
    return Q(Exists(_present(on))) & ~Q(Exists(grown))


def _needs_care(on: date) -> Exists:
    needs = SpecificNeed.objects.on(on).filter(
        person__memberships__household=OuterRef("household"), code__in=CARE
    )
    lasts = Q(person__memberships__ends_on=None) | Q(person__memberships__ends_on__gt=on)
    return Exists(needs.filter(lasts, person__memberships__starts_on__lte=on))


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
