"""The contingent meter: what blocks the next block of families, and opening it.

Places are counted in housing, workers in the teams, budget in the norms.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from eenplan.cases.caseloads import held_counts
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.engines.placement.contingents import (
    Line,
    Need,
    NextBlock,
    Norms,
    dutch_number,
    need_for,
    next_block,
)
from eenplan.housing.enums import PlaceSituation
from eenplan.housing.models import Contingent
from eenplan.housing.searching import count_by_situation
from eenplan.housing.selectors import contingents
from eenplan.housing.services import open_contingent
from eenplan.organisation.enums import Role, TargetGroup, TeamKind
from eenplan.organisation.models import Membership, Team
from eenplan.organisation.selectors import norm


@dataclass(frozen=True)
class TeamRoom:
    """The case managers of a team: full-time jobs, households within the norm and held."""

    team: Team
    fte: Decimal
    capacity: int
    held: int

    @property
    def room(self) -> int:
        return self.capacity - self.held


LABELS = {
    "places": "Plaatsen",
    "workers": "Voltijdse maatschappelijk werkers",
    "budget": "Budget in euro",
}


@dataclass(frozen=True)
class Condition:
    """One condition for the next contingent, its figures as the screen writes them."""

    line: Line

    @property
    def label(self) -> str:
        return LABELS[self.line.what]

    @property
    def needed(self) -> str:
        return dutch_number(self.line.needed)

    @property
    def available(self) -> str:
        return dutch_number(self.line.available)

    @property
    def short(self) -> str:
        return dutch_number(self.line.short)


@dataclass(frozen=True)
class Meter:
    """What was opened so far and what the next block of families needs, on a day."""

    opened: list
    norms: Norms
    granted: Decimal
    block: NextBlock
    teams: list[TeamRoom]
    cell: Team | None

    @property
    def serial(self) -> int:
        """The number of the next block."""
        return len(self.opened) + 1

    @property
    def conditions(self) -> list[Condition]:
        """Places, workers and budget, in the order of the screen."""
        return [Condition(line) for line in self.block.lines]

    @property
    def sentence(self) -> str:
        """Whether the next block can open, and what blocks it, in words."""
        size = f"Het volgende contingent van {self.norms.families_per_contingent} gezinnen"
        if self.block.can_open:
            return f"{size} kan open: er zijn genoeg plaatsen, medewerkers en budget."
        missing = [_missing(line) for line in self.block.lines if not line.ok]
        return f"{size} kan nog niet open. Er ontbreekt: {_listed(missing)}."


WORDS = {
    "places": ("plaats", "plaatsen"),
    "workers": ("voltijdse maatschappelijk werker", "voltijdse maatschappelijk werkers"),
}


def _missing(line: Line) -> str:
    if line.what == "budget":
        return f"{dutch_number(line.short)} euro budget"
    one, many = WORDS[line.what]
    return f"{dutch_number(line.short)} {one if line.short <= 1 else many}"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}"


def meter(*, on: date) -> Meter:
    """Return the contingent meter of a day. Raises NormNotInForce when a norm is not set."""
    norms, granted = norms_on(on), norm("granted_budget", on=on)
    opened = list(contingents().filter(opened_on__lte=on))
    cell = open_cell(on)
    teams = team_rooms(cell, on=on)
    block = next_block(
        places_ready=count_by_situation(on)[PlaceSituation.FREE],
        families_served=sum(team.held for team in teams),
        worker_fte=sum((team.fte for team in teams), Decimal(0)),
        norm=norms.families_per_worker,
        contingent_size=norms.families_per_contingent,
        budget_granted=granted,
        budget_per_contingent=norms.budget_per_contingent,
        open_contingents=len(opened),
    )
    return Meter(opened, norms, granted, block, teams, cell)


def norms_on(day: date) -> Norms:
    """Return the norms of contingents in force on a day, as the engine wants them."""
    return Norms(
        persons_per_contingent=int(norm("contingent_persons", on=day)),
        families_per_contingent=int(norm("contingent_families", on=day)),
        families_per_worker=int(norm("households_per_case_manager", on=day)),
        budget_per_contingent=norm("contingent_budget", on=day),
    )


def expected_need(persons: int, norms: Norms) -> Need:
    """Return what a number of expected persons asks in contingents, families, workers, euro."""
    return need_for(persons, norms)


def open_cell(day: date) -> Team | None:
    """Return the temporary cell that takes the refugees of Ukraine on a day."""
    return (
        Team.objects.on(day)
        .filter(kind=TeamKind.TEMPORARY_CELL, target_group=TargetGroup.TEMPORARY_PROTECTION)
        .first()
    )


def team_rooms(cell: Team | None, *, on: date) -> list[TeamRoom]:
    """Return the room per team that takes these families: the open cell, else every team.

    Households held are counted once per worker, in the team where the worker has most time.
    """
    rows = Membership.objects.on(on).filter(role=Role.CASE_MANAGER, user__is_active=True)
    if cell:
        rows = rows.filter(team=cell)
    members = list(rows.select_related("team").order_by("-case_fraction", "pk"))
    held = held_counts({member.user_id for member in members}, on=on)
    per_worker = norm("households_per_case_manager", on=on)
    figures: dict[Team, list] = {}
    for member in members:
        team = figures.setdefault(member.team, [Decimal(0), 0, 0])
        team[0] += member.case_fraction
        team[1] += int(member.case_fraction * per_worker)
        team[2] += held.pop(member.user_id, 0)
    return [TeamRoom(team, *figures[team]) for team in sorted(figures, key=lambda team: team.name)]


def open_next(*, actor: Actor, serial: int, reason: str, on: date) -> Contingent:
    """Open the next contingent; `serial` is the one on the screen of who decides.

    The conditions are counted again. Raises NotAllowed, ContingentBlocked when something is short
    and there is no reason, StaleVersion when this is not the next one any more.
    """
    now = meter(on=on)
    if serial != now.serial:
        raise StaleVersion(f"Contingent {serial} is al open. Kijk opnieuw.")
    return open_contingent(
        actor=actor,
        serial=serial,
        families=now.norms.families_per_contingent,
        budget_cents=int(now.norms.budget_per_contingent * 100),
        shortfall={line.what: line.short for line in now.block.lines if not line.ok},
        reason=reason,
        on=on,
    )
