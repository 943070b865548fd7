"""An offer comes in: one way for the desk, a file and later the public form."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound, StaleVersion
from eenplan.core.numbering import next_numbers
from eenplan.housing import contacts, permissions, policies
from eenplan.housing.errors import ImpossibleOffer, PossibleDouble, ReferenceTaken
from eenplan.housing.intake import NewOffer, OfferedBy, Terms, Unit
from eenplan.housing.models import Dwelling, Offer, Place, PlaceStatus, Provider
from eenplan.housing.selectors.offers import possible_doubles

BATCH = 1000
CONTACT = ("phone", "email", "iban")


def tidy_provider(said: OfferedBy) -> OfferedBy:
    """Return a provider with telephone and account in one notation. Raises ImpossibleOffer."""
    try:
        phone = contacts.read_phone(said.phone)
    except ValueError:
        raise ImpossibleOffer(
            "Dit telefoonnummer bestaat niet. Schrijf bijvoorbeeld 0470 12 34 56.", "phone"
        ) from None
    try:
        iban = contacts.read_iban(said.iban)
    except ValueError:
        raise ImpossibleOffer(
            "Dit rekeningnummer klopt niet. Kijk de cijfers na.", "iban"
        ) from None
    return OfferedBy(
        **{
            **asdict(said),
            "name": " ".join(said.name.split()),
            "phone": phone,
            "iban": iban,
            "email": said.email.strip().lower(),
        }
    )


@transaction.atomic
def register_offer(*, actor: Actor, offer: NewOffer, on: date, seen_doubles: bool = False) -> Offer:
    """Write down an offer: provider, promise, dwelling and units.

    Who may be known already is shown first: without `seen_doubles`, or a provider that was
    recognised, a possible double is refused. Raises NotAllowed, PossibleDouble, ImpossibleOffer,
    ReferenceTaken.
    """
    permissions.check_can_manage(actor)
    who = tidy_provider(offer.provider)
    if not seen_doubles:
        found = possible_doubles(
            **{mark: getattr(who, mark) for mark in ("name", *CONTACT)},
            address=offer.address,
            on=on,
        )
        if found:
            raise PossibleDouble("Dit aanbod of deze aanbieder is misschien al gekend. Kijk na.")
    [registered] = register_offers(actor=actor, offers=[offer], on=on)
    return registered


@transaction.atomic
def register_offers(*, actor: Actor, offers: Sequence[NewOffer], on: date) -> list[Offer]:
    """Write many offers at once; the doubles among them were looked at by whoever calls.

    The same name in one file is one provider. Raises NotAllowed, ImpossibleOffer, ReferenceTaken.
    """
    permissions.check_can_manage(actor)
    for offer in offers:
        policies.check_offer(offer)
    providers = _providers(offers)
    promises = [
        Offer(
            provider=provider,
            received_on=on,
            confirmed_on=on,
            registered_by_id=actor.user_id or None,
            **_kept(offer.terms),
        )
        for offer, provider in zip(offers, providers, strict=True)
    ]
    Offer.objects.bulk_create(promises, batch_size=BATCH)
    dwellings = [_dwelling(*pair) for pair in zip(offers, promises, strict=True)]
    Dwelling.objects.bulk_create(dwellings, batch_size=BATCH)
    _write_units(actor, offers, dwellings, on)
    for promise in promises:
        audit.record(actor, "housing.offer-registered", promise, provider=promise.provider_id)
    return promises


def _kept(terms: Terms) -> dict:
    return {**asdict(terms), "wishes": list(terms.wishes), "languages": list(terms.languages)}


def _dwelling(offer: NewOffer, promise: Offer) -> Dwelling:
    return Dwelling(
        offer=promise,
        address=offer.address,
        longitude=offer.longitude,
        latitude=offer.latitude,
        area=offer.area,
    )


def _providers(offers: Iterable[NewOffer]) -> list[Provider]:
    """Return the provider of each offer, written if new."""
    said = [tidy_provider(offer.provider) for offer in offers]
    known = Provider.objects.in_bulk([who.known_id for who in said if who.known_id])
    fresh: dict[tuple, Provider] = {}
    found = []
    for who in said:
        if who.known_id is not None and who.known_id not in known:
            raise NotFound(who.known_id)
        facts = {key: value for key, value in asdict(who).items() if key != "known_id"}
        own = known.get(who.known_id) if who.known_id else None
        found.append(own or fresh.setdefault((who.name, who.phone, who.iban), Provider(**facts)))
    Provider.objects.bulk_create(fresh.values(), batch_size=BATCH)
    return found


def _write_units(
    actor: Actor, offers: Sequence[NewOffer], dwellings: Sequence[Dwelling], on: date
) -> None:
    units = [
        (offer, dwelling, unit)
        for offer, dwelling in zip(offers, dwellings, strict=True)
        for unit in offer.units
    ]
    nameless = sum(not unit.reference for _, _, unit in units)
    numbers = iter(next_numbers("place", on.year, nameless) if nameless else ())
    places = [
        _place(offer, dwelling, unit, unit.reference or f"A{on.year}-{next(numbers):04}")
        for offer, dwelling, unit in units
    ]
    try:
        with transaction.atomic():
            Place.objects.bulk_create(places, batch_size=BATCH)
    except IntegrityError as error:
        if "reference" in str(error):
            raise ReferenceTaken("Er is al een plaats met dit kenmerk.") from None
        raise
    PlaceStatus.objects.bulk_create(
        [
            PlaceStatus(
                place=place,
                state=unit.state,
                note=unit.note,
                starts_on=on,
                set_by_id=actor.user_id or None,
            )
            for place, (_, _, unit) in zip(places, units, strict=True)
        ],
        batch_size=BATCH,
    )


def _place(offer: NewOffer, dwelling: Dwelling, unit: Unit, reference: str) -> Place:
    apart = ("state", "note", "reference")
    facts = {key: value for key, value in asdict(unit).items() if key not in apart}
    return Place(dwelling=dwelling, form=offer.form, reference=reference, **facts)


@transaction.atomic
def change_offer(
    *, actor: Actor, offer: Offer, version: int, provider: OfferedBy, terms: Terms
) -> Offer:
    """Change the terms of an offer and how its provider is reached.

    Raises NotAllowed, ImpossibleOffer, OfferHeld, StaleVersion.
    """
    permissions.check_can_manage(actor)
    policies.check_terms(terms)
    who = tidy_provider(provider)
    held = Offer.objects.select_for_update(no_key=True).get(pk=offer.pk)
    policies.check_not_emptied(held)
    if held.version != version:
        raise StaleVersion("Iemand anders wijzigde dit aanbod net. Kijk opnieuw.")
    Offer.objects.filter(pk=held.pk).update(version=F("version") + 1, **_kept(terms))
    facts = {key: value for key, value in asdict(who).items() if key != "known_id"}
    Provider.objects.filter(pk=held.provider_id).update(version=F("version") + 1, **facts)
    audit.record(actor, "housing.offer-changed", held)
    held.refresh_from_db()
    return held
