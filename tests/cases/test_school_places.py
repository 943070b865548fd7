"""Where the school of a child lies, so that the way to school counts for a home."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.cases import services
from eenplan.cases.errors import AlreadySo
from eenplan.cases.models import Schooling
from eenplan.cases.services import SchoolPlace
from eenplan.core import submissions
from eenplan.engines import placement
from eenplan.housing.selectors import household_facts, places_to_propose, policy_on
from eenplan.territory.selectors import middle_of
from tests.factories import HouseholdFactory, PlaceFactory, SchoolingFactory
from tests.support.htmx import soup
from tests.support.setting import TODAY

LEFT, RIGHT = (3.20, 50.80), (3.30, 50.80)


@pytest.fixture
def child(household):
    return household.members.filter(relation="CHILD").first().person


@pytest.fixture
def address(household):
    return f"/gezin/{household.year}/{household.serial}/plan/school/"


def go(actor, household, child, where=None, school="De Wilg", starts_on=TODAY):
    return services.set_school(
        actor=actor,
        case=household.cases.get(),
        person=child,
        state="ATTENDS",
        kind="OKAN",
        school=school,
        starts_on=starts_on,
        on=TODAY,
        where=where,
    )


def send(browser, actor, address, child, **said):
    whole = {
        "submission": submissions.new_key(actor.user_id),
        "person": child.pk,
        "state": "ATTENDS",
        "kind": "OKAN",
        "school": "De Wilg",
        "starts_on": TODAY,
    }
    return browser.post(address, whole | said)


def main(answer) -> str:
    return " ".join(soup(answer).select_one("main").get_text(" ").split())


# -- The service -----------------------------------------------------------------------------------
def test_of_a_neighbourhood_the_middle_counts_and_says_so(amira, household, child, area):
    row = go(amira, household, child, SchoolPlace(area))
    assert (row.longitude, row.latitude) == middle_of(area)
    assert (row.area, row.is_exact) == (area, False)


def test_the_exact_place_says_the_neighbourhood_itself(amira, household, child, area):
    inside = middle_of(area)
    row = go(amira, household, child, SchoolPlace(None, *inside))
    assert (row.area, row.is_exact) == (area, True)
    assert (row.longitude, row.latitude) == inside


def test_the_place_is_taken_over_from_another_child_of_the_school(
    amira, household, child, team, area
):
    other = HouseholdFactory(team=team, area=area, persons=2)
    pupil = other.members.get(relation="CHILD").person
    go(amira, other, pupil, SchoolPlace(area))
    assert go(amira, household, child, school="de wilg").area == area


def test_a_school_nobody_placed_has_no_place(amira, household, child):
    row = go(amira, household, child)
    assert (row.area, row.longitude, row.is_exact) == (None, None, False)


def test_a_place_is_put_right_and_what_counted_before_stays(amira, household, child, area):
    go(amira, household, child, starts_on=TODAY - timedelta(days=30))
    go(amira, household, child, SchoolPlace(area))
    rows = Schooling.objects.order_by("pk").values_list("area", "ends_on")
    assert list(rows) == [(None, TODAY), (area.pk, None)]
    with pytest.raises(AlreadySo):
        go(amira, household, child, SchoolPlace(area))


def test_the_database_knows_no_half_or_impossible_place(household, child):
    case = household.cases.get()
    for place in ({"longitude": 3.2}, {"longitude": 3.2, "latitude": 91}, {"is_exact": True}):
        with pytest.raises(IntegrityError, match="somewhere_on_earth"), transaction.atomic():
            SchoolingFactory(case=case, person=child, **place)


# -- What follows ----------------------------------------------------------------------------------
def test_a_home_near_the_school_comes_first(household, child):
    near = PlaceFactory(reference="B-NABIJ", longitude=RIGHT[0], latitude=RIGHT[1])
    PlaceFactory(reference="A-VERAF", longitude=LEFT[0], latitude=LEFT[1])

    def first():
        [facts] = household_facts([household], on=TODAY)
        found = placement.match_now(facts, places_to_propose(on=TODAY), policy_on(TODAY), TODAY)
        return found.eligible[0].place

    assert first() == "A-VERAF"
    SchoolingFactory(
        case=household.cases.get(), person=child, longitude=RIGHT[0], latitude=RIGHT[1]
    )
    assert first() == near.reference


def test_only_the_schools_of_today_of_who_belongs_to_the_household_count(household, child):
    case = household.cases.get()
    point = {"longitude": RIGHT[0], "latitude": RIGHT[1]}
    former = SchoolingFactory(case=case, person=child, ends_on=TODAY, **point)
    [facts] = household_facts([household], on=TODAY)
    assert facts.schools == ()
    former.ends_on = None
    former.save()
    [facts] = household_facts([household], on=TODAY)
    assert facts.schools == (placement.Point(*RIGHT),)
    household.members.filter(person=child).update(ends_on=TODAY)
    [facts] = household_facts([household], on=TODAY)
    assert facts.schools == ()


# -- The page --------------------------------------------------------------------------------------
def test_the_neighbourhood_is_chosen_on_the_page_and_shown_on_the_plan(
    login, amira, household, child, address, area
):
    area.division.is_primary = True
    area.division.save()
    browser = login(amira)
    assert "waar deze school ligt" not in main(browser.get(address.replace("school/", "")))
    assert send(browser, amira, address, child, area=area.pk).status_code == 303
    shown = main(browser.get(address.replace("school/", "")))
    assert "De Wilg" in shown and "ligt ergens in Heuvelkant" in shown


def test_without_a_place_the_plan_says_that_it_does_not_count(
    login, amira, household, child, address
):
    browser = login(amira)
    assert send(browser, amira, address, child).status_code == 303
    assert "de afstand telt niet mee" in main(browser.get(address.replace("school/", "")))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"area": "999999"}, "geldige keuze"),
        ({"longitude": "3,2"}, "beide coördinaten"),
        ({"longitude": "3,2", "latitude": "95"}, "90"),
        ({"longitude": "nergens", "latitude": "50"}, "getal"),
        ({"longitude": "nan", "latitude": "50"}, "getal"),
        ({"longitude": "1e999", "latitude": "50"}, "getal"),
    ],
)
def test_an_impossible_place_is_refused_with_the_text_kept(
    login, amira, household, child, address, said, why
):
    answer = send(login(amira), amira, address, child, **said)
    assert answer.status_code == 422 and why in main(answer)
    assert "De Wilg" in answer.content.decode()
    assert not Schooling.objects.exists()
