import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from eenplan.housing.enums import PlaceSituation, PlaceState, ReceptionForm
from eenplan.housing.models import PlaceStatus
from eenplan.housing.searching import places_with_situation
from eenplan.housing.selectors import free, places_on
from tests.factories import PlaceFactory, StayFactory
from tests.support.htmx import HTMX, same, soup, swap
from tests.support.setting import TODAY

LIST = reverse("housing:places")


def page_of(place):
    return reverse("housing:place", args=[place.pk])


def state_url(place):
    return reverse("housing:change_state", args=[place.pk])


@pytest.fixture
def town(area, team):
    """One place in every situation, and two that are free."""
    return {
        "free": PlaceFactory(area=area, max_persons=4),
        "large": PlaceFactory(area=area, max_persons=7, step_free=True, pets_allowed=True),
        "taken": StayFactory(household__team=team).place,
        "dirty": PlaceFactory(state=PlaceState.TO_CLEAN),
        "later": PlaceFactory(available_from=date(2026, 12, 1)),
        "host": PlaceFactory(form=ReceptionForm.HOST_FAMILY),
        "closed": PlaceFactory(state=PlaceState.CLOSED),
    }


def listed(response) -> list[str]:
    return [link.text for link in soup(response).select("#rows tbody td:first-child a")]


def exported(response) -> list[str]:
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    return [row[0] for row in rows[1:]]


# -- The list --------------------------------------------------------------------------------------
def test_every_place_is_in_one_situation_and_free_means_what_the_engine_proposes(town):
    situations = dict(places_with_situation(TODAY).values_list("reference", "situation"))

    assert {name: situations[place.reference] for name, place in town.items()} == {
        "free": PlaceSituation.FREE,
        "large": PlaceSituation.FREE,
        "taken": PlaceSituation.TAKEN,
        "dirty": PlaceSituation.NOT_READY,
        "later": PlaceSituation.NOT_READY,
        "host": PlaceSituation.FORM_CLOSED,
        "closed": PlaceSituation.WITHDRAWN,
    }
    usable = free(places_on(TODAY), on=TODAY).values_list("reference", flat=True)
    assert set(usable) == {town["free"].reference, town["large"].reference}


def test_a_place_is_on_the_list_from_its_first_state_on(town):
    PlaceStatus.objects.filter(place=town["dirty"]).update(starts_on=date(2026, 12, 1))
    PlaceStatus.objects.filter(place=town["free"]).delete()

    known = set(places_on(TODAY).values_list("reference", flat=True))
    assert known == {place.reference for name, place in town.items() if name != "dirty"}
    assert places_on(date(2026, 12, 1)).filter(pk=town["dirty"].pk).exists()


def test_the_number_on_a_tile_is_the_length_of_its_list_and_of_its_export(login, els, town):
    client = login(els)
    tiles = soup(client.get(LIST)).select("a.tile")
    numbers = [int(tile.select_one(".count").text) for tile in tiles]

    assert numbers == [2, 1, 2, 1]
    for tile, number in zip(tiles, numbers, strict=True):
        shown = listed(client.get(tile["href"]))
        assert len(shown) == number
        assert exported(client.get(f"{tile['href']}&formaat=csv")) == shown


def test_the_numbers_on_the_map_lead_to_the_places_they_count(login, els, town, area):
    client = login(els)
    links = soup(client.get(LIST)).select("figure.area-map a")
    numbers = {link["href"]: int(link.select_one(".area-map-value").text) for link in links}

    assert sum(numbers.values()) == 2
    assert {address: len(listed(client.get(address))) for address in numbers} == numbers


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("situatie=vrij", ["free", "large"]),
        ("situatie=vrij&personen=5", ["large"]),
        ("drempelvrij=on", ["large"]),
        ("huisdieren=on", ["large"]),
        ("vorm=HOST_FAMILY", ["host"]),
        ("toestand=TO_CLEAN", ["dirty"]),
        ("situatie=gesloten", ["closed"]),
        ("situatie=vrij&op=2026-12-01", ["free", "large", "later"]),
        ("situatie=vrij&op=14%2F12%2F2026", ["free", "large", "later"]),
    ],
)
def test_filters_in_the_address_narrow_the_list(query, names, login, els, town):
    shown = listed(login(els).get(f"{LIST}?{query}"))

    assert shown == sorted(town[name].reference for name in names)


def test_a_filter_on_area_shows_that_area_only(login, els, town, area):
    shown = listed(login(els).get(f"{LIST}?wijk={area.pk}"))

    assert shown == [town["free"].reference, town["large"].reference]


@pytest.mark.parametrize("query", ["wijk=999999", "wijk=%00", "situatie=weg", "op=2026-02-31"])
def test_a_filter_that_cannot_be_says_so_and_lists_and_exports_nothing(query, login, els, town):
    client = login(els)

    response = client.get(f"{LIST}?personen=2&{query}")

    assert response.status_code == 200
    assert listed(response) == exported(client.get(f"{LIST}?{query}&formaat=csv")) == []
    assert "Deze filter bestaat niet (meer)" in soup(response).select_one("#rows").text
    assert soup(response).select_one("form.card .error-text, form.card .errorlist").text.strip()


def test_a_list_without_hits_says_how_many_there_are_and_how_to_see_them(login, els, town):
    page = soup(login(els).get(f"{LIST}?personen=50"))

    empty = page.select_one(".empty-state")
    assert empty.text.startswith("0 van 7: wis de filters")
    assert empty.a["href"] == LIST


def test_a_town_without_places_invites_to_add_the_first(login, els, amira, area):
    assert "Noteer het eerste aanbod" in soup(login(els).get(LIST)).text
    assert "Noteer het eerste aanbod" not in soup(login(amira).get(LIST)).text


def test_the_list_of_places_shows_no_addresses(login, celine):
    PlaceFactory(address="Geheimstraat 7, 9899 Leiemonde")
    client = login(celine)

    for query in ("", "?formaat=csv"):
        assert "Geheimstraat" not in client.get(LIST + query).content.decode()


def test_the_export_in_excel_holds_the_same_places(login, els, town):
    response = login(els).get(f"{LIST}?situatie=vrij&formaat=xlsx")

    sheet = load_workbook(io.BytesIO(response.content)).active
    rows = list(sheet.values)
    assert [row[0] for row in rows[1:]] == [town["free"].reference, town["large"].reference]
    assert rows[0][:2] == ("Kenmerk", "Opvangvorm")


def test_filtering_with_htmx_gives_what_a_fresh_load_gives(login, els, town):
    client = login(els)
    page, address = soup(client.get(LIST)), f"{LIST}?situatie=vrij"

    swap(page, "#rows", client.get(address, headers=HTMX))

    assert same(page.select_one("#rows"), soup(client.get(address)).select_one("#rows"))


@pytest.mark.parametrize("who", ["hana", "femke", "karim"])
def test_who_has_nothing_to_do_with_places_does_not_see_them(who, login, request):
    client = login(request.getfixturevalue(who))

    assert client.get(LIST).status_code == 403
    assert client.get(page_of(PlaceFactory())).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_queries_however_many_places(
    number, login, els, area, django_assert_num_queries
):
    for _ in range(number):
        StayFactory(place=PlaceFactory(area=area))
    client = login(els)

    with django_assert_num_queries(10):
        response = client.get(LIST)

    assert len(listed(response)) == number
