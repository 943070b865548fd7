"""Finding the referral behind a one-time link. The token itself is nowhere kept."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from eenplan.core.errors import NotFound
from eenplan.network.enums import ReferralState
from eenplan.network.models import Referral, ReferralLink

LONGEST_TOKEN = 200


@dataclass(frozen=True)
class Opened:
    """What a link shows: the referral with its packet, or one sentence why there is nothing."""

    link: ReferralLink
    sentence: str = ""
    is_answered: bool = False

    @property
    def referral(self) -> Referral:
        return self.link.referral

    @property
    def shows_packet(self) -> bool:
        return not self.sentence


def hash_of(token: str) -> str:
    """Return the hash under which a token is kept."""
    return sha256(token.encode()).hexdigest()


def open_link(token: str, *, on: date) -> Opened:
    """Return what the holder of a token may see on a day; raises NotFound for an unknown one."""
    found = ReferralLink.objects.select_related(
        "referral__case__household", "referral__service__partner", "referral__team"
    )
    link = found.filter(token_hash=hash_of(token)).first() if _is_whole(token) else None
    if link is None:
        raise NotFound("token")
    if link.used_on:
        return Opened(link, "Antwoord ontvangen. Dank u wel.", is_answered=True)
    return Opened(link, _closed(link, on))


def _is_whole(token: str) -> bool:
    return len(token) <= LONGEST_TOKEN and token.isascii()


def _closed(link: ReferralLink, on: date) -> str:
    """Return why a link shows nothing (any more), or nothing when it does."""
    if sentence := closed_sentence(link.referral, on=on):
        return sentence
    if link.revoked_on:
        return "Deze link werkt niet meer. Vraag een nieuwe aan wie hem u bezorgde."
    if on >= link.expires_on:
        return "Deze link is verlopen. Vraag een nieuwe aan wie hem u bezorgde."
    if not link.referral.is_pending:
        return "Deze vraag is al afgehandeld. U hoeft niets meer te doen."
    return ""


def closed_sentence(referral: Referral, *, on: date) -> str:
    """Return why a receiver sees nothing of the household (any more), or nothing when it may."""
    if referral.consent_withdrawn_on:
        return "Het gezin trok zijn toestemming in. Er is niets meer te zien."
    if referral.state == ReferralState.WITHDRAWN:
        return "Deze vraag is ingetrokken. U hoeft niets meer te doen."
    if not referral.consent_holds_on(on):
        return "De toestemming van het gezin is verlopen. Er is niets meer te zien."
    return ""


def living_link(referral: Referral, *, on: date) -> ReferralLink | None:
    """Return the link a partner can still answer by."""
    rows = referral.links.filter(revoked_on=None, used_on=None, expires_on__gt=on)
    return rows.select_related("made_by").first()
