"""A decision has to be looked at again: raising it, settling it. A review changes no decision."""

from datetime import date

from django.db import IntegrityError, transaction

from eenplan.benefits import committee_permissions as permissions
from eenplan.benefits.committee_errors import AppealRefused, ReviewRefused
from eenplan.benefits.enums import AppealOutcome, ReviewReason
from eenplan.benefits.models import Appeal, Application, Decision, Review
from eenplan.benefits.selectors.absence import absence_of
from eenplan.benefits.selectors.decisions import warning_of
from eenplan.benefits.services.committee_news import tell_case_manager, tell_heads
from eenplan.core import audit
from eenplan.core.access import Actor


@transaction.atomic
def raise_review(
    *,
    actor: Actor,
    decision: Decision,
    reason: ReviewReason,
    on: date,
    cause: str = "",
    detail: str = "",
    due_on: date | None = None,
    old_cents: int | None = None,
    new_cents: int | None = None,
) -> tuple[Review, bool]:
    """Say that a decision must be looked at again; return the review, and whether it is new.

    Twice for one cause is once: an open review of the reason is brought up to date, a settled one
    of the same cause is left at that.
    """
    cause = cause[:64]
    told = {
        "detail": detail[:400],
        "due_on": due_on,
        "old_cents": old_cents,
        "new_cents": new_cents,
        "cause": cause,
    }
    Decision.objects.select_for_update(no_key=True, of=("self",)).get(pk=decision.pk)
    same = Review.objects.filter(decision=decision, reason=reason)
    found = same.filter(settled_on=None).first()
    if found is None and cause:
        found = same.filter(cause=cause).first()
    if found is not None:
        if found.settled_on is None and found.cause != cause:
            if reason == ReviewReason.NEW_FACTS:  # each is news of its own: none is lost
                told["detail"] = f"{found.detail} {detail}".strip()[:400]
            Review.objects.filter(pk=found.pk).update(**told)
            found.refresh_from_db()
        return found, False
    try:
        with transaction.atomic():
            review = Review.objects.create(decision=decision, reason=reason, raised_on=on, **told)
    except IntegrityError:
        return same.get(settled_on=None), False
    household = decision.application.household
    text = f"Te herzien: {decision.number}, {ReviewReason(reason).label}. {detail}"
    tell_case_manager(actor, household, text.strip(), on)
    audit.record(actor, "benefits.review-raised", review, reason=reason, cause=cause)
    return review, True


@transaction.atomic
def report_new_facts(*, actor: Actor, decision: Decision, detail: str, on: date) -> Review:
    """Let the case manager say that something new came up. Raises NotAllowed, ReviewRefused."""
    permissions.check_can_propose(actor, decision.application.household)
    if not detail:
        raise ReviewRefused("Schrijf wat er nieuw is.", "detail")
    review, is_new = raise_review(
        actor=actor, decision=decision, reason=ReviewReason.NEW_FACTS, detail=detail, on=on
    )
    if not is_new:
        raise ReviewRefused("Er staan al nieuwe feiten te bekijken bij deze beslissing.")
    return review


@transaction.atomic
def settle_review(*, actor: Actor, review: Review, note: str, on: date) -> Review:
    """Settle a review with the finding that the decision stays as it is. Raises ReviewRefused."""
    permissions.check_can_propose(actor, review.decision.application.household)
    if len(note.split()) < 3:
        raise ReviewRefused("Schrijf wat u vond, in een zin.", "note")
    rows = Review.objects.filter(pk=review.pk, settled_on=None)
    settled = {"settled_on": on, "settled_note": note, "settled_by_id": actor.user_id or None}
    if not rows.update(**settled):
        raise ReviewRefused("Iemand anders handelde deze herziening net af.")
    review.refresh_from_db()
    audit.record(actor, "benefits.review-settled", review, note=note)
    return review


# -- Appeal ----------------------------------------------------------------------------------------
@transaction.atomic
def note_appeal(
    *,
    actor: Actor,
    decision: Decision,
    filed_on: date,
    court: str,
    on: date,
    roll_number: str = "",
    note: str = "",
) -> tuple[Appeal, str]:
    """Note that somebody went to the labour court; return it with a warning when it came late."""
    permissions.check_can_propose(actor, decision.application.household)
    if not decision.decided_on <= filed_on <= on:
        raise AppealRefused("Kies een dag tussen de beslissing en vandaag.", "filed_on")
    if decision.appeals.filter(outcome="").exists():
        raise AppealRefused("Tegen deze beslissing loopt al een beroep.")
    appeal = _write_appeal(
        "Tegen deze beslissing loopt al een beroep.",
        application=decision.application,
        decision=decision,
        filed_on=filed_on,
        court=court,
        roll_number=roll_number,
        note=note,
        noted_by_id=actor.user_id or None,
    )
    audit.record(actor, "benefits.appeal-noted", appeal, filed_on=filed_on)
    return appeal, warning_of(appeal)


def _write_appeal(there_is_one: str, **facts) -> Appeal:
    try:
        with transaction.atomic():
            return Appeal.objects.create(**facts)
    except IntegrityError:
        raise AppealRefused(there_is_one) from None


@transaction.atomic
def note_appeal_of_absence(
    *,
    actor: Actor,
    application: Application,
    filed_on: date,
    court: str,
    on: date,
    roll_number: str = "",
    note: str = "",
) -> tuple[Appeal, str]:
    """Note that somebody went to court because nothing was decided in time (RMI art. 47).

    Returns it with a warning when the term to decide still ran, or that to appeal was over.
    Raises NotAllowed, AppealRefused.
    """
    permissions.check_can_propose(actor, application.household)
    held = Application.objects.select_for_update(no_key=True).get(pk=application.pk)
    if held.decisions.filter(urgent_by=None, decided_on__lte=filed_on).exists():
        raise AppealRefused("Toen was er al beslist: noteer het beroep bij die beslissing.")
    if held.withdrawn_on and held.withdrawn_on <= filed_on:
        raise AppealRefused("De aanvraag was toen ingetrokken.", "filed_on")
    if not held.received_on <= filed_on <= on:
        raise AppealRefused("Kies een dag tussen de aanvraag en vandaag.", "filed_on")
    appeal = _write_appeal(
        "Er loopt al een beroep omdat er niet beslist is.",
        application=held,
        filed_on=filed_on,
        court=court,
        roll_number=roll_number,
        note=note,
        noted_by_id=actor.user_id or None,
    )
    audit.record(actor, "benefits.appeal-noted", appeal, filed_on=filed_on)
    tell_heads(
        actor,
        application.household,
        f"Beroep bij {held.number}: er is niet op tijd beslist.",
        on,
    )
    return appeal, absence_of(application, on=on).warning(filed_on)


@transaction.atomic
def end_appeal(
    *, actor: Actor, appeal: Appeal, outcome: AppealOutcome, outcome_on: date, on: date, note: str
) -> Appeal:
    """Note what became of an appeal; a changed decision is to be reviewed. Raises AppealRefused."""
    permissions.check_can_propose(actor, appeal.application.household)
    held = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if held.outcome:
        raise AppealRefused("De uitkomst staat al genoteerd.")
    if not held.filed_on <= outcome_on <= on:
        raise AppealRefused("Kies een dag tussen het beroep en vandaag.", "outcome_on")
    held.outcome, held.outcome_on = outcome, outcome_on
    held.note = f"{held.note} {note}".strip()[:1000]
    held.save()
    if outcome == AppealOutcome.CHANGED and held.decision:
        raise_review(
            actor=actor,
            decision=held.decision,
            reason=ReviewReason.NEW_FACTS,
            cause=f"appeal {held.pk}",
            detail=f"De rechtbank wijzigt de beslissing. {note}",
            on=on,
        )
    if outcome == AppealOutcome.CHANGED and held.decision is None:
        tell_case_manager(
            actor,
            appeal.application.household,
            f"De rechtbank besliste over {held.application.number}: stel voor wat ze oplegt. "
            f"{note}",
            on,
        )
    audit.record(actor, "benefits.appeal-ended", held, outcome=outcome)
    return held
