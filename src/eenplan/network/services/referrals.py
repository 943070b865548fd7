"""Sending a household on, taking that back, and a family that withdraws its consent."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from eenplan.cases.models import Case
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.directory.models import Service
from eenplan.network import permissions, policies
from eenplan.network.consenting import GivenConsent
from eenplan.network.enums import ReferralState
from eenplan.network.errors import AlreadyAnswered, AlreadyReferred, NeedsReason
from eenplan.network.models import Referral, ReferralEvent
from eenplan.network.selectors.referrals import doubts_about
from eenplan.network.selectors.sharing import blocks_of, may_see_needs, packet_of
from eenplan.network.services.states import move
from eenplan.network.services.telling import tell_asker
from eenplan.organisation.models import Team
from eenplan.organisation.selectors import norm
from eenplan.people.models import Household


@transaction.atomic
def send_referral(
    *,
    actor: Actor,
    case: Case,
    receiver: Service | Team,
    reason: str,
    asked: str,
    shared: Sequence[str],
    consent: GivenConsent,
    on: date,
    needs_consent: bool = False,
) -> Referral:
    """Refer a household to a service or a team inside, with what may be shared.

    What is shared is written down now: nothing that is noted later reaches the receiver. Raises
    NotAllowed, NoValidConsent, ReferralRefused, AlreadyReferred.
    """
    household = case.household
    permissions.check_can_refer(actor, household)
    Household.objects.select_for_update(no_key=True).get(pk=household.pk)
    policies.check_consent(consent, on=on)
    policies.check_shared(
        shared, needs_consent=needs_consent, may_see_needs=may_see_needs(actor, household)
    )
    is_team = isinstance(receiver, Team)
    if is_team:
        policies.check_team(receiver, household, on=on)
    else:
        policies.check_service(receiver, on=on)
    referral = Referral(
        case=case,
        team=receiver if is_team else None,
        service=None if is_team else receiver,
        reason=reason.strip(),
        asked=asked.strip(),
        shared=list(shared),
        packet=packet_of(blocks_of(household, actor, on=on), list(shared)),
        needs_consent=needs_consent,
        service_note="" if is_team else " ".join(doubts_about(receiver, on=on))[:300],
        sent_on=on,
        sent_by_id=actor.user_id or None,
        answer_by=on + timedelta(days=int(norm("referral_answer_days", on=on))),
        **consent.columns(),
    )
    _save(referral)
    ReferralEvent.objects.create(
        referral=referral,
        state=ReferralState.SENT,
        on=on,
        by_id=actor.user_id or None,
        by_name=actor.name,
        why=referral.asked,
    )
    audit.record(actor, "network.referral-sent", referral, to=receiver, shared=" ".join(shared))
    return referral


def _save(referral: Referral) -> None:
    try:
        with transaction.atomic():
            referral.save()
    except IntegrityError as error:
        if "referred_to_service_once" in str(error) or "referred_to_team_once" in str(error):
            raise AlreadyReferred(
                f"Dit gezin is al doorverwezen naar {referral.receiver}. Kijk eerst wat daar "
                "gebeurt, of trek die doorverwijzing in."
            ) from None
        raise


@transaction.atomic
def withdraw_referral(*, actor: Actor, referral: Referral, why: str, on: date) -> Referral:
    """Take a referral back, with the reason; its link shows nothing from then on.

    Raises NotAllowed, NeedsReason, AlreadyAnswered.
    """
    permissions.check_can_refer(actor, referral.case.household)
    move(actor, referral, ReferralState.WITHDRAWN, why=why, on=on, by_name=actor.name)
    if referral.sent_by_id and referral.sent_by_id != actor.user_id:
        text = f"{actor.name} trok de doorverwijzing naar {referral.receiver} in: {why}"
        tell_asker(actor, referral.case, referral.sent_by, text, on=on)
    return referral


@transaction.atomic
def withdraw_consent(*, actor: Actor, referral: Referral, why: str, on: date) -> Referral:
    """Write down that the family withdrew its consent: nothing is shown to the receiver any more.

    A referral that still waits for an answer is withdrawn with it. Raises NotAllowed,
    NeedsReason, AlreadyAnswered.
    """
    permissions.check_can_refer(actor, referral.case.household)
    if not why.strip():
        raise NeedsReason("Schrijf wat het gezin zei.")
    gone = Referral.objects.filter(pk=referral.pk, consent_withdrawn_on=None)
    if not gone.update(consent_withdrawn_on=on, consent_withdrawn_why=why.strip()[:200]):
        raise AlreadyAnswered("De toestemming was al ingetrokken.")
    referral.ties.update(consent_withdrawn_on=on, consent_withdrawn_why=why.strip()[:200])
    audit.record(actor, "network.consent-withdrawn", referral, why=why)
    referral.refresh_from_db()
    if referral.is_pending:
        sentence = f"Het gezin trok zijn toestemming in: {why.strip()}"
        move(actor, referral, ReferralState.WITHDRAWN, why=sentence, on=on, by_name=actor.name)
    return referral
