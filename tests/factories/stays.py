"""What follows on a stay: visits, reports, stops, other homes, absences."""

from datetime import date

import factory

from eenplan.housing.models import (
    FollowUpVisit,
    Incident,
    OfferHold,
    Rehousing,
    StayAbsence,
    Stop,
)
from tests.factories import PlaceFactory, StayFactory
from tests.support.setting import TODAY


class FollowUpVisitFactory(factory.django.DjangoModelFactory):
    """A first visit to hold by today."""

    class Meta:
        model = FollowUpVisit

    stay = factory.SubFactory(StayFactory)
    kind = "FIRST"
    from_on = date(2026, 11, 19)
    due_on = TODAY


class IncidentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Incident

    stay = factory.SubFactory(StayFactory)
    offer = factory.LazyAttribute(lambda o: o.stay.place.offer)
    kind = "GUEST"
    subject = "PRIVACY"
    seriousness = "SERIOUS"
    happened_on = noted_on = date(2026, 11, 20)
    what = "de sleutel werkt niet"


class StopFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Stop

    offer = factory.LazyFunction(lambda: PlaceFactory().offer)
    hold = factory.LazyAttribute(
        lambda o: OfferHold.objects.create(offer=o.offer, kind="FROZEN", starts_on=o.stopped_on)
    )
    reason = "onveilig"
    stopped_on = date(2026, 11, 20)


class RehousingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Rehousing

    stay = factory.SubFactory(StayFactory)
    household = factory.LazyAttribute(lambda o: o.stay.household)
    reason = "UNSUITED"
    opened_on = date(2026, 11, 20)


class AbsenceFromPlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StayAbsence

    stay = factory.SubFactory(StayFactory)
    reason = "UNKNOWN"
    starts_on = date(2026, 11, 20)
