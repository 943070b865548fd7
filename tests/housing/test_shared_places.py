"""A place that several households share holds them all within its beds, whatever code writes it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.housing.models import Stay
from eenplan.housing.searching import places_with_situation
from tests.factories import HouseholdFactory, PlaceFactory
from tests.support.setting import TODAY


@pytest.fixture
def house(db):
    """Six beds for at most three households."""
    return PlaceFactory(reference="HUIS-1", max_persons=6, max_households=3)


def move_in(house, persons, *, start=TODAY, nights=None):
    with transaction.atomic():
        return Stay.objects.create(
            household=HouseholdFactory(),
            place=house,
            persons=persons,
            starts_on=start,
            ends_on=start + timedelta(days=nights) if nights else None,
        )


def refused(house, persons, **when) -> bool:
    with pytest.raises(IntegrityError, match="holds no more"):
        move_in(house, persons, **when)
    return True


def test_households_share_it_until_the_beds_are_taken(house):
    first = move_in(house, 2)
    first.refresh_from_db()
    assert first.shares

    move_in(house, 3)
    assert refused(house, 2)
    move_in(house, 1)
    assert Stay.objects.filter(place=house).count() == 3


def test_no_more_households_than_it_takes(house):
    for _ in range(3):
        move_in(house, 1)

    assert refused(house, 1)


def test_only_the_days_that_overlap_count(house):
    move_in(house, 6, nights=10)
    move_in(house, 4, start=TODAY + timedelta(days=10), nights=10)

    assert refused(house, 3, start=TODAY + timedelta(days=5), nights=6)
    assert refused(house, 3, start=TODAY + timedelta(days=12))
    move_in(house, 2, start=TODAY + timedelta(days=10), nights=30)
    move_in(house, 4, start=TODAY + timedelta(days=20))


def test_a_longer_stay_is_held_to_it_too(house):
    early = move_in(house, 4, nights=10)
    move_in(house, 4, start=TODAY + timedelta(days=10))

    early.ends_on = TODAY + timedelta(days=12)
    with pytest.raises(IntegrityError, match="holds no more"), transaction.atomic():
        early.save()


def test_it_is_taken_once_nobody_more_fits(house):
    def situation(day=TODAY):
        return places_with_situation(day).get(pk=house.pk).situation

    move_in(house, 5, nights=3)
    assert situation() == "vrij"
    move_in(house, 1, nights=3)
    assert situation() == "bezet"
    assert situation(TODAY + timedelta(days=3)) == "vrij"


def test_a_place_of_one_household_is_never_shared(db):
    flat = PlaceFactory(max_persons=6)
    stay = move_in(flat, 2)
    Stay.objects.filter(pk=stay.pk).update(shares=True)
    stay.refresh_from_db()

    assert not stay.shares
    with pytest.raises(IntegrityError, match="one_household_per_place"):
        move_in(flat, 1)
