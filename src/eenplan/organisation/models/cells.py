"""The life of a temporary cell: mandate, states, size steps, evaluations, end criteria."""

from django.db import models
from django.db.models import Q

from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.organisation.enums import CellState, EvaluationDecision
from eenplan.organisation.models.teams import Team, User


class Mandate(models.Model):
    """The decision a temporary cell rests on, and what it is asked to do. For whom: the team."""

    team = models.OneToOneField(Team, models.PROTECT, related_name="mandate")
    decision_number = models.CharField("nummer van het besluit", max_length=60, blank=True)
    decided_on = models.DateField("datum van het besluit", null=True, blank=True)
    decided_by = models.CharField("besluit van", max_length=120, blank=True)
    text = models.TextField("opdracht", max_length=4000, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "opdracht", "opdrachten"


class CellStatus(DatedRow):
    """The state a cell is in for a time, with who decided it and why."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="statuses")
    state = models.CharField("toestand", max_length=12, choices=CellState)
    reason = models.CharField("reden", max_length=400)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "toestand van een cel", "toestanden van een cel"
        constraints = [
            no_period_backwards("cell_status_not_backwards"),
            one_at_a_time(
                "team", name="one_cell_state_at_a_time", message="Er is al een toestand."
            ),
        ]


class SizeStep(models.Model):
    """How many staff a cell may have from a day on, until the next step: the only limit."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="size_steps")
    starts_on = models.DateField("vanaf")
    staff = models.PositiveSmallIntegerField("medewerkers")
    reason = models.CharField("reden", max_length=200)

    class Meta:
        verbose_name, verbose_name_plural = "omvang", "omvang"
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint("team", "starts_on", name="one_size_per_day"),
            models.CheckConstraint(condition=Q(staff__gte=1), name="a_cell_has_staff"),
        ]


class Evaluation(models.Model):
    """A day on which the municipality looks whether a cell goes on, and what it decided then."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="evaluations")
    planned_on = models.DateField("gepland op")
    held_on = models.DateField("gehouden op", null=True, blank=True)
    decision = models.CharField("beslissing", max_length=12, choices=EvaluationDecision, blank=True)
    summary = models.TextField("samenvatting", max_length=4000, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "evaluatie", "evaluaties"
        ordering = ["planned_on"]
        constraints = [
            models.UniqueConstraint("team", "planned_on", name="one_evaluation_per_day"),
            models.CheckConstraint(
                condition=Q(held_on=None, decision="") | Q(held_on__isnull=False) & ~Q(decision=""),
                name="held_evaluation_says_what_was_decided",
            ),
        ]


class EndCriterion(models.Model):
    """What has to be so before a cell is wound down, and since when it is."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="end_criteria")
    text = models.CharField("criterium", max_length=300)
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    met_on = models.DateField("voldaan op", null=True, blank=True)
    note = models.CharField("toelichting", max_length=300, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "eindcriterium", "eindcriteria"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint("team", "text", name="criterion_named_once")]
