"""The account somebody is paid on: entered by one person, confirmed by another."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from eenplan.benefits.models import BankDetails
from eenplan.benefits.money_errors import AccountSettled, ImpossibleAccount
from eenplan.benefits.money_permissions import (
    check_can_approve,
    check_can_enter_account,
    check_second_person,
)
from eenplan.benefits.policies.accounts import checked_holder, checked_iban
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.people.models import Person


@transaction.atomic
def enter_account(
    *,
    actor: Actor,
    person: Person,
    iban: str,
    holder: str,
    proof: str,
    on: date,
    at: datetime,
) -> BankDetails:
    """Enter the account of somebody from today on; it waits for a second person.

    The account before ends today. Raises NotAllowed, ImpossibleAccount, UnreadableHolder.
    """
    check_can_enter_account(actor)
    number, holder = checked_iban(iban), checked_holder(holder)
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    before = person.bank_details.open().first()
    if before and (before.iban, before.holder) == (number, holder):
        raise ImpossibleAccount("Deze rekening staat al zo genoteerd.")
    if before and before.starts_on > on:
        raise ImpossibleAccount("Er staat al een rekening die later begint.")
    if before:
        before.ends_on = on
        before.save(update_fields=["ends_on"])
    try:
        with transaction.atomic():
            made = BankDetails.objects.create(
                person=person,
                iban=number,
                holder=holder,
                proof=proof,
                starts_on=on,
                entered_at=at,
                entered_by_id=actor.user_id or None,
            )
    except IntegrityError as error:
        raise ImpossibleAccount("Er is dan al een rekening voor deze persoon.") from error
    audit.record(actor, "benefits.account-entered", made, person=person.pk, changed=bool(before))
    return made


@transaction.atomic
def confirm_account(*, actor: Actor, account: BankDetails, at: datetime) -> BankDetails:
    """Confirm an account, by somebody else than who entered it.

    Raises NotAllowed, SamePerson, AccountSettled.
    """
    check_can_approve(actor)
    held = BankDetails.objects.select_for_update(of=("self",)).get(pk=account.pk)
    check_second_person(
        actor, held.entered_by_id, "U voerde deze rekening zelf in: iemand anders bevestigt ze."
    )
    if held.confirmed_at or held.ends_on:
        raise AccountSettled("Deze rekening is intussen bevestigd, geweigerd of vervangen.")
    held.confirmed_at, held.confirmed_by_id = at, actor.user_id or None
    held.save(update_fields=["confirmed_at", "confirmed_by"])
    audit.record(actor, "benefits.account-confirmed", held, person=held.person_id)
    return held


@transaction.atomic
def reject_account(*, actor: Actor, account: BankDetails, reason: str, on: date) -> BankDetails:
    """Refuse an account that was entered; nothing is paid until another is entered.

    Raises NotAllowed, AccountSettled.
    """
    check_can_approve(actor)
    held = BankDetails.objects.select_for_update(of=("self",)).get(pk=account.pk)
    if held.confirmed_at or held.ends_on:
        raise AccountSettled("Deze rekening is intussen bevestigd, geweigerd of vervangen.")
    held.ends_on = max(on, held.starts_on)
    held.save(update_fields=["ends_on"])
    audit.record(actor, "benefits.account-refused", held, reason=reason)
    return held
