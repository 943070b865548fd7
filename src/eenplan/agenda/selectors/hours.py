"""Reading walk-in and planned hours: who is in now, which hours fall on which day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.timezone import get_current_timezone, localtime

from eenplan.agenda.enums import BlockKind
from eenplan.agenda.models import HourBlock, WalkInSession
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.engines.timetable import Hours, Span, local_moment
from eenplan.organisation.models import Norm, Team
from eenplan.organisation.selectors import norm


@dataclass(frozen=True)
class PlannedHours:
    """One occurrence of planned hours: on a day, from a moment until another."""

    block: HourBlock
    day: date
    span: Span


def walk_in_of(actor: Actor) -> WalkInSession | None:
    """Return the actor's walk-in that is on; one of an earlier day was forgotten, and is not."""
    session = (
        WalkInSession.objects.filter(worker=actor.user_id, ends_at=None)
        .select_related("team")
        .first()
    )
    return session if session and localtime(session.starts_at).date() == actor.on else None


def on_walk_in(team: Team, *, on: date) -> list[WalkInSession]:
    """Return who takes whoever walks in at a desk now, by name."""
    midnight = local_moment(on, 0, get_current_timezone())
    rows = WalkInSession.objects.filter(team=team, ends_at=None, starts_at__gte=midnight)
    return list(rows.select_related("worker").order_by("worker__first_name", "pk"))


def get_block(actor: Actor, pk: int) -> HourBlock:
    """Return planned hours of a team whose agenda the actor uses, or raise NotFound."""
    teams = actor.teams_with(Capability.AGENDA_USE)
    block = HourBlock.objects.filter(pk=pk, team__in=teams).select_related("worker").first()
    if block is None:
        raise NotFound(pk)
    return block


def own_blocks(actor: Actor, *, on: date) -> QuerySet[HourBlock]:
    """Return the hours the actor planned, from a day on: every week first."""
    rows = HourBlock.objects.lasting_beyond(on).filter(worker=actor.user_id)
    return (
        rows.exclude(ends_on__lte=on)
        .select_related("team")
        .order_by("weekday", "starts_on", "from_minute")
    )


def hours_between(
    first: date,
    days: int,
    *,
    workers: Collection[int] | None = None,
    teams: Collection[int] | None = None,
    kind: str = "",
) -> list[PlannedHours]:
    """Return planned hours day by day over a number of days; one query."""
    last = first + timedelta(days=days)
    rows = HourBlock.objects.filter(Q(ends_on=None) | Q(ends_on__gt=first), starts_on__lt=last)
    if workers is not None:
        rows = rows.filter(worker__in=workers)
    if teams is not None:
        rows = rows.filter(team__in=teams)
    if kind:
        rows = rows.filter(kind=kind)
    return occurrences(rows.select_related("worker", "team"), first, days)


def occurrences(blocks: Iterable[HourBlock], first: date, days: int) -> list[PlannedHours]:
    """Return on which days blocks fall, as moments; earliest first."""
    zone, found = get_current_timezone(), []
    for block in blocks:
        for ahead in range(days):
            day = first + timedelta(days=ahead)
            if _falls_on(block, day):
                found.append(PlannedHours(block, day, _span(block, day, zone)))
    return sorted(found, key=lambda planned: (planned.span.start, planned.block.pk or 0))


def _falls_on(block: HourBlock, day: date) -> bool:
    lasts = block.starts_on <= day and (block.ends_on is None or day < block.ends_on)
    return lasts and block.weekday in (None, day.isoweekday())


def _span(block: HourBlock, day: date, zone: ZoneInfo) -> Span:
    return Span(
        local_moment(day, block.from_minute, zone), local_moment(day, block.until_minute, zone)
    )


def files_now(team: Team, *, at: datetime) -> list[PlannedHours]:
    """Return whose file hours are going on at a desk now."""
    on = localtime(at).date()
    planned = hours_between(on, 1, teams=[team.pk], kind=BlockKind.FILES)
    return [row for row in planned if row.span.start <= at < row.span.end]


def workday(*, on: date) -> Hours:
    """Return the working hours of the municipality on a day."""
    return Hours(int(norm("workday_start", on=on) * 60), int(norm("workday_end", on=on) * 60))


def closing_minutes(first: date) -> list[tuple[date, int]]:
    """Return from which days a working day ended at which minute, latest first; for the figures."""
    rows = Norm.objects.filter(key="workday_end").order_by("-starts_on")
    return [(row.starts_on, int(row.value * 60)) for row in rows] or [(first, 17 * 60)]
