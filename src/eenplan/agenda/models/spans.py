"""Moments from and until in the database: the promise that two never overlap."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.db.models import F, Func, Value


def span(start: str, end: str) -> Func:
    """Return two columns as a PostgreSQL tstzrange, end exclusive; no end is for ever."""
    return Func(
        F(start),
        F(end),
        Value("[)"),
        function="tstzrange",
        output_field=DateTimeRangeField(),
    )
