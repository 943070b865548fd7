from datetime import date

import pytest
from django.urls import reverse

from eenplan.core import submissions
from eenplan.core.models import FileRead
from eenplan.housing.enums import PlaceState, ReceptionForm
from tests.factories import AreaFactory, HouseholdFactory, PlaceFactory, StayFactory
from tests.support.htmx import soup

LIST = reverse("housing:places")


def page_of(place):
    return reverse("housing:place", args=[place.pk])


def state_url(place):
    return reverse("housing:change_state", args=[place.pk])


# -- One place -------------------------------------------------------------------------------------
def test_a_place_that_does_not_exist_is_not_found(login, els, db):
    assert login(els).get(reverse("housing:place", args=[99_999])).status_code == 404


def test_the_address_is_for_who_gives_places(login, celine, dirk, db):
    place = PlaceFactory(address="Geheimstraat 7")

    assert "Geheimstraat 7" in soup(login(celine).get(page_of(place))).text
    assert "Geheimstraat 7" not in soup(login(dirk).get(page_of(place))).text


def test_of_a_household_of_another_team_one_sees_that_it_lives_there_not_who(
    login, amira, team, other_team
):
    own = StayFactory(household__team=team)
    other = StayFactory(household__team=other_team)
    client = login(amira)

    assert f"Gezin {own.household.number}" in soup(client.get(page_of(own.place))).text
    page = soup(client.get(page_of(other.place))).text
    assert "bezet door een gezin van een ander team" in page
    assert other.household.number not in page


def test_a_household_helped_elsewhere_stays_hidden_from_its_own_area(
    login, join, team, area, central
):
    household = HouseholdFactory(team=central, area=area, helped_elsewhere=True)
    hidden = StayFactory(household=household)
    neighbour = join("neighbour", "HOUSING_COORDINATOR", team)

    page = soup(login(neighbour).get(page_of(hidden.place))).text

    assert hidden.household.number not in page


def test_a_place_of_a_closed_form_says_since_when_and_why(login, els, norms):
    place = PlaceFactory(form=ReceptionForm.HOST_FAMILY)

    notice = soup(login(els).get(page_of(place))).select_one(".alert-warning").text

    assert "Gastgezin is gesloten sinds 14 maart 2022: 7-puntenplan" in notice


@pytest.mark.parametrize("number", [1, 3])
def test_a_place_asks_the_same_queries_however_long_its_history(
    number, login, els, team, django_assert_num_queries
):
    place = PlaceFactory()
    for n in range(number):
        StayFactory(
            place=place,
            household__team=team,
            starts_on=date(2026, 1 + n, 1),
            ends_on=date(2026, 1 + n, 9),
        )
    client = login(els)

    with django_assert_num_queries(9):
        client.get(page_of(place))


# -- Another state ---------------------------------------------------------------------------------
def test_the_form_offers_the_states_that_may_follow(login, els, norms):
    place = PlaceFactory(state=PlaceState.OFFERED)

    options = soup(login(els).get(page_of(place))).select("#id_state option")

    assert [option["value"] for option in options] == ["", "NOT_INSPECTED", "CLOSED"]


def test_who_does_not_manage_places_gets_no_form_and_no_change(login, amira, norms):
    place = PlaceFactory(state=PlaceState.OFFERED)
    client = login(amira)

    assert soup(client.get(page_of(place))).select_one("main form") is None
    assert client.get(state_url(place)).status_code == 403
    assert client.post(state_url(place), {"state": "CLOSED"}).status_code == 403
    assert place.statuses.get().state == PlaceState.OFFERED


def test_a_changed_state_leads_back_to_the_place(login, els, norms):
    place = PlaceFactory(state=PlaceState.NOT_INSPECTED, inspected=True)
    form = {
        "state": "READY",
        "seen": "NOT_INSPECTED",
        "note": "gezien",
        "submission": submissions.new_key(els.user_id),
    }
    client = login(els)

    response = client.post(state_url(place), form)
    again = client.post(state_url(place), form)

    assert (response.status_code, response["Location"]) == (303, page_of(place))
    assert (again.status_code, again["Location"]) == (303, page_of(place))
    assert place.statuses.count() == 2
    assert "staat nu op “klaar”" in soup(client.get(page_of(place))).text


def test_a_state_that_may_not_follow_keeps_the_note_and_points_at_the_field(login, els, norms):
    place = PlaceFactory(state=PlaceState.OFFERED)

    response = login(els).post(
        state_url(place), {"state": "READY", "seen": "OFFERED", "note": "snel gekeken"}
    )

    assert response.status_code == 422
    page = soup(response)
    assert page.title.text.startswith("Fout:")
    assert page.select_one(".error-summary a")["href"] == "#id_state"
    assert page.select_one("#id_note")["value"] == "snel gekeken"
    assert place.statuses.count() == 1


def test_a_state_somebody_else_changed_is_a_conflict_that_keeps_the_note(login, els, norms):
    place = PlaceFactory(state=PlaceState.TO_CLEAN)

    response = login(els).post(
        state_url(place), {"state": "READY", "seen": "NOT_INSPECTED", "note": "gezien"}
    )

    assert response.status_code == 409
    page = soup(response)
    assert "Iemand anders zette deze plaats net op “te kuisen”" in page.text
    assert page.select_one("#id_note")["value"] == "gezien"
    assert page.select_one("input[name=seen]")["value"] == "TO_CLEAN"


# -- A new place -----------------------------------------------------------------------------------
def test_a_place_comes_from_an_offer_and_the_former_page_leads_there(login, els):
    client = login(els)

    assert client.get("/plaatsen/nieuw/")["Location"] == reverse("offers:new_offer")
    assert client.post("/plaatsen/nieuw/", {}).status_code == 405
    assert soup(client.get(LIST)).select_one(".btn-primary")["href"] == reverse("offers:new_offer")


@pytest.mark.parametrize("who", ["amira", "celine", "dirk"])
def test_only_who_manages_places_is_led_there(who, login, request):
    assert login(request.getfixturevalue(who)).get("/plaatsen/nieuw/").status_code == 403


def test_looking_at_places_opens_no_household_file(login, els, team):
    stay = StayFactory(household__team=team)
    client = login(els)

    client.get(LIST)
    client.get(page_of(stay.place))

    assert not FileRead.objects.exists()


def test_what_people_typed_is_never_run_as_a_page(login, els, norms):
    place = PlaceFactory(provider="<script>alert(1)</script>", area=AreaFactory(name="<b>Wijk"))

    html = login(els).get(page_of(place)).content.decode()

    assert "<script>alert" not in html
    assert "&lt;b&gt;Wijk" in html
