"""Figures of the desk per team and week: visits, waiting time, walk-in beside file hours.

One set of rows serves the figure, the list behind it and its export.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import ceil

from django.db.models import Q, QuerySet
from django.utils.timezone import get_current_timezone, localtime

from eenplan.agenda.enums import IN_THE_QUEUE, OUTCOMES, BlockKind, VisitState
from eenplan.agenda.models import Visit, WalkInSession
from eenplan.agenda.selectors.appointments import monday_of
from eenplan.agenda.selectors.hours import closing_minutes, hours_between
from eenplan.agenda.selectors.queue import visits
from eenplan.core.access import Actor
from eenplan.engines.timetable import Span, local_moment, minus, minutes_in
from eenplan.organisation.models import Team, User

STILL_THERE = "GEEN"


@dataclass(frozen=True)
class Stretch:
    """A stretch of walk-in that was on, or of planned file hours with what was kept of it."""

    team_id: int
    worker: User
    day: date
    kind: str
    span: Span
    kept: int

    @property
    def minutes(self) -> int:
        return self.span.minutes

    @property
    def kind_label(self) -> str:
        return "inloop" if self.kind == BlockKind.WALK_IN else "dossieruren"

    @property
    def lost(self) -> int:
        return self.minutes - self.kept


@dataclass
class WeekFigures:
    """What happened at one desk in one week."""

    team: Team
    monday: date
    stretches: list[Stretch] = field(default_factory=list)
    outcomes: Counter = field(default_factory=Counter)
    waits: list[int] = field(default_factory=list)

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def visits(self) -> int:
        return sum(self.outcomes.values())

    @property
    def in_the_queue(self) -> int:
        return sum(self.outcomes[state] for state in IN_THE_QUEUE)

    @property
    def by_outcome(self) -> list[tuple[VisitState, int]]:
        return [(state, self.outcomes[state]) for state in OUTCOMES]

    @property
    def walk_in(self) -> int:
        return sum(s.minutes for s in self.stretches if s.kind == BlockKind.WALK_IN)

    @property
    def planned(self) -> int:
        return sum(s.minutes for s in self.stretches if s.kind == BlockKind.FILES)

    @property
    def kept(self) -> int:
        return sum(s.kept for s in self.stretches if s.kind == BlockKind.FILES)

    @property
    def lost(self) -> int:
        return self.planned - self.kept

    @property
    def median(self) -> int | None:
        return percentile(self.waits, 0.5)

    @property
    def ninetieth(self) -> int | None:
        return percentile(self.waits, 0.9)


def percentile(values: Sequence[int], share: float) -> int | None:
    """Return the smallest value that at least this share does not exceed; None of no values."""
    ranked = sorted(values)
    return ranked[max(0, ceil(share * len(ranked)) - 1)] if ranked else None


def waited(visit: Visit) -> int | None:
    """Return how many whole minutes somebody waited to be called, or None who never was."""
    if visit.called_at is None:
        return None
    return int((visit.called_at - visit.since).total_seconds() // 60)


def week_figures(
    teams: Sequence[Team], first: date, weeks: int, *, at: datetime
) -> list[WeekFigures]:
    """Return the figures of teams over weeks, latest week first; five queries however many.

    A team without anything in a week has a row of zeros, so that its silence is seen.
    """
    monday = monday_of(first)
    rows = {
        (team.pk, monday + timedelta(days=7 * week)): WeekFigures(
            team, monday + timedelta(days=7 * week)
        )
        for week in range(weeks)
        for team in teams
    }
    ids = [team.pk for team in teams]
    happened = Visit.objects.filter(
        team__in=ids, day__gte=monday, day__lt=monday + timedelta(days=7 * weeks)
    )
    for visit in happened.only("team_id", "day", "state", "since", "called_at"):
        row = rows[visit.team_id, monday_of(visit.day)]
        row.outcomes[visit.state] += 1
        if (minutes := waited(visit)) is not None:
            row.waits.append(minutes)
    for stretch in stretches(ids, monday, 7 * weeks, at=at):
        rows[stretch.team_id, monday_of(stretch.day)].stretches.append(stretch)
    return sorted(rows.values(), key=lambda row: (-row.monday.toordinal(), row.team.name))


def stretches(team_ids: Collection[int], first: date, days: int, *, at: datetime) -> list[Stretch]:
    """Return walk-in and file hours of teams over days, up to now, in order of time.

    File hours count as kept as far as the worker neither had walk-in on nor helped somebody who
    was called, at whatever desk. What has yet to come is not counted.
    """
    planned = [
        row
        for row in hours_between(first, days, teams=team_ids, kind=BlockKind.FILES)
        if row.span.start < at
    ]
    zone = get_current_timezone()
    period = Span(local_moment(first, 0, zone), local_moment(first + timedelta(days=days), 0, zone))
    sessions = _sessions(period, at, first)
    found = [s for s in sessions if s.team_id in team_ids]
    busy: dict[int, list[Span]] = defaultdict(list)
    for session in sessions:
        busy[session.worker.pk].append(session.span)
    workers = {row.block.worker_id for row in planned}
    for worker, span in _helping(workers, period, at):
        busy[worker].append(span)
    for row in planned:
        span = Span(row.span.start, min(row.span.end, at))
        kept = minutes_in(minus([span], busy[row.block.worker_id]))
        found.append(
            Stretch(row.block.team_id, row.block.worker, row.day, BlockKind.FILES, span, kept)
        )
    return sorted(found, key=lambda s: (s.span.start, s.worker.pk, s.kind))


def _sessions(period: Span, at: datetime, first: date) -> list[Stretch]:
    """Return the walk-in of a period; left on on an earlier day, until that working day ended."""
    rows = WalkInSession.objects.filter(
        starts_at__gte=period.start, starts_at__lt=min(period.end, at)
    ).select_related("worker")
    closings, zone = closing_minutes(first), get_current_timezone()
    found = []
    for row in rows:
        day = localtime(row.starts_at).date()
        end = row.ends_at
        if end is None and day < localtime(at).date():
            minute = next((m for since, m in closings if since <= day), closings[-1][1])
            end = max(local_moment(day, minute, zone), row.starts_at)
        span = Span(row.starts_at, min(end or at, at))
        found.append(Stretch(row.team_id, row.worker, day, BlockKind.WALK_IN, span, span.minutes))
    return found


def _helping(workers: Collection[int], period: Span, at: datetime) -> list[tuple[int, Span]]:
    """Return when workers were with somebody they called."""
    rows = Visit.objects.filter(
        called_by__in=workers, called_at__gte=period.start, called_at__lt=period.end
    )
    times = rows.values_list("called_by", "called_at", "done_at")
    return [(who, Span(start, min(end or at, at))) for who, start, end in times]


def wanted_visits(actor: Actor, filters: dict) -> QuerySet[Visit]:
    """Return the visits behind a figure, latest first: of a desk, over days, with an outcome."""
    rows = visits(actor).order_by("-day", "-number", "pk")
    if filters.get("team"):
        rows = rows.filter(team=filters["team"])
    if filters.get("van"):
        rows = rows.filter(day__gte=filters["van"])
    if filters.get("tot"):
        rows = rows.filter(day__lte=filters["tot"])
    outcome = filters.get("uitkomst")
    if outcome == STILL_THERE:
        return rows.filter(state__in=IN_THE_QUEUE)
    return rows.filter(Q(state=outcome)) if outcome else rows
