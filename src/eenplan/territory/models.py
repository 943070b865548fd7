"""Divisions of the town, their areas, and the streets that lie in them."""

from django.db import models
from django.db.models import Q


class Division(models.Model):
    """One way to divide the town: neighbourhoods, statistical sectors, police zones.

    Several stand side by side; figures in one are compared with, never added to, another.
    """

    code = models.SlugField("code", max_length=40, unique=True)
    name = models.CharField("naam", max_length=80)
    is_primary = models.BooleanField("indeling van de wijkteams", default=False)

    class Meta:
        verbose_name, verbose_name_plural = "indeling", "indelingen"
        constraints = [
            models.UniqueConstraint(
                "is_primary", condition=Q(is_primary=True), name="one_primary_division"
            )
        ]

    def __str__(self):
        return self.name


class Area(models.Model):
    """A neighbourhood or sector of one division, or its "cannot be located" remainder."""

    division = models.ForeignKey(Division, models.PROTECT, related_name="areas")
    code = models.CharField("code", max_length=40)
    name = models.CharField("naam", max_length=80)
    geometry = models.JSONField("grens (GeoJSON, lengte- en breedtegraad)", null=True)
    is_unlocated = models.BooleanField("niet te lokaliseren", default=False)

    class Meta:
        verbose_name, verbose_name_plural = "wijk", "wijken"
        ordering = ["division", "is_unlocated", "name"]
        constraints = [
            models.UniqueConstraint("division", "code", name="one_area_per_code"),
            models.UniqueConstraint(
                "division", condition=Q(is_unlocated=True), name="one_unlocated_area"
            ),
            models.CheckConstraint(
                condition=Q(is_unlocated=True) | Q(geometry__isnull=False),
                name="located_area_has_a_border",
            ),
        ]

    def __str__(self):
        return self.name


class StreetSegment(models.Model):
    """House numbers of a street that lie in one area: addresses without coordinates."""

    class Side(models.TextChoices):
        ALL = "ALL", "alle nummers"
        ODD = "ODD", "oneven"
        EVEN = "EVEN", "even"

    key = models.CharField("straat (genormaliseerd)", max_length=120, db_index=True)
    number_from = models.PositiveIntegerField("van nummer", default=1)
    number_to = models.PositiveIntegerField("tot en met nummer", default=99999)
    side = models.CharField("kant", max_length=4, choices=Side, default=Side.ALL)
    area = models.ForeignKey(Area, models.CASCADE, related_name="streets")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(number_to__gte=models.F("number_from")), name="street_numbers_ascend"
            )
        ]
