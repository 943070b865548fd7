"""Who was there when the list of a collective site was taken, and who is away until when."""

from django.db import models
from django.db.models import Q

from eenplan.cases.models import WorkItem
from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.housing.models.dwellings import Dwelling
from eenplan.housing.models.stays import Stay
from eenplan.housing.stay_kinds import AbsenceReason
from eenplan.organisation.models import User


class PresenceRound(models.Model):
    """The list of one site was taken on one day, by somebody."""

    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="rounds")
    on = models.DateField("op")
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "aanwezigheidslijst", "aanwezigheidslijsten"
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(fields=["dwelling", "on"], name="one_presence_list_a_day")
        ]


class PresenceMark(models.Model):
    """Whether a household was there when the list was taken."""

    round = models.ForeignKey(PresenceRound, models.CASCADE, related_name="marks")
    stay = models.ForeignKey(Stay, models.CASCADE, related_name="presence_marks")
    is_present = models.BooleanField("aanwezig")

    class Meta:
        verbose_name, verbose_name_plural = "aanwezigheid", "aanwezigheden"
        constraints = [
            models.UniqueConstraint(fields=["round", "stay"], name="marked_once_on_a_list")
        ]


class StayAbsence(DatedRow):
    """A household is away from its place for a while; its stay goes on until a person ends it.

    `ends_on` is the day it was seen again. `alarm` says that the case manager was told.
    """

    stay = models.ForeignKey(Stay, models.CASCADE, related_name="absences")
    reason = models.CharField("reden", max_length=8, choices=AbsenceReason)
    note = models.CharField("toelichting", max_length=200, blank=True)
    expected_on = models.DateField("terug verwacht op", null=True, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    told_on = models.DateField("gemeld op", null=True)
    alarm = models.ForeignKey(WorkItem, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "afwezigheid", "afwezigheden"
        constraints = [
            no_period_backwards("absence_from_place_not_backwards"),
            one_at_a_time(
                "stay", name="away_from_place_once", message="Dit gezin staat al als afwezig."
            ),
        ]
        indexes = [
            models.Index(fields=["starts_on"], condition=Q(ends_on=None), name="away_from_place")
        ]
