"""Looking at a dwelling: the checklist of the day, the answers, the photos and the verdict.

The trigger `inspected_before_stay` refuses a stay in a dwelling whose last verdict is no approval
that is valid on the first day. An approval after works counts once its works are done.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from eenplan.housing.enums_dwellings import Answer, Category, InspectionKind, Verdict
from eenplan.housing.models.dwellings import Dwelling
from eenplan.organisation.models import User


class Checklist(models.Model):
    """One version of what is looked at; the latest that has begun is used.

    Without a first day it is in the making: one at a time, and only then its questions change. A
    trigger (migration 0010) refuses any change of a version that has a first day, but for taking
    that day back while no inspection uses it.
    """

    number = models.PositiveSmallIntegerField("versie", unique=True)
    title = models.CharField("titel", max_length=120)
    starts_on = models.DateField("vanaf", null=True, blank=True)
    source = models.CharField("bron", max_length=200)
    evidence = models.CharField("bewijs", max_length=8)
    verified = models.BooleanField("nagekeken", default=False)

    class Meta:
        verbose_name, verbose_name_plural = "controlelijst", "controlelijsten"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                "starts_on", nulls_distinct=False, name="one_checklist_from_a_day"
            ),
        ]

    def __str__(self):
        return f"versie {self.number}"


class ChecklistItem(models.Model):
    """One question of a checklist: for which dwellings, and which answers are what defect."""

    checklist = models.ForeignKey(Checklist, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField("volgorde")
    code = models.SlugField("code", max_length=40)
    question = models.CharField("vraag", max_length=200)
    hint = models.CharField("uitleg", max_length=200, blank=True)
    category = models.CharField("ernst", max_length=3, choices=Category)
    defect = ArrayField(models.CharField(max_length=8, choices=Answer), verbose_name="gebrek bij")
    forms = ArrayField(models.CharField(max_length=16), default=list, verbose_name="vormen")
    kinds = ArrayField(models.CharField(max_length=20), default=list, verbose_name="soorten")
    source = models.CharField("bron", max_length=200)
    evidence = models.CharField("bewijs", max_length=8)
    verified = models.BooleanField("nagekeken", default=False)

    class Meta:
        verbose_name, verbose_name_plural = "vraag", "vragen"
        ordering = ["checklist", "position"]
        constraints = [
            models.UniqueConstraint("checklist", "code", name="one_question_per_code"),
        ]

    def __str__(self):
        return self.question


class Inspection(models.Model):
    """One look at a dwelling: planned, busy, or closed with a verdict.

    `valid_until` is the first day the approval no longer counts. Taken over means that somebody
    else looked: no checklist, and `note` says who.
    """

    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="inspections")
    kind = models.CharField(
        "soort", max_length=10, choices=InspectionKind, default=InspectionKind.VISIT
    )
    checklist = models.ForeignKey(Checklist, models.PROTECT, null=True, related_name="+")
    planned_on = models.DateField("gepland op", null=True, blank=True)
    inspector = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="woningcontroleur"
    )
    begun_on = models.DateField("begonnen op", null=True)
    floor_m2 = models.PositiveSmallIntegerField("vloeroppervlakte (m²)", null=True)
    decided_on = models.DateField("oordeel op", null=True)
    verdict = models.CharField("oordeel", max_length=12, choices=Verdict, blank=True)
    valid_until = models.DateField("geldig tot", null=True)
    note = models.CharField("opmerking", max_length=500, blank=True)
    cancelled_on = models.DateField("afgelast op", null=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "controle", "controles"
        ordering = ["-decided_on", "-pk"]
        indexes = [models.Index(fields=["dwelling", "-decided_on"], name="last_verdict")]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", decided_on=None)
                | (~Q(verdict="") & Q(decided_on__isnull=False)),
                name="verdict_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["", Verdict.REFUSED], valid_until=None)
                | Q(
                    verdict__in=[Verdict.APPROVED, Verdict.AFTER_WORKS],
                    valid_until__gt=F("decided_on"),
                ),
                name="approval_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(kind=InspectionKind.VISIT) | ~Q(verdict=""),
                name="taken_over_has_a_verdict",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on=None) | Q(verdict=""), name="verdict_is_not_cancelled"
            ),
            models.UniqueConstraint(
                fields=["dwelling"],
                condition=Q(verdict="", cancelled_on=None),
                name="one_inspection_under_way",
            ),
        ]

    def __str__(self):
        return f"controle {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its verdict."""
        return not self.verdict and self.cancelled_on is None


class InspectionAnswer(models.Model):
    """What was seen for one question; empty as long as nobody looked. Frozen by the verdict."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="answers")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="+")
    answer = models.CharField("antwoord", max_length=8, choices=Answer, blank=True)
    note = models.CharField("opmerking", max_length=300, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("bewaard om", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "antwoord", "antwoorden"
        ordering = ["item__position"]
        constraints = [
            models.UniqueConstraint("inspection", "item", name="one_answer_per_item"),
        ]

    def __str__(self):
        return f"{self.item}: {self.get_answer_display() or 'nog niet'}"

    @property
    def is_defect(self) -> bool:
        return self.answer in self.item.defect


class InspectionPhoto(models.Model):
    """A photo of a dwelling, stored apart from the static files; `name` cannot be guessed."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="photos")
    name = models.UUIDField("bestand", unique=True)
    caption = models.CharField("bijschrift", max_length=120, blank=True)
    width = models.PositiveIntegerField("breedte")
    height = models.PositiveIntegerField("hoogte")
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField("toegevoegd om")

    class Meta:
        verbose_name, verbose_name_plural = "foto", "foto's"
        ordering = ["pk"]

    def __str__(self):
        return self.caption or f"foto {self.pk}"
