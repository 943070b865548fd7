"""Somebody goes to a household's home, and has to come back."""

from django.db import models
from django.db.models import F, Q

from eenplan.agenda.models.appointments import Appointment
from eenplan.cases.models import WorkItem
from eenplan.core.periods import DatedRow, no_period_backwards
from eenplan.organisation.models import Team, User
from eenplan.people.models import Household


class SafetyNote(DatedRow):
    """What a colleague must know before ringing the bell; for who works in the team in charge."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="safety_notes")
    text = models.CharField("waar op letten", max_length=300)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "veiligheidsnota", "veiligheidsnota's"
        ordering = ["-starts_on", "-pk"]
        constraints = [no_period_backwards("safety_note_not_backwards")]


class HomeVisit(models.Model):
    """A worker who left for a home, and when the return is expected; over once back.

    `escalated_at` and `alarm` say that the coordinator was told that nobody came back in time.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="home_visits")
    worker = models.ForeignKey(User, models.PROTECT, related_name="home_visits")
    team = models.ForeignKey(Team, models.PROTECT, related_name="home_visits")
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="home_visits"
    )
    left_at = models.DateTimeField("vertrokken om")
    expected_at = models.DateTimeField("terug verwacht om")
    back_at = models.DateTimeField("terug om", null=True)
    back_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    was_cancelled = models.BooleanField("niet vertrokken", default=False)
    escalated_at = models.DateTimeField("gemeld om", null=True)
    alarm = models.ForeignKey(WorkItem, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "huisbezoek", "huisbezoeken"
        ordering = ["expected_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "worker", condition=Q(back_at=None), name="away_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(expected_at__gt=F("left_at")), name="expected_after_leaving"
            ),
            models.CheckConstraint(
                condition=Q(back_at=None) | Q(back_at__gte=F("left_at")), name="back_after_leaving"
            ),
        ]
        indexes = [models.Index(fields=["expected_at"], condition=Q(back_at=None), name="away_now")]
