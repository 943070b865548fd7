"""The desks and agendas of the demo: a live morning, past weeks, appointments to come."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.utils.timezone import get_current_timezone

from eenplan.agenda.enums import AppointmentState, BlockKind, MeetingPlace, Topic, VisitState
from eenplan.agenda.models import (
    Appointment,
    HomeVisit,
    HourBlock,
    SafetyNote,
    Visit,
    WalkInSession,
)
from eenplan.cases.models import Assignment
from eenplan.engines.timetable import local_moment
from eenplan.journeys.demo.teams import Staff
from eenplan.organisation.enums import TeamKind
from eenplan.organisation.models import Team, User
from eenplan.people.models import Household

WEEKS_BACK = 4
MOST_VISITS_A_DAY = 40
LIVE_WAITING, LIVE_CALLED, LIVE_DONE = 5, 2, 20
GRID = (9 * 60, 10 * 60 + 30, 13 * 60, 14 * 60 + 30, 16 * 60)
OUTCOMES = (
    *(VisitState.ANSWERED,) * 11,
    *(VisitState.REFERRED,) * 3,
    *(VisitState.APPOINTMENT,) * 3,
    VisitState.CASE,
    *(VisitState.LEFT,) * 2,
)
LANGUAGES = ("nl", "nl", "nl", "fr", "uk", "ru", "ar", "tr", "en")
NAMES = ("Anna", "Yusuf", "Marie", "Petro", "Fatma", "Luc", "Iryna", "Omar", "Elke", "Rosa")
SUBJECTS = ("leefloon", "huurcontract", "school van de kinderen", "energiefactuur", "werk zoeken")
SAFETY = (
    "Grote hond: bel eerst, dan wordt die weggezet.",
    "Trappenhal zonder licht, neem een lamp mee.",
    "Liever met twee, tot het gesprek met de huisbaas voorbij is.",
)


@dataclass
class DeskRows:
    """Unsaved rows of all desks."""

    visits: list[Visit] = field(default_factory=list)
    sessions: list[WalkInSession] = field(default_factory=list)
    blocks: list[HourBlock] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)
    away: list[HomeVisit] = field(default_factory=list)
    notes: list[SafetyNote] = field(default_factory=list)

    def write(self) -> None:
        for model, rows in (
            (Visit, self.visits),
            (WalkInSession, self.sessions),
            (HourBlock, self.blocks),
            (Appointment, self.appointments),
            (HomeVisit, self.away),
            (SafetyNote, self.notes),
        ):
            model.objects.bulk_create(rows, batch_size=1000)


def fill_desks(staff: Staff, *, seed: int, on: date) -> None:
    """Write the desks and agendas; the same for the same seed and day, whatever the clock says."""
    rows, homes = DeskRows(), _homes()
    live = staff.neighbourhood[0]
    for team in (*staff.neighbourhood, staff.central, staff.cell):
        workers = [worker.user for worker in staff.workers[team.pk]]
        desk = _Desk(rows, team, workers, homes, Random(f"{seed}-{team.name}"), on)
        desk.add(is_live=team == live, receptionist=staff.cast["celine"])
    rows.write()


def _homes() -> dict[int, list[Household]]:
    """Return the households each worker follows now."""
    held = Assignment.objects.open().filter(case__closed_on=None).order_by("pk")
    homes: dict[int, list[Household]] = defaultdict(list)
    for row in held.select_related("case__household").iterator(chunk_size=2000):
        homes[row.worker_id].append(row.case.household)
    return homes


class _Desk:
    """One team's desk and agendas while they are drawn."""

    def __init__(self, rows: DeskRows, team: Team, workers: list[User], homes, rng: Random, on):
        self.rows, self.team, self.workers = rows, team, workers
        self.homes: dict[int, list[Household]] = homes
        self.rng, self.on = rng, on
        self.zone: ZoneInfo = get_current_timezone()

    def add(self, *, is_live: bool, receptionist: User) -> None:
        for worker in self.workers:
            self._plan_hours(worker)
        for day in self._past_days():
            self._past_day(day)
        self._today(*((LIVE_WAITING, LIVE_CALLED, LIVE_DONE) if is_live else (1, 1, 3)))
        if is_live:
            self._session(receptionist, self.on, 8 * 60 + 30, None)
            self._safety_notes()
        if is_live or self.team.kind == TeamKind.TEMPORARY_CELL:
            self._home_visit()
        self._session(self.workers[0], self.on, 8 * 60 + 45, None)
        for worker in self.workers:
            self._appointments(worker)

    def _at(self, day: date, minute: int) -> datetime:
        return local_moment(day, minute, self.zone)

    def _past_days(self) -> Iterator[date]:
        monday = self.on - timedelta(days=self.on.weekday() + 7 * WEEKS_BACK)
        for ahead in range((self.on - monday).days):
            day = monday + timedelta(days=ahead)
            if day.isoweekday() <= 5:
                yield day

    # -- Hours ------------------------------------------------------------------------------------
    def _plan_hours(self, worker: User) -> None:
        """Two half days for files, and hours in which whoever walks in is expected."""
        first, second, third = self.rng.sample(range(1, 6), k=3)
        hours = ((BlockKind.FILES, first, 9), (BlockKind.FILES, second, 14))
        for kind, weekday, hour in (*hours, (BlockKind.WALK_IN, third, 9)):
            self.rows.blocks.append(
                HourBlock(
                    worker=worker,
                    team=self.team,
                    kind=kind,
                    weekday=weekday,
                    from_minute=hour * 60,
                    until_minute=hour * 60 + 120,
                    starts_on=self.on - timedelta(days=60),
                )
            )

    def _session(self, worker: User, day: date, start: int, end: int | None) -> None:
        self.rows.sessions.append(
            WalkInSession(
                worker=worker,
                team=self.team,
                starts_at=self._at(day, start),
                ends_at=None if end is None else self._at(day, end),
            )
        )

    # -- Visits -----------------------------------------------------------------------------------
    def _past_day(self, day: date) -> None:
        for worker in self.workers:
            if self.rng.random() < 0.4:
                start = self.rng.choice((8 * 60 + 30, 9 * 60, 13 * 60))
                self._session(worker, day, start, start + self.rng.choice((90, 120, 180)))
        number = self.rng.randint(2, min(MOST_VISITS_A_DAY, 4 + 2 * len(self.workers)))
        for ticket, minute in enumerate(self._arrivals(number, 8 * 60 + 30, 16 * 60), start=1):
            self._done(day, ticket, minute)

    def _arrivals(self, number: int, first: int, last: int) -> list[int]:
        return sorted(self.rng.randint(first, last) for _ in range(number))

    def _today(self, waiting: int, called: int, done: int) -> None:
        arrivals = self._arrivals(waiting + called + done, 8 * 60 + 15, 9 * 60 + 50)
        for ticket, minute in enumerate(arrivals, start=1):
            if ticket <= done:
                self._done(self.on, ticket, minute, longest=8)
            elif ticket <= done + called:
                worker = self.workers[ticket % len(self.workers)]
                called_at = self._at(self.on, minute + 5)
                self._visit(
                    self.on,
                    ticket,
                    minute,
                    state=VisitState.CALLED,
                    called_by=worker,
                    called_at=called_at,
                )
            else:
                self._visit(self.on, ticket, minute)

    def _done(self, day: date, ticket: int, minute: int, longest: int = 40) -> None:
        outcome = self.rng.choice(OUTCOMES)
        waits, lasts = self.rng.randint(1, longest), self.rng.randint(3, longest)
        facts = {"state": outcome, "done_at": self._at(day, minute + waits + lasts)}
        if outcome != VisitState.LEFT:
            facts |= {
                "called_by": self.rng.choice(self.workers),
                "called_at": self._at(day, minute + waits),
                "minutes": lasts,
            }
        self._visit(day, ticket, minute, **facts)

    def _visit(self, day: date, ticket: int, minute: int, **facts) -> None:
        household = None
        if self.rng.random() < 0.4 and facts.get("state") != VisitState.CASE:
            household = self._some_household()
        name = household.name.split()[0][:60] if household else self.rng.choice(NAMES)
        self.rows.visits.append(
            Visit(
                team=self.team,
                day=day,
                number=ticket,
                name=name if self.rng.random() < 0.9 else "",
                shows_name=self.rng.random() < 0.3,
                language=self.rng.choice(LANGUAGES),
                topic=self.rng.choice(Topic.values),
                household=household,
                since=self._at(day, minute),
                **facts,
            )
        )

    def _some_household(self) -> Household | None:
        homes = self.homes.get(self.rng.choice(self.workers).pk)
        return self.rng.choice(homes) if homes else None

    # -- Agendas ----------------------------------------------------------------------------------
    def _appointments(self, worker: User) -> None:
        homes = self.homes.get(worker.pk)
        if not homes:
            return
        monday = self.on - timedelta(days=self.on.weekday() + 7)
        for ahead in range(21):
            day = monday + timedelta(days=ahead)
            if day.isoweekday() <= 5:
                for minute in self.rng.sample(GRID, k=self.rng.choice((0, 1, 1, 2))):
                    self._appointment(worker, day, minute, self.rng.choice(homes))

    def _appointment(self, worker: User, day: date, minute: int, household: Household) -> None:
        place = self.rng.choice((*MeetingPlace.values, MeetingPlace.HOME, MeetingPlace.CENTRE))
        travel = self.rng.choice((10, 15, 20)) if place == MeetingPlace.HOME else 0
        language = household.contact_language
        needs_one = language not in worker.languages and self.rng.random() < 0.8
        state = AppointmentState.PLANNED
        if day < self.on:
            state = AppointmentState.NO_SHOW if self.rng.random() < 0.12 else AppointmentState.HELD
        start, end = self._at(day, minute), self._at(day, minute + 45)
        self.rows.appointments.append(
            Appointment(
                team=self.team,
                worker=worker,
                household=household,
                subject=self.rng.choice(SUBJECTS),
                place=place,
                starts_at=start,
                ends_at=end,
                travel_before=travel,
                travel_after=travel,
                busy_from=start - timedelta(minutes=travel),
                busy_until=end + timedelta(minutes=travel),
                interpreter=language if needs_one else "",
                interpreter_arranged=needs_one and self.rng.random() < 0.6,
                questions="Hoe gaat het met de kinderen op school?" * (place == MeetingPlace.HOME),
                state=state,
            )
        )

    def _safety_notes(self) -> None:
        """Some homes of the first worker have something to look out for."""
        worker = self.workers[0]
        for household, text in zip(self.homes.get(worker.pk, []), SAFETY, strict=False):
            self.rows.notes.append(
                SafetyNote(
                    household=household,
                    text=text,
                    noted_by=worker,
                    starts_on=self.on - timedelta(days=30),
                )
            )

    def _home_visit(self) -> None:
        """Somebody is on a home visit this morning; not who is the only one of the team."""
        worker = self.workers[-1]
        homes = self.homes.get(worker.pk)
        if homes and len(self.workers) > 1:
            self.rows.away.append(
                HomeVisit(
                    household=homes[0],
                    worker=worker,
                    team=self.team,
                    left_at=self._at(self.on, 9 * 60 + 10),
                    expected_at=self._at(self.on, 10 * 60 + 30),
                )
            )
