"""The blocks in which reception grows."""

from django.db import models


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
