"""The words a note may use, in Dutch and English: ways of contact, days, durations."""

import re
from datetime import date, timedelta

from eenplan.engines.quicknote.model import Kind

KINDS: dict[Kind, tuple[str, ...]] = {
    Kind.DESK: ("loket", "onthaal", "balie", "desk", "counter"),
    Kind.PHONE: ("telefoon", "tel", "gebeld", "bellen", "bel", "phone", "call"),
    Kind.HOME_VISIT: ("huisbezoek", "bezoek", "hb", "homevisit", "home-visit", "visit"),
    Kind.VIDEO: ("video", "videogesprek", "videocall"),
    Kind.OUTREACH: ("straat", "wijk", "vindplaats", "outreach", "street"),
    Kind.LETTER: ("brief", "bericht", "mail", "sms", "letter", "message"),
}
KIND_OF = {word: kind for kind, words in KINDS.items() for word in words}
SENSITIVE = frozenset({"gevoelig", "vertrouwelijk", "sensitive", "confidential"})
LONGEST_MINUTES = 600

_WEEKDAYS = (
    ("ma", "maandag", "mon", "monday"),
    ("di", "dinsdag", "tue", "tues", "tuesday"),
    ("wo", "woe", "woensdag", "wed", "wednesday"),
    ("do", "donderdag", "thu", "thur", "thurs", "thursday"),
    ("vr", "vrij", "vrijdag", "fri", "friday"),
    ("za", "zat", "zaterdag", "sat", "saturday"),
    ("zo", "zon", "zondag", "sun", "sunday"),
)
WEEKDAY_OF = {word: number for number, words in enumerate(_WEEKDAYS) for word in words}
DAYS_AHEAD = {
    **dict.fromkeys(("vandaag", "vand", "today", "nu", "now"), 0),
    **dict.fromkeys(("morgen", "tomorrow", "tmrw"), 1),
    "overmorgen": 2,
    **dict.fromkeys(("volgendeweek", "nextweek"), 7),
}
_AHEAD = re.compile(r"([0-9]{1,3})(d|dag|dagen|days?|w|weken|week|weeks)")
_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})(?:[/.-]([0-9]{4}|[0-9]{2}))?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_MINUTES = re.compile(r"([0-9]{1,4})(?:m|min|mins|minuten|minutes|')")
_HOURS = re.compile(r"([0-9]{1,2})(?:u|h|uur|hour|hours)(?:([0-9]{1,2})(?:m|min)?)?")


def minutes_in(word: str) -> int | None:
    """Return how long "10m", "1u", "1u30" or "2h" is in minutes, or None for another word."""
    word = word.casefold()
    if found := _MINUTES.fullmatch(word):
        return int(found[1])
    if found := _HOURS.fullmatch(word):
        rest = int(found[2] or 0)
        return 60 * int(found[1]) + rest if rest < 60 else None
    return None


def day_of(word: str, today: date) -> date | None:
    """Return the day a word says: "vr", "fri", "morgen", "3d", "12/5", "12-05-2026"; or None.

    The name of a day is the next such day, never today. A date without a year is the next one.
    """
    word = word.casefold()
    try:
        if word in DAYS_AHEAD:
            return today + timedelta(days=DAYS_AHEAD[word])
        if word in WEEKDAY_OF:
            return today + timedelta(days=(WEEKDAY_OF[word] - today.weekday() - 1) % 7 + 1)
        if found := _AHEAD.fullmatch(word):
            return today + timedelta(days=int(found[1]) * (7 if found[2][0] == "w" else 1))
        if found := _ISO.fullmatch(word):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DATE.fullmatch(word):
            return _on(int(found[1]), int(found[2]), found[3], today)
    except (ValueError, OverflowError):  # the thirtieth of February, or beyond the calendar
        return None
    return None


def looks_like_a_day(word: str) -> bool:
    """Say whether a word has the shape of a date, even of one that does not exist."""
    return bool(_DATE.fullmatch(word) or _ISO.fullmatch(word))


def _on(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    if (month, day) >= (today.month, today.day):
        return date(today.year, month, day)
    return date(today.year + 1, month, day)
