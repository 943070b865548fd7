"""The pages of referrals: list, one, sending, what a team inside gets."""

import csv
import io
from datetime import date

import pytest

from eenplan.core.models import FileRead
from eenplan.network import services
from eenplan.network.models import Referral
from eenplan.people.models import SpecificNeed
from tests.factories import HouseholdFactory, TeamFactory
from tests.factories.network import ReferralFactory
from tests.support.htmx import HTMX, same, soup, swap
from tests.support.setting import TODAY

LIST = "/netwerk/doorverwijzingen/"


@pytest.fixture
def elsewhere(other_team):
    area = other_team.team_areas.get().area
    household = HouseholdFactory(name="Ander Gezin", team=other_team, area=area)
    return ReferralFactory(case=household.cases.get())


def rows(response) -> list:
    return soup(response).select("#rows tbody tr")


def exported(response) -> list:
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))[1:]


@pytest.fixture
def some(case, elsewhere):
    return [
        ReferralFactory(case=case, answer_by=date(2026, 11, 22)),
        ReferralFactory(case=case, state="ACCEPTED"),
        ReferralFactory(case=case, state="WITHDRAWN"),
    ]


# -- The list --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 3),
        ("stand=te-laat", 1),
        ("stand=open", 2),
        ("stand=WITHDRAWN", 1),
        ("van=mij", 0),
        ("q=Budgethulp", 3),
        ("q=Niemand", 0),
    ],
)
def test_the_list_its_count_and_its_export_are_equal_and_in_scope(
    query, number, some, amira, login
):
    browser = login(amira)
    page = browser.get(f"{LIST}?{query}")

    assert len(rows(page)) == number
    assert soup(page).select_one(".list-foot [role=status]").text.startswith(f"{number} ")
    assert len(exported(browser.get(f"{LIST}?{query}&formaat=csv"))) == number
    assert "Ander Gezin" not in page.content.decode()


def test_a_filter_that_does_not_exist_lists_nothing_and_says_so(some, amira, login):
    page = login(amira).get(f"{LIST}?team=999")
    assert not rows(page)
    assert "Deze filter bestaat niet" in page.content.decode()


def test_the_answer_to_htmx_equals_a_fresh_page(some, amira, login):
    browser = login(amira)
    whole = soup(browser.get(LIST))
    swap(whole, "#rows", browser.get(f"{LIST}?stand=open", headers=HTMX))
    fresh = soup(browser.get(f"{LIST}?stand=open"))
    assert same(whole.select_one("#rows"), fresh.select_one("#rows"))


def test_the_list_takes_as_many_queries_for_three_rows_as_for_one(
    case, amira, login, django_assert_max_num_queries
):
    browser = login(amira)
    counts = []
    for number in (1, 2):
        for _ in range(number):
            ReferralFactory(case=case)
        with django_assert_max_num_queries(60) as found:
            browser.get(LIST)
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_who_is_helped_elsewhere_is_in_no_list_of_the_home_team(
    household, case, amira, login, central, some
):
    household.care.update(team=central)
    household.helped_elsewhere = True
    household.save()
    browser = login(amira)

    assert not rows(browser.get(LIST))
    assert exported(browser.get(f"{LIST}?formaat=csv")) == []
    assert browser.get(f"{LIST}{some[0].pk}/").status_code == 404


# -- One referral ----------------------------------------------------------------------------------
def test_out_of_sight_is_not_found_and_leaves_no_line(elsewhere, amira, login):
    browser = login(amira)
    for page in ("", "intrekken/", "toestemming/", "antwoord/"):
        assert browser.get(f"{LIST}{elsewhere.pk}/{page}").status_code == 404
    for page in ("link/", "link/intrekken/"):
        assert browser.post(f"{LIST}{elsewhere.pk}/{page}").status_code == 404
    assert not FileRead.objects.exists()


def test_opening_one_leaves_a_line(some, amira, household, login):
    login(amira).get(f"{LIST}{some[0].pk}/")
    assert FileRead.objects.values_list("household_id", "screen", "ground").get() == (
        household.pk, "network:referral", "eigen team",
    )  # fmt: skip


@pytest.mark.parametrize("page", ["intrekken/", "toestemming/", "antwoord/"])
def test_a_refused_form_still_leaves_a_line(page, some, amira, household, login):
    assert login(amira).post(f"{LIST}{some[0].pk}/{page}", {}).status_code == 422
    assert FileRead.objects.get().household_id == household.pk


def test_needs_that_were_shared_are_not_shown_to_who_sees_no_needs(
    send, household, dirk, amira, login
):
    person = household.members.first().person
    SpecificNeed.objects.create(person=person, code="TRAUMA", starts_on=TODAY)
    page = f"{LIST}{send(shared=['NEEDS'], needs_consent=True).pk}/"

    assert "trauma" in login(amira).get(page).content.decode()
    shown = login(dirk).get(page).content.decode()
    assert "trauma" not in shown and "niet zichtbaar voor u" in shown


def test_an_answer_by_phone_is_written_down_and_kills_the_link(send, amira, login, client):
    referral = send()
    _, token = services.make_link(actor=amira, referral=referral, on=TODAY)
    said = {"version": 1, "state": "REFUSED", "why": "volzet", "by_name": "An"}
    assert login(amira).post(f"{LIST}{referral.pk}/antwoord/", said).status_code == 303

    assert Referral.objects.get().state == "REFUSED"
    assert client.get(f"/netwerk/antwoord/{token}/").status_code == 410


def test_what_somebody_else_did_meanwhile_is_not_overwritten(send, amira, login):
    referral = send()
    services.note_answer(
        actor=amira, referral=referral, state="ACCEPTED", by_name="Jo", why="", on=TODAY
    )
    said = {"version": 1, "state": "REFUSED", "why": "volzet", "by_name": "An"}
    response = login(amira).post(f"{LIST}{referral.pk}/antwoord/", said)

    assert response.status_code == 422
    assert "aanvaard" in response.content.decode() and "volzet" in response.content.decode()
    assert Referral.objects.get().state == "ACCEPTED"


# -- Sending ---------------------------------------------------------------------------------------
@pytest.fixture
def start(household, case):
    return f"/netwerk/gezin/{household.year}/{household.serial}/doorverwijzen/"


GOOD = {
    "reason": "Schulden",
    "asked": "Een gesprek",
    "shared": ["NAMES"],
    "consent_by": "Olena Kovalchuk",
    "consent_how": "SIGNED",
    "consent_language": "uk",
    "consent_on": "2026-11-23",
    "consent_until": "2027-05-01",
}


def test_one_chooses_a_service_sees_what_it_asks_and_what_would_be_shared(
    start, service, amira, login
):
    browser = login(amira)
    link = soup(browser.get(f"{start}?q=budget")).select_one('a[href*="/dienst/"]')["href"]
    form = soup(browser.get(link))

    assert "facturen" in form.text and "identiteitskaart" in form.text
    blocks = {box["value"]: box.find_parent("label").text for box in form.select("[name=shared]")}
    assert "Olena Kovalchuk (referentiepersoon)" in blocks["NAMES"]
    assert "04/05/1988" in blocks["BIRTH_DATES"]
    sent = browser.post(link, GOOD)
    assert sent.status_code == 303
    packet = Referral.objects.get().packet
    assert [part["block"] for part in packet] == ["NAMES"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"shared": []}, "minstens één gegeven"),
        ({"shared": ["RECORD"]}, "geen beschikbare keuze"),
        ({"asked": ""}, "verplicht"),
        ({"consent_on": "31/02/2026"}, "geen bestaande datum"),
        ({"consent_until": "2026-11-23"}, "na vandaag"),
        ({"shared": ["NEEDS"]}, "apart mee instemt"),
    ],
)
def test_a_referral_that_is_not_right_is_refused_and_its_text_stays(
    changes, sentence, start, service, amira, login
):
    response = login(amira).post(f"{start}dienst/{service.pk}/", {**GOOD, **changes})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "Schulden" in response.content.decode()
    assert not Referral.objects.exists()


def test_without_sight_on_needs_they_are_not_offered(start, service, dirk, login):
    form = soup(login(dirk).get(f"{start}dienst/{service.pk}/"))
    assert "NEEDS" not in {box["value"] for box in form.select("[name=shared]")}


def test_nobody_refers_a_household_out_of_sight(start, service, bram, login):
    assert login(bram).get(start).status_code == 404
    assert login(bram).post(f"{start}dienst/{service.pk}/", GOOD).status_code == 404


# -- Inside ----------------------------------------------------------------------------------------
def test_a_team_inside_sees_the_packet_and_answers_without_the_file(
    send, lien, desk, login, household
):
    referral = send(receiver=desk)
    browser = login(lien)
    page = f"/netwerk/bij-ons/{referral.pk}/"

    text = browser.get(page).content.decode()
    assert "Olena Kovalchuk" in text and household.number not in text
    assert FileRead.objects.get().ground == "doorverwezen naar het eigen team"
    assert browser.get(f"{LIST}{referral.pk}/").status_code == 403
    assert browser.post(page, {"state": "ACCEPTED", "why": ""}).status_code == 303
    referral.refresh_from_db()
    assert referral.state == "ACCEPTED"
    assert referral.events.last().by_name == f"{lien.name} ({desk})"


def test_another_team_does_not_see_it(send, desk, lien, join, login, norms, bram):
    referral = send(receiver=desk)
    other = join("olga", "EXPERT", TeamFactory(kind="CENTRAL_SERVICE"))
    assert login(other).get(f"/netwerk/bij-ons/{referral.pk}/").status_code == 404
    assert login(bram).get(f"/netwerk/ontvangen/{referral.pk}/").status_code == 404


def test_without_consent_the_team_sees_one_sentence(send, lien, desk, login, amira):
    referral = send(receiver=desk)
    services.withdraw_consent(actor=amira, referral=referral, why="nee", on=TODAY)
    text = login(lien).get(f"/netwerk/bij-ons/{referral.pk}/").content.decode()
    assert "trok zijn toestemming in" in text
    assert "Olena" not in text
    assert not FileRead.objects.exists()


def test_who_also_works_in_the_home_neighbourhood_does_not_see_who_is_helped_elsewhere(
    send, lien, desk, household, area, join, login, other_team
):
    referral = send(receiver=desk)
    household.helped_elsewhere = True
    household.save()
    assert login(lien).get(f"/netwerk/bij-ons/{referral.pk}/").status_code == 200
    both = join("bea", "EXPERT", desk, household.care.get().team)
    assert login(both).get(f"/netwerk/bij-ons/{referral.pk}/").status_code == 404
    assert not rows(login(both).get("/netwerk/bij-ons/"))
