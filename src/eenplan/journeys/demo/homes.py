"""Where a demo household lived and lives: addresses, stays in our places, the team in charge."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from eenplan.housing.models import Place, Stay
from eenplan.journeys.demo.outlines import Outline
from eenplan.journeys.demo.places import Rooms
from eenplan.journeys.demo.town import DemoTown
from eenplan.organisation.models import User
from eenplan.people.enums import NeedCode, NightShelter
from eenplan.people.models import Address, Household, TeamCare

FORMER_STAY_SHARE = 0.3


@dataclass
class HomeRows:
    """Unsaved rows of a batch, in the order they can be written."""

    care: list[TeamCare] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)

    def write(self) -> None:
        TeamCare.objects.bulk_create(self.care)
        Address.objects.bulk_create(self.addresses)
        Stay.objects.bulk_create(self.stays)


@dataclass
class Homes:
    """Finds each household its address or place, and remembers which places are taken."""

    town: DemoTown
    rooms: Rooms
    decided_by: User
    rng: Random
    on: date

    def settle(
        self, rows: HomeRows, household: Household, outline: Outline, family: list
    ) -> Stay | None:
        """Add the addresses and stays of a household; return the stay it is in now.

        A household for which no place is left has found a home of its own.
        """
        if outline.sleeps == NightShelter.RECEPTION:
            needs_step_free = any(NeedCode.MOBILITY in member.needs for member in family)
            place = self.rooms.take(
                len(family), pets=bool(household.pets), step_free=needs_step_free
            )
            if place:
                return self._in_our_place(rows, household, outline, place, len(family))
            household.sleeps = NightShelter.OWN_HOME
        self._elsewhere(rows, household, outline, len(family))
        return None

    def _in_our_place(
        self, rows: HomeRows, household: Household, outline: Outline, place: Place, persons: int
    ) -> Stay:
        start = max(outline.registered_on, place.available_from)
        if start > outline.registered_on:  # with friends until the place was free
            friends = self._address(household, outline)
            friends.starts_on, friends.ends_on = outline.registered_on, start
            rows.addresses.append(friends)
        stay = self._stay(household, place, persons, start, place.available_until)
        rows.stays.append(stay)
        rows.addresses.append(_address_of(place, household, start))
        household.area = place.area
        return stay

    def _elsewhere(
        self, rows: HomeRows, household: Household, outline: Outline, persons: int
    ) -> None:
        start = outline.registered_on
        moved = self._former_stay(rows, household, outline, persons)
        if household.sleeps == NightShelter.NONE:
            present = Address(household=household, area=self.town.unlocated)
        else:
            present = self._address(household, outline)
        present.starts_on = moved or start
        rows.addresses.append(present)
        household.area = present.area

    def _former_stay(
        self, rows: HomeRows, household: Household, outline: Outline, persons: int
    ) -> date | None:
        """Add a stay in one of our places that is over; return the day the household moved out."""
        days = (self.on - outline.registered_on).days
        has_home = household.sleeps == NightShelter.OWN_HOME and outline.is_temporary
        if not has_home or days < 60 or self.rng.random() > FORMER_STAY_SHARE:
            return None
        start = outline.registered_on
        end = start + timedelta(days=self.rng.randint(14, days - 20))
        if outline.closed_on and end >= outline.closed_on:
            return None
        place = self.rooms.borrow(persons, start, end, self.rng)
        if place is None:
            return None
        rows.stays.append(self._stay(household, place, persons, start, end))
        stayed = _address_of(place, household, start)
        stayed.ends_on = end
        rows.addresses.append(stayed)
        return end

    def _address(self, household: Household, outline: Outline) -> Address:
        return Address(household=household, **self.town.draw_address(outline.area, self.rng))

    def _stay(
        self, household: Household, place: Place, persons: int, start: date, end: date | None
    ) -> Stay:
        return Stay(
            household=household,
            place=place,
            persons=persons,
            shares=place.is_shared,
            starts_on=start,
            ends_on=end,
            decided_by=self.decided_by,
            rank=self.rng.choice((1, 1, 1, 2, 3)),
        )


def _address_of(place: Place, household: Household, start: date) -> Address:
    """Return the address a household gets by moving into a place, as the journey writes it."""
    return Address(
        household=household,
        street=place.address,
        longitude=place.dwelling.longitude,
        latitude=place.dwelling.latitude,
        area=place.area,
        starts_on=start,
    )
