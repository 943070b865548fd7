"""Everybody's load against the norm, as the team board shows it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from eenplan.cases import caseloads
from eenplan.core.access import Actor
from eenplan.engines.caseload import Worker
from eenplan.organisation.models import Team
from eenplan.organisation.selectors import norm

BAR, AT_NORM = 200, 160  # width of the bar in its own units, and where the norm stands


@dataclass(frozen=True)
class Load:
    """How many households a worker holds, out of how many within the norm."""

    worker_id: str
    name: str
    fraction: Decimal
    languages: tuple[str, ...]
    held: int
    in_sight: int  # of those held, what the reader of the board can open
    cap: int

    @property
    def bar(self) -> int:
        """Return the width of the bar; the norm is at 160 of 200."""
        return (
            min(BAR, round(AT_NORM * self.held / self.cap)) if self.cap else BAR * bool(self.held)
        )

    @property
    def state(self) -> str:
        if self.held > self.cap:
            return "boven de norm"
        return "vol" if self.held == self.cap else f"nog {self.cap - self.held} vrij"


@dataclass(frozen=True)
class TeamSummary:
    team: Team
    unassigned: int
    held: int
    cap: int


@dataclass(frozen=True)
class Loads:
    """The heaviest loads of a team, and how many more case managers there are."""

    shown: list[Load]
    more: int
    norm: int  # households per full time


def loads_of(team: Team, actor: Actor, *, on: date, most: int | None = None) -> Loads:
    """Return the load of the case managers of a team on a day, heaviest first."""
    households = int(norm("households_per_case_manager", on=on))
    workers = caseloads.workers_of(team, on=on)
    workers.sort(key=lambda worker: (-_share(worker), worker.name))
    shown = workers[:most]
    in_sight = caseloads.held_in_sight([int(worker.id) for worker in shown], actor)
    loads = [
        Load(
            worker.id,
            worker.name,
            Decimal(worker.fraction),
            tuple(sorted(worker.languages)),
            worker.households,
            in_sight.get(int(worker.id), 0),
            worker.cap(households),
        )
        for worker in shown
    ]
    return Loads(loads, len(workers) - len(shown), households)


def _share(worker: Worker) -> float:
    """Return the load for sorting only: households per full time."""
    if not worker.households:
        return 0.0
    return worker.households / float(worker.fraction) if worker.fraction else float("inf")


def team_summaries(teams: list[Team], *, on: date) -> list[TeamSummary]:
    """Return for each of several teams what waits and how full it is; three queries in all."""
    households = int(norm("households_per_case_manager", on=on))
    workers = caseloads.workers_by_team(teams, on=on)
    waiting = caseloads.unassigned_by_team(teams, on=on)
    return [
        TeamSummary(
            team,
            waiting.get(team.pk, 0),
            sum(worker.households for worker in workers[team.pk]),
            sum(worker.cap(households) for worker in workers[team.pk]),
        )
        for team in teams
    ]
