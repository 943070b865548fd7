"""Reading a temporary cell: where it stands, planned and actual size, what has to be evaluated."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.organisation.enums import CellState, TeamKind
from eenplan.organisation.lifecycle import NEXT, TAKES_NOBODY
from eenplan.organisation.models import (
    CellStatus,
    EndCriterion,
    Evaluation,
    Mandate,
    Membership,
    SizeStep,
    Team,
)
from eenplan.organisation.policies import actual_staff
from eenplan.organisation.roles import ROLES

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class SizeLine:
    """A size step: what was planned, and how many people there were at its end, are, or will be."""

    step: SizeStep
    until: date | None
    actual: int
    counted_on: date
    is_coming: bool

    @property
    def room(self) -> int:
        return self.step.staff - self.actual


@dataclass(frozen=True)
class CellLife:
    """All a page tells of a cell on a day, but for what it has in its hands."""

    team: Team
    mandate: Mandate | None
    status: CellStatus | None
    history: list[CellStatus]
    sizes: list[SizeLine]
    evaluations: list[Evaluation]
    criteria: list[EndCriterion]
    overdue: list[Evaluation] = field(default_factory=list)
    staff: int = 0

    @property
    def state(self) -> str:
        return self.status.get_state_display() if self.status else "niet ingevuld"

    @property
    def is_closed(self) -> bool:
        return bool(self.status and self.status.state == CellState.CLOSED)

    @property
    def may_close(self) -> bool:
        return bool(self.status and CellState.CLOSED in NEXT[CellState(self.status.state)])

    @property
    def criteria_met(self) -> int:
        return sum(criterion.met_on is not None for criterion in self.criteria)

    @property
    def limit(self) -> int | None:
        """Return how many staff the cell may have today."""
        held = [line.step.staff for line in self.sizes if not line.is_coming]
        return held[-1] if held else None


def state_on(team: Team, on: date) -> CellStatus | None:
    """Return the state of a cell on a day, or None when nobody noted one."""
    return CellStatus.objects.on(on).filter(team=team).first()


def taking_nobody(on: date) -> QuerySet[CellStatus]:
    """Return the states of the cells that take no new households on a day."""
    return CellStatus.objects.on(on).filter(state__in=TAKES_NOBODY)


def next_states(team: Team, on: date) -> list[tuple[str, str]]:
    """Return what a cell may become by a decision, to choose from; closing is asked elsewhere."""
    present = state_on(team, on)
    after = NEXT[CellState(present.state)] if present else set(CellState)
    return [(s.value, s.label) for s in CellState if s in after and s != CellState.CLOSED]


def steered_teams(actor: Actor) -> QuerySet[Team]:
    """Return the teams the actor steers; all of them for who manages teams."""
    if actor.can(Capability.USERS_MANAGE):
        return Team.objects.all()
    return Team.objects.filter(pk__in=actor.teams_with(Capability.TEAM_STEER))


def steered_choices(actor: Actor, *, on: date | None = None) -> list[tuple[str, str]]:
    """Return the teams the actor steers, to choose from; with a day: those not over by then."""
    teams = steered_teams(actor).order_by("name")
    teams = teams.lasting_beyond(on) if on else teams
    return [(str(pk), name) for pk, name in teams.values_list("pk", "name")]


def steered_cells(actor: Actor) -> QuerySet[Team]:
    """Return the temporary cells the actor steers, the newest first."""
    cells = steered_teams(actor).filter(kind=TeamKind.TEMPORARY_CELL)
    return cells.order_by("-starts_on", "name")


def get_steered_team(actor: Actor, pk: int) -> Team:
    """Return a team the actor steers, or raise NotFound."""
    team = steered_teams(actor).filter(pk=pk).first()
    if team is None:
        raise NotFound(pk)
    return team


def get_cell(actor: Actor, pk: int) -> Team:
    """Return a temporary cell the actor steers, or raise NotFound."""
    team = steered_cells(actor).filter(pk=pk).first()
    if team is None:
        raise NotFound(pk)
    return team


def cells_led_before(actor: Actor) -> QuerySet[Team]:
    """Return the closed cells the actor steered until their end: their report stays readable."""
    steer = [role for role, granted in ROLES.items() if Capability.TEAM_STEER in granted]
    led = Membership.objects.filter(
        user=actor.user_id, role__in=steer, team=OuterRef("pk"), ends_on__gte=OuterRef("ends_on")
    )
    cells = Team.objects.filter(kind=TeamKind.TEMPORARY_CELL, ends_on__lte=actor.on)
    return cells.filter(Exists(led))


def get_cell_to_report(actor: Actor, pk: int) -> Team:
    """Return a cell the actor steers, or steered until it closed; or raise NotFound."""
    return cells_led_before(actor).filter(pk=pk).first() or get_cell(actor, pk)


def get_size_step(team: Team, pk: int) -> SizeStep:
    """Return a size step of a cell, or raise NotFound."""
    return _part(team.size_steps, pk)


def get_evaluation(team: Team, pk: int) -> Evaluation:
    """Return an evaluation of a cell that was not held yet, or raise NotFound."""
    return _part(team.evaluations.filter(held_on=None), pk)


def get_criterion(team: Team, pk: int) -> EndCriterion:
    """Return an end criterion of a cell, or raise NotFound."""
    return _part(team.end_criteria, pk)


def _part(rows, pk: int):
    found = rows.select_related("team").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def cell_life(team: Team, *, on: date) -> CellLife:
    """Return the life of a cell as it stands on a day."""
    history = list(
        CellStatus.objects.filter(team=team)
        .select_related("decided_by")
        .order_by("starts_on", "pk")
    )
    evaluations = list(team.evaluations.select_related("noted_by"))
    return CellLife(
        team=team,
        mandate=Mandate.objects.filter(team=team).first(),
        status=state_on(team, on),
        history=[row for row in history if row.ends_on != row.starts_on],
        sizes=size_lines(team, on=on),
        evaluations=evaluations,
        criteria=list(team.end_criteria.select_related("noted_by")),
        overdue=[e for e in evaluations if e.held_on is None and e.planned_on <= on],
        staff=actual_staff(team, on),
    )


def size_lines(team: Team, *, on: date) -> list[SizeLine]:
    """Return the size steps of a cell, each with the staff there was, is, or is known to come."""
    steps = list(team.size_steps.order_by("starts_on"))
    lines = []
    for place, step in enumerate(steps):
        until = steps[place + 1].starts_on if place + 1 < len(steps) else team.ends_on
        day = max(step.starts_on, min(on, until - ONE_DAY if until else on))
        lines.append(SizeLine(step, until, actual_staff(team, day), day, step.starts_on > on))
    return lines


def overdue_evaluations(team_ids: Iterable[int], *, on: date) -> QuerySet[Evaluation]:
    """Return the evaluations of these teams whose day is there or past, and nobody noted."""
    return (
        Evaluation.objects.filter(team__in=list(team_ids), held_on=None, planned_on__lte=on)
        .exclude(team__ends_on__lte=on)
        .select_related("team")
        .order_by("planned_on", "pk")
    )
