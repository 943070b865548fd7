"""Moving a referral from one state to the next: once, whoever is first."""

from datetime import date

from django.db.models import F

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.network.enums import ReferralState
from eenplan.network.errors import AlreadyAnswered, NeedsReason
from eenplan.network.lifecycle import NEXT, SAYS_WHY
from eenplan.network.models import HouseholdTie, Referral, ReferralEvent

STATE_WORDS = dict(ReferralState.choices)
LONGEST_NAME = 160


def move(
    actor: Actor, referral: Referral, state: ReferralState, *, why: str, on: date, by_name: str
) -> ReferralEvent:
    """Put a referral in its next state, unless somebody else did something first.

    The condition on the state makes that of two at once exactly one gets through, also when one
    of them is a partner at the other end of a link. Raises NeedsReason, AlreadyAnswered.
    """
    if state in SAYS_WHY and not why.strip():
        raise NeedsReason("Schrijf waarom.")
    before = [known for known, after in NEXT.items() if state in after]
    seen = Referral.objects.filter(pk=referral.pk, version=referral.version, state__in=before)
    if not seen.update(state=state, version=F("version") + 1):
        raise AlreadyAnswered(_what_happened(referral))
    referral.refresh_from_db(fields=["state", "version"])
    event = ReferralEvent.objects.create(
        referral=referral,
        state=state,
        on=on,
        by_id=actor.user_id or None,
        by_name=by_name[:LONGEST_NAME],
        why=why.strip(),
    )
    _follow_with_tie(referral, state, on)
    audit.record(actor, "network.referral-moved", referral, state=state, by=by_name)
    return event


def _what_happened(referral: Referral) -> str:
    last = referral.events.order_by("-pk").first()
    who = f" door {last.by_name}" if last and last.by_name else ""
    now = Referral.objects.values_list("state", flat=True).get(pk=referral.pk)
    return f"Deze doorverwijzing staat al op “{STATE_WORDS[now]}”{who}. Uw antwoord telde niet."


def _follow_with_tie(referral: Referral, state: ReferralState, on: date) -> None:
    """A service that accepts works with the household from then on, until it says otherwise."""
    if state == ReferralState.ACCEPTED and referral.service_id:
        household = referral.case.household
        if not household.ties.open().filter(service=referral.service).exists():
            HouseholdTie.objects.create(
                household=household,
                service=referral.service,
                theme=referral.service.theme,
                role="na onze doorverwijzing",
                contact_details=referral.service.contact_phone[:160],
                referral=referral,
                noted_by_id=referral.sent_by_id,
                starts_on=on,
                **{
                    f"consent_{name}": getattr(referral, f"consent_{name}")
                    for name in ("how", "by", "language", "on", "until")
                },
            )
    elif state != ReferralState.ACCEPTED:
        reason = f"De doorverwijzing is {STATE_WORDS[state]}."
        referral.ties.filter(ends_on=None).update(ends_on=on, end_reason=reason)
