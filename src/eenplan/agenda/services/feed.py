"""The secret address of somebody's calendar: made anew, taken back."""

from datetime import datetime
from secrets import token_urlsafe

from django.db import IntegrityError, transaction

from eenplan.agenda.errors import HoursRefused
from eenplan.agenda.models import CalendarLink
from eenplan.agenda.selectors.feed import fingerprint_of
from eenplan.core import audit
from eenplan.core.access import Actor, Capability


@transaction.atomic
def new_address(*, actor: Actor, at: datetime) -> str:
    """Return a new secret for the actor's calendar; the one before stops working at once.

    Only its fingerprint is kept: whoever loses it makes a new one. Raises NotAllowed.
    """
    actor.must(Capability.AGENDA_USE)
    _revoke(actor, at)
    token = token_urlsafe(32)
    try:
        with transaction.atomic():
            link = CalendarLink.objects.create(
                worker_id=actor.user_id, fingerprint=fingerprint_of(token), made_at=at
            )
    except IntegrityError:
        raise HoursRefused("U maakte net al een nieuw adres. Kijk op de pagina.") from None
    audit.record(actor, "agenda.calendar-address-made", link)
    return token


@transaction.atomic
def revoke_address(*, actor: Actor, at: datetime) -> None:
    """Let the present address of the actor's calendar stop working. Raises NotAllowed."""
    actor.must(Capability.AGENDA_USE)
    _revoke(actor, at)


def _revoke(actor: Actor, at: datetime) -> None:
    for link in CalendarLink.objects.select_for_update().filter(
        worker=actor.user_id, revoked_at=None
    ):
        link.revoked_at = at
        link.save(update_fields=["revoked_at"])
        audit.record(actor, "agenda.calendar-address-revoked", link)
