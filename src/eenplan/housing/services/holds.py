"""What interrupts an offer: pause, silence, withdrawal, and the stop for safety."""

from datetime import date

from django.db import transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.housing import permissions, policies
from eenplan.housing.enums import HoldKind
from eenplan.housing.errors import OfferHeld
from eenplan.housing.models import Offer, OfferHold, Place


@transaction.atomic
def hold_offer(
    *,
    actor: Actor,
    offer: Offer,
    kind: HoldKind,
    reason: str,
    on: date,
    until: date | None = None,
) -> OfferHold:
    """Interrupt an offer from a day on; another interruption ends that day.

    Nobody who lives there moves because of it; no new stay begins (`no_stay_while_held`). The
    places are locked, so that whoever is giving one away this moment waits and then sees the hold.
    A stop is never replaced; stopping twice is stopping once.

    Raises NotAllowed, OfferHeld.
    """
    permissions.check_can_hold(actor, kind)
    return put_on_hold(actor, offer, kind, reason, on, until)


def put_on_hold(
    actor: Actor, offer: Offer, kind: HoldKind, reason: str, on: date, until: date | None = None
) -> OfferHold:
    """Write the hold, for who was already found to be allowed to."""
    present = _locked(offer, on)
    policies.check_can_replace(present, kind)
    if present and present.kind == kind == HoldKind.FROZEN:
        return present
    if until is not None and until <= on:
        raise OfferHeld("De pauze eindigt na vandaag, of heeft geen einddatum.")
    if present:
        present.ends_on = max(on, present.starts_on)
        present.save(update_fields=["ends_on"])
    hold = OfferHold.objects.create(
        offer=offer,
        kind=kind,
        reason=reason[:200],
        starts_on=on,
        ends_on=until,
        set_by_id=actor.user_id or None,
    )
    audit.record(actor, "housing.offer-held", offer, kind=kind, until=until or "")
    return hold


@transaction.atomic
def release_hold(*, actor: Actor, offer: Offer, on: date) -> OfferHold:
    """Let an offer count again from a day on. Raises NotAllowed, OfferHeld."""
    present = _locked(offer, on)
    if present is None:
        raise OfferHeld("Dit aanbod is niet onderbroken.")
    permissions.check_can_release(actor, HoldKind(present.kind))
    policies.check_not_emptied(offer)
    policies.check_no_stop(present)
    end_hold(actor, present, on)
    return present


def end_hold(actor: Actor, hold: OfferHold, on: date) -> None:
    """End a hold on a day, for who was already found to be allowed to."""
    hold.ends_on = max(on, hold.starts_on)
    hold.save(update_fields=["ends_on"])
    audit.record(actor, "housing.offer-released", hold.offer, kind=hold.kind)


def _locked(offer: Offer, on: date) -> OfferHold | None:
    """Lock an offer and its places; return what interrupts it from a day on."""
    Offer.objects.select_for_update(no_key=True).get(pk=offer.pk)
    lock_places(offer)
    return OfferHold.objects.lasting_beyond(on).filter(offer=offer).order_by("starts_on").first()


def lock_places(offer: Offer) -> None:
    """Lock the units of an offer, in one order, so that no stay begins meanwhile."""
    places = Place.objects.select_for_update(no_key=True).order_by("pk")
    list(places.filter(dwelling__offer=offer).values_list("pk"))
