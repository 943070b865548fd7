"""A case and its one case manager."""

from django.db import models
from django.db.models import F, Q

from eenplan.cases.enums import ClosingReason
from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.organisation.models import User
from eenplan.people.models import Household


class Case(models.Model):
    """The help to one household, from the first question until it is closed."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="cases")
    opened_on = models.DateField("geopend op")
    closed_on = models.DateField("gesloten op", null=True, blank=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gesloten door"
    )
    closed_because = models.CharField(
        "waarom gesloten", max_length=12, choices=ClosingReason, blank=True
    )
    closing_note = models.CharField("toelichting", max_length=400, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "dossier", "dossiers"
        constraints = [
            models.UniqueConstraint("household", condition=Q(closed_on=None), name="one_open_case"),
            models.CheckConstraint(
                condition=Q(closed_on__gte=F("opened_on")), name="case_not_backwards"
            ),
            models.CheckConstraint(
                condition=Q(closed_because="") | Q(closed_on__isnull=False),
                name="open_case_has_no_closing_reason",
            ),
        ]

    def __str__(self):
        return f"Dossier {self.household.number}"


class Assignment(DatedRow):
    """The one case manager of a case, with who decided it and why."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    worker = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField("reden", max_length=400)
    overrule_reason = models.CharField("reden om boven de norm te gaan", max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "toewijzing", "toewijzingen"
        constraints = [
            no_period_backwards("assignment_not_backwards"),
            one_at_a_time(
                "case",
                name="one_case_manager_at_a_time",
                message="Een gezin heeft één maatschappelijk werker.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["worker"], include=["case"], condition=Q(ends_on=None), name="held_now"
            )
        ]
