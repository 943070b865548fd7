"""Cases that are closed without the act of closing: what a test finds, not what it does."""

from datetime import date

from django.db.models import QuerySet

from eenplan.cases.models import Assignment


def close_cases(cases: QuerySet, on: date) -> None:
    """Close cases on a day, and let nobody hold them any more."""
    held = Assignment.objects.open().filter(case__in=cases)
    held.update(ends_on=on)
    cases.update(closed_on=on)
