"""Following up the plan: evaluations, progress per life domain, signatures."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max

from eenplan.cases import permissions, plan_policies as policies
from eenplan.cases.enums import LifeDomain
from eenplan.cases.errors import AlreadyDone, AlreadySigned, ImpossibleDay, NothingMeasured
from eenplan.cases.models import Case, Measurement, PlanReview, PlanSigning
from eenplan.cases.selectors.plan_text import plan_hash, plan_text
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.organisation.selectors import norm
from eenplan.people.models import Person

MOST_AHEAD = timedelta(days=366)


def next_review_day(*, on: date) -> date:
    """Return the day an evaluation is due by the municipality's norm."""
    return on + timedelta(days=int(norm("plan_review_days", on=on)))


def plan_first_review(case: Case, *, on: date) -> None:
    """Plan an evaluation within the norm when none is planned. The case is locked."""
    if not case.reviews.filter(held_on=None).exists():
        PlanReview.objects.create(case=case, planned_on=next_review_day(on=on))


@transaction.atomic
def plan_review(*, actor: Actor, case: Case, planned_on: date, on: date) -> PlanReview:
    """Choose the day of the next evaluation, or another day for it.

    Raises NotAllowed, CaseClosed, ImpossibleDay.
    """
    permissions.check_can_work(actor, case)
    policies.lock_open(case)
    _check_ahead(planned_on, on, field="planned_on")
    present = case.reviews.filter(held_on=None).first()
    was = present.planned_on if present else None
    review, _ = PlanReview.objects.update_or_create(
        case=case, held_on=None, defaults={"planned_on": planned_on}
    )
    audit.record(actor, "cases.review-planned", review, was=was, planned=planned_on)
    return review


def _check_ahead(day: date, on: date, *, field: str) -> None:
    if day < on:
        raise ImpossibleDay("Kies vandaag of een latere dag.", field)
    if day > on + MOST_AHEAD:
        raise ImpossibleDay("Kies een dag binnen het jaar.", field)


@transaction.atomic
def hold_review(
    *,
    actor: Actor,
    review: PlanReview,
    held_on: date,
    summary: str,
    next_on: date,
    on: date,
) -> PlanReview:
    """Write what came out of an evaluation, and plan the next one.

    Raises NotAllowed, CaseClosed, AlreadyDone, TextMissing, ImpossibleDay.
    """
    permissions.check_can_work(actor, review.case)
    policies.lock_open(review.case)
    summary = policies.check_text(summary, "summary", "Schrijf kort wat besproken werd.")
    policies.check_past(review.case, held_on, on=on, field="held_on")
    _check_ahead(next_on, on, field="next_on")
    held = PlanReview.objects.filter(pk=review.pk, held_on=None).update(
        held_on=held_on, held_by=actor.user_id or None, summary=summary
    )
    if not held:
        raise AlreadyDone("Iemand anders noteerde deze evaluatie net.")
    PlanReview.objects.create(case=review.case, planned_on=next_on)
    audit.record(actor, "cases.review-held", review, held=held_on, next=next_on)
    review.refresh_from_db()
    return review


@transaction.atomic
def measure(
    *,
    actor: Actor,
    case: Case,
    scores: Mapping[LifeDomain, int],
    measured_on: date,
    on: date,
    note: str = "",
) -> list[Measurement]:
    """Write how a household stands in some life domains on a day; earlier figures stay.

    Raises NotAllowed, CaseClosed, NothingMeasured, ImpossibleDay.
    """
    permissions.check_can_work(actor, case)
    policies.lock_open(case)
    if not scores:
        raise NothingMeasured("Duid bij minstens één levensdomein een stand aan.")
    policies.check_past(case, measured_on, on=on, field="measured_on")
    rows = Measurement.objects.bulk_create(
        Measurement(
            case=case,
            domain=domain,
            on=measured_on,
            score=score,
            note=note.strip(),
            by_id=actor.user_id or None,
        )
        for domain, score in scores.items()
    )
    audit.record(actor, "cases.progress-measured", case, scores=dict(scores), on=measured_on)
    return rows


@transaction.atomic
def sign_plan(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    signed_on: date,
    seen: str,
    on: date,
    language: str = "",
) -> PlanSigning:
    """Record that a member of the household and the centre signed the plan as it reads now.

    `seen` is the mark of the text they signed. Raises NotAllowed, CaseClosed, NotInHousehold,
    WrongPerson, ImpossibleDay, StaleVersion when the plan reads otherwise by now, AlreadySigned.
    """
    permissions.check_can_work(actor, case)
    policies.lock_open(case)
    policies.check_members(case, person)
    policies.check_past(case, signed_on, on=on, field="signed_on")
    text = plan_text(case)
    mark = plan_hash(text)
    if seen != mark:
        raise StaleVersion(
            "Het plan is gewijzigd sinds deze tekst werd afgedrukt. Druk het opnieuw af en laat "
            "die tekst ondertekenen."
        )
    if case.signings.filter(plan_hash=mark, person=person).exists():
        raise AlreadySigned(f"{person} ondertekende deze tekst al.")
    last = case.signings.aggregate(last=Max("serial"))["last"] or 0
    signing = PlanSigning.objects.create(
        case=case,
        serial=last + 1,
        signed_on=signed_on,
        person=person,
        worker_id=actor.user_id or None,
        language=language,
        plan_hash=mark,
        snapshot=text,
    )
    audit.record(actor, "cases.plan-signed", signing, person=person.pk, hash=mark)
    return signing
