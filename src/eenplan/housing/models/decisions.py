"""What was known when somebody chose: the universe of places, the weights, the prices."""

from django.db import models
from django.db.models import Q

from eenplan.housing.models.places import Place
from eenplan.housing.models.proposals import Proposal
from eenplan.housing.models.stays import Stay
from eenplan.organisation.models import User
from eenplan.people.models import Household


class PlanRun(models.Model):
    """A plan that was made for everybody who waits, and what places are worth in it.

    Only its prices are used afterwards, as the pressure of others on a place; it places nobody.
    """

    made_at = models.DateTimeField("gemaakt op", db_index=True)
    on = models.DateField("voor de dag")
    households = models.PositiveIntegerField("gezinnen")
    placed = models.PositiveIntegerField("kregen een voorstel")
    inputs_hash = models.CharField("vingerafdruk van de vraag", max_length=64)
    rule_versions = models.JSONField("versies van de regels")
    seed = models.PositiveIntegerField("zaad")
    objective = models.BigIntegerField("waarde")
    bound = models.BigIntegerField("bovengrens")
    gap = models.FloatField("afstand tot de grens")
    prices = models.JSONField("prijzen", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "plan", "plannen"
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gap__gte=0) & Q(bound__gte=models.F("objective")),
                name="plan_within_its_bound",
            )
        ]


class MatchRecord(models.Model):
    """What the rules said of all places at the moment of one choice; never changed afterwards.

    `passed_over` counts who waited longer with the same urgency.
    """

    proposal = models.OneToOneField(
        Proposal, models.PROTECT, null=True, related_name="match_record"
    )
    stay = models.OneToOneField(Stay, models.SET_NULL, null=True, related_name="match_record")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField("op")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    plan = models.ForeignKey(PlanRun, models.PROTECT, null=True, related_name="+")
    inputs_hash = models.CharField("vingerafdruk van de vraag", max_length=64)
    rules_version = models.CharField("versie van de regels", max_length=40)
    weights = models.JSONField("gewichten")
    considered = models.PositiveIntegerField("bekeken plaatsen")
    possible = models.PositiveIntegerField("mogelijke plaatsen")
    chosen = models.JSONField("gekozen")
    alternatives = models.JSONField("andere keuzes")
    blocked = models.JSONField("uitgesloten per regel")
    passed_over = models.PositiveIntegerField("wachtten langer", default=0)

    class Meta:
        verbose_name, verbose_name_plural = "keuze", "keuzes"
        constraints = [
            models.CheckConstraint(
                condition=Q(proposal=None) | Q(stay=None), name="match_record_of_one_choice"
            )
        ]


class StayLook(models.Model):
    """A place that was given at once, tonight: a second person still looks at it, by `due_on`.

    `placed_by` is who gave it; the database promises that somebody else looks.
    """

    stay = models.OneToOneField(Stay, models.CASCADE, related_name="second_look")
    placed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField("te bekijken tegen")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("bekeken op", null=True, blank=True)
    approves = models.BooleanField("in orde", null=True)
    reason = models.CharField("reden", max_length=500, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "te bekijken verblijf", "te bekijken verblijven"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(placed_by=None) | Q(by=None) | ~Q(by=models.F("placed_by")),
                name="stay_looked_at_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(by=None, at=None, approves=None, reason="")
                | (Q(by__isnull=False, at__isnull=False, approves__isnull=False) & ~Q(reason="")),
                name="stay_look_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(by=None), name="stays_to_look_at")]
