"""Who is away, for how much of the working time, and who steps in."""

from django.db import models
from django.db.models import F, Q

from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.organisation.enums import AbsenceKind
from eenplan.organisation.models.teams import User


class Absence(DatedRow):
    """Somebody works less, or not at all, for some days; a colleague may step in.

    Nothing here says what somebody suffers from: the note is about the work.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="absences")
    kind = models.CharField("soort", max_length=12, choices=AbsenceKind)
    share = models.DecimalField("deel van de werktijd", max_digits=3, decimal_places=2, default=1)
    substitute = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stands_in",
        verbose_name="vervangen door",
    )
    note = models.CharField("afspraken over het werk", max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "afwezigheid", "afwezigheden"
        constraints = [
            no_period_backwards("absence_not_backwards"),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=1), name="absent_for_a_part_of_working_time"
            ),
            models.CheckConstraint(
                condition=Q(substitute=None) | ~Q(substitute=F("user")),
                name="nobody_stands_in_for_oneself",
            ),
            one_at_a_time(
                "user",
                "kind",
                name="one_absence_at_a_time",
                message="Deze afwezigheid overlapt met een andere van dezelfde soort.",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_kind_display()} vanaf {self.starts_on:%d/%m/%Y}"
