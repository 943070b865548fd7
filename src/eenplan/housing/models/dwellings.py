"""The bricks: a dwelling at one address, with one or more units in it (`places`)."""

from django.db import models

from eenplan.housing.enums import Composition
from eenplan.housing.models.providers import Offer
from eenplan.territory.models import Area


class Dwelling(models.Model):
    """A house or building at one address. Its address is protected: see `may_see_address`.

    `composition` says who may live together in it when several households share it.
    """

    offer = models.OneToOneField(Offer, models.PROTECT, related_name="dwelling")
    address = models.CharField("adres", max_length=200, blank=True)
    longitude = models.FloatField("lengtegraad", null=True, blank=True)
    latitude = models.FloatField("breedtegraad", null=True, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="dwellings", verbose_name="wijk")
    composition = models.CharField(
        "samenstelling", max_length=8, choices=Composition, default=Composition.ANYBODY
    )
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "pand", "panden"
        ordering = ["pk"]

    def __str__(self):
        return self.address or f"pand {self.pk}"
