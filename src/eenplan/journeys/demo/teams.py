"""The demo's norms, teams and people: what the municipality decided, and who works where."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.contrib.auth.hashers import make_password

from eenplan.journeys.demo.names import origins
from eenplan.journeys.demo.outlines import CELL_DAYS, YEARS_BACK, Outline
from eenplan.organisation.demo_accounts import CAST, PASSWORD
from eenplan.organisation.enums import Role, TargetGroup, TeamKind
from eenplan.organisation.models import Membership, Norm, Team, TeamArea, User
from eenplan.organisation.norms import NORMS
from eenplan.people.enums import Sex
from eenplan.territory.models import Area

NORMS_SINCE = date(2022, 3, 14)
HOUSEHOLDS_PER_FULL_TIME = int(NORMS["households_per_case_manager"].default)
AIMED_LOAD = 0.82
FRACTIONS = [Decimal(part) for part in ("0.3", "0.4", "0.5", "0.6", "0.8", "1")]
LANGUAGES = (["nl", "en"], ["nl", "fr"], ["nl", "en", "fr"], ["nl", "en", "ar"], ["nl", "tr"])
CELL_LANGUAGES = (["nl", "en", "ru"], ["nl", "en"], ["nl", "uk", "en"], ["nl", "fr", "en"])
CELL_FRACTIONS = [Decimal(part) for part in ("1", "1", "0.8", "1", "0.8", "0.5")]
CELL_ADMINISTRATIVE = 2


@dataclass
class Worker:
    """A case manager while the demo is drawn: room within the norm and what is held so far."""

    user: User
    limit: int
    aim: float  # of the limit; above 1 fills up to the norm first
    held: int = 0


@dataclass
class Staff:
    """The teams of the demo and who works in them."""

    neighbourhood: list[Team]  # in the order of the areas
    central: Team
    cell: Team
    service: Team
    partners: Team
    cast: dict[str, User]
    workers: dict[int, list[Worker]] = field(default_factory=dict)  # by team

    def team_of(self, outline: Outline) -> tuple[Team, str]:
        """Return the competent team of a household and why, as the desk would have said it."""
        if outline.in_cell:
            return self.cell, f"Open tijdelijke cel voor: {self.cell.get_target_group_display()}."
        if outline.helped_elsewhere:
            return self.central, "Wil liever niet in de eigen wijk geholpen worden."
        team = self.neighbourhood[outline.area]
        full = "De tijdelijke cel zat vol. " if outline.is_temporary else ""
        return team, f"{full}Wijkteam van het adres ({team.name})."

    def least_loaded(self, team: Team) -> Worker | None:
        """Return who of a team should take the next household, or None when all are full."""
        free = [worker for worker in self.workers[team.pk] if worker.held < worker.limit]
        return min(free, key=lambda w: (w.held + 1) / (w.limit * w.aim), default=None)


def set_norms() -> None:
    """Put every norm that has no value yet in force since the plan of Kortrijk, with its source."""
    present = set(Norm.objects.values_list("key", flat=True))
    Norm.objects.bulk_create(
        Norm(key=key, value=kind.default, starts_on=NORMS_SINCE, reason=kind.source)
        for key, kind in NORMS.items()
        if key not in present
    )


def make_staff(
    areas: Sequence[Area], outlines: Sequence[Outline], rng: Random, *, on: date
) -> Staff:
    """Write the teams, the cast and enough case managers for the open cases of each team."""
    start = on - timedelta(days=365 * (YEARS_BACK + 1))
    staff = _make_teams(areas, start=min(start, date(2022, 1, 1)), on=on)
    open_cases = Counter(staff.team_of(o)[0].pk for o in outlines if o.closed_on is None)
    staffing = _Staffing(staff, rng, start=start)
    for team in staff.neighbourhood:
        staffing.add_case_managers(team, _fractions(open_cases[team.pk]), LANGUAGES)
    staffing.add_case_managers(staff.central, _fractions(open_cases[staff.central.pk]), LANGUAGES)
    staffing.add_cell(open_cases[staff.cell.pk])
    staffing.write()
    return staff


def _make_teams(areas: Sequence[Area], *, start: date, on: date) -> Staff:
    kind = TeamKind.NEIGHBOURHOOD
    teams = [Team(name=f"Wijkteam {area.name}", kind=kind, starts_on=start) for area in areas]
    central = Team(name="Centraal team", kind=TeamKind.CENTRAL, starts_on=start)
    cell = Team(
        name="Tijdelijke cel Oekraïne",
        kind=TeamKind.TEMPORARY_CELL,
        target_group=TargetGroup.TEMPORARY_PROTECTION,
        starts_on=on - timedelta(days=CELL_DAYS),
    )
    service = Team(name="Centrale woondienst", kind=TeamKind.CENTRAL_SERVICE, starts_on=start)
    partners = Team(name="Partners in de wijk", kind=TeamKind.CENTRAL_SERVICE, starts_on=start)
    Team.objects.bulk_create([*teams, central, cell, service, partners])
    TeamArea.objects.bulk_create(
        TeamArea(team=team, area=area, starts_on=start)
        for team, area in zip(teams, areas, strict=True)
    )
    return Staff(teams, central, cell, service, partners, cast={})


def _fractions(open_cases: int) -> list[Decimal]:
    """Return working times that together carry the cases at the aimed load."""
    needed = Decimal(open_cases / (HOUSEHOLDS_PER_FULL_TIME * AIMED_LOAD))
    found: list[Decimal] = []
    while needed > 1:
        found.append(FRACTIONS[-1] if len(found) % 2 else FRACTIONS[-2])
        needed -= found[-1]
    found.append(next(part for part in FRACTIONS if part >= needed))
    return found


class _Staffing:
    """People and their memberships in the making; written at once at the end."""

    def __init__(self, staff: Staff, rng: Random, *, start: date):
        self.staff, self.rng, self.start = staff, rng, start
        self.users: list[User] = []
        self.memberships: list[Membership] = []
        self.teams = {
            "one": staff.neighbourhood[0],
            "two": staff.neighbourhood[1 % len(staff.neighbourhood)],
            "central": staff.central,
            "cell": staff.cell,
            "service": staff.service,
            "partners": staff.partners,
        }
        self._add_cast()

    def _add_cast(self) -> None:
        password = make_password(PASSWORD)
        for username, (given, family, languages, role, teams) in CAST.items():
            user = User(
                username=username,
                first_name=given,
                last_name=family,
                languages=["nl", *languages],
                password=password,
            )
            self.users.append(user)
            self.staff.cast[username] = user
            if role == Role.CASE_MANAGER:
                continue  # gets a part of full time with the others of the team
            for team in teams:
                self._join(user, self.teams[team], role)

    def add_case_managers(self, team: Team, fractions: list[Decimal], languages) -> list[Worker]:
        """Add case managers to a team; whoever of the cast works there comes first."""
        members = [
            self.staff.cast[username]
            for username, (_, _, _, role, teams) in CAST.items()
            if role == Role.CASE_MANAGER and self.teams[teams[0]] == team
        ]
        workers = []
        for position, fraction in enumerate(fractions):
            user = members[position] if position < len(members) else self._colleague(languages)
            self._join(user, team, Role.CASE_MANAGER, fraction)
            aim = 1.6 if position == 1 else self.rng.uniform(0.7, 1)
            workers.append(Worker(user, int(fraction * HOUSEHOLDS_PER_FULL_TIME), aim))
        self.staff.workers[team.pk] = workers
        return workers

    def add_cell(self, open_cases: int) -> None:
        """Add the cell: six social workers, the last of whom leads it, and two clerks.

        Where more newcomers came it grew, at most to its decided size: demo/staffing.py.
        """
        carried = float(sum(CELL_FRACTIONS)) * HOUSEHOLDS_PER_FULL_TIME * AIMED_LOAD
        beyond = open_cases - int(carried)
        fractions = CELL_FRACTIONS + (_fractions(beyond) if beyond > 0 else [])
        workers = self.add_case_managers(self.staff.cell, fractions, CELL_LANGUAGES)
        head = workers[len(CELL_FRACTIONS) - 1].user
        self._join(head, self.staff.cell, Role.TEAM_COORDINATOR)
        for _ in range(CELL_ADMINISTRATIVE):
            self._join(self._colleague(CELL_LANGUAGES), self.staff.cell, Role.ADMINISTRATIVE)

    def _colleague(self, languages) -> User:
        sex = self.rng.choice((Sex.FEMALE, Sex.FEMALE, Sex.MALE))
        origin = origins()["flemish"]
        user = User(
            username=f"medewerker{len(self.users) - len(CAST) + 1}",
            first_name=origin.draw_given(self.rng, sex, set()),
            last_name=origin.draw_family(self.rng)[0],
            languages=list(self.rng.choice(languages)),
            password="!",  # cannot sign in
        )
        self.users.append(user)
        return user

    def _join(self, user: User, team: Team, role: Role, fraction: Decimal = Decimal(0)) -> None:
        self.memberships.append(
            Membership(
                user=user,
                team=team,
                role=role,
                case_fraction=fraction,
                starts_on=max(self.start, team.starts_on),
            )
        )

    def write(self) -> None:
        User.objects.bulk_create(self.users, batch_size=1000)
        Membership.objects.bulk_create(self.memberships, batch_size=1000)
