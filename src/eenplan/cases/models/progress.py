"""How the plan is followed up: evaluation days, progress per life domain, signatures."""

from django.db import models
from django.db.models import Q

from eenplan.cases.enums import LifeDomain
from eenplan.cases.models.case import Case
from eenplan.organisation.models import User
from eenplan.people.models import Person

LOWEST, HIGHEST = 1, 5


class PlanReview(models.Model):
    """An evaluation of the plan with the household: planned for a day, held on a day."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="reviews")
    planned_on = models.DateField("gepland op")
    held_on = models.DateField("gehouden op", null=True, blank=True)
    held_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    summary = models.TextField("wat werd besproken", blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "evaluatie", "evaluaties"
        constraints = [
            models.UniqueConstraint("case", condition=Q(held_on=None), name="one_planned_review"),
            models.CheckConstraint(
                condition=Q(held_on=None) | ~Q(summary=""), name="held_review_says_what"
            ),
        ]
        indexes = [
            models.Index(fields=["planned_on"], condition=Q(held_on=None), name="reviews_to_hold")
        ]


class Measurement(models.Model):
    """How a household stands in one life domain on a day, from 1 to 5, according to whom."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="measurements")
    domain = models.CharField("levensdomein", max_length=12, choices=LifeDomain)
    on = models.DateField("op")
    score = models.PositiveSmallIntegerField("stand")
    note = models.CharField("toelichting", max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="door")

    class Meta:
        verbose_name, verbose_name_plural = "stand", "standen"
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=LOWEST, score__lte=HIGHEST), name="score_on_the_scale"
            )
        ]
        indexes = [models.Index(fields=["case", "domain", "on"])]


class PlanSigning(models.Model):
    """The household and the centre signed the plan as it read then; `snapshot` keeps the text."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="signings")
    serial = models.PositiveSmallIntegerField("nummer")
    signed_on = models.DateField("ondertekend op")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="voor het gezin"
    )
    worker = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="voor het OCMW"
    )
    language = models.CharField("tweede taal", max_length=8, blank=True)
    plan_hash = models.CharField("kenmerk van de tekst", max_length=64)
    snapshot = models.JSONField("tekst van toen")

    class Meta:
        verbose_name, verbose_name_plural = "ondertekening", "ondertekeningen"
        constraints = [
            models.UniqueConstraint(fields=["case", "serial"], name="one_number_per_signing"),
            models.UniqueConstraint(
                fields=["case", "plan_hash", "person"], name="signed_once_per_text"
            ),
        ]
