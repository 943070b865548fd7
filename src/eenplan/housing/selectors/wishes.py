"""Reading what households want in a home."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.housing.models import AreaWish, HomeWishes, HouseholdBond
from eenplan.people.models import Household


@dataclass(frozen=True)
class BondLine:
    """A bond as one of the two sees it; the other household only by who may open it."""

    bond: HouseholdBond
    other: Household | None


def wishes_of(household: Household) -> HomeWishes:
    """Return what a household said of its home; nothing yet has version 0 and is not saved."""
    found = HomeWishes.objects.filter(household=household).first()
    return found or HomeWishes(household=household)


def area_wishes_of(household: Household) -> QuerySet[AreaWish]:
    """Return the neighbourhoods a household wants, best first, then those it does not want."""
    rows = AreaWish.objects.filter(household=household).select_related("area")
    return rows.defer("area__geometry")


def open_bonds(households: Iterable[Household]) -> QuerySet[HouseholdBond]:
    """Return the bonds that hold now and touch one of these households."""
    keys = [household.pk for household in households]
    return HouseholdBond.objects.open().filter(Q(first__in=keys) | Q(second__in=keys))


def bonds_of(actor: Actor, household: Household) -> list[BondLine]:
    """Return the open bonds of a household; who the other is, only within the actor's sight."""
    visible = Household.objects.visible_to(actor)
    bonds = (
        open_bonds([household])
        .select_related("first", "second", "set_by")
        .annotate(
            sees_first=Exists(visible.filter(pk=OuterRef("first"))),
            sees_second=Exists(visible.filter(pk=OuterRef("second"))),
        )
    )
    lines = []
    for bond in bonds:
        is_first = bond.first_id == household.pk
        other = bond.second if is_first else bond.first
        seen = bond.sees_second if is_first else bond.sees_first
        lines.append(BondLine(bond, other if seen else None))
    return lines


def get_bond(household: Household, pk: int) -> HouseholdBond:
    """Return an open bond of a household, or raise NotFound."""
    bond = open_bonds([household]).filter(pk=pk).first()
    if bond is None:
        raise NotFound(pk)
    return bond
