"""Quarters and months, as their first day."""

from datetime import date

# A statement can come until twelve months after a quarter (L1965 art. 12); the rest is for slips.
MONTHS_BACK = 24


def quarter_of(day: date) -> date:
    """Return the first day of the quarter of a day."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def next_quarter(first: date) -> date:
    """Return the first day of the quarter after."""
    year, month = divmod(first.year * 12 + first.month - 1 + 3, 12)
    return date(year, month + 1, 1)


def quarter_words(first: date) -> str:
    """Return how a quarter is read: 3e kwartaal 2026."""
    return f"{(first.month + 2) // 3}e kwartaal {first.year}"


def months_back(on: date, months: int) -> date:
    """Return the first day of the month so many months ago."""
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return date(year, month + 1, 1)
