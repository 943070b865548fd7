from datetime import date

import pytest
from django.urls import reverse

from eenplan.core import submissions
from eenplan.core.models import AuditEvent, FileRead
from eenplan.housing.enums import PlaceState, ReceptionForm
from eenplan.housing.models import Place
from tests.factories import AreaFactory, HouseholdFactory, PlaceFactory, StayFactory
from tests.support.htmx import soup

LIST = reverse("housing:places")
NEW = reverse("housing:new_place")


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
@pytest.fixture
def typed(els):
    return {
        "submission": submissions.new_key(els.user_id),
        "draft_page": NEW,
        "reference": "PAND-77",
        "provider": "een eigenaar",
        "form": "OWN_MANAGED",
        "kind": "STUDIO",
        "state": "NOT_INSPECTED",
        "street": "Kanaalkaai",
        "house_number": "7",
        "postcode": "9899",
        "town": "Leiemonde",
        "max_persons": "3",
        "bedrooms": "2",
        "available_from": "2026-12-01",
        "rent": "450,50",
        "step_free": "on",
    }


def test_a_new_place_is_located_by_its_point(login, els, typed, area):
    (west, south), *_ = area.geometry["coordinates"][0]
    typed |= {"longitude": f"{west + 0.005:.4f}".replace(".", ","), "latitude": f"{south + 0.005}"}

    response = login(els).post(NEW, typed)

    place = Place.objects.get()
    assert (response.status_code, response["Location"]) == (303, page_of(place))
    assert (place.area, place.rent_cents, place.step_free) == (area, 45_050, True)
    assert place.address == "Kanaalkaai 7, 9899 Leiemonde"
    assert place.statuses.get().state == PlaceState.NOT_INSPECTED
    assert AuditEvent.objects.get().event == "housing.place-added"


def test_an_address_nobody_can_locate_asks_for_the_area(login, els, typed, area):
    client = login(els)

    response = client.post(NEW, typed)

    assert response.status_code == 422
    page = soup(response)
    assert page.select_one(".error-summary a")["href"] == "#id_area"
    assert page.select_one("#id_street")["value"] == "Kanaalkaai"
    assert client.post(NEW, typed | {"area": area.pk}).status_code == 303
    assert Place.objects.get().area == area


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"reference": "PAND-OUD"}, "reference", "Er is al een plaats met dit kenmerk."),
        ({"available_until": "2026-12-01"}, "available_until", "De einddatum moet na"),
        ({"available_from": "31/02/2026"}, "available_from", "geen bestaande datum"),
        ({"max_persons": "0"}, "max_persons", "minstens 1"),
        ({"kind": "KASTEEL"}, "kind", "KASTEEL"),
        ({"longitude": "3,01"}, "latitude", "samen"),
        ({"reference": ""}, "reference", "verplicht"),
    ],
)
def test_what_is_wrong_stands_on_its_field_and_what_was_typed_stays(
    changes, field, sentence, login, els, typed, area
):
    PlaceFactory(reference="PAND-OUD")
    typed |= {"area": area.pk, **changes}

    response = login(els).post(NEW, typed)

    assert response.status_code == 422
    page = soup(response)
    assert sentence in page.select_one(f"#id_{field}_error").text
    assert f"#id_{field}" in [a["href"] for a in page.select(".error-summary a")]
    assert page.select_one("#id_provider")["value"] == "een eigenaar"
    assert Place.objects.count() == 1


def test_one_form_sent_twice_makes_one_place(login, els, typed, area):
    client, typed = login(els), typed | {"area": area.pk}

    first, second = client.post(NEW, typed), client.post(NEW, typed)

    assert first["Location"] == second["Location"]
    assert Place.objects.count() == 1


def test_what_was_typed_when_the_session_ended_comes_back(login, els, typed, client):
    assert client.post(NEW, typed).status_code == 302

    page = soup(login(els).get(NEW))

    assert page.select_one("#id_reference")["value"] == "PAND-77"
    assert "Dit is uw concept van 23 november, 10:00" in page.text


@pytest.mark.parametrize("who", ["amira", "celine", "dirk"])
def test_only_who_manages_places_sees_the_form(who, login, request):
    client = login(request.getfixturevalue(who))

    assert client.get(NEW).status_code == client.post(NEW, {}).status_code == 403


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
