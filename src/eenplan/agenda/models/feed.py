"""The address by which a worker's own calendar program reads the appointments."""

from django.db import models
from django.db.models import Q

from eenplan.organisation.models import User


class CalendarLink(models.Model):
    """A secret address, of which only a fingerprint is kept. Revoked when a new one is made."""

    worker = models.ForeignKey(User, models.PROTECT, related_name="calendar_links")
    fingerprint = models.CharField("vingerafdruk", max_length=64, unique=True)
    made_at = models.DateTimeField("gemaakt op")
    revoked_at = models.DateTimeField("ingetrokken op", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "agenda-adres", "agenda-adressen"
        constraints = [
            models.UniqueConstraint(
                "worker", condition=Q(revoked_at=None), name="one_calendar_address"
            )
        ]
