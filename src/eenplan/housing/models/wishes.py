"""What a household wants and cannot have in a home, and which households go together or apart."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from eenplan.core.periods import DatedRow, no_period_backwards
from eenplan.housing.enums import BondKind, HomeNeed
from eenplan.organisation.models import User
from eenplan.people.models import Household
from eenplan.territory.models import Area

MOST_WISHED = 3


class HomeWishes(models.Model):
    """What a household said about its home. Refusals are hard, wishes count for points.

    Nothing here is about the people of a house: a household may say "rather not with a family",
    not with what kind of family.
    """

    household = models.OneToOneField(Household, models.PROTECT, related_name="home_wishes")
    no_host_family = models.BooleanField("liever niet bij een gezin", default=False)
    smoke_free = models.BooleanField("rookvrij nodig", default=False)
    secret_address = models.BooleanField("adres blijft geheim", default=False)
    needs = ArrayField(
        models.CharField(max_length=20, choices=HomeNeed), verbose_name="noden", default=list
    )
    bedrooms_needed = models.PositiveSmallIntegerField("slaapkamers nodig", null=True, blank=True)
    stays_until = models.DateField("blijft tot", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=0)

    class Meta:
        verbose_name, verbose_name_plural = "woonwensen", "woonwensen"


class AreaWish(models.Model):
    """A neighbourhood a household prefers (rank 1 best) or does not want to live in (no rank)."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="area_wishes")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField("voorkeur", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "wijkwens", "wijkwensen"
        ordering = [F("rank").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["household", "area"], name="one_wish_per_area"),
            models.UniqueConstraint(fields=["household", "rank"], name="one_area_per_rank"),
            models.CheckConstraint(
                condition=Q(rank__isnull=True) | Q(rank__range=(1, MOST_WISHED)),
                name="few_areas_are_ranked",
            ),
        ]


class HouseholdBond(DatedRow):
    """Two households that want to live near each other, or must not meet. One row for the pair."""

    first = models.ForeignKey(Household, models.PROTECT, related_name="+")
    second = models.ForeignKey(Household, models.PROTECT, related_name="+")
    kind = models.CharField("band", max_length=12, choices=BondKind)
    reason = models.CharField("reden", max_length=200)
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "band tussen gezinnen", "banden tussen gezinnen"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            no_period_backwards("bond_not_backwards"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="bond_is_a_pair"),
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=Q(ends_on=None),
                name="one_bond_per_pair",
                violation_error_message="Tussen deze gezinnen is er al een band.",
            ),
        ]
        indexes = [models.Index(fields=["second"], name="bonds_of_second")]
