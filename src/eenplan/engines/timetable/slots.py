"""Free moments: where an appointment fits in several diaries, soonest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from eenplan.engines.timetable.spans import Span, minus

QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Diary:
    """One worker's time: when there is work, what is taken of it, and which languages."""

    worker: str
    name: str
    hours: tuple[Span, ...]
    taken: tuple[Span, ...] = ()
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Wish:
    """What is looked for: so many minutes, with the way there and back, in a language."""

    minutes: int
    not_before: datetime
    travel_before: int = 0
    travel_after: int = 0
    language: str = ""
    speakers_only: bool = False


@dataclass(frozen=True)
class Slot:
    """A moment at which a worker is free, and whether no interpreter is needed."""

    start: datetime
    end: datetime
    worker: str
    name: str
    speaks: bool


def free_slots(diaries: Sequence[Diary], wish: Wish, *, most: int) -> list[Slot]:
    """Return the first free moments over all diaries; at one moment who speaks the language first.

    Moments begin on the quarter of an hour. Those of one worker do not overlap, so that the list
    offers choice. The way there and back has to be free as well.
    """
    found: list[Slot] = []
    for diary in diaries:
        speaks = not wish.language or wish.language in diary.languages
        if speaks or not wish.speakers_only:
            found += _of(diary, wish, speaks, most)
    return sorted(found, key=lambda s: (s.start, not s.speaks, s.name, s.worker))[:most]


def _of(diary: Diary, wish: Wish, speaks: bool, most: int) -> list[Slot]:
    before = timedelta(minutes=wish.travel_before)
    after = timedelta(minutes=wish.travel_after)
    lasts = timedelta(minutes=wish.minutes)
    found: list[Slot] = []
    for gap in minus(diary.hours, diary.taken):
        at = _next_quarter(max(gap.start + before, wish.not_before))
        while at + lasts + after <= gap.end and len(found) < most:
            found.append(Slot(at, at + lasts, diary.worker, diary.name, speaks))
            at = _next_quarter(at + lasts + after + before)
    return found


def _next_quarter(moment: datetime) -> datetime:
    """Return the moment itself when it is on a quarter of an hour, else the next one."""
    over = timedelta(
        minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond
    )
    return moment if not over else moment - over + QUARTER
