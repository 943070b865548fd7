"""Offers of housing: who lives with a host, the checks, the calls. Invented people only."""

from datetime import date

import factory

from eenplan.housing.enums import PlaceKind, ReceptionForm
from eenplan.housing.intake import NewOffer, OfferedBy, Terms, Unit
from eenplan.housing.models import CheckType, HostCheck, HostMember, OfferCall, OfferHold
from tests.factories import TODAY, AreaFactory, PlaceFactory

EARLY = date(2026, 3, 1)


def criminal_record() -> CheckType:
    """Return the check every adult must have; a test with more connections may have wiped it."""
    kind, _ = CheckType.objects.get_or_create(
        country="BE",
        code="596_2",
        starts_on=date(2022, 3, 14),
        defaults={"label": "uittreksel strafregister", "is_required": True, "valid_days": 365},
    )
    return kind


class HostMemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HostMember

    name = "Griet Gastvrij"
    starts_on = EARLY


class HostCheckFactory(factory.django.DjangoModelFactory):
    """A positive check that counts for a year, unless said otherwise."""

    class Meta:
        model = HostCheck

    member = factory.SubFactory(HostMemberFactory)
    type = factory.LazyFunction(criminal_record)
    shown_on = date(2026, 11, 2)
    valid_until = date(2027, 11, 1)
    verdict = "POSITIVE"


class OfferCallFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OfferCall

    called_on = TODAY
    channel = "PHONE"
    result = "CONFIRMED"


class OfferHoldFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OfferHold

    kind = "PAUSED"
    starts_on = EARLY


def host_place(*, checked: bool = True, **facts):
    """Return a ready place with a host family, its one adult checked or not."""
    criminal_record()
    place = PlaceFactory(form=ReceptionForm.HOST_FAMILY, kind=PlaceKind.ROOM_IN_HOUSEHOLD, **facts)
    member = HostMemberFactory(offer=place.offer)
    if checked:
        HostCheckFactory(member=member)
    return place


def new_offer(**said) -> NewOffer:
    """Return an offer as the form would say it: one house for four, from now on."""
    provider = {"name": "Rik Ruimte", "phone": "0470 12 34 56"} | said.pop("provider", {})
    unit = {
        "kind": PlaceKind.WHOLE_DWELLING,
        "max_persons": 4,
        "bedrooms": 2,
        "available_from": TODAY,
    } | said.pop("unit", {})
    terms = said.pop("terms", {})
    facts = {"form": ReceptionForm.OWN_MANAGED, "address": "Kerkstraat 12, 8500 Kortrijk"} | said
    if "area" not in facts:
        facts["area"] = AreaFactory()
    return NewOffer(
        provider=OfferedBy(**provider), units=(Unit(**unit),), terms=Terms(**terms), **facts
    )
