"""The kinds of answer a report holds, each kept as the engine of rights reads it.

An amount is a text of euros with a point, a day a text JJJJ-MM-DD, yes and no are true and false.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 1, 1)
MOST_EURO = 10_000_000
MOST_COUNT = 100_000
LONGEST_LINE, LONGEST_TEXT = 200, 2_000
WHOLE = 100
NO_LETTER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Kind(StrEnum):
    """What sort of answer a question asks."""

    LINE = "line"
    TEXT = "text"
    YES_NO = "yes_no"
    CHOICE = "choice"
    DAY = "day"
    MONTH = "month"
    COUNT = "count"
    AMOUNT = "amount"
    SHARE = "share"


@dataclass(frozen=True)
class Ask:
    """One thing that is asked: its key (as the engine names it), its words, its kind."""

    key: str
    label: str
    kind: Kind = Kind.LINE
    choices: tuple[tuple[str, str], ...] = ()
    is_required: bool = False
    help: str = ""


def accepts(asked: Ask, value: object) -> bool:
    """Say whether a value is an answer of the kind that is asked."""
    match asked.kind:
        case Kind.LINE:
            return isinstance(value, str) and 0 < len(value) <= LONGEST_LINE
        case Kind.TEXT:
            return isinstance(value, str) and 0 < len(value) <= LONGEST_TEXT
        case Kind.YES_NO:
            return isinstance(value, bool)
        case Kind.CHOICE:
            return value in [code for code, _ in asked.choices]
        case Kind.DAY:
            return _is_day(value)
        case Kind.MONTH:
            return isinstance(value, str) and len(value) == 7 and _is_day(f"{value}-01")
        case Kind.COUNT:
            whole = isinstance(value, int) and not isinstance(value, bool)
            return whole and 0 <= value <= MOST_COUNT
        case _:
            return _is_amount(value, WHOLE if asked.kind == Kind.SHARE else MOST_EURO)


def fitted(asked: Ask, value: object) -> object:
    """Return a value of the file as somebody could have typed it: no longer, without odd signs."""
    if asked.kind not in (Kind.LINE, Kind.TEXT) or not isinstance(value, str):
        return value
    text = NO_LETTER.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    most = LONGEST_LINE if asked.kind == Kind.LINE else LONGEST_TEXT
    return text.strip()[:most].strip()


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and FIRST_DAY <= date.fromisoformat(value) <= LAST_DAY
    except ValueError:
        return False


def _is_amount(value: object, most: int) -> bool:
    try:
        amount = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return False
    return amount is not None and amount.is_finite() and 0 <= amount <= most


def in_words(asked: Ask, value: object) -> str:
    """Return an answer as a reader of the screen finds it."""
    match asked.kind:
        case Kind.YES_NO:
            return "ja" if value else "nee"
        case Kind.CHOICE:
            return dict(asked.choices).get(value, str(value))
        case Kind.DAY:
            return dutch(value)
        case Kind.AMOUNT:
            return f"{euro_words(value)} euro"
        case Kind.SHARE:
            return f"{str(value).replace('.', ',')} %"
    return str(value)


def dutch(value: object) -> str:
    """Return a kept day as 14/03/2026."""
    year, month, day = str(value).split("-")
    return f"{day}/{month}/{year}"


def euro_words(value: object) -> str:
    """Return a kept amount in Dutch notation: 1.234,56."""
    whole, cents = f"{Decimal(str(value)):,.2f}".split(".")
    return f"{whole.replace(',', '.')},{cents}"
