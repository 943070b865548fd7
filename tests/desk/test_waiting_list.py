import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from eenplan.people.enums import NeedCode, NightShelter
from eenplan.people.models import SpecificNeed
from tests.factories import HouseholdFactory, StayFactory
from tests.support.htmx import HTMX, same, soup, swap
from tests.support.setting import TODAY

LIST = reverse("desk:proposals")


def listed(response) -> list[str]:
    return [link.text for link in soup(response).select("#rows tbody td:first-child a")]


@pytest.fixture
def waiting(team, area):
    def one(sleeps, arrived_on, **facts):
        return HouseholdFactory(
            team=team, area=area, sleeps=sleeps, arrived_on=arrived_on, registered_on=TODAY, **facts
        )

    return {
        "hotel, long": one("HOTEL", date(2026, 3, 1)),
        "friends": one("FRIENDS", date(2026, 4, 1)),
        "nowhere": one("NONE", date(2026, 11, 20), persons=4, pets="twee katten"),
        "nowhere, long": one("NONE", date(2026, 11, 1)),
        "at home": one("OWN_HOME", date(2026, 1, 1)),
    }


def test_who_has_no_roof_tonight_comes_first_then_who_waits_longest(login, amira, waiting):
    shown = listed(login(amira).get(LIST))

    order = ["nowhere, long", "nowhere", "hotel, long", "friends"]
    assert shown == [waiting[name].number for name in order]


def test_the_list_says_how_many_they_are_and_what_their_place_must_offer(login, amira, waiting):
    person = waiting["nowhere"].members.first().person
    SpecificNeed.objects.create(person=person, code=NeedCode.MOBILITY, starts_on=TODAY)

    row = soup(login(amira).get(f"{LIST}?sleeps=NONE")).select("#rows tbody tr")[1]

    assert row.select("td")[1].text == "4"
    assert "drempelvrij" in row.text
    assert "twee katten" in row.text
    assert "mobiliteit" not in row.text


def test_a_household_that_was_given_a_place_waits_no_longer(login, amira, waiting):
    StayFactory(household=waiting["nowhere"], starts_on=TODAY)

    assert waiting["nowhere"].number not in listed(login(amira).get(LIST))


def test_whose_stay_has_ended_waits_again(login, amira, team):
    household = HouseholdFactory(team=team, sleeps=NightShelter.RECEPTION)
    StayFactory(household=household, starts_on=date(2026, 6, 1), ends_on=TODAY)

    page = soup(login(amira).get(f"{LIST}?sleeps=RECEPTION"))

    assert household.number in page.select_one("#rows").text
    assert "verblijf in onze opvang is voorbij" in page.select_one("#rows").text


def test_the_number_on_a_tile_is_the_length_of_its_list_and_of_its_export(login, amira, waiting):
    client = login(amira)
    tiles = soup(client.get(LIST)).select("a.tile")
    numbers = [int(tile.select_one(".count").text) for tile in tiles]

    assert numbers == [2, 1, 1, 0]
    for tile, number in zip(tiles, numbers, strict=True):
        shown = listed(client.get(tile["href"]))
        file = client.get(f"{tile['href']}&formaat=csv").content.decode("utf-8-sig")
        exported = [row[0] for row in csv.reader(io.StringIO(file), delimiter=";")][1:]
        assert len(shown) == number
        assert exported == shown


def test_filtering_with_htmx_gives_what_a_fresh_load_gives(login, amira, waiting):
    client = login(amira)
    page, address = soup(client.get(LIST)), f"{LIST}?sleeps=HOTEL"

    swap(page, "#rows", client.get(address, headers=HTMX))

    assert same(page.select_one("#rows"), soup(client.get(address)).select_one("#rows"))


def test_a_filter_without_hits_says_how_many_there_are(login, amira, team):
    HouseholdFactory(team=team, sleeps=NightShelter.NONE)

    empty = soup(login(amira).get(f"{LIST}?sleeps=HOTEL")).select_one(".empty-state")

    assert empty.text == "0 van 1: wis de filters"


@pytest.mark.parametrize("wanted", ["MAAN", "\x00", "OWN_HOME"])
def test_a_filter_that_cannot_be_lists_and_exports_nothing(wanted, login, amira, waiting):
    client = login(amira)

    response = client.get(LIST, {"sleeps": wanted})

    assert listed(response) == []
    assert "Deze filter bestaat niet (meer)" in soup(response).select_one("#rows").text
    exported = client.get(LIST, {"sleeps": wanted, "formaat": "csv"}).content.decode()
    assert len(exported.splitlines()) == 1


def test_a_household_everybody_left_waits_for_nothing(login, amira, waiting):
    waiting["nowhere"].members.update(ends_on=TODAY)

    shown = listed(login(amira).get(LIST))

    assert waiting["nowhere"].number not in shown
    assert len(shown) == 3


def test_when_everybody_has_a_roof_the_list_says_so(login, amira):
    assert "hebben een dak" in soup(login(amira).get(LIST)).select_one(".empty-state").text


def test_the_list_holds_only_households_the_actor_may_open(
    login, amira, bram, els, waiting, central, area
):
    hidden = HouseholdFactory(
        team=central, area=area, sleeps=NightShelter.NONE, helped_elsewhere=True
    )

    assert listed(login(bram).get(LIST)) == []
    assert hidden.number not in listed(login(amira).get(LIST))
    shown = listed(login(els).get(LIST))
    assert len(shown) == 5
    assert hidden.number in shown


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_queries_however_many_wait(
    number, login, amira, team, area, django_assert_num_queries
):
    for _ in range(number):
        HouseholdFactory(team=team, area=area, persons=2, sleeps=NightShelter.HOTEL)
    client = login(amira)

    with django_assert_num_queries(6):
        assert len(listed(client.get(LIST))) == number
