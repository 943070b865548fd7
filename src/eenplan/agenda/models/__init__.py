"""Time with people: who waits, when walk-in is on, appointments, home visits, the feed."""

from eenplan.agenda.models.appointments import Appointment
from eenplan.agenda.models.feed import CalendarLink
from eenplan.agenda.models.home_visits import HomeVisit, SafetyNote
from eenplan.agenda.models.hours import HourBlock, WalkInSession
from eenplan.agenda.models.queue import Visit

__all__ = [
    "Appointment",
    "CalendarLink",
    "HomeVisit",
    "HourBlock",
    "SafetyNote",
    "Visit",
    "WalkInSession",
]
