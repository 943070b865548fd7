from datetime import date

import pytest
from django.urls import reverse

from eenplan.core import submissions
from eenplan.core.models import AuditEvent, FileRead
from eenplan.housing.models import Stay
from eenplan.journeys.rehousing import give_place
from eenplan.people.enums import NightShelter
from tests.factories import HouseholdFactory, PlaceFactory, StayFactory
from tests.support.htmx import HTMX, same, soup
from tests.support.setting import TODAY

JUNE, DECEMBER = date(2026, 6, 1), date(2026, 12, 1)


def url(name, household):
    return reverse(f"desk:{name}", args=[household.year, household.serial])


@pytest.fixture
def housed(team, area):
    return HouseholdFactory(
        name="Olena Kovalchuk", team=team, area=area, persons=3, sleeps=NightShelter.RECEPTION
    )


@pytest.fixture
def stay(housed):
    return StayFactory(household=housed, place=PlaceFactory(reference="PAND-1"), starts_on=JUNE)


@pytest.fixture
def end(login, housed):
    """Send the form as somebody: `end(amira, on="2026-11-20")`."""

    def _end(actor, *, query="", headers=None, **changes):
        form = {
            "on": "2026-11-23",
            "sleeps": "FRIENDS",
            "reason": "slaapt bij een zus",
            "kind": "OWN_CHOICE",
            "exit_to": "FAMILY",
            "submission": submissions.new_key(actor.user_id),
            **changes,
        }
        address = url("end_stay", housed) + query
        return login(actor).post(address, form, headers=headers or {})

    return _end


def buttons(page) -> list[str]:
    return [link.text.strip() for link in page.select(".day-list a.btn")]


# -- The way there ---------------------------------------------------------------------------------
def test_the_housing_tab_leads_to_ending_a_stay_that_lasts(login, amira, housed, stay):
    StayFactory(household=housed, starts_on=date(2026, 2, 1), ends_on=date(2026, 3, 1))
    client = login(amira)

    page = soup(client.get(url("household_housing", housed)))

    assert buttons(page) == ["Beëindig het verblijf in PAND-1"]
    [link] = page.select(".day-list a.btn")
    assert "btn-primary" not in link["class"]
    assert "PAND-1" in soup(client.get(link["href"])).select_one("#stay-title").text


def test_who_may_not_place_sees_no_button(login, dirk, housed, stay):
    assert buttons(soup(login(dirk).get(url("household_housing", housed)))) == []


# -- Who may ---------------------------------------------------------------------------------------
def test_a_household_of_another_team_does_not_exist(login, bram, housed, stay, end):
    assert login(bram).get(url("end_stay", housed)).status_code == 404
    assert end(bram).status_code == 404
    assert Stay.objects.get().ends_on is None


@pytest.mark.parametrize("who", ["dirk", "ilse", "hana"])
def test_without_the_capability_the_page_is_forbidden(who, login, housed, stay, end, request):
    actor = request.getfixturevalue(who)

    assert login(actor).get(url("end_stay", housed)).status_code == 403
    assert end(actor).status_code == 403
    assert Stay.objects.get().ends_on is None


# -- Ending ----------------------------------------------------------------------------------------
def test_an_ended_stay_leads_back_to_where_the_household_lives(login, amira, housed, stay, end):
    response = end(amira)

    assert (response.status_code, response["Location"]) == (303, url("household_housing", housed))
    stay.refresh_from_db()
    assert (stay.ends_on, stay.leaves_for) == (TODAY, "FRIENDS")
    page = soup(login(amira).get(response["Location"]))
    assert "slaapt daarna: bij vrienden of familie (tijdelijk)" in page.text
    assert buttons(page) == []


def test_the_freed_place_is_proposed_again_and_the_household_waits(login, amira, stay, end, housed):
    end(amira, sleeps="NONE")
    client = login(amira)

    waiting = soup(client.get(reverse("desk:proposals")))
    assert housed.number in waiting.select_one("#rows").text
    proposal = soup(client.get(url("proposal", housed)))
    assert [link.text for link in proposal.select("article.proposal h3 a")] == ["PAND-1"]


def test_the_same_form_counts_once(amira, housed, stay, end):
    key = submissions.new_key(amira.user_id)

    assert end(amira, submission=key).status_code == 303
    assert end(amira, submission=key).status_code == 303
    assert AuditEvent.objects.filter(event="housing.stay-ended").count() == 1


def test_with_htmx_the_answer_leads_to_the_same_page(amira, housed, stay, end):
    assert end(amira, headers=HTMX)["HX-Redirect"] == url("household_housing", housed)


def test_with_htmx_the_page_is_the_same(login, amira, housed, stay):
    client = login(amira)
    fresh, swapped = (
        soup(client.get(url("end_stay", housed), headers=h)).select_one("main") for h in ({}, HTMX)
    )
    for page in (fresh, swapped):
        for field in page.select("input[type=hidden]"):
            field.decompose()

    assert same(fresh, swapped)


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"on": ""}, "on", "verplicht"),
        ({"on": "gisteren"}, "on", "geen bestaande datum"),
        ({"on": "2026-06-01"}, "on", "begint op 1 juni 2026"),
        ({"sleeps": ""}, "sleeps", "verplicht"),
        ({"sleeps": "RECEPTION"}, "sleeps", ""),
        ({"reason": ""}, "reason", "verplicht"),
        ({"reason": "x" * 201}, "reason", "200"),
        ({"postcode": "9" * 11}, "postcode", "10"),
    ],
)
def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(
    sent, field, sentence, amira, stay, end
):
    response = end(amira, **{"street": "Kerkstraat", **sent})

    assert response.status_code == 422
    page = soup(response)
    assert page.title.text.startswith("Fout:")
    assert sentence in page.select_one(f".error-summary a[href='#id_{field}']").text
    assert page.select_one("#id_street")["value"] == "Kerkstraat"
    assert Stay.objects.get().ends_on is None


@pytest.mark.parametrize("query", ["", "?verblijf=1", "?verblijf=x", "?verblijf=" + "9" * 30])
def test_without_such_a_stay_the_page_says_so(query, login, amira, housed, end):
    StayFactory(household=housed, starts_on=date(2026, 2, 1), ends_on=date(2026, 3, 1))
    StayFactory(starts_on=JUNE)

    page = login(amira).get(url("end_stay", housed) + query)
    answer = end(amira, query=query)

    assert (page.status_code, answer.status_code) == (200, 409)
    assert "geen verblijf dat u kunt beëindigen" in soup(page).select_one(".empty-state").text
    assert soup(answer).select("main form") == []


def test_the_stay_of_another_household_cannot_be_ended(amira, housed, stay, end):
    other = StayFactory(starts_on=JUNE)

    assert end(amira, query=f"?verblijf={other.pk}").status_code == 409
    other.refresh_from_db()
    assert other.ends_on is None


def test_opening_the_page_is_written_in_the_read_log(login, amira, housed, stay):
    login(amira).get(url("end_stay", housed))

    [read] = FileRead.objects.all()
    assert (read.household_id, read.screen) == (housed.pk, "desk:end_stay")


# -- Not begun yet ---------------------------------------------------------------------------------
@pytest.fixture
def promised(amira, team, area):
    household = HouseholdFactory(team=team, area=area, sleeps=NightShelter.NONE)
    place = PlaceFactory(reference="PAND-2")
    return give_place(actor=amira, household=household, place=place, on=DECEMBER)


def test_a_stay_that_has_not_begun_is_cancelled_with_a_reason(login, amira, promised):
    client, household = login(amira), promised.household
    tab = soup(client.get(url("household_housing", household)))
    assert buttons(tab) == ["Annuleer in PAND-2"]
    page = soup(client.get(tab.select_one(".day-list a.btn")["href"]))
    assert page.select("#id_on, #id_sleeps") == []
    form = {"submission": submissions.new_key(amira.user_id)}
    action = url("end_stay", household) + page.select_one("main form")["action"]

    assert client.post(action, form).status_code == 422
    response = client.post(action, {**form, "reason": "vond zelf iets"})

    assert response.status_code == 303
    assert not Stay.objects.exists()


def test_the_page_of_a_stay_asks_the_same_queries_with_one_and_three_stays(
    login, amira, housed, stay, django_assert_num_queries
):
    client = login(amira)
    with django_assert_num_queries(13):
        client.get(url("household_housing", housed))
    for month in (1, 3):
        StayFactory(
            household=housed, starts_on=date(2026, month, 1), ends_on=date(2026, month + 1, 1)
        )
    with django_assert_num_queries(13):
        client.get(url("household_housing", housed))
