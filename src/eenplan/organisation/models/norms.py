"""The numbers the municipality sets itself."""

from django.db import models
from django.db.models import F

from eenplan.organisation.models.teams import User


class Norm(models.Model):
    """A number the municipality sets itself, in force from a day until the next row.

    What may be set, its label and its unit: organisation/norms.py.
    """

    key = models.CharField("norm", max_length=60)
    value = models.DecimalField("waarde", max_digits=12, decimal_places=2)
    starts_on = models.DateField("geldig vanaf")
    reason = models.CharField("reden", max_length=200)
    set_by = models.ForeignKey(User, models.PROTECT, null=True, verbose_name="ingesteld door")

    class Meta:
        verbose_name, verbose_name_plural = "norm", "normen"
        ordering = ["key", F("starts_on").desc()]
        constraints = [models.UniqueConstraint("key", "starts_on", name="one_value_per_day")]
