"""The page of stays abroad and sanctions of a household, and its forms."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eenplan.benefits.models import DecisionProposal, Sanction, StayAbroad
from eenplan.core.models import FileRead
from tests.benefits.test_hindrances import MONTH, away, suspended, wage
from tests.support.hindrances import allowing
from tests.support.htmx import soup
from tests.support.rights import applicant_of

pytestmark = pytest.mark.django_db


def page_of(household, tail=""):
    return f"/rechten/buitenland/gezin/{household.year}/{household.serial}/{tail}"


def form_of(household, **more):
    return {
        "person": str(applicant_of(household).pk),
        "starts_on": "2026-10-01",
        "ends_on": "2026-11-11",
        "reported_on": "2026-09-28",
        **more,
    }


SANCTION = {
    "fault": "DECLARATION",
    "percent": "100",
    "starts_on": "2026-11-01",
    "fact_on": "2026-09-01",
    "heard": "HEARD",
    "heard_on": "2026-10-10",
}


def test_a_case_manager_notes_a_stay_and_finds_it_on_the_page_the_tab_and_the_application(
    amira, household, login
):
    grant = wage(household)
    browser = login(amira)
    assert browser.post(page_of(household, "verblijf/"), form_of(household)).status_code == 303
    page = soup(browser.get(page_of(household)))

    assert "41 dagen" in page.text and "1 oktober 2026" in page.text
    assert FileRead.objects.filter(household_id=household.pk).exists()
    for address in (
        f"/gezin/{household.year}/{household.serial}/rechten/",
        f"/rechten/aanvraag/{grant.decision.application_id}/",
    ):
        links = soup(browser.get(address)).select(f"a[href='{page_of(household)}']")
        assert len(links) == 1, address


@pytest.mark.parametrize(
    "wrong",
    [
        {"person": "999999"},
        {"starts_on": ""},
        {"starts_on": "31/02/2026"},
        {"starts_on": "1850-01-01"},
        {"ends_on": "2026-09-01"},
        {"ends_on": "9999-12-31"},
        {"reported_on": "2027-01-01"},
        {"exceptional_by": "7777"},
        {"note": "x" * 401},
        {"note": "\x00"},
    ],
)
def test_a_wrong_stay_is_refused_and_in_the_read_log(amira, household, login, wrong):
    wage(household)
    answer = login(amira).post(page_of(household, "verblijf/"), form_of(household, **wrong))

    assert answer.status_code == 422
    assert soup(answer).select(".error-summary li")
    assert not StayAbroad.objects.exists()
    assert FileRead.objects.get().screen == "hindrances:new_stay"


def test_a_stay_is_ended_corrected_allowed_and_withdrawn_on_its_pages(amira, household, login):
    grant = wage(household)
    stay = away(amira, household, ends_on=None)
    decision = allowing(grant, since=MONTH)
    browser, at = login(amira), f"/rechten/buitenland/verblijf/{stay.pk}"
    assert browser.post(f"{at}/terug/", {"ends_on": "2026-11-11"}).status_code == 303
    assert browser.post(f"{at}/doorbetalen/", {"exceptional_by": "1"}).status_code == 422
    assert browser.post(f"{at}/doorbetalen/", {"exceptional_by": decision.pk}).status_code == 303
    better = form_of(household, starts_on="2026-10-03", why="twee dagen later weg")
    assert browser.post(f"{at}/verbeteren/", better).status_code == 303
    made = StayAbroad.objects.standing().get()
    assert made.corrects_id == stay.pk
    gone = f"/rechten/buitenland/verblijf/{made.pk}/intrekken/"
    assert browser.post(gone, {"why": ""}).status_code == 422
    assert browser.post(gone, {"why": "niet vertrokken"}).status_code == 303
    assert browser.post(gone, {"why": "niet vertrokken"}).status_code == 422
    assert soup(browser.get(page_of(household))).text.count("ingetrokken") == 2


def test_a_sanction_is_carried_out_from_the_decision(amira, household, login):
    decision = suspended(household)
    browser = login(amira)
    assert decision.number in soup(browser.get(page_of(household))).text
    at = f"/rechten/buitenland/beslissing/{decision.pk}/uitvoeren/"
    assert browser.post(at, {**SANCTION, "percent": "40"}).status_code == 422
    assert browser.post(at, {**SANCTION, "percent": "400"}).status_code == 422
    assert browser.post(at, SANCTION).status_code == 303
    page = soup(browser.get(page_of(household)))
    assert "100 %" in page.text and "nog niet uitgevoerd" not in page.text
    other = f"/rechten/buitenland/beslissing/{decision.revises_id}/uitvoeren/"
    assert browser.get(other).status_code == 404
    sanction = Sanction.objects.get()
    gone = f"/rechten/buitenland/sanctie/{sanction.pk}/intrekken/"
    assert browser.post(gone, {"why": "vernietigd door de rechtbank"}).status_code == 303


def test_out_of_scope_there_is_nothing(bram, amira, household, login):
    decision = suspended(household)
    stay = away(amira, household)
    browser = login(bram)
    for address in (
        page_of(household),
        page_of(household, "verblijf/"),
        f"/rechten/buitenland/verblijf/{stay.pk}/terug/",
        f"/rechten/buitenland/beslissing/{decision.pk}/uitvoeren/",
    ):
        assert browser.get(address).status_code == 404


@pytest.mark.parametrize("who, code", [("dirk", 200), ("hana", 403), ("celine", 403)])
def test_who_may_read_them(who, code, household, request, login):
    assert login(request.getfixturevalue(who)).get(page_of(household)).status_code == code


def test_the_page_asks_as_many_queries_for_three_stays_as_for_one(amira, household, login):
    wage(household)
    browser = login(amira)
    away(amira, household, starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 3))
    browser.get(page_of(household))
    with CaptureQueriesContext(connection) as one:
        browser.get(page_of(household))
    for day in (5, 8):
        away(amira, household, starts_on=date(2026, 9, day), ends_on=date(2026, 9, day + 1))
    with CaptureQueriesContext(connection) as three:
        browser.get(page_of(household))
    assert len(three) == len(one)


@pytest.mark.parametrize(
    ("given", "code"),
    [({}, 303), ({"ends_on": ""}, 422), ({"ends_on": "2026-12-15"}, 422), ({"amount": "10"}, 422)],
)
def test_a_sanction_is_proposed_on_the_decision_of_a_living_wage(
    amira, household, login, given, code
):
    decision = wage(household).decision
    typed = {
        "kind": "SANCTION",
        "rhythm": "MONTHLY",
        "starts_on": "2026-12-01",
        "ends_on": "2027-01-01",
        "grounds_in_law": "De wet van 26 mei 2002, artikel 30 §1: onjuiste aangifte van inkomsten.",
        "grounds_in_fact": "De betaling wordt geheel (100 %) geschorst, want het gezin verzweeg in "
        "september een loon van 900 euro, zoals de loonbrief toont. Het werd gehoord op 10 oktober "
        "2026 en gaf toe dat het dit loon niet gemeld had.",
        **given,
    }
    answer = login(amira).post(f"/comite/beslissing/{decision.pk}/voorstel/", typed)
    assert answer.status_code == code
    assert DecisionProposal.objects.filter(kind="SANCTION").count() == (code == 303)
