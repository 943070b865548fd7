"""Rows of the social map for tests."""

from datetime import date, time

import factory

from eenplan.directory.enums import PartnerKind, Theme
from eenplan.directory.models import OpeningHours, Partner, Service, SittingDay
from tests.factories import LONG_AGO, AreaFactory

CHECKED = date(2026, 11, 1)


class PartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"Partner {n}")
    kind = PartnerKind.WELFARE
    starts_on = LONG_AGO
    confirmed_on = CHECKED


class ServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Service

    partner = factory.SubFactory(PartnerFactory)
    name = factory.Sequence(lambda n: f"Dienst {n}")
    theme = Theme.HEALTH
    languages = ["nl"]
    starts_on = LONG_AGO
    confirmed_on = CHECKED


class OpeningHoursFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OpeningHours

    service = factory.SubFactory(ServiceFactory)
    weekday = 1
    opens_at = time(9)
    closes_at = time(12)


class SittingDayFactory(factory.django.DjangoModelFactory):
    """Every six weeks on a Tuesday: 6 October, 17 November, 29 December 2026."""

    class Meta:
        model = SittingDay

    partner = factory.SubFactory(PartnerFactory)
    area = factory.SubFactory(AreaFactory)
    location = "Wijkcentrum De Brug"
    starts_on = date(2026, 10, 6)
    every_weeks = 6
    opens_at = time(9)
    closes_at = time(12)
