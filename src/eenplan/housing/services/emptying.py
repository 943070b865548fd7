"""What is forgotten of an offer that was withdrawn or rejected, and the little that stays."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from eenplan.core import audit
from eenplan.core.access import Actor, system_actor
from eenplan.housing.enums import CheckVerdict, HoldKind, TombstoneVerdict
from eenplan.housing.models import (
    Dwelling,
    HostCheck,
    HostMember,
    Offer,
    OfferCall,
    OfferHold,
    Provider,
    Stay,
    Tombstone,
)
from eenplan.housing.tombstones import digest_of_offer, digest_of_person
from eenplan.organisation.selectors import norm

NAMELESS = "gewiste aanbieder"


def empty_old_offers(*, on: date) -> int:
    """Empty the offers withdrawn longer ago than the norm; return how many.

    Where somebody lived or will live, the offer belongs to the file of a household and stays. What
    is left of the others is a hash, the class of the verdict and a day to forget that too.
    """
    Tombstone.objects.filter(expires_on__lte=on).delete()
    before = on - timedelta(days=int(norm("offer_empty_days", on=on)))
    gone = OfferHold.objects.filter(
        offer=OuterRef("pk"), kind=HoldKind.WITHDRAWN, ends_on=None, starts_on__lte=before
    )
    stays = Stay.objects.filter(place__dwelling__offer=OuterRef("pk"))
    found = Offer.objects.filter(Exists(gone), ~Exists(stays), emptied_on=None)
    offers = list(found.select_related("provider"))
    for offer in offers:
        _empty(system_actor(on), offer, on)
    return len(offers)


@transaction.atomic
def _empty(actor: Actor, offer: Offer, on: date) -> None:
    members = list(HostMember.objects.filter(offer=offer))
    checks = HostCheck.objects.filter(member__offer=offer)
    rejected = checks.filter(verdict=CheckVerdict.NEGATIVE).exists()
    verdict = TombstoneVerdict.REJECTED if rejected else TombstoneVerdict.WITHDRAWN
    dwelling = Dwelling.objects.filter(offer=offer).first()
    digests = {digest_of_person(member.name, member.birth_date) for member in members}
    digests.add(digest_of_offer(offer.provider.name, dwelling.address if dwelling else ""))
    until = on + timedelta(days=int(norm("offer_remember_days", on=on)))
    Tombstone.objects.bulk_create(
        Tombstone(digest=digest, verdict=verdict, made_on=on, expires_on=until)
        for digest in digests - {None}
    )
    checks.delete()
    HostMember.objects.filter(offer=offer).delete()
    OfferCall.objects.filter(offer=offer).delete()
    OfferHold.objects.filter(offer=offer).update(reason="")
    Dwelling.objects.filter(offer=offer).update(address="", longitude=None, latitude=None)
    Offer.objects.filter(pk=offer.pk).update(
        emptied_on=on, remark="", languages=[], wishes=[], wished_least=None, wished_most=None
    )
    _forget_provider(offer)
    audit.record(actor, "housing.offer-emptied", offer, verdict=verdict)


def _forget_provider(offer: Offer) -> None:
    """Leave nobody's name behind, unless the provider has another offer that goes on."""
    others = Offer.objects.filter(provider=offer.provider, emptied_on=None).exclude(pk=offer.pk)
    if not others.exists():
        Provider.objects.filter(pk=offer.provider_id).update(
            name=NAMELESS, phone="", email="", iban="", language="nl"
        )
