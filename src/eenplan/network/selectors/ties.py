"""Reading who else works with a household, and where help overlaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import QuerySet

from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.directory.enums import Theme
from eenplan.network.models import HouseholdTie
from eenplan.people.models import Household

FAR = date.max


def ties_of(household: Household) -> QuerySet[HouseholdTie]:
    """Return who works or worked with a household: present ties first, then the latest."""
    rows = HouseholdTie.objects.filter(household=household).select_related(
        "service__partner", "noted_by"
    )
    return rows.order_by("-ends_on", "theme", "-starts_on", "pk")


def get_tie(actor: Actor, pk: int) -> HouseholdTie:
    """Return a tie of a household the actor may open, or raise NotFound."""
    visible = Household.objects.visible_to(actor)
    rows = HouseholdTie.objects.filter(household__in=visible)
    tie = rows.select_related("household", "service__partner").filter(pk=pk).first()
    if tie is None:
        raise NotFound(pk)
    return tie


@dataclass(frozen=True)
class Overlap:
    """Two that work with a household on one theme in the same days."""

    theme: Theme
    one: HouseholdTie
    other: HouseholdTie
    since: date
    until: date | None

    @property
    def is_present(self) -> bool:
        return self.until is None


def overlaps(ties: Sequence[HouseholdTie]) -> list[Overlap]:
    """Return the pairs that do the same at the same time; present ones first.

    Themes that say nothing ("andere") do not count, nor does one service under two ties.
    """
    found = [
        overlap
        for one, other in combinations(ties, 2)
        if (overlap := _overlap(one, other)) is not None
    ]
    return sorted(found, key=lambda o: (not o.is_present, -o.since.toordinal()))


def _overlap(one: HouseholdTie, other: HouseholdTie) -> Overlap | None:
    if one.theme != other.theme or one.theme == Theme.OTHER or one.provider == other.provider:
        return None
    since = max(one.starts_on, other.starts_on)
    until = min(one.ends_on or FAR, other.ends_on or FAR)
    if since >= until:
        return None
    return Overlap(Theme(one.theme), one, other, since, None if until == FAR else until)
