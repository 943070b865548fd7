"""What was decided, never changed; what it grants, and what comes back to it."""

from django.db import models
from django.db.models import F, Q

from eenplan.benefits.enums import AppealOutcome, ProjectKind, ReviewReason
from eenplan.benefits.enums_money import Component
from eenplan.benefits.models.applications import Application
from eenplan.benefits.models.committee import (
    AgendaItem,
    DecidedTerms,
    DecisionProposal,
    decided_terms,
)
from eenplan.benefits.models.investigations import Calculation
from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.organisation.models import User
from eenplan.people.models import Household, Person


class Decision(DecidedTerms):
    """A decision of the committee, or of the chair in an emergency. Append-only (trigger).

    A revision points to the decision it comes after; of one decision there is one next.
    """

    year = models.PositiveSmallIntegerField("jaar")
    serial = models.PositiveIntegerField("volgnummer")
    application = models.ForeignKey(Application, models.PROTECT, related_name="decisions")
    proposal = models.OneToOneField(
        DecisionProposal, models.PROTECT, null=True, blank=True, related_name="decision"
    )
    item = models.OneToOneField(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="decision"
    )
    calculation = models.ForeignKey(
        Calculation, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    revises = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="next_decision"
    )
    decided_on = models.DateField("beslist op")
    urgent_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="voorzitter"
    )
    recorded_at = models.DateTimeField("genoteerd op")
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "beslissing", "beslissingen"
        ordering = ["-decided_on", "-pk"]
        constraints = [
            *decided_terms("decision"),
            models.UniqueConstraint("year", "serial", name="one_decision_per_number"),
            models.CheckConstraint(
                condition=Q(item__isnull=False, urgent_by=None)
                | Q(item=None, urgent_by__isnull=False),
                name="decided_by_the_committee_or_its_chair",
            ),
            models.UniqueConstraint(
                "application", condition=Q(urgent_by__isnull=False), name="urgent_aid_once"
            ),
        ]

    def __str__(self):
        return f"Beslissing {self.number}"

    @property
    def number(self) -> str:
        return f"B{self.year}/{self.serial:05d}"


class Grant(DatedRow):
    """What a decision lets be paid, from a day until another; the next decision ends it."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="grant")
    household = models.ForeignKey(Household, models.PROTECT, related_name="grants")
    beneficiary = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    component = models.CharField("wat", max_length=24, choices=Component)
    amount_cents = models.BigIntegerField("bedrag")
    rhythm = models.CharField("betaald", max_length=12)

    class Meta:
        verbose_name, verbose_name_plural = "toekenning", "toekenningen"
        constraints = [
            no_period_backwards("grant_not_backwards"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="grant_gives_something"),
            one_at_a_time(
                "beneficiary",
                "component",
                name="one_grant_at_a_time",
                message="Voor deze persoon loopt dan al een toekenning van dezelfde steun.",
                condition=Q(component__in=(Component.LIVING_WAGE, Component.EQUIVALENT)),
            ),
        ]

    def __str__(self):
        return f"Toekenning bij {self.decision}"


class Review(models.Model):
    """A decision has to be looked at again: why, and what it would make in euro. Changes nothing.

    Ends with a next decision, or with the finding that it stays as it is.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="reviews")
    reason = models.CharField("omdat", max_length=20, choices=ReviewReason)
    detail = models.CharField("wat", max_length=400, blank=True)
    cause = models.CharField("kenmerk van de oorzaak", max_length=64, blank=True)
    raised_on = models.DateField("gemeld op")
    due_on = models.DateField("te bekijken voor", null=True, blank=True)
    old_cents = models.BigIntegerField("nu", null=True, blank=True)
    new_cents = models.BigIntegerField("zou worden", null=True, blank=True)
    settled_on = models.DateField("bekeken op", null=True, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    settled_note = models.CharField("besluit", max_length=400, blank=True)
    led_to = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "herziening", "herzieningen"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                "decision", "reason", condition=Q(settled_on=None), name="one_open_review_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(settled_on=None, settled_note="", led_to=None)
                | Q(settled_on__gte=F("raised_on")) & ~Q(settled_note=""),
                name="settled_review_says_how",
            ),
        ]


class Appeal(models.Model):
    """Somebody went to the labour court against a decision, or against its absence."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="appeals")
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="appeals"
    )
    filed_on = models.DateField("ingesteld op")
    court = models.CharField("rechtbank", max_length=160)
    roll_number = models.CharField("rolnummer", max_length=40, blank=True)
    outcome = models.CharField("uitkomst", max_length=12, choices=AppealOutcome, blank=True)
    outcome_on = models.DateField("uitspraak op", null=True, blank=True)
    note = models.CharField("toelichting", max_length=1000, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "beroep", "beroepen"
        ordering = ["-filed_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on=None)
                | ~Q(outcome="") & Q(outcome_on__gte=F("filed_on")),
                name="appeal_ended_on_a_day",
            ),
            models.UniqueConstraint(
                "decision", condition=Q(outcome=""), name="one_open_appeal_a_decision"
            ),
            models.UniqueConstraint(
                "application",
                condition=Q(outcome="", decision=None),
                name="one_open_appeal_without_a_decision",
            ),
        ]


class IntegrationProject(DatedRow):
    """An individualised project for social integration (GPMI); the State pays more with one."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="projects")
    person = models.ForeignKey(Person, models.PROTECT, related_name="projects")
    kind = models.CharField("soort", max_length=12, choices=ProjectKind)
    presented_on = models.DateField("voorgelegd op", null=True, blank=True)
    signed_on = models.DateField("ondertekend op")
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "GPMI", "GPMI's"
        constraints = [
            no_period_backwards("project_not_backwards"),
            one_at_a_time(
                "person", name="one_project_at_a_time", message="Er loopt dan al een GPMI."
            ),
            models.UniqueConstraint(
                "person", condition=Q(kind=ProjectKind.ONCE), name="first_project_once"
            ),
            models.CheckConstraint(
                condition=Q(presented_on=None) | Q(signed_on__gte=F("presented_on")),
                name="project_signed_after_it_was_presented",
            ),
        ]
