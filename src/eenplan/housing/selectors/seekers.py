"""Households as the placement engine sees them: who they are together, needs, wishes, bonds."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from eenplan.cases.models import Schooling
from eenplan.engines import placement
from eenplan.housing.enums import BondKind
from eenplan.housing.models import AreaWish, HomeWishes, Stay
from eenplan.housing.selectors.refusals import refused_by, refused_places
from eenplan.housing.selectors.wishes import open_bonds
from eenplan.organisation.enums import ReceptionForm
from eenplan.people.enums import NeedCode, NightShelter
from eenplan.people.models import Address, Household, HouseholdMember, Person, SpecificNeed

TONIGHT = {
    NightShelter.NONE: "none",
    NightShelter.HOTEL: "hotel",
    NightShelter.FRIENDS: "friends",
}
LARGE_FAMILY = 5
LONG_WAIT_DAYS = 30


def household_facts(households: Iterable[Household], *, on: date) -> list[placement.Household]:
    """Return households as the placement engine sees them; needs only as far as a house matters."""
    households = list(households)
    known = _Known(households, on)
    return [known.facts_of(household) for household in households]


def makeups_of(households: Collection[int], *, on: date) -> dict[int, placement.Makeup]:
    """Return who the adults of some households (by id) are together."""
    persons: dict[int, list[Person]] = defaultdict(list)
    members = HouseholdMember.objects.on(on).filter(household__in=households)
    for member in members.select_related("person"):
        persons[member.household_id].append(member.person)
    return {household: _makeup(persons[household], on) for household in households}


def _makeup(persons: list[Person], on: date) -> placement.Makeup:
    adults = tuple(person.sex for person in persons if not person.is_minor_on(on))
    return placement.makeup_of(adults, len(persons) - len(adults))


class _Known:
    """What the database holds of some households, in a number of queries that does not grow."""

    def __init__(self, households: list[Household], on: date):
        self.on = on
        self.persons: dict[int, list[Person]] = defaultdict(list)
        members = HouseholdMember.objects.on(on).filter(household__in=households)
        for member in members.select_related("person"):
            self.persons[member.household_id].append(member.person)
        needs = SpecificNeed.objects.on(on).filter(code=NeedCode.MOBILITY).values("person")
        immobile = members.filter(person__in=needs)
        self.immobile = set(immobile.values_list("household", flat=True))
        later = Stay.objects.filter(household__in=households, starts_on__gt=on)
        self.promised = dict(later.order_by("-starts_on").values_list("household", "starts_on"))
        self.wishes = {
            wishes.household_id: wishes
            for wishes in HomeWishes.objects.filter(household__in=households)
        }
        self.areas: dict[int, list[tuple[int | None, str]]] = defaultdict(list)
        wished = AreaWish.objects.filter(household__in=households)
        for household, rank, area in wished.values_list("household", "rank", "area__name"):
            self.areas[household].append((rank, area))
        at = Address.objects.on(on).filter(household__in=households, latitude__isnull=False)
        self.homes = {
            household: placement.Point(longitude, latitude)
            for household, longitude, latitude in at.values_list(
                "household", "longitude", "latitude"
            )
        }
        self.schools: dict[int, list[placement.Point]] = defaultdict(list)
        pupils = Schooling.objects.on(on).filter(
            case__household__in=households,
            case__closed_on=None,
            person__in=members.values("person"),
            longitude__isnull=False,
        )
        for household, *point in pupils.values_list(
            "case__household", "longitude", "latitude"
        ).distinct():
            self.schools[household].append(placement.Point(*point))
        self.links, self.apart = _bonds(households, on)
        self.refused_places = refused_places(households)
        self.refused_by = refused_by(households, on=on)

    def facts_of(self, household: Household) -> placement.Household:
        persons = self.persons[household.pk]
        said = self.wishes.get(household.pk) or HomeWishes(household=household)
        area = None if household.area.is_unlocated else household.area.name
        wishes = tuple(f"area:{name}" for rank, name in self.areas[household.pk] if rank)
        vetoes = {f"form:{ReceptionForm.HOST_FAMILY}"} if said.no_host_family else set()
        avoid = {name for rank, name in self.areas[household.pk] if not rank}
        if household.helped_elsewhere and area:
            avoid.add(area)
        promised = self.promised.get(household.pk)
        return placement.Household(
            id=household.number,
            persons=max(len(persons), 1),
            arrived_on=household.arrived_on,
            tonight=TONIGHT.get(household.sleeps, "place"),
            bedrooms_needed=said.bedrooms_needed,
            step_free=household.pk in self.immobile,
            pets=bool(household.pets),
            has_children=any(person.is_minor_on(self.on) for person in persons),
            area=area,
            wishes=wishes,
            vetoes=frozenset(vetoes) | self.refused_places.get(household.pk, frozenset()),
            refused_by=self.refused_by.get(household.pk, frozenset()),
            unaccompanied_minor=_only_minors(persons, self.on),
            stays_until=min(filter(None, (promised, said.stays_until)), default=None),
            makeup=_makeup(persons, self.on),
            smoke_free=said.smoke_free,
            secret_address=said.secret_address,
            avoid_areas=frozenset(avoid),
            apart_from=frozenset(self.apart[household.pk]),
            links=tuple(self.links[household.pk]),
            needs=frozenset(said.needs),
            home=self.homes.get(household.pk),
            schools=tuple(self.schools[household.pk]),
            groups=self._groups(household, persons),
        )

    def _groups(self, household: Household, persons: list[Person]) -> frozenset[str]:
        """The groups whose share is watched; no points follow from them."""
        waits = (self.on - household.arrived_on).days >= LONG_WAIT_DAYS
        large = len(persons) >= LARGE_FAMILY
        found = {
            "lang wachtend" if waits else "pas aangekomen",
            "groot gezin" if large else "klein gezin",
            "tijdelijk ontheemd" if household.target_group != "RESIDENT" else "inwoner",
        }
        return frozenset(found | ({"zonder trappen"} if household.pk in self.immobile else set()))


def _bonds(
    households: list[Household], on: date
) -> tuple[dict[int, list[placement.Link]], dict[int, set[str]]]:
    """Return per household whom it stays near, and whom it must not meet.

    Who is placed already says where: then only this household has to come near.
    """
    links: dict[int, list[placement.Link]] = defaultdict(list)
    apart: dict[int, set[str]] = defaultdict(set)
    bonds = list(open_bonds(households).select_related("first", "second"))
    ends = {end for bond in bonds for end in (bond.first_id, bond.second_id)}
    stays = Stay.objects.on(on).filter(household__in=ends)
    homes = {
        household: (area, str(dwelling))
        for household, area, dwelling in stays.values_list(
            "household", "place__dwelling__area__name", "place__dwelling"
        )
    }
    for bond in bonds:
        for one, other in ((bond.first, bond.second), (bond.second, bond.first)):
            if bond.kind == BondKind.APART:
                apart[one.pk].add(other.number)
                continue
            level = "dwelling" if bond.kind == BondKind.SAME_HOUSE else "area"
            area, dwelling = homes.get(other.pk, (None, None))
            home = dwelling if level == "dwelling" else area
            links[one.pk].append(placement.Link(other.number, level, home))
    return links, apart


def _only_minors(persons: list[Person], on: date) -> bool:
    return bool(persons) and all(person.is_minor_on(on) for person in persons)
