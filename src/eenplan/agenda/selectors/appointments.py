"""Reading appointments: of a day, of a week, of a household."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone, localtime

from eenplan.agenda.enums import AppointmentState
from eenplan.agenda.models import Appointment
from eenplan.agenda.selectors.hours import PlannedHours, hours_between
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.engines.timetable import local_moment
from eenplan.organisation.models import Team, User
from eenplan.organisation.selectors import teams_of
from eenplan.people.models import Household

ONE_DAY = timedelta(days=1)


def agenda_teams(actor: Actor) -> QuerySet[Team]:
    """Return the teams whose agenda the actor uses."""
    return teams_of(actor, Capability.AGENDA_USE).order_by("name")


def appointments(actor: Actor) -> QuerySet[Appointment]:
    """Return the appointments the actor may see, with what a row shows."""
    return (
        Appointment.objects.visible_to(actor)
        .with_sight(actor)
        .select_related("worker", "team", "household__area")
        .defer("household__area__geometry")
    )


def get_appointment(actor: Actor, pk: int) -> Appointment:
    """Return one appointment in the agenda of an own team, or raise NotFound."""
    found = appointments(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def between(first: date, days: int) -> dict:
    """Return the filter for what begins on one of a number of days, as the clock on the wall."""
    zone = get_current_timezone()
    return {
        "starts_at__gte": local_moment(first, 0, zone),
        "starts_at__lt": local_moment(first + timedelta(days=days), 0, zone),
    }


def of_team_on(actor: Actor, team: Team, *, on: date) -> list[Appointment]:
    """Return what is planned in a team on a day, for the desk: also what the desk may not open."""
    rows = (
        Appointment.objects.standing()
        .with_sight(actor)
        .filter(team=team, **between(on, 1))
        .select_related("worker", "household")
    )
    return list(rows.order_by("starts_at", "pk"))


def today_of(actor: Actor, on: date) -> list[Appointment]:
    """Return the actor's own appointments of a day that stand, with travel and interpreter."""
    rows = appointments(actor).standing().filter(worker=actor.user_id, **between(on, 1))
    return list(rows.order_by("starts_at", "pk"))


def still_to_come(*, on: date) -> QuerySet[Appointment]:
    """Return what is planned for a later day than this one, soonest first."""
    after = local_moment(on + ONE_DAY, 0, get_current_timezone())
    rows = Appointment.objects.filter(state=AppointmentState.PLANNED, starts_at__gte=after)
    return rows.select_related("worker", "household").order_by("starts_at", "pk")


def of_household(actor: Actor, household: Household) -> QuerySet[Appointment]:
    """Return the appointments with a household the actor may open, latest first.

    Whoever may open the file sees them all, whichever team made them.
    """
    return (
        household.appointments.with_sight(actor)
        .select_related("worker", "team")
        .order_by("-starts_at", "-pk")
    )


def no_shows_in_a_row(household: Household) -> int:
    """Return how often a household did not come since the last time it did."""
    past = household.appointments.filter(
        state__in=(AppointmentState.HELD, AppointmentState.NO_SHOW)
    ).order_by("-starts_at", "-pk")
    missed = 0
    for state in past.values_list("state", flat=True)[:50]:
        if state != AppointmentState.NO_SHOW:
            break
        missed += 1
    return missed


# -- A week ---------------------------------------------------------------------------------------
@dataclass(frozen=True)
class AgendaDay:
    """One day of somebody's week: appointments and planned hours, in order of time."""

    day: date
    items: tuple[Appointment | PlannedHours, ...]


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def week_of(actor: Actor, worker: User, monday: date) -> list[AgendaDay]:
    """Return a week of a colleague as far as the actor may see it; a weekend without items goes.

    Of a colleague's other teams nothing is shown: those have their own agenda.
    """
    rows = appointments(actor).filter(worker=worker, **between(monday, 7)).order_by("starts_at")
    teams = None if worker.pk == actor.user_id else actor.teams_with(Capability.AGENDA_USE)
    planned = hours_between(monday, 7, workers=[worker.pk], teams=teams)
    days: dict[date, list] = {monday + timedelta(days=n): [] for n in range(7)}
    for row in rows:
        days[localtime(row.starts_at).date()].append((row.starts_at, row))
    for block in planned:
        days[block.day].append((block.span.start, block))
    return [
        AgendaDay(day, tuple(item for _, item in sorted(items, key=lambda pair: pair[0])))
        for day, items in days.items()
        if items or day.isoweekday() <= 5
    ]


def rooms_of(team: Team) -> list[str]:
    """Return the rooms that were used in a team before, to choose from."""
    rows = Appointment.objects.filter(team=team).exclude(room="").order_by("room")
    return list(rows.values_list("room", flat=True).distinct()[:30])


def find_appointment(actor: Actor, text: str, household: Household) -> Appointment | None:
    """Return the appointment with a household that an address names, or None."""
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        return None
    return of_household(actor, household).filter(pk=int(text)).first()
