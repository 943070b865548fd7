import pytest
from django.urls import reverse

from eenplan.cases.models import WorkItem
from eenplan.core import submissions
from eenplan.core.models import AuditEvent
from eenplan.housing.models import Stay
from eenplan.people.enums import NightShelter
from tests.factories import HouseholdFactory, PlaceFactory, StayFactory
from tests.support.htmx import soup
from tests.support.setting import TODAY

LIST = reverse("desk:proposals")


def url(name, household):
    return reverse(f"desk:{name}", args=[household.year, household.serial])


@pytest.fixture
def roofless(team, area):
    return HouseholdFactory(
        name="Olena Kovalchuk", team=team, area=area, persons=3, sleeps=NightShelter.NONE
    )


@pytest.fixture
def accept(login, roofless):
    """Press “Neem deze plaats” as somebody: `accept(amira, place)`."""

    def _accept(actor, chosen, **changes):
        form = {
            "place": chosen.pk,
            "rank": 1,
            "submission": submissions.new_key(actor.user_id),
            **changes,
        }
        return login(actor).post(url("accept_place", roofless), form)

    return _accept


def cards(page) -> list[str]:
    return [link.text for link in page.select("article.proposal h3 a")]


# -- Who may ---------------------------------------------------------------------------------------
def test_a_household_of_another_team_does_not_exist(login, bram, roofless, accept):
    place = PlaceFactory()

    assert login(bram).get(url("proposal", roofless)).status_code == 404
    assert accept(bram, place).status_code == 404
    assert not Stay.objects.exists()


@pytest.mark.parametrize("who", ["dirk", "ilse", "hana"])
def test_without_the_capability_the_pages_are_forbidden(who, login, roofless, accept, request):
    actor = request.getfixturevalue(who)
    client = login(actor)

    assert client.get(LIST).status_code == 403
    assert client.get(url("proposal", roofless)).status_code == 403
    assert accept(actor, PlaceFactory()).status_code == 403
    assert not Stay.objects.exists()


# -- Accepting -------------------------------------------------------------------------------------
def test_an_accepted_place_leads_to_where_the_household_lives(login, amira, roofless, accept):
    place = PlaceFactory(reference="PAND-9")

    response = accept(amira, place, rank=2)

    assert (response.status_code, response["Location"]) == (303, url("household_housing", roofless))
    stay = Stay.objects.get()
    assert (stay.household, stay.place, stay.rank) == (roofless, place, 2)
    assert WorkItem.objects.get(kind="NEWS").case.household == roofless


def test_the_page_after_it_says_what_was_done(login, amira, roofless):
    client, place = login(amira), PlaceFactory(reference="PAND-9")
    form = soup(client.get(url("proposal", roofless))).select_one("article.proposal form")
    sent = {field["name"]: field["value"] for field in form.select("input")}
    assert sent["place"] == str(place.pk)

    page = soup(client.post(form["action"], sent, follow=True))

    assert f"Gezin {roofless.number} heeft plaats PAND-9 vanaf 23/11/2026." in page.text


def test_a_place_given_to_somebody_else_a_moment_ago_is_refused_with_fresh_proposals(
    amira, roofless, accept
):
    gone = StayFactory(place=PlaceFactory(reference="WEG"), starts_on=TODAY).place
    PlaceFactory(reference="NOG-VRIJ")

    response = accept(amira, gone)

    assert response.status_code == 409
    page = soup(response)
    assert page.title.text.startswith("Fout:")
    assert "Plaats WEG is niet meer vrij." in page.select_one(".error-summary").text
    assert cards(page) == ["NOG-VRIJ"]
    assert not Stay.objects.filter(household=roofless).exists()
    assert not AuditEvent.objects.exists()


def test_a_place_that_does_not_fit_is_refused_in_words(amira, roofless, accept):
    response = accept(amira, PlaceFactory(reference="KLEIN", max_persons=2))

    assert response.status_code == 422
    summary = soup(response).select_one(".error-summary").text
    assert "Plaats KLEIN kan niet. 2 slaapplaatsen, 3 personen." in summary


def test_a_household_that_is_housed_meanwhile_is_told_where(amira, roofless, accept):
    stay = StayFactory(household=roofless, starts_on=TODAY)

    response = accept(amira, PlaceFactory())

    assert response.status_code == 409
    page = soup(response)
    assert "heeft al een opvangplaats" in page.select_one(".error-summary").text
    assert stay.place.reference in page.text


@pytest.mark.parametrize(
    "sent",
    [
        {"place": ""},
        {"place": "999999"},
        {"place": "'; DROP TABLE"},
        {"place": "9" * 30},
        {"rank": "-1"},
        {"rank": "99999999"},
    ],
)
def test_a_form_that_was_tampered_with_is_refused_not_broken(sent, amira, accept):
    assert accept(amira, PlaceFactory(), **sent).status_code == 422
    assert not Stay.objects.exists()


def test_after_a_refusal_the_same_form_can_be_sent_again(login, amira, roofless, accept):
    place = PlaceFactory(max_persons=2)
    key = submissions.new_key(amira.user_id)
    assert accept(amira, place, submission=key).status_code == 422
    place.max_persons = 4
    place.save()

    assert accept(amira, place, submission=key).status_code == 303
    assert accept(amira, place, submission=key).status_code == 303
    assert Stay.objects.count() == 1
