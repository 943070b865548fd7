"""The agreement of a proposal: made, made anew, signed by both, and then kept as it is."""

from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils.timezone import localtime

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.housing import agreements, errors, permissions, policies
from eenplan.housing.enums import Side
from eenplan.housing.models import Agreement, Proposal
from eenplan.housing.services.proposals import hold


@transaction.atomic
def make_agreement(*, actor: Actor, proposal: Proposal, language: str, at: datetime) -> Agreement:
    """Make the document of a proposal, in Dutch and the language of the household.

    One that nobody, or one side only, signed yet is made anew: the signature is then asked again.
    Raises NotAllowed, ProposalOver, AgreementSigned.
    """
    permissions.check_can_place(actor)
    held = hold(proposal, at=at)
    before = Agreement.objects.select_for_update().filter(proposal=held).defer("pdf").first()
    if before and before.is_signed:
        raise errors.AgreementSigned("Deze overeenkomst is door beide ondertekend.")
    texts = agreements.texts_in(language)
    pdf = agreements.render(agreements.facts_of(held), texts, at=at)
    made, _ = Agreement.objects.update_or_create(
        proposal=held,
        defaults={
            "language": texts.language,
            "is_checked": texts.is_checked,
            "texts_version": agreements.VERSION,
            "pdf": pdf,
            "sha256": sha256(pdf).hexdigest(),
            "made_at": at,
            "made_by_id": actor.user_id,
            "household_signed_on": None,
            "provider_signed_on": None,
            "noted_by": None,
        },
    )
    audit.record(actor, "housing.agreement-made", made, language=texts.language, sha256=made.sha256)
    return made


@transaction.atomic
def note_signed(
    *, actor: Actor, proposal: Proposal, sides: set[Side], on: date, at: datetime
) -> Agreement:
    """Note that one side or both signed the paper. Raises NotAllowed, ProposalOver, NotYet,
    AgreementMissing, AgreementSigned.
    """
    permissions.check_can_place(actor)
    held = hold(proposal, at=at)
    agreement = Agreement.objects.select_for_update().filter(proposal=held).first()
    if agreement is None:
        raise errors.AgreementMissing("Maak eerst de overeenkomst en druk ze af.")
    if agreement.is_signed:
        raise errors.AgreementSigned("Deze overeenkomst is al door beide ondertekend.")
    policies.check_meeting_day(held, on, on=localtime(at).date())
    if Side.HOUSEHOLD in sides:
        agreement.household_signed_on = agreement.household_signed_on or on
    if Side.PROVIDER in sides:
        agreement.provider_signed_on = agreement.provider_signed_on or on
    agreement.noted_by_id = actor.user_id
    agreement.save(update_fields=["household_signed_on", "provider_signed_on", "noted_by"])
    audit.record(
        actor, "housing.agreement-signed", agreement, sides=", ".join(sorted(sides)), on=on
    )
    return agreement
