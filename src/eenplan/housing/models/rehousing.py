"""Households that need another home: since when, why, and what was tried."""

from django.db import models
from django.db.models import F, Q

from eenplan.housing.models.stays import Stay
from eenplan.housing.stay_kinds import RehousingOutcome, RehousingReason, Tried
from eenplan.organisation.models import User
from eenplan.people.models import Household


class Rehousing(models.Model):
    """A household waits for another home. Losing a home leads here, not out of sight."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="rehousings")
    stay = models.ForeignKey(Stay, models.SET_NULL, null=True, related_name="rehousings")
    reason = models.CharField("reden", max_length=10, choices=RehousingReason)
    is_urgent = models.BooleanField("dringend", default=False)
    opened_on = models.DateField("sinds")
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField("afgesloten op", null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField("uitkomst", max_length=10, choices=RehousingOutcome, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "herhuisvesting", "herhuisvesting"
        ordering = ["-is_urgent", "opened_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                "household", condition=Q(closed_on=None), name="one_rehousing_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, outcome="")
                | Q(closed_on__gte=F("opened_on")) & ~Q(outcome=""),
                name="rehousing_closes_with_an_outcome",
            ),
        ]


class RehousingTry(models.Model):
    """Something that was tried to find another home, and what came of it."""

    rehousing = models.ForeignKey(Rehousing, models.CASCADE, related_name="tries")
    tried = models.CharField("wat", max_length=10, choices=Tried)
    note = models.CharField("wat kwam ervan", max_length=200, blank=True)
    on = models.DateField("op")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "poging", "pogingen"
        ordering = ["-on", "-pk"]
