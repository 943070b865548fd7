"""Figures per neighbourhood: everybody counts where they live, whoever helps them.

Also who is helped outside the own neighbourhood; no number leads to a file, and a small one is not
told, so that nobody can be found by it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from eenplan.cases.models import Case
from eenplan.people.models import HouseholdMember
from eenplan.territory.models import Area

SMALLEST_TOLD = 5
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Neighbourhood:
    """One neighbourhood on a day: whom the centre helps there, and what changed in a year."""

    area: Area
    households: int
    persons: int
    opened: int
    closed: int


def told(number: int) -> int | str:
    """Return a number as the figures tell it: one of a few households could be recognised."""
    return f"minder dan {SMALLEST_TOLD}" if 0 < number < SMALLEST_TOLD else number


def neighbourhoods(*, on: date) -> list[Neighbourhood]:
    """Return the figures of every neighbourhood on a day, by name; five queries in all.

    A household counts in the area of its present address; what cannot be located comes last.
    """
    there = Case.objects.filter(opened_on__lte=on).filter(Q(closed_on=None) | Q(closed_on__gt=on))
    households = _per_area(there, "household__area", "household")
    persons = _per_area(
        HouseholdMember.objects.on(on).filter(household__in=there.values("household")),
        "household__area",
        "person",
    )
    year = on - YEAR
    opened = Case.objects.filter(opened_on__gt=year, opened_on__lte=on)
    closed = Case.objects.filter(closed_on__gt=year, closed_on__lte=on)
    changed = {
        name: _per_area(rows, "household__area", "pk")
        for name, rows in (("opened", opened), ("closed", closed))
    }
    areas = Area.objects.filter(division__is_primary=True).defer("geometry")
    return [
        Neighbourhood(
            area,
            households.get(area.pk, 0),
            persons.get(area.pk, 0),
            changed["opened"].get(area.pk, 0),
            changed["closed"].get(area.pk, 0),
        )
        for area in areas.order_by("is_unlocated", "name")
    ]


def _per_area(rows: QuerySet, area: str, what: str) -> dict[int, int]:
    found: Iterable = rows.order_by().values_list(area).annotate(n=Count(what, distinct=True))
    return dict(found)
