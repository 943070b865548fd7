"""Everybody's load against the norm, as the team board shows it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from eenplan.cases import selectors as cases
from eenplan.core.access import Actor
from eenplan.organisation.models import Team
from eenplan.organisation.selectors import norm

BAR = 200  # width of the bar in its own units; the norm stands at 160


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
    def share(self) -> float:
        return self.held / self.cap if self.cap else float(self.held > 0)

    @property
    def bar(self) -> int:
        """Return the width of the bar; the norm is at 160 of 200."""
        return min(BAR, round(160 * self.share))

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


def loads_of(team: Team, actor: Actor, *, on: date) -> list[Load]:
    """Return the load of each case manager of a team on a day, heaviest first."""
    households = int(norm("households_per_case_manager", on=on))
    workers = cases.workers_of(team, on=on)
    in_sight = cases.held_in_sight([int(worker.id) for worker in workers], actor)
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
        for worker in workers
    ]
    return sorted(loads, key=lambda load: (-load.share, load.name))


def team_summaries(teams: list[Team], actor: Actor, *, on: date) -> list[TeamSummary]:
    """Return for each of a person's few teams what waits and how full it is."""
    summaries = []
    for team in teams:
        loads = loads_of(team, actor, on=on)
        summaries.append(
            TeamSummary(
                team,
                cases.unassigned_cases(team).count(),
                sum(load.held for load in loads),
                sum(load.cap for load in loads),
            )
        )
    return summaries
