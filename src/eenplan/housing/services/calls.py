"""Speaking to providers, and what follows from what they say or do not say."""

from datetime import date, timedelta

from django.db import transaction

from eenplan.core import audit
from eenplan.core.access import Actor, system_actor
from eenplan.housing import permissions, policies
from eenplan.housing.enums import REACHED, CallChannel, CallResult, HoldKind
from eenplan.housing.errors import ImpossibleCall
from eenplan.housing.models import Offer, OfferCall, OfferHold
from eenplan.housing.selectors.calls import silences_of
from eenplan.housing.selectors.stages import confirmed_since
from eenplan.housing.services.holds import end_hold, put_on_hold
from eenplan.organisation.selectors import norm


@transaction.atomic
def record_call(
    *,
    actor: Actor,
    offer: Offer,
    result: CallResult,
    channel: CallChannel = CallChannel.PHONE,
    agreed: str = "",
    called_on: date | None = None,
    call_back_on: date | None = None,
    on: date,
) -> OfferCall:
    """Write down one attempt to speak to a provider, and do what follows from it.

    Confirmed: the offer counts as confirmed that day, and a dormant one is awake again. Wants a
    pause or withdraws: the offer is held, without another question. No answer: the norm of
    silences makes it dormant. A stopped offer stays stopped, whatever was said.

    Raises NotAllowed, ImpossibleCall, OfferHeld.
    """
    permissions.check_can_manage(actor)
    held = Offer.objects.select_for_update(no_key=True).get(pk=offer.pk)
    day = called_on or on
    policies.check_not_emptied(held)
    policies.check_called_on(held, day, on=on)
    if call_back_on and call_back_on <= on:
        raise ImpossibleCall("Terugbellen doet u op een latere dag.")
    call = OfferCall.objects.create(
        offer=held,
        called_on=day,
        channel=channel,
        result=result,
        agreed=agreed,
        call_back_on=call_back_on,
        called_by_id=actor.user_id or None,
    )
    audit.record(actor, "housing.provider-called", held, result=result, call=call.pk)
    present = OfferHold.objects.lasting_beyond(on).filter(offer=held).first()
    if present is None or present.kind != HoldKind.FROZEN:
        _follow(actor, held, present, call, on)
    return call


def _follow(
    actor: Actor, offer: Offer, present: OfferHold | None, call: OfferCall, on: date
) -> None:
    if call.result == CallResult.CONFIRMED:
        offer.confirmed_on = max(offer.confirmed_on, call.called_on)
        offer.version += 1
        offer.save(update_fields=["confirmed_on", "version"])
        if present:
            end_hold(actor, present, on)
    elif call.result == CallResult.PAUSE:
        put_on_hold(actor, offer, HoldKind.PAUSED, call.agreed, on, call.call_back_on)
    elif call.result == CallResult.WITHDRAW:
        put_on_hold(actor, offer, HoldKind.WITHDRAWN, call.agreed, on)
    elif call.result in REACHED:
        if present and present.kind == HoldKind.DORMANT:
            end_hold(actor, present, on)
    elif present is None:
        _let_sleep(actor, [offer], on)


def _let_sleep(actor: Actor, offers: list[Offer], on: date) -> int:
    """Put the offers to sleep whose provider was silent too often; return how many."""
    most = int(norm("offer_silences", on=on))
    counts = silences_of(offers, on=on)
    silent = [offer for offer in offers if counts[offer.pk] >= most]
    for offer in silent:
        times = f"{counts[offer.pk]} keer" if counts[offer.pk] > 1 else "1 keer"
        put_on_hold(actor, offer, HoldKind.DORMANT, f"{times} geen antwoord", on)
    return len(silent)


@transaction.atomic
def let_silent_offers_sleep(*, on: date) -> int:
    """Put to sleep, at night, whose provider did not answer messages either; return how many."""
    actor = system_actor(on)
    unanswered = OfferCall.objects.exclude(result__in=REACHED).filter(
        called_on__gt=on - timedelta(days=366)
    )
    held = OfferHold.objects.lasting_beyond(on)
    offers = Offer.objects.filter(
        pk__in=unanswered.values("offer"), confirmed_on__lt=on, emptied_on=None
    ).exclude(pk__in=held.values("offer"))
    return _let_sleep(actor, list(offers), on)


def check_confirmed(offer: Offer, *, on: date) -> None:
    """Raise ImpossibleCall for an offer that has to be confirmed anew before it is proposed."""
    since = confirmed_since(on)
    if offer.confirmed_on < since:
        raise ImpossibleCall(
            f"Dit aanbod is langer dan {(on - since).days} dagen niet bevestigd. Bel eerst."
        )
