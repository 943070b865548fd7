"""The pages from proposal to decision: who opens them, what they show, what they refuse."""

from datetime import timedelta

import pytest

from eenplan.benefits.models import AgendaItem, Decision, DecisionProposal
from eenplan.core.models import FileRead
from tests.factories import TODAY, HouseholdFactory
from tests.support.committee import (
    FACT,
    LAW,
    agreed,
    drafted,
    item_for,
    ready_file,
    sitting,
    submitted,
)
from tests.support.htmx import soup
from tests.support.rights import agreed_proposal, application_of, decided

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(household, amira):
    return ready_file(household, amira.user_id)


def typed(**facts):
    return {
        "kind": "GRANT",
        "category": "3",
        "amount": "1.776,95",
        "rhythm": "MONTHLY",
        "starts_on": "2026-11-23",
        "ends_on": "",
        "guideline": "",
        "deviation_reason": "",
        "grounds_in_law": LAW,
        "grounds_in_fact": FACT,
        **facts,
    }


def test_olenas_proposal_goes_by_the_screens_to_a_decision(
    login, amira, dirk, guy, pieter, rita, application
):
    """The whole road: case manager, head, secretary; the member reads it in between."""
    case_manager, head, secretary = login(amira), login(dirk), login(guy)
    new = f"/comite/voorstel/nieuw/{application.pk}/"
    assert "1776,95" in case_manager.get(new).text
    assert case_manager.post(new, typed()).status_code == 303
    made = DecisionProposal.objects.get()
    case_manager.post(f"/comite/voorstel/{made.pk}/voorleggen/")
    assert str(application.number) in head.get("/comite/voorstellen/").text
    assert (
        head.post(f"/comite/voorstel/{made.pk}/nakijken/", {"answer": "AGREED"}).status_code == 303
    )

    planned = {
        "held_on": "2026-11-23",
        "members": [pieter.user_id, rita.user_id],
        "chair": pieter.user_id,
    }
    answer = secretary.post("/comite/zitting/nieuw/", planned)
    session = answer["Location"]
    assert application.number in secretary.get("/comite/klaar/").text
    secretary.post(f"{session}punt/voorstel/{made.pk}/")
    secretary.post(f"{session}versturen/")
    item = AgendaItem.objects.get()
    assert FACT[:60] in login(rita).get(f"/comite/punt/{item.pk}/").text
    there = {"present": [pieter.user_id, rita.user_id]}
    secretary.post(f"{session}aanwezig/", there)
    voted = {"what": "stemming", "votes_for": "2", "votes_against": "0", "abstained": "0"}
    assert secretary.post(f"/comite/punt/{item.pk}/stemming/", voted).status_code == 303
    assert secretary.post(f"{session}sluiten/").status_code == 303

    decision = Decision.objects.get()
    assert decision.number in secretary.get(f"{session}notulen/").text
    page = case_manager.get(f"/comite/beslissing/{decision.pk}/")
    assert page.status_code == 200 and "1.776,95" in page.text
    assert login(rita).get(f"/comite/punt/{item.pk}/").status_code == 404


def test_a_form_that_is_refused_keeps_what_was_typed(login, amira, application):
    address = f"/comite/voorstel/nieuw/{application.pk}/"
    answer = login(amira).post(address, typed(amount="veel", starts_on="2026-02-31"))
    assert answer.status_code == 422
    assert "bestaande datum" in answer.text and "1.250,00" in answer.text
    assert FACT[:50] in answer.text
    assert not DecisionProposal.objects.exists()
    assert FileRead.objects.filter(household_id=application.household_id).count() == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"amount": "-5"},
        {"amount": "99999999999"},
        {"grounds_in_fact": "x" * 9000},
        {"grounds_in_fact": "\x00"},
        {"starts_on": "0001-01-01"},
        {"starts_on": "9999-12-31"},
        {"category": "7"},
        {"guideline": "999999"},
        {"kind": "IETS"},
        {"version": "zoveel"},
        {},
    ],
)
def test_bad_input_is_answered_in_words(facts, login, amira, application):
    data = typed(**facts) if facts else {}
    answer = login(amira).post(f"/comite/voorstel/nieuw/{application.pk}/", data)
    assert answer.status_code == 422
    assert soup(answer).select(".error-summary li")


def test_pages_of_a_household_out_of_sight_are_not_there(
    login, bram, amira, application, household
):
    made = submitted(amira, application)
    other = HouseholdFactory(team=team_of(household))
    decision = decided(other)
    browser = login(bram)
    for address in (
        f"voorstel/nieuw/{application.pk}/",
        f"voorstel/{made.pk}/",
        f"voorstel/{made.pk}/wijzigen/",
        f"beslissing/{decision.pk}/",
        f"beslissing/{decision.pk}/voorstel/",
        f"beslissing/{decision.pk}/beroep/",
    ):
        assert browser.get(f"/comite/{address}").status_code == 404, address


def team_of(household):
    return household.care.open().get().team


def test_a_member_opens_nothing_but_the_items(login, rita, pieter, guy, household, amira):
    item = item_for(guy, sitting(pieter), household)
    browser = login(rita)
    for address in (
        f"/comite/punt/{item.pk}/",
        f"/comite/zitting/{item.session_id}/",
        f"/gezin/{household.year}/{household.serial}/",
    ):
        assert browser.get(address).status_code in (403, 404), address
    assert login(pieter).get(f"/comite/punt/{item.pk}/").status_code == 200
    assert FileRead.objects.get().ground == "agenda van het comité"


def test_a_list_asks_as_much_for_one_row_as_for_three(
    login, guy, dirk, amira, pieter, team, area, django_assert_max_num_queries
):
    session = sitting(pieter)
    browser, head = login(guy), login(dirk)

    def counts():
        found = []
        for who, address in (
            (browser, "/comite/klaar/"),
            (browser, f"/comite/zitting/{session.pk}/"),
            (browser, "/comite/"),
            (head, "/comite/voorstellen/"),
            (head, "/comite/herzieningen/"),
        ):
            with django_assert_max_num_queries(80) as asked:
                assert who.get(address).status_code == 200
            found.append(len(asked))
        return found

    def fill():
        home = HouseholdFactory(team=team, area=area)
        agreed_proposal(application_of(home))
        item_for(guy, session, HouseholdFactory(team=team, area=area))
        submitted(amira, ready_file(HouseholdFactory(team=team, area=area), amira.user_id))

    fill()
    counts()
    one = counts()
    fill()
    fill()
    three = counts()
    # The read log writes a line for each household of the agenda, which is not reading.
    assert [three[0], *three[2:]] == [one[0], *one[2:]]
    assert three[1] - one[1] <= 2


def test_lists_counts_and_exports_are_one(login, guy, household, team, area):
    agreed_proposal(application_of(household))
    agreed_proposal(application_of(HouseholdFactory(team=team, area=area)))
    browser = login(guy)
    rows = soup(browser.get("/comite/klaar/")).select("#rows tbody tr")
    exported = browser.get("/comite/klaar/?formaat=csv").content.decode("utf-8-sig").splitlines()
    told = browser.get("/comite/klaar/?formaat=json").json()
    assert len(rows) == len(exported) - 1 == told["count"] == len(told["rows"]) == 2


def test_a_draft_is_changed_and_thrown_away_by_the_screens(login, amira, application):
    made = drafted(amira, application)
    browser = login(amira)
    page = f"/comite/voorstel/{made.pk}/"
    assert browser.post(f"{page}wijzigen/", typed(rhythm="WEEKLY", version="1")).status_code == 303
    stale = browser.post(f"{page}wijzigen/", typed(rhythm="ONCE", version="1"))
    assert stale.status_code == 422
    made.refresh_from_db()
    assert made.rhythm == "WEEKLY"
    assert browser.post(f"{page}weg/").status_code == 303
    assert not DecisionProposal.objects.exists()


def test_reordering_and_taking_off_by_the_screens(login, guy, amira, dirk, pieter, application):
    made = agreed(amira, dirk, application)
    session = sitting(pieter, on=TODAY + timedelta(days=1), published=False)
    browser = login(guy)
    assert browser.post(f"/comite/zitting/{session.pk}/punt/voorstel/{made.pk}/").status_code == 303
    assert browser.post(f"/comite/zitting/{session.pk}/punt/voorstel/{made.pk}/").status_code == 404
    item = AgendaItem.objects.get()
    assert browser.post(f"/comite/punt/{item.pk}/omhoog/").status_code == 303
    assert browser.post(f"/comite/punt/{item.pk}/weg/").status_code == 303
    assert not AgendaItem.objects.exists()
