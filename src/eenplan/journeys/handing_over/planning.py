"""Where every household of a team would go, before anything is decided; nothing is written."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from eenplan.cases.caseloads import workers_by_team
from eenplan.cases.models import Case
from eenplan.cases.selectors import (
    households_to_hand_over,
)
from eenplan.organisation.enums import TeamKind
from eenplan.organisation.models import Team, TeamArea, User
from eenplan.organisation.selectors import norm


@dataclass(frozen=True)
class PlannedLine:
    """Where one household would go, or why nowhere."""

    case: Case
    to_team: Team | None
    why_not: str = ""


@dataclass(frozen=True)
class PlannedTeam:
    """What a receiving team would get, and for how many it has room within the norm."""

    team: Team
    households: int
    room: int

    @property
    def short(self) -> int:
        return max(0, self.households - self.room)


@dataclass(frozen=True)
class Plan:
    """A run before it is decided: nothing is written."""

    from_team: Team
    from_worker: User | None
    lines: tuple[PlannedLine, ...]
    teams: tuple[PlannedTeam, ...]
    open_cases: int

    @property
    def closed_files(self) -> int:
        return len(self.lines) - self.open_cases

    @property
    def going(self) -> int:
        return len(self.lines) - len(self.nowhere)

    @property
    def nowhere(self) -> list[PlannedLine]:
        return [line for line in self.lines if line.to_team is None]


def plan(*, from_team: Team, from_worker: User | None, to_team: Team | None, on: date) -> Plan:
    """Return where every household of a team, or of one of its workers, would go.

    To one team, or each to the team of its address; who wants to be helped outside the own
    neighbourhood to the central team. The number of queries does not depend on the households.
    """
    found = list(households_to_hand_over(from_team, from_worker.pk if from_worker else None))
    where = _Destinations(from_team, from_worker, to_team, on)
    lines = tuple(where.of(case) for case in found)
    opened = Counter(line.to_team for line in lines if line.to_team and line.case.closed_on is None)
    rooms = _rooms(list(opened), on)
    teams = tuple(
        PlannedTeam(team, number, rooms[team.pk])
        for team, number in sorted(opened.items(), key=lambda item: item[0].name)
    )
    return Plan(from_team, from_worker, lines, teams, sum(c.closed_on is None for c in found))


class _Destinations:
    """The teams that could take a household today, read once."""

    def __init__(self, from_team: Team, from_worker: User | None, to_team: Team | None, on: date):
        self.from_team, self.from_worker, self.to_team = from_team, from_worker, to_team
        lasting = Team.objects.on(on).open()
        served = TeamArea.objects.on(on).filter(team__in=lasting).select_related("team")
        self.by_area = {row.area_id: row.team for row in served}
        self.central = lasting.filter(kind=TeamKind.CENTRAL).first()

    def of(self, case: Case) -> PlannedLine:
        household = case.household
        own = self.by_area.get(household.area_id)
        team = self.to_team or (self.central if household.helped_elsewhere else own) or self.central
        if team is None:
            return PlannedLine(case, None, "Geen team bedient dit adres.")
        if household.helped_elsewhere and team == own and team != self.from_team:
            return PlannedLine(case, None, "Wil niet in de eigen wijk geholpen worden.")
        if team == self.from_team and not (self.from_worker and case.closed_on is None):
            return PlannedLine(case, None, "Is al bij dit team.")
        return PlannedLine(case, team)


def _rooms(teams: list[Team], on: date) -> dict[int, int]:
    """Return for how many more households each team has room within the norm."""
    limit = int(norm("households_per_case_manager", on=on))
    return {
        team: sum(max(0, worker.cap(limit) - worker.households) for worker in workers)
        for team, workers in workers_by_team(teams, on=on).items()
    }
