"""Which decisions must be looked at again: what the rounds look for, and the list of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import F, Max, Q, QuerySet

from eenplan.benefits.enums import ReviewReason
from eenplan.benefits.enums_money import Component
from eenplan.benefits.models import Decision, GuidelineVersion, Review
from eenplan.benefits.selectors.rights_scope import households_with_rights
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.engines.deadlines import due
from eenplan.people.models import Address, Household, HouseholdMember

WAGES = (Component.LIVING_WAGE, Component.EQUIVALENT)
ADULT = 18
RELATED = (
    *("application__household", "application__applicant", "calculation", "guideline"),
    "proposal__investigation",
)


def running(on: date) -> QuerySet[Decision]:
    """Return the decisions by which a wage is paid on a day."""
    lasts = Q(grant__ends_on=None) | Q(grant__ends_on__gt=on)
    rows = Decision.objects.filter(lasts, grant__component__in=WAGES, grant__starts_on__lte=on)
    return rows.select_related(*RELATED).defer("application__household__area__geometry")


# -- Every year ------------------------------------------------------------------------------------
def yearly_due(decision: Decision) -> date:
    """Return by when a decision must be examined again: a year after the last time (art. 22 §1)."""
    last = getattr(decision, "examined_on", None) or decision.decided_on
    return due("review", max(last, decision.decided_on)).day or decision.decided_on


def with_examination(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Annotate when a decision was last examined without changing it."""
    settled = Q(reviews__reason=ReviewReason.YEARLY, reviews__led_to=None)
    return rows.annotate(examined_on=Max("reviews__settled_on", filter=settled))


# -- The household ---------------------------------------------------------------------------------
@dataclass(frozen=True)
class Change:
    """What changed in a household since a decision."""

    decision: Decision
    words: tuple[str, ...]
    cause: str
    children: int | None  # minors there are now, when that number changed


def household_changes(decisions: Iterable[Decision], *, on: date) -> list[Change]:
    """Return the decisions since which somebody came, left or was born, or the family moved."""
    waiting = list(decisions)
    homes = {one.application.household_id for one in waiting}
    members, addresses = defaultdict(list), defaultdict(list)
    for row in HouseholdMember.objects.filter(household__in=homes).select_related("person"):
        members[row.household_id].append(row)
    for row in Address.objects.filter(household__in=homes):
        addresses[row.household_id].append(row)
    found = (_change(one, members[one.application.household_id], addresses, on) for one in waiting)
    return [change for change in found if change]


def _change(decision: Decision, members, addresses, on: date) -> Change | None:
    since = _known_until(decision)
    facts = [*_of_members(members, since, on)]
    for row in addresses[decision.application.household_id]:
        if since < row.starts_on <= on:
            facts.append(
                (f"adres {row.pk} {row.starts_on}", f"verhuisd op {row.starts_on:%d/%m/%Y}")
            )
    if not facts:
        return None
    marks = sorted(mark for mark, _ in facts)
    cause = sha256("; ".join(marks).encode()).hexdigest()[:32]
    then, now = _minors(members, since), _minors(members, on)
    words = tuple(said for _, said in facts)
    return Change(decision, words, cause, now if now != then else None)


def _known_until(decision: Decision) -> date:
    """Return the last day the report of a decision knows of: what came later was not weighed."""
    report = decision.proposal.investigation if decision.proposal else None
    signed = report.signed_on if report else None
    return min(signed or decision.decided_on, decision.decided_on)


def _of_members(members, since: date, on: date):
    for row in members:
        person = row.person
        if since < row.starts_on <= on:
            is_born = person.birth_date and person.birth_date > since
            what = "geboren" if is_born else "kwam bij het gezin"
            yield f"in {row.pk} {row.starts_on}", f"{person} {what} op {row.starts_on:%d/%m/%Y}"
        if row.ends_on and since < row.ends_on <= on:
            yield (
                f"uit {row.pk} {row.ends_on}",
                f"{person} verliet het gezin op {row.ends_on:%d/%m/%Y}",
            )


def _minors(members, day: date) -> int:
    there = (
        row.person
        for row in members
        if row.starts_on <= day and (row.ends_on is None or row.ends_on > day)
    )
    ages = (person.age_on(day) for person in there)
    return sum(age is not None and age < ADULT for age in ages)


# -- The guideline ---------------------------------------------------------------------------------
def newer_versions(on: date) -> dict[int, GuidelineVersion]:
    """Return the version in force on a day of every guideline, by the guideline's key."""
    rows = GuidelineVersion.objects.filter(since__lte=on).order_by(
        "guideline_id", "-since", "-number"
    )
    return {
        row.guideline_id: row for row in rows.distinct("guideline_id").select_related("guideline")
    }


def touched_by(version: GuidelineVersion, *, on: date) -> QuerySet[Decision]:
    """Return the decisions still paid that were taken on an earlier version of a guideline."""
    return running(on).filter(
        guideline__guideline=version.guideline_id, guideline__since__lt=version.since
    )


# -- The list --------------------------------------------------------------------------------------
def reviews_for(actor: Actor) -> QuerySet[Review]:
    """Return the reviews of decisions of which the actor sees the rights."""
    rows = Review.objects.filter(decision__application__household__in=households_with_rights(actor))
    return rows.annotate(cents=F("new_cents") - F("old_cents"))


def listed(actor: Actor, filters: dict, *, on: date) -> QuerySet[Review]:
    """Return the reviews the filters ask for, the first due first."""
    rows = reviews_for(actor)
    match filters.get("stand"):
        case "afgehandeld":
            rows = rows.filter(settled_on__isnull=False)
        case "te-laat":
            rows = rows.filter(settled_on=None, due_on__lt=on)
        case _:
            rows = rows.filter(settled_on=None)
    if reason := filters.get("reden"):
        rows = rows.filter(reason=reason)
    match filters.get("verschil"):
        case "meer":
            rows = rows.filter(cents__gt=0)
        case "minder":
            rows = rows.filter(cents__lt=0)
    return rows.order_by(F("due_on").asc(nulls_last=True), "raised_on", "pk")


def dressed(rows: QuerySet[Review]) -> QuerySet[Review]:
    """Add what the list shows of decision and household."""
    rows = rows.annotate(cents=F("new_cents") - F("old_cents")).order_by(
        F("due_on").asc(nulls_last=True), "raised_on", "pk"
    )
    return rows.select_related(
        "decision__application__household", "decision__application__applicant", "led_to"
    ).defer("decision__application__household__area__geometry")


def get_review(actor: Actor, pk: int) -> Review:
    """Return one review within the actor's scope. Raises NotFound."""
    rows = dressed(reviews_for(actor)).select_related("decision__calculation", "settled_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    household = Household.objects.with_team().get(pk=found.decision.application.household_id)
    found.decision.application.household = household
    return found
