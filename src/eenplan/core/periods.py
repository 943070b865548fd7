"""Dated rows: what holds from a day until (not including) another day.

History is kept by ending a row and starting the next one; a figure on any past day is then a
matter of asking `on(day)`. The promises live in the database: no period runs backwards, and
where only one row may hold at a time, an EXCLUDE constraint says so.
"""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value


class DatedQuerySet(models.QuerySet):
    def on(self, day: date):
        """Return the rows that hold on a day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)

    def open(self):
        """Return the rows without an end."""
        return self.filter(ends_on=None)

    def lasting_beyond(self, day: date):
        """Return the rows that hold on a day or later."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day))


class DatedRow(models.Model):
    """A fact with a first day and, once it is over, the first day without it."""

    starts_on = models.DateField("vanaf")
    ends_on = models.DateField("tot", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True


def period() -> Func:
    """Return the row's period as a PostgreSQL daterange, end exclusive."""
    return Func(
        F("starts_on"),
        F("ends_on"),
        Value("[)"),
        function="daterange",
        output_field=DateRangeField(),
    )


def one_at_a_time(*fields: str, name: str, message: str, condition=None) -> ExclusionConstraint:
    """Return the promise that rows with equal `fields` never hold on the same day."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((field, RangeOperators.EQUAL) for field in fields),
            (period(), RangeOperators.OVERLAPS),
        ],
        condition=condition,
        violation_error_message=message,
    )


def no_period_backwards(name: str) -> models.CheckConstraint:
    """Return the promise that a period does not end before it starts.

    Start and end may be one day: a row that was replaced on the day it began.
    """
    return models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name=name)
