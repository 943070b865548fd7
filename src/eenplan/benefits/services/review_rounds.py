"""What is raised by itself each night. Nothing here changes a decision."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

from django.db.models import Exists, OuterRef

from eenplan.benefits.enums import ReviewReason
from eenplan.benefits.models import Decision, Review
from eenplan.benefits.selectors.review_difference import differences, latest_rate, review_difference
from eenplan.benefits.selectors.reviews import (
    household_changes,
    newer_versions,
    running,
    touched_by,
    with_examination,
    yearly_due,
)
from eenplan.benefits.services.reviews import raise_review
from eenplan.core.access import Actor
from eenplan.engines.entitlement import law
from eenplan.organisation.selectors import norm

BATCH = 500


def _batches(rows: Iterable[Decision]) -> Iterator[list[Decision]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _known(batch: list[Decision], reason: ReviewReason) -> set[tuple[int, str]]:
    """Return which causes were raised already, so that a night does not ask one by one."""
    rows = Review.objects.filter(decision__in=batch, reason=reason)
    return set(rows.values_list("decision", "cause"))


def raise_yearly(*, actor: Actor, on: date) -> int:
    """Raise the decisions that must be examined again soon; return how many are new."""
    ahead = timedelta(days=int(norm("review_ahead_days", on=on)))
    told = 0
    waits = Review.objects.filter(
        decision=OuterRef("pk"), reason=ReviewReason.YEARLY, settled_on=None
    )
    for decision in with_examination(running(on).filter(~Exists(waits))).iterator(BATCH):
        by = yearly_due(decision)
        if by - ahead > on:
            continue
        _, is_new = raise_review(
            actor=actor,
            decision=decision,
            reason=ReviewReason.YEARLY,
            cause=f"{by}",
            detail="Zijn de voorwaarden nog vervuld?",
            due_on=by,
            on=on,
        )
        told += is_new
    return told


def raise_rates(*, actor: Actor, on: date) -> int:
    """Raise the decisions of which the amount changes by other parameters; return how many."""
    since, told = latest_rate(on), 0
    mark = law().fingerprint
    rows = (
        running(on)
        .filter(calculation__isnull=False)
        .exclude(calculation__law=mark, calculation__on__gte=since)
    )
    for batch in _batches(rows.iterator(BATCH)):
        found, known = differences(batch, on=on), _known(batch, ReviewReason.RATE_CHANGED)
        for decision in batch:
            changed = found[decision.pk]
            cause = f"{since} {changed.new_cents}"
            # Against what was reckoned then: who departed from it did so with a reason.
            same = changed.new_cents in (None, decision.calculation.amount_cents)
            if same or (decision.pk, cause) in known:
                continue
            _, is_new = raise_review(
                actor=actor,
                decision=decision,
                reason=ReviewReason.RATE_CHANGED,
                cause=cause,
                detail=f"Bedragen die gelden vanaf {since:%d/%m/%Y}.",
                old_cents=changed.old_cents,
                new_cents=changed.new_cents,
                on=on,
            )
            told += is_new
    return told


def raise_households(*, actor: Actor, on: date) -> int:
    """Raise the decisions since which the household changed; return how many are new."""
    told = 0
    for batch in _batches(running(on).iterator(BATCH)):
        known = _known(batch, ReviewReason.HOUSEHOLD_CHANGED)
        for change in household_changes(batch, on=on):
            if (change.decision.pk, change.cause) in known:
                continue
            found = review_difference(change.decision, on=on, children=change.children)
            _, is_new = raise_review(
                actor=actor,
                decision=change.decision,
                reason=ReviewReason.HOUSEHOLD_CHANGED,
                cause=change.cause,
                detail="; ".join(change.words),
                old_cents=found.old_cents if found.new_cents is not None else None,
                new_cents=found.new_cents,
                on=on,
            )
            told += is_new
    return told


def raise_guidelines(*, actor: Actor, on: date) -> int:
    """Raise the decisions taken on a guideline that has a newer version now; return how many."""
    told = 0
    for version in newer_versions(on).values():
        cause = f"version {version.pk}"
        raised = Review.objects.filter(
            decision=OuterRef("pk"), reason=ReviewReason.GUIDELINE_CHANGED, cause=cause
        )
        for decision in touched_by(version, on=on).filter(~Exists(raised)).iterator(BATCH):
            _, is_new = raise_review(
                actor=actor,
                decision=decision,
                reason=ReviewReason.GUIDELINE_CHANGED,
                cause=cause,
                detail=f"{version}, vanaf {version.since:%d/%m/%Y}: {version.why}",
                on=on,
            )
            told += is_new
    return told


PARTS = (raise_yearly, raise_rates, raise_households, raise_guidelines)
