"""The units that are given out to households, and the state each is in."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.housing.enums import PlaceKind, PlaceState, ReceptionForm
from eenplan.housing.models.contingents import Contingent
from eenplan.housing.models.dwellings import Dwelling
from eenplan.housing.models.providers import Offer
from eenplan.organisation.models import User
from eenplan.territory.models import Area


class PlaceQuerySet(models.QuerySet):
    def known_on(self, day: date):
        """Return the places that had a state by a day; one without any was offered, no more."""
        sooner = PlaceStatus.objects.filter(place=OuterRef("place"), starts_on__lte=day)
        # The few that still have to begin, instead of all that did.
        later = PlaceStatus.objects.filter(~Exists(sooner), starts_on__gt=day)
        return self.filter(~Exists(later.filter(place=OuterRef("pk"))))


class Place(models.Model):
    """A unit of a dwelling that is given out: a whole house, a flat, a room, a group of beds.

    One household at a time lives in it, unless it is shared (`max_households` above one): then the
    persons of all of them together stay within its beds.
    """

    reference = models.CharField("kenmerk", max_length=40, unique=True)
    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="places")
    form = models.CharField("opvangvorm", max_length=16, choices=ReceptionForm)
    kind = models.CharField("soort", max_length=20, choices=PlaceKind)
    max_persons = models.PositiveSmallIntegerField("slaapplaatsen")
    bedrooms = models.PositiveSmallIntegerField("slaapkamers")
    max_households = models.PositiveSmallIntegerField("gezinnen", default=1)
    available_from = models.DateField("vrij vanaf")
    available_until = models.DateField("vrij tot", null=True, blank=True)
    rent_cents = models.PositiveIntegerField("huur per maand (cent)", default=0)
    step_free = models.BooleanField("zonder trappen", default=False)
    pets_allowed = models.BooleanField("huisdieren toegelaten", default=False)
    contingent = models.ForeignKey(
        Contingent, models.PROTECT, null=True, blank=True, related_name="places"
    )
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
            models.CheckConstraint(
                condition=Q(max_households__gte=1, max_households__lte=F("max_persons")),
                name="place_takes_households",
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def area(self) -> Area:
        return self.dwelling.area

    @property
    def address(self) -> str:
        return self.dwelling.address

    @property
    def offer(self) -> Offer:
        return self.dwelling.offer

    @property
    def is_shared(self) -> bool:
        """Whether several households live in it at a time."""
        return self.max_households > 1


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
