"""The yearly numbers of households: no doubles, no gaps, whoever comes at the same moment."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from eenplan.core.numbering import next_numbers
from eenplan.people.enums import NightShelter, Relation
from eenplan.people.errors import NumberTaken
from eenplan.people.models import Household
from eenplan.people.registration import NewHousehold, NewPerson
from eenplan.people.services import register_household
from tests.support.at_once import at_once
from tests.support.setting import TODAY

SOMEBODY = NewPerson("Melnyk", "Iryna", Relation.REFERENCE, birth_date=date(1980, 1, 1))
FAMILY = NewHousehold(persons=(SOMEBODY,), arrived_on=TODAY, sleeps=NightShelter.HOTEL)


def test_every_year_and_every_series_starts_at_one(db):
    assert list(next_numbers("household", 2026)) == [1]
    assert list(next_numbers("household", 2026)) == [2]
    assert list(next_numbers("household", 2027)) == [1]
    assert list(next_numbers("letter", 2026)) == [1]


def test_numbers_for_a_whole_batch_follow_each_other(db):
    assert list(next_numbers("household", 2026, 3)) == [1, 2, 3]
    assert list(next_numbers("household", 2026)) == [4]


@pytest.mark.django_db(transaction=True)
def test_twenty_desks_at_once_take_twenty_numbers_without_doubles_or_gaps():
    def take():
        with transaction.atomic():
            return next_numbers("household", 2027)[0]

    assert sorted(at_once([take] * 20)) == list(range(1, 21))


@pytest.mark.django_db(transaction=True)
def test_desks_that_fail_in_between_leave_no_gaps():
    def take():
        with transaction.atomic():
            return next_numbers("household", 2027)[0]

    def fail():
        with transaction.atomic():
            next_numbers("household", 2027)
            transaction.set_rollback(True)

    taken = at_once([take, fail] * 10)

    assert sorted(number for number in taken if number) == list(range(1, 11))


def register(actor, *persons):
    with transaction.atomic():
        return register_household(actor=actor, new=replace(FAMILY, persons=persons), on=TODAY)


def test_a_registration_that_is_refused_gives_its_number_back(celine, central):
    known = replace(SOMEBODY, national_number="85073003328")
    register(celine, known)

    with pytest.raises(NumberTaken):
        register(celine, replace(known, given_name="Olha"))
    register(celine, SOMEBODY)

    assert list(Household.objects.order_by("serial").values_list("serial", flat=True)) == [1, 2]
