"""The stays of households in places."""

from django.db import models
from django.db.models import F, Q

from eenplan.core.periods import DatedQuerySet, DatedRow, one_at_a_time
from eenplan.housing.models.places import Place
from eenplan.housing.stay_kinds import EndKind, ExitTo
from eenplan.organisation.models import User
from eenplan.people.enums import NightShelter
from eenplan.people.models import Household


class StayQuerySet(DatedQuerySet):
    def of(self, household: Household):
        return self.filter(household=household)


class Stay(DatedRow):
    """A household's stay in one place; ended stays are kept, claims are read from them.

    `leaves_for` and `end_reason` are filled in once the household leaves, or says that it will.
    `persons` is how many moved in, `shares` whether other households may live there too: a trigger
    of migration 0003 keeps it true to the place, and a shared place within its capacity.
    `review_on` is when we look again at a stay without an agreed end; a trigger fills it in, so
    that no stay goes on unnoticed. `warned_for` is the end or review somebody was told of.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="stays")
    place = models.ForeignKey(Place, models.PROTECT, related_name="stays")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    persons = models.PositiveSmallIntegerField("personen", default=1)
    shares = models.BooleanField("deelt de plaats", default=False)
    rank = models.PositiveSmallIntegerField("plaats in het voorstel", null=True)
    leaves_for = models.CharField("slaapt daarna", max_length=12, choices=NightShelter, blank=True)
    end_reason = models.CharField("reden van het einde", max_length=200, blank=True)
    end_kind = models.CharField("waarom", max_length=12, choices=EndKind, blank=True)
    exit_to = models.CharField("woont daarna", max_length=12, choices=ExitTo, blank=True)
    review_on = models.DateField("herbekijken op", null=True, blank=True)
    warned_for = models.DateField("gewaarschuwd voor", null=True)

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
            models.CheckConstraint(
                condition=Q(ends_on__isnull=False) | Q(review_on__isnull=False),
                name="stay_has_end_or_review",
            ),
            one_at_a_time(
                "place",
                name="one_household_per_place",
                message="Deze plaats is in die periode al bezet.",
                condition=Q(shares=False),
            ),
            one_at_a_time(
                "household",
                name="one_stay_at_a_time",
                message="Dit gezin heeft in die periode al een verblijf.",
            ),
        ]

    def __str__(self):
        return f"{self.household} in {self.place} vanaf {self.starts_on}"
