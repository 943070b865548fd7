"""Walk-in on and off; hours planned for files or for walk-in."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.timezone import get_current_timezone, localtime

from eenplan.agenda import permissions
from eenplan.agenda.errors import HoursRefused
from eenplan.agenda.models import HourBlock, WalkInSession
from eenplan.agenda.models.hours import clock
from eenplan.core import audit
from eenplan.core.access import Actor, Capability
from eenplan.engines.timetable import local_moment
from eenplan.organisation.models import Team, User
from eenplan.organisation.selectors import norm

ONE_DAY = timedelta(days=1)


@transaction.atomic
def open_walk_in(*, actor: Actor, team: Team, at: datetime) -> WalkInSession:
    """Say that the actor takes whoever walks in, from now on. Raises NotAllowed, HoursRefused.

    A walk-in that was forgotten on an earlier day ends with that working day first.
    """
    permissions.check_in_team(actor, team.pk, Capability.QUEUE_KEEP)
    User.objects.select_for_update(no_key=True).get(pk=actor.user_id)
    end_forgotten(actor=actor, at=at, worker_id=actor.user_id)
    present = WalkInSession.objects.filter(worker=actor.user_id, ends_at=None).first()
    if present:
        raise HoursRefused(f"Uw inloop staat al aan sinds {localtime(present.starts_at):%H:%M}.")
    try:
        with transaction.atomic():
            session = WalkInSession.objects.create(worker_id=actor.user_id, team=team, starts_at=at)
    except IntegrityError as error:
        if "one_walk_in_at_a_time" not in str(error):
            raise
        raise HoursRefused("Uw inloop staat al aan.") from None
    audit.record(actor, "agenda.walk-in-on", session, team=team.pk)
    return session


@transaction.atomic
def close_walk_in(*, actor: Actor, at: datetime) -> WalkInSession:
    """Say that the actor takes nobody any more. Raises HoursRefused when walk-in was not on."""
    session = (
        WalkInSession.objects.select_for_update().filter(worker=actor.user_id, ends_at=None).first()
    )
    if session is None:
        raise HoursRefused("Uw inloop staat al uit.")
    _end(session, at)
    audit.record(actor, "agenda.walk-in-off", session)
    return session


@transaction.atomic
def end_forgotten(*, actor: Actor, at: datetime, worker_id: int | None = None) -> int:
    """End what was left on on an earlier day at the end of its working day; return how many."""
    zone = get_current_timezone()
    midnight = local_moment(localtime(at).date(), 0, zone)
    rows = WalkInSession.objects.select_for_update().filter(ends_at=None, starts_at__lt=midnight)
    if worker_id:
        rows = rows.filter(worker=worker_id)
    forgotten = list(rows)
    for session in forgotten:
        _end(session, at, zone)
        audit.record(actor, "agenda.walk-in-forgotten", session)
    return len(forgotten)


def _end(session: WalkInSession, at: datetime, zone: ZoneInfo | None = None) -> None:
    """End a session, on a later day than its own at the end of its working day."""
    zone = zone or get_current_timezone()
    day = localtime(session.starts_at).date()
    if localtime(at).date() > day:
        closing = local_moment(day, int(norm("workday_end", on=day) * 60), zone)
        at = max(closing, session.starts_at)
    session.ends_at = max(at, session.starts_at)
    session.save(update_fields=["ends_at"])


@transaction.atomic
def plan_hours(
    *,
    actor: Actor,
    team: Team,
    kind: str,
    from_minute: int,
    until_minute: int,
    on: date,
    weekday: int | None = None,
    day: date | None = None,
    note: str = "",
) -> HourBlock:
    """Plan hours of the actor for files or walk-in: every week on a weekday, or on one day.

    A weekly block counts from today on. Raises NotAllowed, HoursRefused.
    """
    permissions.check_in_team(actor, team.pk, Capability.AGENDA_USE)
    if (weekday is None) == (day is None):
        raise HoursRefused("Kies een dag van de week, of één dag.", "weekday")
    if day and day < on:
        raise HoursRefused("Deze dag is voorbij.", "day")
    if not 0 <= from_minute < until_minute <= 24 * 60:
        raise HoursRefused("Het einde ligt na het begin.", "until")
    User.objects.select_for_update(no_key=True).get(pk=actor.user_id)
    block = HourBlock(
        worker_id=actor.user_id,
        team=team,
        kind=kind,
        weekday=weekday,
        from_minute=from_minute,
        until_minute=until_minute,
        note=note,
        starts_on=day or on,
        ends_on=day + ONE_DAY if day else None,
    )
    _check_apart(block)
    block.save()
    audit.record(actor, "agenda.hours-planned", block, kind=kind, hours=block.hours)
    return block


def _check_apart(block: HourBlock) -> None:
    """Raise HoursRefused when the worker planned other hours at the same time."""
    day = block.weekday or block.starts_on.isoweekday()
    others = HourBlock.objects.lasting_beyond(block.starts_on).filter(
        Q(weekday=day) | Q(weekday=None),
        worker=block.worker_id,
        from_minute__lt=block.until_minute,
        until_minute__gt=block.from_minute,
    )
    if block.ends_on:
        others = others.filter(starts_on__lt=block.ends_on)
    for other in others:
        if other.weekday or other.starts_on.isoweekday() == day:
            raise HoursRefused(
                f"Dan plande u al {other.get_kind_display()}: {other.hours}.", "from_"
            )


@transaction.atomic
def end_hours(*, actor: Actor, block: HourBlock, on: date) -> None:
    """Stop planned hours from a day on; hours that have yet to begin go. Raises NotAllowed."""
    permissions.check_in_team(actor, block.team_id, Capability.AGENDA_USE)
    if block.worker_id != actor.user_id:
        raise HoursRefused("U kunt alleen uw eigen uren stopzetten.")
    held = HourBlock.objects.select_for_update().get(pk=block.pk)
    if held.ends_on and held.ends_on <= on:
        raise HoursRefused("Deze uren zijn al voorbij.")
    audit.record(actor, "agenda.hours-ended", held, hours=held.hours, on=on)
    held.ends_on = max(on, held.starts_on)
    held.save(update_fields=["ends_on"])


def clock_text(minute: int) -> str:
    """Return minutes after midnight as a clock shows them."""
    return clock(minute)
