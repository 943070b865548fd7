"""Proposals a person decides on: cases spread anew, and staff for a team."""

from django.db import models
from django.db.models import F, Q

from eenplan.cases.enums import AdviceAnswer, AdviceKind, MoveState
from eenplan.cases.models.case import Case
from eenplan.organisation.models import Team, User


class RebalancingProposal(models.Model):
    """What the engine proposed for a team on a day, from inputs with this fingerprint."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="rebalancings")
    made_on = models.DateField("gemaakt op")
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # null: at night
    inputs_hash = models.CharField("vingerafdruk van de gegevens", max_length=64)
    seed = models.PositiveIntegerField("startgetal", default=0)
    fewest = models.PositiveIntegerField("minste wijzigingen die nodig zijn")
    gap = models.FloatField("wat niet bewezen is", default=0.0)
    summary = models.CharField("samenvatting", max_length=400)
    above = models.JSONField("wie boven de norm blijft en waarom", default=list)

    class Meta:
        verbose_name, verbose_name_plural = "herverdelingsvoorstel", "herverdelingsvoorstellen"
        indexes = [models.Index(fields=["team", "-id"], name="latest_rebalancing")]

    def __str__(self):
        return f"Herverdeling van {self.team} van {self.made_on:%d/%m/%Y}"


class RebalancingMove(models.Model):
    """One case that would change hands. Decided once: accepted, or skipped with what was told."""

    proposal = models.ForeignKey(RebalancingProposal, models.PROTECT, related_name="moves")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    from_worker = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="van"
    )
    to_worker = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="naar")
    minutes = models.PositiveIntegerField("minuten per maand")
    why = models.CharField("waarom", max_length=800)
    needs_reason = models.BooleanField("boven de norm", default=False)
    state = models.CharField("stand", max_length=8, choices=MoveState, default=MoveState.PROPOSED)
    told = models.CharField("wat er gebeurde", max_length=400, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField("beslist op", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "voorgestelde verhuis", "voorgestelde verhuizen"
        constraints = [
            models.UniqueConstraint("proposal", "case", name="one_move_per_case_and_proposal"),
            models.CheckConstraint(
                condition=Q(state=MoveState.PROPOSED) ^ Q(decided_on__isnull=False),
                name="decided_move_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(from_worker=None) | ~Q(from_worker=F("to_worker")),
                name="a_move_goes_to_somebody_else",
            ),
        ]


class StaffingAdvice(models.Model):
    """What the in- and outflow of a team asked for in a week, and what the coordinator answered."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="staffing_advice")
    week = models.DateField("week van")  # its Monday
    kind = models.CharField("advies", max_length=8, choices=AdviceKind)
    text = models.CharField("in woorden", max_length=600)
    held = models.PositiveIntegerField("gezinnen")
    capacity = models.PositiveIntegerField("plaats binnen de norm")
    per_week = models.FloatField("netto instroom per week")
    answer = models.CharField("antwoord", max_length=8, choices=AdviceAnswer)
    reason = models.CharField("reden", max_length=400, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField("beslist op")

    class Meta:
        verbose_name, verbose_name_plural = "personeelsadvies", "personeelsadviezen"
        ordering = ["-week", "-pk"]
        constraints = [
            models.UniqueConstraint("team", "week", name="one_answer_per_team_and_week"),
            models.CheckConstraint(
                condition=~Q(answer=AdviceAnswer.REJECTED) | ~Q(reason=""),
                name="rejected_advice_says_why",
            ),
        ]
