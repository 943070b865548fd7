"""Look before you write: the same person is found in any script, spelling or number."""

from datetime import date

import pytest
from django.db import transaction

from eenplan.people.models import HouseholdMember
from eenplan.people.searching import Wanted, find, parse
from tests.factories import HouseholdFactory, PersonFactory


@pytest.fixture
def shevchenko(team, area):
    household = HouseholdFactory(name="Taras Shevchenko", team=team, area=area)
    person = household.members.get().person
    person.family_name_original, person.given_name_original = "Шевченко", "Тарас"
    person.birth_date = date(1984, 3, 9)
    person.phone, person.phone_tail = "+32 470 12 34 56", "70123456"
    person.national_number = "85073003328"
    person.save()
    return household


def names_of(found):
    return [str(hit.member.person) for hit in found.hits]


@pytest.mark.parametrize(
    "typed",
    [
        "Шевченко",
        "Shevchenko",
        "Sjevtsjenko",
        "Chevtchenko",
        "Schewtschenko",
        "Taras Shevchenko",
        "Sjevtsjenko Taras",
        "Тарас Шевченко",
        "shevchenko 9/3/1984",
        "09-03-1984",
        "0470 12 34 56",
        "0032470123456",
        "85.07.30-033.28",
        "2026/0001",
        "2026 / 1",
    ],
)
def test_the_same_person_is_found_however_it_is_typed(typed, shevchenko, amira):
    assert names_of(find(amira, parse(typed))) == ["Taras Shevchenko"]


@pytest.mark.parametrize(
    "typed", ["Janssens", "Taras Janssens", "1/1/1999", "2026/9999", "  ", "🙂"]
)
def test_somebody_else_is_not_found(typed, shevchenko, amira):
    assert find(amira, parse(typed)).hits == ()


def test_a_hit_says_why(shevchenko, amira):
    wanted = Wanted(
        family_name="Sjevtsjenko",
        given_name="Taras",
        birth_date=date(1984, 3, 9),
        phone="0470123456",
    )

    [hit] = find(amira, wanted).hits
    assert any("andere spelling" in reason for reason in hit.reasons)
    assert {"zelfde geboortedatum", "zelfde telefoonnummer"} <= set(hit.reasons)


def test_of_a_household_at_another_team_only_the_team_is_told(shevchenko, bram):
    found = find(bram, parse("Shevchenko"))

    assert found.hits == ()
    assert found.elsewhere == (("Wijkteam Heuvelkant", 1),)


def test_of_who_is_helped_elsewhere_the_home_team_learns_nothing(area, central, amira, els):
    HouseholdFactory(name="Taras Shevchenko", team=central, area=area, helped_elsewhere=True)

    found = find(amira, parse("Shevchenko"))
    assert (found.hits, found.elsewhere) == ((), ())
    assert names_of(find(els, parse("Shevchenko"))) == ["Taras Shevchenko"]


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_asks_the_same_queries_however_many_hits(
    number, team, area, amira, django_assert_num_queries
):
    for _ in range(number):
        HouseholdFactory(name="Taras Shevchenko", team=team, area=area)

    with django_assert_num_queries(1):
        assert len(find(amira, parse("Шевченко")).hits) == number


def test_a_person_who_left_a_household_is_not_shown_in_it(shevchenko, amira):
    HouseholdMember.objects.create(
        household=shevchenko,
        person=PersonFactory(family_name="Bondar", given_name="Ivan"),
        relation="CHILD",
        starts_on=date(2026, 1, 5),
        ends_on=date(2026, 2, 1),
    )

    assert find(amira, parse("Bondar")).hits == ()


def test_a_number_finds_a_household_nobody_is_in_any_more(shevchenko, amira):
    with transaction.atomic():
        shevchenko.members.update(ends_on=date(2026, 2, 1))

    assert names_of(find(amira, parse("2026/0001"))) == ["Taras Shevchenko"]


def test_among_many_of_one_name_the_birth_date_finds_the_oldest_file(team, area, amira):
    person = PersonFactory(given_name="Taras", family_name="Shevchenko", birth_date="1959-01-01")
    first = HouseholdFactory(name="Taras Shevchenko", team=team, area=area)
    first.members.update(person=person)
    many = [HouseholdFactory(name="Taras Shevchenko", team=team, area=area) for _ in range(160)]

    [hit] = [
        hit
        for hit in find(amira, parse("Shevchenko Taras 1/1/1959")).hits
        if "zelfde geboortedatum" in hit.reasons
    ]
    assert hit.member.household == first
    assert find(amira, parse("Shevchenko Taras")).are_more
    assert len(many) > 150
