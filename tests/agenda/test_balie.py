"""The page of the desk: what it shows to whom, and that it keeps itself up to date."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eenplan.agenda.models import Visit, WalkInSession
from eenplan.agenda.services import hours
from eenplan.core.models import FileRead
from tests.factories import AppointmentFactory, HouseholdFactory, VisitFactory, moment
from tests.factories.directory import SittingDayFactory
from tests.support.htmx import HTMX, soup
from tests.support.setting import TODAY


@pytest.fixture
def desk_page(team):
    return f"/agenda/balie/{team.pk}/"


def test_the_queue_shows_who_waits_with_what_to_do(amira, team, household, desk_page, login):
    VisitFactory(team=team, number=7, household=household, language="uk")
    shown = soup(login(amira).get("/agenda/balie/"))

    [row] = shown.select("#rows ol li")
    assert row.select_one(".ticket").text == "7"
    assert "Halyna" in row.text and household.number in row.text and "Oekraïens" in row.text
    assert "Roep" in row.text and "sinds 09:30" in row.text


def test_the_queue_of_another_team_is_not_there(bram, desk_page, visit, login):
    assert login(bram).get(desk_page).status_code == 404
    for action in ("roep", "terug", "weg", "afronden"):
        assert login(bram).post(f"/agenda/bezoek/{visit.pk}/{action}/").status_code == 404


def test_who_keeps_no_queue_is_told_so(ilse, desk_page, login):
    assert login(ilse).get(desk_page).status_code == 403


def test_names_of_households_out_of_sight_stand_on_no_page(amira, team, hidden, desk_page, login):
    VisitFactory(team=team, household=hidden, name="Liever", note="woont in de Kerkstraat")
    AppointmentFactory(team=team, worker_id=amira.user_id, household=hidden)
    browser = login(amira)
    pages = [
        desk_page,
        f"{desk_page}scherm/",
        f"{desk_page}papier/",
        "/agenda/",
        "/agenda/cijfers/bezoeken/",
        "/agenda/cijfers/bezoeken/?formaat=csv",
        f"{desk_page}inschrijven/?q=Liever+Elders&gezin={hidden.number}",
        f"/agenda/vrij/?gezin={hidden.number}",
        f"/agenda/team/{team.pk}/afspraak/?gezin={hidden.number}&q=Elders",
        f"/agenda/bezoek/{Visit.objects.get().pk}/afronden/",
    ]
    for address in pages:
        text = browser.get(address).content.decode()
        main = text.partition("<main")[2].replace('value="Liever Elders"', "")
        main = main.replace('value="Elders"', "")
        assert "Liever" not in main and "Elders" not in main, address
        assert "Kerkstraat" not in main, address
    assert not FileRead.objects.filter(household_id=hidden.pk).exists()


def test_the_screen_in_the_waiting_room_shows_numbers_and_who_agreed(amira, team, desk_page, login):
    VisitFactory(team=team, number=1, name="Halyna Kovalchuk", shows_name=True)
    VisitFactory(team=team, number=2, name="Iryna Melnyk")
    shown = soup(login(amira).get(f"{desk_page}scherm/"))

    names = [row.text for row in shown.select(".screen-list li")]
    assert names == ["Halyna", "Nummer 2"]
    assert "Kovalchuk" not in shown.text and "Iryna" not in shown.text


def test_somebody_is_enlisted_with_a_household_that_was_found(
    amira, team, household, desk_page, login
):
    browser, form_page = login(amira), f"{desk_page}inschrijven/"
    shown = soup(browser.get(form_page, {"gezin": household.number}))
    assert shown.select_one("[name=household]")["value"] == household.number
    answer = browser.post(
        form_page,
        {
            "household": household.number,
            "name": "Olena",
            "topic": "LETTER",
            "language": "uk",
            "note": "post",
        },
    )

    assert answer["Location"] == desk_page
    visit = Visit.objects.get()
    assert (visit.number, visit.household, visit.topic) == (1, household, "LETTER")


@pytest.mark.parametrize(
    "wrong",
    [
        {"topic": ""},
        {"topic": "TOVENARIJ"},
        {"name": "x" * 61},
        {"name": "\u202e\u202e"},
        {"note": "x" * 401},
        {"language": "klingon"},
        {"for_worker": "99999"},
        {"name": "a\x00b"},
    ],
)
def test_what_cannot_be_enlisted_is_told_and_kept(wrong, amira, desk_page, login):
    said = {"name": "Olena", "topic": "MONEY", "language": "nl", "note": "brief", **wrong}
    answer = login(amira).post(f"{desk_page}inschrijven/", said)

    if wrong.get("name", "") == "\u202e\u202e":  # only marks: no name is left, a number is enough
        assert answer.status_code == 303
        return
    assert answer.status_code == 422
    assert "Dit klopt nog niet" in answer.content.decode()
    assert not Visit.objects.exists()


def test_a_call_that_comes_too_late_is_told_with_the_way_back(amira, desk, visit, desk_page, login):
    login(desk).post(f"/agenda/bezoek/{visit.pk}/roep/")
    answer = login(amira).post(f"/agenda/bezoek/{visit.pk}/roep/")

    assert answer.status_code == 409
    assert "Rania Testers riep nummer 1 al op" in soup(answer).text
    assert soup(answer).select_one('main a[href="/agenda/balie/"]')


# -- It keeps itself up to date -------------------------------------------------------------------
def test_a_refresh_equals_a_fresh_load_and_tells_only_what_changed(
    amira, team, visit, desk_page, login
):
    browser = login(amira)
    fresh = soup(browser.get(desk_page))
    address = fresh.select_one("#rows")["hx-get"]

    quiet = soup(browser.get(address, headers=HTMX))
    assert quiet.select_one("#rows ol").text == fresh.select_one("#rows ol").text
    assert not quiet.select("#queue-news") and not quiet.select("html")
    VisitFactory(team=team, number=2)
    news = soup(browser.get(address, headers=HTMX)).select_one("#queue-news")

    assert news["hx-swap-oob"] == "innerHTML"
    assert news.text == "Nieuw: nummer 2. Er wachten 2."
    live = fresh.select_one("#queue-news")
    assert live["aria-live"] == "polite" and live.text == "" and live.find_parent(id="rows") is None


def test_without_javascript_there_is_a_link_to_refresh(amira, desk_page, login):
    assert soup(login(amira).get(desk_page)).select_one("#refresh")["href"] == desk_page


def test_the_number_of_questions_to_the_database_does_not_grow(
    amira, team, area, desk_page, login, at
):
    def ask():
        with CaptureQueriesContext(connection) as queries:
            assert login(amira).get(desk_page).status_code == 200
        return len(queries)

    def add(number):
        household = HouseholdFactory(team=team, area=area)
        VisitFactory(team=team, number=number, household=household)
        AppointmentFactory(
            team=team,
            worker_id=amira.user_id,
            household=household,
            starts_at=moment(f"2026-11-23 {10 + number}:00"),
        )

    add(1)
    once = ask()
    add(2)
    add(3)

    assert ask() == once


def test_who_is_in_stands_on_the_page(amira, desk, team, desk_page, at, login):
    hours.open_walk_in(actor=amira, team=team, at=at)

    shown = soup(login(desk).get(desk_page)).main.text
    assert "inloop aan sinds 10:30" in shown
    assert WalkInSession.objects.get().ends_at is None


def test_partners_who_sit_in_the_neighbourhood_today_stand_on_the_page(
    amira, area, other_team, desk_page, login
):
    SittingDayFactory(area=area, partner__name="CM", starts_on=TODAY, by_appointment=True)
    SittingDayFactory(area=area, partner__name="Morgen", starts_on=TODAY + timedelta(days=1))
    elsewhere = other_team.team_areas.get().area
    SittingDayFactory(area=elsewhere, partner__name="Elders vzw", starts_on=TODAY)

    shown = soup(login(amira).get(desk_page)).select_one("[aria-labelledby=site-title]").text
    assert "CM" in shown and "09:00–12:00" in shown and "enkel op afspraak" in shown
    assert "Morgen" not in shown and "Elders vzw" not in shown
