"""The life of a temporary cell: opened, grown, evaluated, wound down. Closing it: journeys."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.organisation import permissions, policies
from eenplan.organisation.enums import CellState, EvaluationDecision, TargetGroup, TeamKind
from eenplan.organisation.errors import AlreadySo, CellRefused, DayTaken
from eenplan.organisation.models import (
    CellStatus,
    EndCriterion,
    Evaluation,
    Mandate,
    SizeStep,
    Team,
)
from eenplan.organisation.services.teams import save_team


@transaction.atomic
def open_cell(
    *,
    actor: Actor,
    name: str,
    target_group: TargetGroup,
    starts_on: date,
    decision_number: str,
    decided_on: date,
    decided_by: str,
    text: str,
    sizes: Sequence[tuple[date, int]],
    evaluations: Sequence[date],
    criteria: Sequence[str],
    on: date,
) -> Team:
    """Open a temporary cell with its decision, mandate, size steps, evaluations, end criteria.

    Raises NotAllowed, TeamRefused, CellRefused, DayTaken.
    """
    permissions.check_can_manage_teams(actor)
    team = Team(
        name=name, kind=TeamKind.TEMPORARY_CELL, starts_on=starts_on, target_group=target_group
    )
    policies.check_team(team)
    mandate = Mandate(
        team=team,
        decision_number=decision_number,
        decided_on=decided_on,
        decided_by=decided_by,
        text=text,
    )
    policies.check_decision(mandate, on=on)
    if not sizes or sizes[0][0] != starts_on:
        raise CellRefused("Met hoeveel medewerkers start de cel?", "staff")
    if not evaluations:
        raise CellRefused("Wanneer wordt de tijdelijke cel geëvalueerd?", "review_on")
    save_team(team)
    mandate.team = team
    mandate.save()
    CellStatus.objects.create(
        team=team,
        state=CellState.OPENED,
        reason=f"Besluit {decision_number}",
        decided_by_id=actor.user_id or None,
        starts_on=starts_on,
    )
    for day, staff in sizes:
        if day < starts_on or SizeStep.objects.filter(team=team, starts_on=day).exists():
            raise CellRefused("De volgende omvang komt na de start.", "later_on")
        SizeStep.objects.create(
            team=team, starts_on=day, staff=staff, reason=f"Besluit {decision_number}"
        )
    for day in evaluations:
        policies.check_evaluation_day(team, day)
        Evaluation.objects.create(team=team, planned_on=day)
    EndCriterion.objects.bulk_create(
        EndCriterion(team=team, text=words, position=place)
        for place, words in enumerate(dict.fromkeys(criteria))
    )
    audit.record(
        actor, "organisation.cell-opened", team, name=name, decision=decision_number, on=starts_on
    )
    return team


@transaction.atomic
def change_mandate(
    *,
    actor: Actor,
    team: Team,
    decision_number: str,
    decided_on: date,
    decided_by: str,
    text: str,
    on: date,
) -> Mandate:
    """Write down a new decision or another mandate; the trail keeps what stood there.

    Raises NotAllowed, CellRefused.
    """
    team = _locked(actor, team)
    mandate = Mandate.objects.filter(team=team).first() or Mandate(team=team)
    before = f"{mandate.decision_number}, {mandate.decided_on}, {mandate.decided_by}"
    before_text = mandate.text
    mandate.decision_number, mandate.decided_on = decision_number, decided_on
    mandate.decided_by, mandate.text = decided_by, text
    policies.check_decision(mandate, on=on)
    mandate.save()
    audit.record(
        actor, "organisation.mandate-changed", team, before=before, before_text=before_text
    )
    return mandate


@transaction.atomic
def change_cell_state(
    *, actor: Actor, team: Team, state: CellState, reason: str, on: date
) -> CellStatus:
    """Let a cell run, wind down, or run again, from today on.

    A cell that winds down gets no new households: they go to the team of their neighbourhood.
    Raises NotAllowed, CellRefused, AlreadySo.
    """
    team = _locked(actor, team)
    if state == CellState.CLOSED:
        raise CellRefused("Een cel sluit u met “Zet stop”, als zij niets meer in handen heeft.")
    present = CellStatus.objects.on(on).filter(team=team).first()
    policies.check_state_follows(team, present, state)
    if team.starts_on > on:
        raise CellRefused(f"De cel start pas op {team.starts_on:%d/%m/%Y}.", "state")
    return write_status(actor, team, state, reason, on)


def write_status(actor: Actor, team: Team, state: CellState, reason: str, on: date) -> CellStatus:
    """End the present state on a day and write the next one, with its line in the trail."""
    CellStatus.objects.on(on).filter(team=team).update(ends_on=on)
    status = CellStatus.objects.create(
        team=team, state=state, reason=reason, decided_by_id=actor.user_id or None, starts_on=on
    )
    audit.record(actor, "organisation.cell-state", team, state=state, reason=reason, on=on)
    return status


@transaction.atomic
def add_size_step(
    *, actor: Actor, team: Team, starts_on: date, staff: int, reason: str, on: date
) -> SizeStep:
    """Let a cell have more or fewer staff from a day on.

    Raises NotAllowed, DayInThePast, DayTaken, CellRefused when more people work there already.
    """
    team = _locked(actor, team)
    step = SizeStep(team=team, starts_on=starts_on, staff=staff, reason=reason)
    policies.check_size_step(step, on=on)
    try:
        with transaction.atomic():
            step.save()
    except IntegrityError as error:
        if "one_size_per_day" not in str(error):
            raise
        raise DayTaken("Iemand anders bepaalde net de omvang vanaf die dag.") from None
    audit.record(actor, "organisation.size-step", team, staff=staff, on=starts_on, reason=reason)
    return step


@transaction.atomic
def withdraw_size_step(*, actor: Actor, step: SizeStep, on: date) -> None:
    """Take back a size step that has not begun. Raises NotAllowed, CellRefused, AlreadySo."""
    team = _locked(actor, step.team)
    before = SizeStep.objects.filter(team=team, starts_on__lt=step.starts_on).last()
    if step.starts_on <= on or before is None:
        raise CellRefused("Deze omvang geldt al. Bepaal een andere vanaf een dag.")
    after = SizeStep.objects.filter(team=team, starts_on__gt=step.starts_on).first()
    moved = SizeStep(team=team, starts_on=step.starts_on, staff=before.staff)
    policies.check_staff_fits(moved, until=after.starts_on if after else None)
    if not SizeStep.objects.filter(pk=step.pk).delete()[0]:
        raise AlreadySo("Iemand anders trok deze omvang net in.")
    audit.record(actor, "organisation.size-step-withdrawn", team, on=step.starts_on)


@transaction.atomic
def plan_evaluation(*, actor: Actor, team: Team, planned_on: date, on: date) -> Evaluation:
    """Plan a day to look whether the cell goes on. Raises NotAllowed, CellRefused, DayInThePast."""
    team = _locked(actor, team)
    policies.check_not_past(planned_on, on=on)
    policies.check_evaluation_day(team, planned_on)
    evaluation = Evaluation.objects.create(team=team, planned_on=planned_on)
    audit.record(actor, "organisation.evaluation-planned", team, on=planned_on)
    return evaluation


@transaction.atomic
def hold_evaluation(
    *,
    actor: Actor,
    evaluation: Evaluation,
    held_on: date,
    decision: EvaluationDecision,
    summary: str,
    on: date,
) -> Evaluation:
    """Note what an evaluation decided. Raises NotAllowed, CellRefused, AlreadySo."""
    _locked(actor, evaluation.team)
    policies.check_held(evaluation, held_on, on=on)
    saved = Evaluation.objects.filter(pk=evaluation.pk, held_on=None).update(
        held_on=held_on, decision=decision, summary=summary, noted_by_id=actor.user_id or None
    )
    if not saved:
        raise AlreadySo("Iemand anders noteerde deze evaluatie net.")
    evaluation.refresh_from_db()
    audit.record(
        actor, "organisation.evaluation-held", evaluation.team, on=held_on, decision=decision
    )
    return evaluation


@transaction.atomic
def add_end_criterion(*, actor: Actor, team: Team, text: str) -> EndCriterion:
    """Add what has to be so before the cell is wound down. Raises NotAllowed, CellRefused."""
    team = _locked(actor, team)
    if EndCriterion.objects.filter(team=team, text__iexact=text).exists():
        raise CellRefused("Dit criterium staat er al.", "text")
    place = EndCriterion.objects.filter(team=team).count()
    criterion = EndCriterion.objects.create(team=team, text=text, position=place)
    audit.record(actor, "organisation.end-criterion-added", team, text=text)
    return criterion


@transaction.atomic
def judge_end_criterion(
    *, actor: Actor, criterion: EndCriterion, met_on: date | None, note: str, on: date
) -> EndCriterion:
    """Say since when a criterion is met, or that it is not (any more).

    Raises NotAllowed, CellRefused.
    """
    _locked(actor, criterion.team)
    if met_on and not criterion.team.starts_on <= met_on <= on:
        raise CellRefused("Kies een dag tussen de start van de cel en vandaag.", "met_on")
    criterion.met_on, criterion.note = met_on, note
    criterion.noted_by_id = actor.user_id or None
    criterion.save(update_fields=["met_on", "note", "noted_by"])
    audit.record(
        actor, "organisation.end-criterion-judged", criterion.team, text=criterion.text, met=met_on
    )
    return criterion


def _locked(actor: Actor, team: Team) -> Team:
    permissions.check_can_steer(actor, team)
    team = Team.objects.select_for_update().get(pk=team.pk)
    if team.kind != TeamKind.TEMPORARY_CELL:
        raise CellRefused("Alleen een tijdelijke cel heeft een levensloop.")
    return team
