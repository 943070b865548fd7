"""Paying somebody else than who has the right: entered by one person, confirmed by another."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from eenplan.benefits.committee_permissions import check_can_propose
from eenplan.benefits.enums_money import PayeeBasis, PayeeKind
from eenplan.benefits.models import Application, Decision, PaidTo
from eenplan.benefits.money_errors import AccountSettled, ImpossiblePayee
from eenplan.benefits.money_permissions import check_can_approve, check_second_person
from eenplan.benefits.policies.accounts import checked_holder, checked_iban
from eenplan.benefits.policies.paid_to import check_basis
from eenplan.core import audit
from eenplan.core.access import Actor

SETTLED = "Dit is intussen bevestigd, geweigerd of beëindigd. Kijk opnieuw."


@transaction.atomic
def pay_somebody_else(
    *,
    actor: Actor,
    application: Application,
    kind: PayeeKind,
    iban: str,
    holder: str,
    basis: PayeeBasis,
    consent_on: date | None,
    decision: Decision | None,
    proof: str,
    starts_on: date,
    on: date,
    at: datetime,
) -> PaidTo:
    """Let what is granted on an application go to somebody else, once a second person confirms it.

    Who was paid in its place before, is so until that day. Raises NotAllowed, ImpossiblePayee,
    ImpossibleAccount.
    """
    check_can_propose(actor, application.household)
    held = Application.objects.select_for_update(no_key=True).get(pk=application.pk)
    check_basis(held, basis, consent_on, decision, starts_on, on=on)
    number, holder = checked_iban(iban), checked_holder(holder)
    before = held.paid_to.open().first()
    if before and (before.iban, before.holder) == (number, holder):
        raise ImpossiblePayee("Deze steun gaat al naar deze rekening.", "iban")
    if before and before.starts_on > starts_on:
        raise ImpossiblePayee("Er staat al een betaling aan een derde die later begint.")
    if before:
        _end(before, starts_on, "Vervangen door een andere rekening.")
    facts = {"basis": basis, "consent_on": consent_on, "decision": decision, "proof": proof}
    try:
        with transaction.atomic():
            made = PaidTo.objects.create(
                application=held,
                kind=kind,
                holder=holder,
                iban=number,
                starts_on=starts_on,
                entered_at=at,
                entered_by_id=actor.user_id or None,
                **facts,
            )
    except IntegrityError as error:
        if "paid_to" not in str(error):
            raise
        raise ImpossiblePayee("Dit kan niet naast wat er al staat. Kijk opnieuw.") from None
    audit.record(
        actor, "benefits.paid-to-entered", made, application=held.number, kind=kind, basis=basis
    )
    return made


def _end(row: PaidTo, day: date, why: str) -> None:
    row.ends_on, row.ended_why = max(day, row.starts_on), why
    row.save(update_fields=["ends_on", "ended_why"])


@transaction.atomic
def confirm_paid_to(*, actor: Actor, row: PaidTo, at: datetime) -> PaidTo:
    """Confirm it, by somebody else than who entered it.

    Raises NotAllowed, SamePerson, AccountSettled.
    """
    check_can_approve(actor)
    held = PaidTo.objects.select_for_update(of=("self",)).get(pk=row.pk)
    check_second_person(
        actor, held.entered_by_id, "U voerde dit zelf in: iemand anders bevestigt het."
    )
    if held.confirmed_at or held.ends_on:
        raise AccountSettled(SETTLED)
    held.confirmed_at, held.confirmed_by_id = at, actor.user_id or None
    held.save(update_fields=["confirmed_at", "confirmed_by"])
    audit.record(actor, "benefits.paid-to-confirmed", held)
    return held


@transaction.atomic
def refuse_paid_to(*, actor: Actor, row: PaidTo, reason: str, on: date) -> PaidTo:
    """Refuse what was entered: the client is paid again. Raises NotAllowed, AccountSettled."""
    check_can_approve(actor)
    held = PaidTo.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if held.confirmed_at or held.ends_on:
        raise AccountSettled(SETTLED)
    _end(held, held.starts_on, f"Geweigerd: {reason}"[:200])
    audit.record(actor, "benefits.paid-to-refused", held, reason=reason)
    return held


@transaction.atomic
def end_paid_to(*, actor: Actor, row: PaidTo, why: str, ends_on: date, on: date) -> PaidTo:
    """Pay the client again from a day: consent is withdrawn, or it is not needed any more.

    Raises NotAllowed, ImpossiblePayee, AccountSettled.
    """
    check_can_propose(actor, row.application.household)
    held = PaidTo.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if held.ends_on:
        raise AccountSettled(SETTLED)
    if ends_on < on and ends_on != held.starts_on:
        raise ImpossiblePayee(
            "Kies vandaag of een latere dag: wat vertrok, is vertrokken.", "ends_on"
        )
    _end(held, ends_on, why)
    audit.record(actor, "benefits.paid-to-ended", held, ends_on=ends_on, why=why)
    return held
