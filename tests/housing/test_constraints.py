"""What the database itself refuses, whoever asks and however."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from eenplan.housing.enums import PlaceState
from eenplan.housing.models import PlaceStatus, Stay
from tests.factories import HouseholdFactory, PlaceFactory, StayFactory

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def refused(constraint, make):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()


@pytest.fixture(autouse=True)
def database(db):
    return db


def test_a_stay_does_not_end_before_it_starts():
    refused("stay_has_nights", lambda: StayFactory(starts_on=JULY, ends_on=JUNE))


def test_a_stay_lasts_at_least_one_night():
    refused("stay_has_nights", lambda: StayFactory(starts_on=JULY, ends_on=JULY))


@pytest.mark.parametrize(("start", "end"), [(MAY, None), (MAY, date(2026, 6, 2)), (JULY, None)])
def test_two_households_never_live_in_one_place_at_once(start, end):
    place = PlaceFactory()
    StayFactory(place=place, starts_on=JUNE)

    refused(
        "one_household_per_place", lambda: StayFactory(place=place, starts_on=start, ends_on=end)
    )

    assert Stay.objects.count() == 1


def test_one_household_may_follow_another_on_the_same_day():
    place = PlaceFactory()
    StayFactory(place=place, starts_on=MAY, ends_on=JUNE)

    StayFactory(place=place, starts_on=JUNE)

    assert Stay.objects.count() == 2


def test_a_household_is_in_one_place_at_a_time():
    household = HouseholdFactory()
    StayFactory(household=household, starts_on=JUNE)

    refused("one_stay_at_a_time", lambda: StayFactory(household=household, starts_on=JULY))


def test_a_place_has_one_state_at_a_time():
    place = PlaceFactory(state=PlaceState.READY)

    refused(
        "one_state_at_a_time",
        lambda: PlaceStatus.objects.create(place=place, state="TO_CLEAN", starts_on=JULY),
    )


def test_a_place_is_not_offered_backwards():
    refused("place_not_backwards", lambda: PlaceFactory(available_until=date(2026, 1, 1)))


@pytest.mark.parametrize("facts", [{"max_persons": 0}, {"bedrooms": 0}])
def test_somebody_can_sleep_in_a_place(facts):
    refused("place_sleeps_somebody", lambda: PlaceFactory(**facts))
