"""Places where a household can live for a time, and the stays in them."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from eenplan.core.periods import DatedQuerySet, DatedRow, no_period_backwards, one_at_a_time
from eenplan.housing.enums import PlaceKind, PlaceState, ReceptionForm
from eenplan.organisation.models import User
from eenplan.people.enums import NightShelter
from eenplan.people.models import Household
from eenplan.territory.models import Area


class PlaceQuerySet(models.QuerySet):
    def known_on(self, day: date):
        """Return the places that had a state by a day; one without any was offered, no more."""
        sooner = PlaceStatus.objects.filter(place=OuterRef("place"), starts_on__lte=day)
        # The few that still have to begin, instead of all that did.
        later = PlaceStatus.objects.filter(~Exists(sooner), starts_on__gt=day)
        return self.filter(~Exists(later.filter(place=OuterRef("pk"))))


class Place(models.Model):
    """A house, flat or room offered for reception: one household at a time lives in it."""

    reference = models.CharField("kenmerk", max_length=40, unique=True)
    provider = models.CharField("aanbieder", max_length=120)
    form = models.CharField("opvangvorm", max_length=16, choices=ReceptionForm)
    kind = models.CharField("soort", max_length=20, choices=PlaceKind)
    address = models.CharField("adres", max_length=200, blank=True)
    longitude = models.FloatField("lengtegraad", null=True, blank=True)
    latitude = models.FloatField("breedtegraad", null=True, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="places", verbose_name="wijk")
    max_persons = models.PositiveSmallIntegerField("slaapplaatsen")
    bedrooms = models.PositiveSmallIntegerField("slaapkamers")
    available_from = models.DateField("vrij vanaf")
    available_until = models.DateField("vrij tot", null=True, blank=True)
    rent_cents = models.PositiveIntegerField("huur per maand (cent)", default=0)
    step_free = models.BooleanField("zonder trappen", default=False)
    pets_allowed = models.BooleanField("huisdieren toegelaten", default=False)
    confirmed_on = models.DateField("laatst bevestigd op")
    version = models.PositiveIntegerField("versie", default=1)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "opvangplaats", "opvangplaatsen"
        ordering = ["reference"]
        constraints = [
            models.CheckConstraint(
                condition=Q(available_until__gt=F("available_from")), name="place_not_backwards"
            ),
            models.CheckConstraint(
                condition=Q(max_persons__gte=1, bedrooms__gte=1), name="place_sleeps_somebody"
            ),
        ]

    def __str__(self):
        return self.reference


class PlaceStatus(DatedRow):
    """The state a place is in for a time. No row says "unknown": a place is offered first."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="statuses")
    state = models.CharField("toestand", max_length=16, choices=PlaceState)
    note = models.CharField("opmerking", max_length=200, blank=True)
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "toestand", "toestanden"
        constraints = [
            no_period_backwards("status_not_backwards"),
            one_at_a_time("place", name="one_state_at_a_time", message="Er is al een toestand."),
        ]


class StayQuerySet(DatedQuerySet):
    def of(self, household: Household):
        return self.filter(household=household)


class Stay(DatedRow):
    """A household's stay in one place; ended stays are kept, claims are read from them.

    `leaves_for` and `end_reason` are filled in once the household leaves, or says that it will.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="stays")
    place = models.ForeignKey(Place, models.PROTECT, related_name="stays")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    rank = models.PositiveSmallIntegerField("plaats in het voorstel", null=True)
    leaves_for = models.CharField("slaapt daarna", max_length=12, choices=NightShelter, blank=True)
    end_reason = models.CharField("reden van het einde", max_length=200, blank=True)

    objects = StayQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "verblijf", "verblijven"
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="stay_has_nights",
                violation_error_message="Een verblijf eindigt na het begint.",
            ),
            one_at_a_time(
                "place",
                name="one_household_per_place",
                message="Deze plaats is in die periode al bezet.",
            ),
            one_at_a_time(
                "household",
                name="one_stay_at_a_time",
                message="Dit gezin heeft in die periode al een verblijf.",
            ),
        ]

    def __str__(self):
        return f"{self.household} in {self.place} vanaf {self.starts_on}"


class Contingent(models.Model):
    """A block of reception places opened together, with its own budget (seed 004, point 7)."""

    serial = models.PositiveSmallIntegerField("nummer", unique=True)
    opened_on = models.DateField("geopend op")
    families = models.PositiveSmallIntegerField("gezinnen")
    budget_cents = models.PositiveBigIntegerField("budget (cent)")
    overrule_reason = models.CharField("reden om toch te openen", max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "contingent", "contingenten"
        ordering = ["serial"]
