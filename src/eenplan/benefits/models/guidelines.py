"""Guidelines with versions, and the second reading of decisions taken (line monitoring)."""

from django.db import models
from django.db.models import F, Q

from eenplan.benefits.enums import AskedRight, ReadingVerdict
from eenplan.organisation.models import User


class Guideline(models.Model):
    """A rule of conduct of this centre, for decisions about one right or about all."""

    title = models.CharField("titel", max_length=160, unique=True)
    right = models.CharField("recht", max_length=24, choices=AskedRight, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "richtlijn", "richtlijnen"
        ordering = ["title"]

    def __str__(self):
        return self.title


class GuidelineVersion(models.Model):
    """The text of a guideline from a day on, until the next version. Never changed (trigger)."""

    guideline = models.ForeignKey(Guideline, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("versie")
    since = models.DateField("vanaf")
    text = models.TextField("tekst", max_length=20000)
    why = models.CharField("wat en waarom veranderd", max_length=400)
    made_at = models.DateTimeField("geschreven op")
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "versie van een richtlijn", "versies van richtlijnen"
        ordering = ["guideline", "number"]
        constraints = [
            models.UniqueConstraint("guideline", "number", name="one_guideline_version"),
            models.UniqueConstraint("guideline", "since", name="one_guideline_version_a_day"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(why=""), name="guideline_says_why"),
        ]

    def __str__(self):
        return f"{self.guideline}, versie {self.number}"


class ReadingDraw(models.Model):
    """The decisions of one closed week drawn for a second reading; the seed draws them again."""

    week = models.DateField("week van maandag", unique=True)
    seed = models.BigIntegerField("zaad")
    size = models.PositiveIntegerField("gevraagd")
    strata = models.JSONField("groepen en aantallen")
    drawn_at = models.DateTimeField("getrokken op")
    drawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "steekproef", "steekproeven"
        ordering = ["-week"]
        constraints = [
            models.CheckConstraint(condition=Q(week__week_day=2), name="week_begins_on_monday"),
            models.CheckConstraint(condition=Q(size__gte=1), name="draw_asks_for_some"),
        ]


class SecondReading(models.Model):
    """One decision that was drawn, and what a second person finds of it."""

    draw = models.ForeignKey(ReadingDraw, models.PROTECT, related_name="readings")
    decision = models.ForeignKey("benefits.Decision", models.PROTECT, related_name="readings")
    stratum = models.CharField("groep", max_length=80)
    verdict = models.CharField("bevinding", max_length=12, choices=ReadingVerdict, blank=True)
    note = models.TextField("toelichting", max_length=4000, blank=True)
    read_on = models.DateField("gelezen op", null=True, blank=True)
    read_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "tweede lezing", "tweede lezingen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("draw", "decision", name="drawn_once"),
            models.CheckConstraint(
                condition=Q(verdict="", read_on=None, read_by=None)
                | ~Q(verdict="") & Q(read_on__isnull=False, read_by__isnull=False),
                name="reading_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(read_by=None) | Q(proposed_by=None) | ~Q(read_by=F("proposed_by")),
                name="read_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=("", ReadingVerdict.IN_LINE)) | ~Q(note=""),
                name="finding_is_explained",
            ),
        ]
