"""What a cell of an imported table may hold: each kind says what it expects and reads it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

YES = {"ja", "j", "yes", "y", "true", "waar", "1", "x"}
NO = {"nee", "neen", "n", "no", "false", "onwaar", "0"}
DAY_FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]00:00(?::00)?)?"),
    re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"),
)


@dataclass(frozen=True)
class Cell:
    """One kind of cell: the Dutch phrase for what it expects, and how it is read.

    `read` raises ValueError for anything else. An empty cell is `empty`.
    """

    expected: str
    read: Callable[[str], Any]
    empty: Any = None


def text(*, longest: int = 200) -> Cell:
    """Text on one line."""

    def read(cell: str) -> str:
        if len(cell) > longest:
            raise ValueError
        return " ".join(cell.split())

    return Cell(f"tekst van hoogstens {longest} tekens", read, "")


def whole_number(lowest: int = 0, highest: int = 10**9) -> Cell:
    """A whole number within bounds."""

    def read(cell: str) -> int:
        if not re.fullmatch(r"[+-]?[0-9]{1,12}(?:[.,]0+)?", cell):
            raise ValueError
        number = int(re.split("[.,]", cell)[0])
        if not lowest <= number <= highest:
            raise ValueError
        return number

    bounds = f"vanaf {lowest}" if highest == 10**9 else f"van {lowest} tot {highest}"
    return Cell(f"een geheel getal {bounds}", read)


def amount() -> Cell:
    """An amount of euro, zero or more: 650, 650,50 or 650.50."""

    def read(cell: str) -> Decimal:
        if not re.fullmatch(r"€?\s*\d{1,9}(?:[.,]\d{1,2})?", cell):
            raise ValueError
        try:
            return Decimal(cell.lstrip("€ ").replace(",", "."))
        except InvalidOperation:
            raise ValueError from None

    return Cell("een bedrag in euro (650,50)", read)


def day(*, first: date = date(1900, 1, 1), last: date = date(2100, 1, 1)) -> Cell:
    """A date, as 2022-03-14 or 14/03/2022."""

    def read(cell: str) -> date:
        found = next((form for pattern in DAY_FORMS if (form := pattern.fullmatch(cell))), None)
        if found is None:
            raise ValueError
        read_day = date(*(int(found[part]) for part in ("year", "month", "day")))
        if not first <= read_day <= last:
            raise ValueError
        return read_day

    return Cell("een datum (2022-03-14)", read)


def choice(options: Mapping[str, Any] | Iterable[str]) -> Cell:
    """One of a list, whatever the capitals; a mapping gives each word its value."""
    values = dict(options) if isinstance(options, Mapping) else {word: word for word in options}
    by_word = {word.casefold(): value for word, value in values.items()}

    def read(cell: str) -> Any:
        if cell.casefold() not in by_word:
            raise ValueError
        return by_word[cell.casefold()]

    return Cell(f"een van: {', '.join(values)}", read)


def yes_no() -> Cell:
    """Yes or no."""

    def read(cell: str) -> bool:
        word = cell.casefold()
        if word not in YES | NO:
            raise ValueError
        return word in YES

    return Cell("ja of nee", read)


def several(kind: Cell, *, separator: str = ";") -> Cell:
    """A list in one cell ("uk;ru"), as a tuple; an empty cell is an empty tuple."""

    def read(cell: str) -> tuple:
        return tuple(kind.read(part.strip()) for part in cell.split(separator) if part.strip())

    return Cell(f"{kind.expected} (meer dan een: tussen ‘{separator}’)", read, ())
