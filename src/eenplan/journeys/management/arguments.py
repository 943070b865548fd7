"""Arguments that several commands take."""

import re
from argparse import ArgumentTypeError
from datetime import date

WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 1, 1)


def day(text: str) -> date:
    """Return the day in an argument. Raises ArgumentTypeError in Dutch."""
    try:
        if not WRITTEN.fullmatch(text):  # Python also reads 20250315 and 2025-W11-6
            raise ValueError
        found = date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is geen datum; schrijf JJJJ-MM-DD") from None
    if not EARLIEST <= found <= LATEST:
        raise ArgumentTypeError(f"{text} ligt niet tussen {EARLIEST.year} en {LATEST.year}")
    return found


def days(text: str) -> int:
    """Return a number of days in an argument, up to ten years. Raises ArgumentTypeError."""
    if not text.isdigit() or int(text) > 3650:
        raise ArgumentTypeError(f"{text} is geen aantal dagen van 0 tot 3650")
    return int(text)


def count(text: str) -> int:
    """Return a number of one or more in an argument. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdigit()) or int(text) < 1:
        raise ArgumentTypeError(f"{text} is geen aantal vanaf 1")
    return int(text)
