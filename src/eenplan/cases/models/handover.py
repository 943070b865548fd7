"""Handing a household over: what the next worker must know, and the answer; one or many at once."""

from collections.abc import Collection

from django.db import models
from django.db.models import F, Q

from eenplan.cases.enums import HandoverState, LineState
from eenplan.cases.models.case import Case
from eenplan.core.access import Actor, Capability
from eenplan.organisation.models import Team, TeamArea, User
from eenplan.people.models import Household


class HandoverRun(models.Model):
    """Many cases of a team handed over in one decision: a cell ends, a worker leaves."""

    from_team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    from_worker = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField("beslissing en reden", max_length=400)
    overrule_reason = models.CharField("reden om boven de norm te gaan", max_length=200, blank=True)
    asks_first = models.BooleanField("het ontvangende team aanvaardt elk gezin", default=False)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField("beslist op")
    stopped_on = models.DateField("stopgezet op", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "reeks overdrachten", "reeksen overdrachten"

    def __str__(self):
        return f"Overdracht vanuit {self.from_team} van {self.decided_on:%d/%m/%Y}"


class HandoverQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor):
        """Return the handovers the actor may read: of households in sight, or offered to the actor.

        Offered: to the actor, or to a team in which the actor gives out cases; not of a household
        that is helped outside the actor's own neighbourhood. The page of the handover is all an
        offer opens; the file opens when it is accepted.
        """
        works_in = actor.teams_with(Capability.CASE_WORK)
        offered = Q(to_worker=actor.user_id, to_team__in=works_in) | Q(
            to_team__in=actor.teams_with(Capability.CASE_ASSIGN)
        )
        own_areas = TeamArea.objects.on(actor.on).filter(team__in=actor.team_ids).values("area")
        offered &= ~Q(case__household__helped_elsewhere=True, case__household__area__in=own_areas)
        seen = Q(case__household__in=Household.objects.visible_to(actor))
        return self.filter(seen | (offered & Q(state=HandoverState.PROPOSED)))


class Handover(models.Model):
    """One case offered to another worker or team, with what the file does not say by itself."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="handovers")
    run = models.ForeignKey(HandoverRun, models.PROTECT, null=True, related_name="handovers")
    from_team = models.ForeignKey(Team, models.PROTECT, related_name="handovers_out")
    from_worker = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    to_team = models.ForeignKey(
        Team, models.PROTECT, related_name="handovers_in", verbose_name="naar team"
    )
    to_worker = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="naar"
    )
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    asked_on = models.DateField("gevraagd op")
    reason = models.CharField("waarom", max_length=400)
    promises = models.TextField("beloofd aan het gezin", blank=True)
    sensitive = models.TextField("gevoelige punten", blank=True)
    avoid = models.TextField("beter niet doen", blank=True)
    state = models.CharField(
        "stand", max_length=10, choices=HandoverState, default=HandoverState.PROPOSED
    )
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    settled_on = models.DateField("beantwoord op", null=True)
    answer = models.CharField("antwoord", max_length=400, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "overdracht", "overdrachten"
        constraints = [
            models.UniqueConstraint(
                "case", condition=Q(state=HandoverState.PROPOSED), name="one_pending_handover"
            ),
            models.CheckConstraint(
                condition=Q(state=HandoverState.PROPOSED, settled_on=None)
                | (~Q(state=HandoverState.PROPOSED) & Q(settled_on__gte=F("asked_on"))),
                name="handover_answered_on_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_team"],
                condition=Q(state=HandoverState.PROPOSED),
                name="handovers_to_answer",
            )
        ]

    def is_between(self, teams: Collection[int]) -> bool:
        """Say whether one of these teams (ids) gives or gets the case."""
        return self.from_team_id in teams or self.to_team_id in teams

    @property
    def is_pending(self) -> bool:
        return self.state == HandoverState.PROPOSED


class HandoverLine(models.Model):
    """One case of a run: to which team, and how far. A line is done whole or not at all."""

    run = models.ForeignKey(HandoverRun, models.PROTECT, related_name="lines")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    to_team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    state = models.CharField("stand", max_length=10, choices=LineState, default=LineState.WAITING)
    note = models.CharField("wat gebeurde", max_length=400, blank=True)
    handover = models.OneToOneField(Handover, models.PROTECT, null=True, related_name="line")

    class Meta:
        verbose_name, verbose_name_plural = "regel", "regels"
        constraints = [models.UniqueConstraint("run", "case", name="case_once_in_a_run")]
        indexes = [
            models.Index(fields=["run"], condition=Q(state=LineState.WAITING), name="lines_to_do")
        ]
