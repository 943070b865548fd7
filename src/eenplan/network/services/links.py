"""Making and ending the one-time link by which a partner without account answers."""

from datetime import date, timedelta
from secrets import token_urlsafe

from django.db import transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.network import permissions
from eenplan.network.errors import LinkRefused
from eenplan.network.models import Referral, ReferralLink
from eenplan.network.selectors.links import hash_of
from eenplan.organisation.selectors import norm

TOKEN_BYTES = 32  # 256 bits


@transaction.atomic
def make_link(*, actor: Actor, referral: Referral, on: date) -> tuple[ReferralLink, str]:
    """Return a new link and its token, told this once; an earlier link dies.

    It lives no longer than the consent. Raises NotAllowed, LinkRefused.
    """
    permissions.check_can_refer(actor, referral.case.household)
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    if referral.team_id:
        raise LinkRefused("Een team van ons antwoordt op zijn eigen scherm, zonder link.")
    if not referral.is_pending:
        raise LinkRefused(f"Deze doorverwijzing is {referral.get_state_display()}.")
    if not referral.consent_holds_on(on):
        raise LinkRefused("De toestemming van het gezin geldt niet meer. Vraag ze opnieuw.")
    revoke_living(referral, on=on)
    last = on + timedelta(days=int(norm("referral_link_days", on=on)))
    token = token_urlsafe(TOKEN_BYTES)
    link = ReferralLink.objects.create(
        referral=referral,
        token_hash=hash_of(token),
        made_on=on,
        made_by_id=actor.user_id or None,
        expires_on=min(last, referral.consent_until),
    )
    audit.record(actor, "network.link-made", link, referral=referral.pk, until=link.expires_on)
    return link, token


def revoke_living(referral: Referral, *, on: date) -> int:
    """End the links of a referral that could still be used; return how many."""
    return referral.links.filter(revoked_on=None, used_on=None).update(revoked_on=on)


@transaction.atomic
def revoke_link(*, actor: Actor, referral: Referral, on: date) -> None:
    """Make the link of a referral useless: it went to the wrong address. Raises NotAllowed."""
    permissions.check_can_refer(actor, referral.case.household)
    ended = revoke_living(referral, on=on)
    audit.record(actor, "network.link-revoked", referral, links=ended)
