"""Time as it is spent: stretches of it, working days, free moments. Pure Python, no clock."""

from eenplan.engines.timetable.days import Hours, local_moment, moment_exists, working_spans
from eenplan.engines.timetable.slots import Diary, Slot, Wish, free_slots
from eenplan.engines.timetable.spans import Span, merged, minus, minutes_in, shared_minutes

__all__ = [
    "Diary",
    "Hours",
    "Slot",
    "Span",
    "Wish",
    "free_slots",
    "local_moment",
    "merged",
    "minus",
    "minutes_in",
    "moment_exists",
    "shared_minutes",
    "working_spans",
]
