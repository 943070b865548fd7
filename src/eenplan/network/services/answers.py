"""The answer to a referral: by link, by a team inside, or written down after a call."""

from datetime import date

from django.db import transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.network import permissions
from eenplan.network.enums import ReferralState
from eenplan.network.errors import AlreadyAnswered
from eenplan.network.models import Referral, ReferralLink
from eenplan.network.selectors.links import Opened
from eenplan.network.services.states import STATE_WORDS, move
from eenplan.network.services.telling import tell_case_manager


@transaction.atomic
def answer_by_link(
    *, opened: Opened, state: ReferralState, by_name: str, why: str, on: date
) -> Referral:
    """Take the answer of a partner without account; the link is used up by it.

    Whoever has the token may answer: that is its right, and the only one. Of two answers at once
    one wins; the other hears so. Raises AlreadyAnswered, NeedsReason.
    """
    if not opened.shows_packet:
        raise AlreadyAnswered(opened.sentence)
    partner = Actor(0, by_name, on)
    used = ReferralLink.objects.filter(pk=opened.link.pk, used_on=None, revoked_on=None)
    if not used.update(used_on=on):
        raise AlreadyAnswered(
            "Op deze vraag is net al geantwoord, of de link is ingetrokken. Uw antwoord telde niet."
        )
    referral = opened.referral
    organisation = referral.service.partner if referral.service else referral.team
    move(partner, referral, state, why=why, on=on, by_name=f"{by_name} ({organisation})")
    audit.record(partner, "network.answered-by-link", opened.link, state=state, by=by_name)
    _tell(partner, referral, state, by_name, why, on)
    return referral


@transaction.atomic
def answer_received(
    *, actor: Actor, referral: Referral, state: ReferralState, why: str, on: date
) -> Referral:
    """Answer for a team inside. Raises NotAllowed, NeedsReason, AlreadyAnswered."""
    permissions.check_can_receive(actor, referral)
    move(actor, referral, state, why=why, on=on, by_name=f"{actor.name} ({referral.receiver})")
    _tell(actor, referral, state, actor.name, why, on)
    return referral


@transaction.atomic
def note_answer(
    *, actor: Actor, referral: Referral, state: ReferralState, by_name: str, why: str, on: date
) -> Referral:
    """Write down what the receiver said on the phone or by mail; its link is no use any more.

    Raises NotAllowed, NeedsReason, AlreadyAnswered.
    """
    permissions.check_can_refer(actor, referral.case.household)
    said_by = f"{by_name}, genoteerd door {actor.name}"
    move(actor, referral, state, why=why, on=on, by_name=said_by)
    referral.links.filter(revoked_on=None, used_on=None).update(revoked_on=on)
    _tell(actor, referral, state, by_name, why, on)
    return referral


def _tell(
    actor: Actor, referral: Referral, state: ReferralState, by_name: str, why: str, on: date
) -> None:
    """Tell the case manager; what waited for this answer is settled by it."""
    said = f": {why.strip()}" if why.strip() else "."
    text = f"{referral.receiver} – doorverwijzing {STATE_WORDS[state]} door {by_name}{said}"
    tell_case_manager(actor, referral.case, text, on=on)
