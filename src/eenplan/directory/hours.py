"""Opening hours as people write them ("ma-vr 9-12, 13-16") read, and said in the same words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time

from eenplan.directory.enums import Weekday
from eenplan.directory.errors import UnreadableHours

SHORT = {day: day.label[:2] for day in Weekday}
MOST_LINES, LONGEST_NOTE = 40, 120
EXAMPLE = "Schrijf bijvoorbeeld: ma-vr 9-12, 13-16"
LINE = re.compile(r"(?P<days>[^\d(]+?)\s*(?P<times>\d[^(]*?)\s*(?:\((?P<note>[^()]*)\))?")
TIME = r"(\d{1,2})(?:[:.hu](\d{2}))?\s*(?:uur|u|h)?"
BETWEEN = re.compile(rf"{TIME}\s*(?:-|–|tot)\s*{TIME}")


@dataclass(frozen=True, order=True)
class Hours:
    """One stretch of one day of the week."""

    weekday: int
    opens_at: time
    closes_at: time
    note: str = ""


def read_hours(text: str) -> list[Hours]:
    """Return the hours in a text: a line (or a part between semicolons) for each day or days.

    Raises UnreadableHours with the line that is not understood, runs backwards or overlaps.
    """
    lines = [line.strip() for line in re.split(r"[\n;]", text) if line.strip()]
    if len(lines) > MOST_LINES:
        raise UnreadableHours(f"Dit zijn meer dan {MOST_LINES} regels.")
    found = sorted(hours for line in lines for hours in _of_line(line))
    for earlier, later in zip(found, found[1:], strict=False):
        if earlier.weekday == later.weekday and later.opens_at < earlier.closes_at:
            day = Weekday(later.weekday).label
            raise UnreadableHours(f"Op {day} overlappen twee keer uren. Voeg ze samen.")
    return found


def _of_line(line: str) -> Iterator[Hours]:
    found = LINE.fullmatch(line.casefold())
    days = _days(found["days"]) if found else []
    times = [_between(part, line) for part in _parts(found["times"])] if found and days else []
    if not times:
        raise _unclear(line)
    note = ""
    if found and found["note"]:
        note = line[found.start("note") : found.end("note")].strip()
    if len(note) > LONGEST_NOTE:
        raise UnreadableHours(f"De uitleg tussen haakjes is langer dan {LONGEST_NOTE} tekens.")
    for day in days:
        for opens_at, closes_at in times:
            yield Hours(day, opens_at, closes_at, note)


def _parts(times: str) -> list[str]:
    return [part.strip() for part in re.split(r",|\ben\b|\+", times) if part.strip()]


def _days(text: str) -> list[int]:
    """Return the days of "ma", "ma, wo en vr" or "ma-vr"; none when a word is no day."""
    days: list[int] = []
    for part in re.split(r"[,+:]|\ben\b", text):
        ends = [word.strip(" .") for word in re.split(r"-|–|\btot\b|t/m", part)]
        if ends == [""]:
            continue
        found = [_day(word) for word in ends]
        if None in found or len(found) > 2 or found[0] > found[-1]:
            return []
        days += range(found[0], found[-1] + 1)
    return days


def _day(word: str) -> int | None:
    known = (day for day in Weekday if word in (SHORT[day], day.label))
    return next((int(day) for day in known), None)


def _between(part: str, line: str) -> tuple[time, time]:
    found = BETWEEN.fullmatch(part)
    if not found:
        raise _unclear(line)
    first_hour, first_minute, last_hour, last_minute = (int(said or 0) for said in found.groups())
    try:
        opens_at, closes_at = time(first_hour, first_minute), time(last_hour, last_minute)
    except ValueError:
        raise _unclear(line) from None
    if closes_at <= opens_at:
        raise UnreadableHours(f"“{line[:60]}”: het einduur komt na het beginuur.")
    return opens_at, closes_at


def _unclear(line: str) -> UnreadableHours:
    return UnreadableHours(f"“{line[:60]}” begrijpen we niet. {EXAMPLE}.")


def hour(moment: time) -> str:
    """Return a time as people say it: 9, 9.30."""
    return f"{moment.hour}.{moment.minute:02d}" if moment.minute else str(moment.hour)


def by_day(rows: Iterable) -> list[tuple[str, str]]:
    """Return the hours of each day in words, the days that follow with the same hours apart."""
    days: dict[int, list[str]] = {}
    for row in sorted(rows, key=lambda row: (row.weekday, row.opens_at)):
        note = f" ({row.note})" if row.note else ""
        said = f"{hour(row.opens_at)}-{hour(row.closes_at)}{note}"
        days.setdefault(row.weekday, []).append(said)
    return [(Weekday(day).label, ", ".join(said)) for day, said in days.items()]


def written(rows: Iterable) -> str:
    """Return hours so that `read_hours` reads them again: days that are alike on one line."""
    days: dict[int, dict[str, list[str]]] = {}
    for row in sorted(rows, key=lambda row: (row.weekday, row.opens_at)):
        said = f"{hour(row.opens_at)}-{hour(row.closes_at)}"
        days.setdefault(row.weekday, {}).setdefault(row.note, []).append(said)
    alike: list[tuple[int, int, dict]] = []  # first day, last day, what holds on each of them
    for day, said in days.items():
        if alike and alike[-1][1] == day - 1 and alike[-1][2] == said:
            alike[-1] = (alike[-1][0], day, said)
        else:
            alike.append((day, day, said))
    return "\n".join(
        f"{_span(first, last)} {', '.join(hours)}" + (f" ({note})" if note else "")
        for first, last, said in alike
        for note, hours in said.items()
    )


def _span(first: int, last: int) -> str:
    ends = dict.fromkeys((SHORT[Weekday(first)], SHORT[Weekday(last)]))
    return "-".join(ends)
