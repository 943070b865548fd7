"""What a calendar program gets to read: when and roughly what, never with whom."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from eenplan.agenda.enums import BlockKind, MeetingPlace
from eenplan.agenda.models import Appointment, CalendarLink
from eenplan.agenda.selectors.hours import hours_between
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.organisation.selectors import actor_for

PAST, AHEAD = timedelta(days=28), timedelta(days=183)
MOST_EVENTS = 2000
TOKEN_LENGTH = 43  # of 32 random bytes in URL letters
TITLES = {
    MeetingPlace.CENTRE: "Afspraak",
    MeetingPlace.HOME: "Huisbezoek",
    MeetingPlace.PHONE: "Telefoongesprek",
    MeetingPlace.VIDEO: "Videogesprek",
}


@dataclass(frozen=True)
class Busy:
    """One line of the feed: it says nothing by which a household could be known."""

    uid: str
    title: str
    start: datetime
    end: datetime


def fingerprint_of(token: str) -> str:
    """Return what is kept of a secret: from it the secret cannot be made again."""
    return sha256(token.encode()).hexdigest()


def present_link(actor: Actor) -> CalendarLink | None:
    """Return the address of the actor's calendar that works now, if any."""
    return CalendarLink.objects.filter(worker=actor.user_id, revoked_at=None).first()


def reader_of(token: str, *, on: date) -> Actor:
    """Return whose calendar a secret opens. Raises NotFound: wrong, revoked, or no longer here."""
    if len(token) != TOKEN_LENGTH or not token.isascii():
        raise NotFound("token")
    link = (
        CalendarLink.objects.filter(fingerprint=fingerprint_of(token), revoked_at=None)
        .select_related("worker")
        .first()
    )
    if link is None or not link.worker.is_active:
        raise NotFound("token")
    actor = actor_for(link.worker, on=on)
    if not actor.can(Capability.AGENDA_USE):
        raise NotFound("token")
    return actor


def feed_of(actor: Actor, *, at: datetime) -> bytes:
    """Return somebody's calendar as an iCalendar file: four weeks back, half a year ahead."""
    calendar = Calendar()
    calendar.add("prodid", "-//Eenplan//agenda//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Eenplan")
    calendar.add("method", "PUBLISH")
    for busy in (_appointments(actor, at) + _file_hours(actor, at))[:MOST_EVENTS]:
        event = Event()
        event.add("uid", busy.uid)
        event.add("dtstamp", at.astimezone(UTC))
        event.add("dtstart", busy.start.astimezone(UTC))
        event.add("dtend", busy.end.astimezone(UTC))
        event.add("summary", busy.title)
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    return calendar.to_ical()


def _appointments(actor: Actor, at: datetime) -> list[Busy]:
    rows = (
        Appointment.objects.standing()
        .with_sight(actor)
        .filter(worker=actor.user_id, starts_at__gte=at - PAST, starts_at__lt=at + AHEAD)
        .select_related("household__area")
        .defer("household__area__geometry")
        .order_by("starts_at", "pk")[:MOST_EVENTS]
    )
    return [
        Busy(f"afspraak-{row.pk}@eenplan", _title(row), row.starts_at, row.ends_at) for row in rows
    ]


def _title(appointment: Appointment) -> str:
    title = TITLES[MeetingPlace(appointment.place)]
    if appointment.household_id and appointment.may_open:
        return f"{title}, {appointment.household.area.name}"
    return title


def _file_hours(actor: Actor, at: datetime) -> list[Busy]:
    first = actor.on - timedelta(days=7)
    rows = hours_between(first, 63, workers=[actor.user_id], kind=BlockKind.FILES)
    return [
        Busy(
            f"dossieruren-{row.block.pk}-{row.day:%Y%m%d}@eenplan",
            "Dossieruren",
            row.span.start,
            row.span.end,
        )
        for row in rows
    ]
