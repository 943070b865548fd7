"""Making the decision the committee or its chair took, and what it lets be paid."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from eenplan.benefits import committee_permissions as permissions
from eenplan.benefits.committee_errors import UrgentRefused, VoteRefused
from eenplan.benefits.enums import AskedRight, ProposalKind, Rhythm
from eenplan.benefits.enums_money import Component
from eenplan.benefits.models import (
    AgendaItem,
    Application,
    Decision,
    DecisionProposal,
    Grant,
    Review,
)
from eenplan.benefits.policies.proposals import PAYS
from eenplan.benefits.selectors.decisions import grant_before, takes_effect
from eenplan.benefits.selectors.proposals import right_of
from eenplan.benefits.services.committee_news import tell_case_manager, tell_heads
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.numbering import next_numbers
from eenplan.organisation.selectors import norm

TERMS = (
    *("kind", "right", "category", "amount_cents", "rhythm", "starts_on", "ends_on"),
    *("grounds_in_law", "grounds_in_fact", "guideline", "deviation_reason", "calculation"),
)
ENDS = (ProposalKind.REVISE, ProposalKind.STOP)
IN_AN_EMERGENCY = (
    "Dringende steun, toegekend door de voorzitter (Decreet over het lokaal bestuur, artikel 114: "
    "artikelnummer niet nagekeken), te bekrachtigen op de eerstvolgende zitting."
)


def decide(*, actor: Actor, item: AgendaItem, at: datetime) -> Decision:
    """Write down the decision of an accepted item, with all it brings; in the caller's transaction.

    Raises VoteRefused when something else was decided meanwhile.
    """
    asked = item.proposal
    day = item.session.held_on
    try:
        with transaction.atomic():
            decision = _write(asked, item, day, actor, at)
            _bring(actor, decision, asked)
    except IntegrityError as error:
        if not (said := _said(str(error))):
            raise
        raise VoteRefused(said) from None
    audit.record(
        actor, "benefits.decided", decision, number=decision.number, cents=decision.amount_cents
    )
    text = f"{decision.number}: {decision.get_kind_display()} ({decision.get_right_display()})"
    tell_case_manager(
        actor, asked.application.household, f"Beslist op {day:%d/%m/%Y}: {text}.", day
    )
    return decision


def _said(error: str) -> str:
    if "one_grant_at_a_time" in error:
        return (
            "Voor deze persoon loopt in die periode al een toekenning van dezelfde steun. Herzien "
            "kan; een tweede toekennen niet. Stel het punt uit."
        )
    if "withdrawn_is_not_decided" in error:
        return "De aanvraag is intussen ingetrokken. Haal het punt van de agenda of stel het uit."
    if "revises" in error:
        return "Op de vorige beslissing volgde intussen een andere. Stel het punt uit."
    if "proposal_id" in error or "item_id" in error:
        return "Over dit voorstel is al beslist."
    return ""


def _write(
    asked: DecisionProposal, item: AgendaItem, day: date, actor: Actor, at: datetime
) -> Decision:
    return Decision.objects.create(
        **{name: getattr(asked, name) for name in TERMS},
        year=day.year,
        serial=next_numbers("decisions", day.year)[0],
        application=asked.application,
        proposal=asked,
        item=item,
        revises=asked.revises,
        decided_on=day,
        recorded_at=at,
        recorded_by_id=actor.user_id or None,
    )


def _bring(actor: Actor, decision: Decision, asked: DecisionProposal) -> None:
    """End what was paid before, begin what is paid now, settle what was to be reviewed.

    A recovery is begun by finance, who agrees on the instalments with the client: nothing is
    withheld by the decision alone.
    """
    starts_on = decision.starts_on
    if decision.kind in ENDS:
        starts_on = takes_effect(decision.starts_on, decision.decided_on, spared=asked.spared)
        _end_before(decision, starts_on)
        _settle(actor, decision)
    if decision.kind in PAYS and decision.amount_cents:
        _grant(decision, starts_on)


def _end_before(decision: Decision, day: date) -> None:
    """End the grant of the decisions before this one on the day the new one takes effect."""
    before = grant_before(decision)
    if before is None:
        return
    ends_on = max(day, before.starts_on)
    if before.ends_on is None or before.ends_on > ends_on:
        Grant.objects.filter(pk=before.pk).update(ends_on=ends_on)


def _settle(actor: Actor, decision: Decision) -> None:
    before = decision.revises
    chain = []
    while before is not None:
        chain.append(before.pk)
        before = before.revises
    rows = Review.objects.filter(decision__in=chain, settled_on=None)
    for review in rows.select_for_update():
        review.settled_on = max(decision.decided_on, review.raised_on)
        review.settled_by_id = actor.user_id or None
        review.settled_note = f"Volgende beslissing: {decision.number}."
        review.led_to = decision
        review.save()


def _grant(decision: Decision, starts_on: date) -> Grant:
    ends_on = decision.ends_on
    if decision.rhythm == Rhythm.ONCE and ends_on is None:
        ends_on = starts_on + timedelta(days=1)
    return Grant.objects.create(
        decision=decision,
        household=decision.application.household,
        beneficiary=decision.application.applicant,
        component=Component(decision.right),
        amount_cents=decision.amount_cents,
        rhythm=decision.rhythm,
        starts_on=starts_on,
        ends_on=max(ends_on, starts_on) if ends_on else None,
    )


@transaction.atomic
def give_urgent_aid(
    *,
    actor: Actor,
    application: Application,
    amount_cents: int,
    reason: str,
    at: datetime,
    on: date,
) -> Decision:
    """Let the chair alone grant aid on an urgent application; it counts at once, and once.

    The next session ratifies it. Raises NotAllowed, UrgentRefused.
    """
    permissions.check_can_chair(actor)
    held = Application.objects.select_for_update(no_key=True).get(pk=application.pk)
    _check_urgent(held, amount_cents, reason, on)
    is_wage = right_of(held) in (AskedRight.LIVING_WAGE, AskedRight.EQUIVALENT)
    try:
        with transaction.atomic():
            decision = Decision.objects.create(
                kind=ProposalKind.GRANT,
                right=AskedRight.OTHER_AID,
                amount_cents=amount_cents,
                rhythm=Rhythm.ONCE,
                starts_on=on,
                ends_on=on + timedelta(days=1),
                grounds_in_law=IN_AN_EMERGENCY,
                grounds_in_fact=reason,
                year=on.year,
                serial=next_numbers("decisions", on.year)[0],
                application=held,
                decided_on=on,
                urgent_by_id=actor.user_id,
                recorded_at=at,
                recorded_by_id=actor.user_id,
            )
    except IntegrityError as error:
        if "urgent_aid_once" in str(error):
            raise UrgentRefused("Voor deze aanvraag kende u al dringende steun toe.") from None
        if "withdrawn_is_not_decided" in str(error):
            raise UrgentRefused("Deze aanvraag is net ingetrokken.") from None
        raise
    Grant.objects.create(
        decision=decision,
        household_id=held.household_id,
        beneficiary_id=held.applicant_id,
        component=Component.ADVANCE if is_wage else Component.OTHER_AID,
        amount_cents=amount_cents,
        rhythm=Rhythm.ONCE,
        starts_on=on,
        ends_on=on + timedelta(days=1),
    )
    audit.record(actor, "benefits.urgent-aid", decision, cents=amount_cents)
    said = f"Dringende steun bij {held.number}, door de voorzitter op {on:%d/%m/%Y}."
    tell_case_manager(actor, held.household, said, on)
    tell_heads(actor, held.household, said, on)
    return decision


def _check_urgent(application: Application, cents: int, reason: str, on: date) -> None:
    if not application.is_urgent:
        raise UrgentRefused("Deze aanvraag is niet als dringend ingeschreven.")
    if application.withdrawn_on:
        raise UrgentRefused("Deze aanvraag is ingetrokken.")
    decided = application.decisions.all()
    if decided.filter(urgent_by__isnull=False).exists():
        raise UrgentRefused("Voor deze aanvraag kende u al dringende steun toe.")
    if decided.exists():
        raise UrgentRefused("Het comité besliste al over deze aanvraag.")
    most = int(norm("urgent_aid_most", on=on)) * 100
    if not 0 < cents <= most:
        raise UrgentRefused(
            f"Kies een bedrag boven nul tot {most // 100} euro, de grens van het huishoudelijk "
            "reglement.",
            "amount",
        )
    if len(reason.split()) < 5:
        raise UrgentRefused("Schrijf waarom het niet kan wachten, in een volledige zin.", "reason")
