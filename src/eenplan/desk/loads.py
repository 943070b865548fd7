"""Everybody's load against the norm, as the team board shows it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from eenplan.cases import caseloads
from eenplan.cases.load.figures import NORMS, LoadFigures, load_figures
from eenplan.core.access import Actor
from eenplan.engines.caseload import Worker
from eenplan.organisation.models import Team
from eenplan.organisation.selectors import absence_shares, norm, norms_at_hand, substitutes_of

NORM = "households_per_case_manager"
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
    figures: LoadFigures
    away: Decimal  # the share of the working time
    stands_in: tuple[tuple[str, int], ...]  # for whom, and their households

    @property
    def bar(self) -> int:
        """Return the width of the bar; the norm is at 160 of 200."""
        return (
            min(BAR, round(AT_NORM * self.held / self.cap)) if self.cap else BAR * bool(self.held)
        )

    @property
    def state(self) -> str:
        if self.away == 1 and not self.fraction:
            return "afwezig"
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


def loads_of(
    team: Team, actor: Actor, *, on: date, most: int | None = None, as_of: bool = False
) -> Loads:
    """Return the load of the case managers of a team on a day, heaviest first.

    With `as_of` as it was on that past day: nothing then is in sight.
    """
    with norms_at_hand(NORM, *NORMS, on=on):
        return _loads_of(team, actor, on, most, as_of)


def _loads_of(team: Team, actor: Actor, on: date, most: int | None, as_of: bool) -> Loads:
    households = int(norm(NORM, on=on))
    away = absence_shares(caseloads.case_managers([team], on=on), on=on)
    workers = caseloads.workers_by_team([team], on=on, as_of=as_of, away=away)[team.pk]
    workers.sort(key=lambda worker: (-_share(worker), worker.name))
    shown = workers[:most]
    in_sight = caseloads.held_in_sight([int(worker.id) for worker in shown], actor)
    figures = load_figures({int(w.id): Decimal(w.fraction) for w in shown}, on=on)
    stands_in = _substitutions(workers, away, on)
    loads = [
        Load(
            worker.id,
            worker.name,
            Decimal(worker.fraction),
            tuple(sorted(worker.languages)),
            worker.households,
            in_sight.get(int(worker.id), 0),
            worker.cap(households),
            figures[int(worker.id)],
            away.get(int(worker.id), Decimal(0)),
            tuple(stands_in.get(worker.id, ())),
        )
        for worker in shown
    ]
    return Loads(loads, len(workers) - len(shown), households)


def _substitutions(
    workers: list[Worker], away: dict[int, Decimal], on: date
) -> dict[str, list[tuple[str, int]]]:
    """Return for each substitute who is away, with the households of each."""
    found: dict[str, list[tuple[str, int]]] = {}
    substitutes = substitutes_of(away, on=on)
    for worker in workers:
        for substitute in substitutes.get(int(worker.id), ()):
            found.setdefault(str(substitute.pk), []).append((worker.name, worker.households))
    return found


def _share(worker: Worker) -> float:
    """Return the load for sorting only: households per full time."""
    if not worker.households:
        return 0.0
    return worker.households / float(worker.fraction) if worker.fraction else float("inf")


def team_summaries(teams: list[Team], *, on: date) -> list[TeamSummary]:
    """Return for each of several teams what waits and how full it is; three queries in all."""
    households = int(norm(NORM, on=on))
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
