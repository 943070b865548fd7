"""Free moments in the diaries of a team: working hours less what is taken of them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import get_current_timezone

from eenplan.agenda.models import Appointment
from eenplan.agenda.selectors.hours import hours_between, workday
from eenplan.agenda.selectors.staff import staff_of
from eenplan.core.access import Capability
from eenplan.engines.timetable import Diary, Slot, Span, Wish, free_slots, working_spans
from eenplan.organisation.models import Absence, Team, User

DAYS_AHEAD = 28
MOST = 12


@dataclass(frozen=True)
class Asked:
    """What the desk asks: how long, from which day, for whom, in which language."""

    minutes: int
    first: date
    worker_id: int | None = None
    language: str = ""
    speakers_only: bool = False
    travel_before: int = 0
    travel_after: int = 0


def slots_for(team: Team, asked: Asked, *, at: datetime) -> list[Slot]:
    """Return the first free moments on the days a team is open; six queries for any team.

    What somebody has in another team counts as taken, without saying what it is. File hours and
    walk-in hours that were planned stay free of appointments.
    """
    workers = list(staff_of(team, on=asked.first, capability=Capability.AGENDA_USE))
    if asked.worker_id:
        workers = [worker for worker in workers if worker.pk == asked.worker_id]
    zone = get_current_timezone()
    open_on = {int(day) for day in team.open_days}
    hours = tuple(working_spans(asked.first, DAYS_AHEAD, workday(on=asked.first), zone, open_on))
    taken = _taken(workers, asked.first)
    diaries = [
        Diary(str(w.pk), str(w), hours, tuple(taken[w.pk]), frozenset(w.languages)) for w in workers
    ]
    wish = Wish(
        minutes=asked.minutes,
        not_before=at,
        travel_before=asked.travel_before,
        travel_after=asked.travel_after,
        language=asked.language,
        speakers_only=asked.speakers_only,
    )
    return free_slots(diaries, wish, most=MOST)


def _days_away(ids: list[int], first: date) -> list[tuple[int, date]]:
    """Return the days on which somebody is wholly absent; part of a day is not known by hour."""
    last = first + timedelta(days=DAYS_AHEAD)
    rows = Absence.objects.filter(user__in=ids, share=1, starts_on__lte=last)
    rows = rows.lasting_beyond(first).values_list("user", "starts_on", "ends_on")
    return [
        (user, first + timedelta(days=number))
        for user, starts, ends in rows
        for number in range(DAYS_AHEAD + 1)
        if starts <= first + timedelta(days=number) < (ends or date.max)
    ]


def _taken(workers: list[User], first: date) -> dict[int, list[Span]]:
    ids = [worker.pk for worker in workers]
    taken: dict[int, list[Span]] = defaultdict(list)
    zone = get_current_timezone()
    start = datetime.combine(first, datetime.min.time(), zone)
    rows = Appointment.objects.standing().filter(
        worker__in=ids,
        busy_until__gt=start,
        busy_from__lt=start + timedelta(days=DAYS_AHEAD + 1),
    )
    for worker, busy_from, busy_until in rows.values_list("worker", "busy_from", "busy_until"):
        taken[worker].append(Span(busy_from, busy_until))
    for worker, day in _days_away(ids, first):
        midnight = datetime.combine(day, datetime.min.time(), zone)
        taken[worker].append(Span(midnight, midnight + timedelta(days=1)))
    for planned in hours_between(first, DAYS_AHEAD, workers=ids):
        taken[planned.block.worker_id].append(planned.span)
    return taken
