"""Lists of steps and goals, version by version: one object for the plan and the public pages.

A list has at most one version in force on a day, and one draft. What is or was in force is never
changed: a change is the next version.
"""

from django.db import models
from django.db.models import Q

from eenplan.core.periods import no_period_backwards, one_at_a_time
from eenplan.guidance.enums import (
    VERIFIED,
    Evidence,
    ForWhom,
    LifeDomain,
    ListKind,
    RuleKind,
    StepOwner,
)
from eenplan.organisation.enums import TargetGroup
from eenplan.organisation.models import User


class StepList(models.Model):
    """The route of a target group after arrival, or a template of goals with their steps."""

    code = models.SlugField("code", max_length=40, unique=True)
    kind = models.CharField("soort", max_length=8, choices=ListKind)
    title = models.CharField("titel", max_length=120)
    target_group = models.CharField(  # empty: for everybody
        "doelgroep", max_length=24, choices=TargetGroup, blank=True
    )

    class Meta:
        verbose_name, verbose_name_plural = "stappenlijst", "stappenlijsten"
        ordering = ["-kind", "title"]
        constraints = [
            models.UniqueConstraint(
                "target_group", condition=Q(kind=ListKind.ROUTE), name="one_route_per_target_group"
            )
        ]

    def __str__(self):
        return self.title


class VersionQuerySet(models.QuerySet):
    def on(self, day):
        """Return the versions in force on a day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)


class ListVersion(models.Model):
    """One version of a list: a draft without a first day, or in force from a day."""

    list = models.ForeignKey(StepList, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("nummer")
    starts_on = models.DateField("geldt vanaf", null=True, blank=True)
    ends_on = models.DateField("geldt tot", null=True, blank=True)
    reason = models.CharField("wat verandert er en waarom", max_length=300, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField("versie", default=1)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "versie van een lijst", "versies van lijsten"
        ordering = ["-number"]
        constraints = [
            no_period_backwards("list_version_not_backwards"),
            one_at_a_time(
                "list",
                name="one_version_in_force",
                message="Op een dag geldt één versie van een lijst.",
                condition=Q(starts_on__isnull=False),
            ),
            models.UniqueConstraint(fields=["list", "number"], name="one_version_per_number"),
            models.UniqueConstraint("list", condition=Q(starts_on=None), name="one_draft_per_list"),
        ]

    @property
    def is_draft(self) -> bool:
        return self.starts_on is None

    @property
    def is_withdrawn(self) -> bool:
        return self.starts_on is not None and self.starts_on == self.ends_on


class ListedGoal(models.Model):
    """A goal of a template, in one version of it."""

    list_version = models.ForeignKey(ListVersion, models.PROTECT, related_name="goals")
    code = models.SlugField("code", max_length=40)
    domain = models.CharField("levensdomein", max_length=12, choices=LifeDomain)
    title = models.CharField("doel", max_length=300)
    per = models.CharField("voor", max_length=12, choices=ForWhom, default=ForWhom.HOUSEHOLD)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name, verbose_name_plural = "doel van een lijst", "doelen van lijsten"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["list_version", "code"], name="one_listed_goal_per_code"
            )
        ]

    def __str__(self):
        return self.title


class ListedStep(models.Model):
    """A step in one version of a list: for the plan, and in plain Dutch for everybody."""

    list_version = models.ForeignKey(ListVersion, models.PROTECT, related_name="steps")
    goal = models.ForeignKey(
        ListedGoal, models.PROTECT, null=True, blank=True, related_name="steps"
    )
    code = models.SlugField("code", max_length=40)
    title = models.CharField("stap", max_length=200)
    explanation = models.TextField("korte uitleg voor iedereen", max_length=1000, blank=True)
    owner = models.CharField("door", max_length=16, choices=StepOwner)
    days = models.PositiveSmallIntegerField("dagen na de start", null=True, blank=True)
    per = models.CharField("voor", max_length=12, choices=ForWhom, default=ForWhom.HOUSEHOLD)
    rule = models.CharField("regel of reden", max_length=200)
    rule_kind = models.CharField(
        "soort dag", max_length=8, choices=RuleKind, default=RuleKind.TARGET
    )
    source = models.CharField("bron", max_length=160)
    evidence = models.CharField("hoe goed gekend", max_length=4, choices=Evidence)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name, verbose_name_plural = "stap van een lijst", "stappen van lijsten"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["list_version", "code"], name="one_listed_step_per_code"
            )
        ]

    def __str__(self):
        return self.title

    @property
    def is_verified(self) -> bool:
        return self.evidence in VERIFIED


class StepText(models.Model):
    """The public words of a step in another language, and the version they were made from.

    They stay with the step from version to version; when the Dutch text of `made_from` is no
    longer the present one, they are out of date and say so.
    """

    list = models.ForeignKey(StepList, models.PROTECT, related_name="texts")
    code = models.SlugField("code van de stap", max_length=40)
    language = models.CharField("taal", max_length=8)
    title = models.CharField("stap", max_length=300)
    explanation = models.TextField("korte uitleg", max_length=1500, blank=True)
    made_from = models.ForeignKey(ListVersion, models.PROTECT, related_name="+")
    is_checked = models.BooleanField("nagekeken door een moedertaalspreker", default=False)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "vertaling van een stap", "vertalingen van stappen"
        constraints = [
            models.UniqueConstraint(
                fields=["list", "code", "language"], name="one_text_per_language"
            ),
            models.CheckConstraint(
                condition=Q(language__in=["uk", "ru", "en", "fr"]), name="text_in_a_public_language"
            ),
        ]
