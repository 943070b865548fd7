"""Working days, Monday to Friday. Public holidays are not known here: a target is never later."""

from datetime import date, timedelta

SATURDAY = 5


def after_workdays(day: date, number: int) -> date:
    """Return the last day of a term of so many working days after a day."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < SATURDAY
    return day


def late_since(day: date, number: int) -> date:
    """Return the last day from which so many working days are over before a day."""
    start = day
    while after_workdays(start, number) >= day:
        start -= timedelta(days=1)
    return start
