"""When a worker takes whoever walks in, and when files come first."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from eenplan.agenda.enums import BlockKind, Weekday
from eenplan.agenda.models.spans import span
from eenplan.core.periods import DatedRow, no_period_backwards
from eenplan.organisation.models import Team, User

MINUTES_A_DAY = 24 * 60


class WalkInSession(models.Model):
    """A worker took whoever walked in, from a moment until another; on while it has no end."""

    worker = models.ForeignKey(User, models.PROTECT, related_name="walk_ins")
    team = models.ForeignKey(Team, models.PROTECT, related_name="walk_ins")
    starts_at = models.DateTimeField("aan om")
    ends_at = models.DateTimeField("uit om", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "inloop", "inlopen"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="walk_in_not_backwards"
            ),
            ExclusionConstraint(
                name="one_walk_in_at_a_time",
                expressions=[
                    ("worker", RangeOperators.EQUAL),
                    (span("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="De inloop staat dan al aan.",
            ),
        ]
        indexes = [models.Index(fields=["team", "starts_at"])]


class HourBlock(DatedRow):
    """Hours planned for files or for walk-in: every week on a weekday, or on one day.

    One day is a period of that day alone, without a weekday.
    """

    worker = models.ForeignKey(User, models.PROTECT, related_name="hour_blocks")
    team = models.ForeignKey(Team, models.PROTECT, related_name="hour_blocks")
    kind = models.CharField("soort", max_length=8, choices=BlockKind)
    weekday = models.PositiveSmallIntegerField("dag", choices=Weekday, null=True, blank=True)
    from_minute = models.PositiveSmallIntegerField("van (minuten na middernacht)")
    until_minute = models.PositiveSmallIntegerField("tot (minuten na middernacht)")
    note = models.CharField("opmerking", max_length=120, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "uren", "uren"
        ordering = ["weekday", "starts_on", "from_minute"]
        constraints = [
            no_period_backwards("planned_hours_not_backwards"),
            models.CheckConstraint(
                condition=Q(until_minute__gt=F("from_minute"), until_minute__lte=MINUTES_A_DAY),
                name="hours_within_one_day",
            ),
            models.CheckConstraint(
                condition=Q(weekday__isnull=False, weekday__gte=1, weekday__lte=7)
                | Q(weekday=None, ends_on__isnull=False),
                name="hours_every_week_or_on_a_day",
            ),
        ]

    @property
    def hours(self) -> str:
        """Return the hours as people write them: 9.00–10.30 uur."""
        return f"{clock(self.from_minute)}–{clock(self.until_minute)}"


def clock(minute: int) -> str:
    """Return minutes after midnight as a clock shows them."""
    return f"{minute // 60}:{minute % 60:02}"
