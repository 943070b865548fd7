"""A visit that ends tells the timeline; one that becomes a case leads to the arrival."""

from datetime import timedelta

import pytest

from eenplan.agenda.enums import VisitState
from eenplan.agenda.errors import NoLongerThere
from eenplan.agenda.models import Visit
from eenplan.agenda.services import queue
from eenplan.cases.models import Contact
from eenplan.core.models import FileRead
from eenplan.journeys.front_desk import finish_visit
from eenplan.people.models import Household, ReadAlong
from tests.factories import VisitFactory
from tests.support.arrivals import arrival_form
from tests.support.closing import close_cases
from tests.support.htmx import soup
from tests.support.setting import TODAY


@pytest.fixture
def called(team, household, amira, at):
    visit = VisitFactory(team=team, household=household, note="brief van de bank")
    return queue.call(actor=amira, visit=visit, at=at)


@pytest.mark.parametrize("who", ["amira", "desk"])
def test_an_answer_to_a_known_household_stands_in_its_timeline(who, request, called, household, at):
    actor = request.getfixturevalue(who)
    finish_visit(
        actor=actor,
        visit=called,
        outcome=VisitState.ANSWERED,
        at=at + timedelta(minutes=8),
        result="belde de bank",
    )

    contact = Contact.objects.get()
    assert contact.case.household == household
    assert (contact.kind, contact.minutes, contact.on) == ("DESK", 8, TODAY)
    assert contact.by_id == actor.user_id
    assert contact.note == (
        "Aan de balie (geld en leefloon): geholpen. brief van de bank belde de bank"
    )


def test_who_left_without_help_stands_in_no_timeline(amira, called, at):
    finish_visit(actor=amira, visit=called, outcome=VisitState.LEFT, at=at)
    assert not Contact.objects.exists()


def test_a_household_without_an_open_case_gets_no_line(amira, called, household, at):
    close_cases(household.cases.all(), TODAY)
    done = finish_visit(actor=amira, visit=called, outcome=VisitState.ANSWERED, at=at)
    assert done.state == VisitState.ANSWERED and not Contact.objects.exists()


def test_nothing_is_written_when_somebody_else_finished_first(amira, desk, called, at):
    stale = Visit.objects.get(pk=called.pk)
    finish_visit(actor=desk, visit=called, outcome=VisitState.REFERRED, at=at)

    with pytest.raises(NoLongerThere):
        finish_visit(actor=amira, visit=stale, outcome=VisitState.ANSWERED, at=at)
    assert Contact.objects.count() == 1


def test_who_only_reads_along_writes_nothing_in_the_file(
    household, called, amira, team, other_team, at, login
):
    household.care.update(team=other_team)
    ReadAlong.objects.create(
        household=household,
        user_id=amira.user_id,
        team=team,
        starts_on=TODAY,
        ends_on=TODAY + timedelta(days=30),
    )
    page = f"/agenda/bezoek/{called.pk}/afronden/"
    assert "U leest het dossier" in login(amira).get(page).content.decode()
    done = finish_visit(actor=amira, visit=called, outcome=VisitState.ANSWERED, at=at)

    assert done.state == VisitState.ANSWERED
    assert not Contact.objects.exists()


# -- The pages ------------------------------------------------------------------------------------
def finishing(visit, **more):
    return {"version": visit.version, "outcome": "ANSWERED", "result": "uitleg", **more}


def test_the_page_finishes_a_visit_and_links_the_household_that_was_found(
    amira, team, visit, household, at, login
):
    visit = queue.call(actor=amira, visit=visit, at=at)
    browser, page = login(amira), f"/agenda/bezoek/{visit.pk}/afronden/"

    found = soup(browser.get(page, {"q": "Kovalchuk"}))
    [link] = found.select("a[href*='gezin=']")
    chosen = browser.get(page + link["href"])
    assert household.number in soup(chosen).main.text
    assert FileRead.objects.get().household_id == household.pk
    answer = browser.post(page, finishing(visit, household=household.number))

    assert (answer.status_code, answer["Location"]) == (303, f"/agenda/balie/{team.pk}/")
    visit.refresh_from_db()
    assert (visit.household, visit.state) == (household, "ANSWERED")
    assert Contact.objects.get().note.endswith("uitleg")


@pytest.mark.parametrize("number", ["2026/9999", "Kovalchuk", "2026/0001\x00", "9" * 20])
def test_a_household_that_was_not_chosen_by_searching_is_refused(number, amira, visit, at, login):
    visit = queue.call(actor=amira, visit=visit, at=at)
    answer = login(amira).post(
        f"/agenda/bezoek/{visit.pk}/afronden/", finishing(visit, household=number)
    )

    assert answer.status_code == 422
    visit.refresh_from_db()
    assert visit.state == VisitState.CALLED and not Contact.objects.exists()


def test_a_household_out_of_sight_is_no_other_than_one_that_is_not_there(
    amira, visit, hidden, at, login
):
    visit = queue.call(actor=amira, visit=visit, at=at)
    page = f"/agenda/bezoek/{visit.pk}/afronden/"
    answers = [
        login(amira).post(page, finishing(visit, household=number)).content.decode()
        for number in (hidden.number, "2026/9999")
    ]

    assert "Dit gezin vindt u niet" in answers[0] and "Liever" not in answers[0]
    said = [soup_of.select_one(".error-summary").text for soup_of in map(_soup, answers)]
    assert said[0] == said[1]


def _soup(text):
    return soup(type("Answer", (), {"content": text.encode()}))


def test_a_visitor_without_a_file_becomes_a_case_with_the_name_filled_in(
    desk, team, visit, at, login
):
    visit = queue.call(actor=desk, visit=visit, at=at)
    browser = login(desk)

    answer = browser.post(f"/agenda/bezoek/{visit.pk}/afronden/", finishing(visit, outcome="CASE"))

    assert answer["Location"] == f"/aankomst/?bezoek={visit.pk}"
    form = soup(browser.get(answer["Location"]))
    assert form.select_one("[name=p-0-given_name]")["value"] == "Halyna"
    assert form.select_one("[name=visit]")["value"] == str(visit.pk)
    fields = arrival_form(desk.user_id, visit=str(visit.pk), target_group="RESIDENT")
    assert browser.post("/aankomst/", fields).status_code in (303, 422)


def test_the_visit_knows_the_household_that_was_registered(desk, team, central, visit, at, login):
    visit = queue.finish(
        actor=desk,
        visit=queue.call(actor=desk, visit=visit, at=at),
        outcome=VisitState.CASE,
        at=at,
    )
    fields = arrival_form(desk.user_id, visit=str(visit.pk), target_group="RESIDENT")

    assert login(desk).post("/aankomst/", fields).status_code == 303

    visit.refresh_from_db()
    assert visit.household == Household.objects.get()


def test_a_finish_that_says_nothing_is_refused_with_the_text_kept(amira, visit, at, login):
    visit = queue.call(actor=amira, visit=visit, at=at)
    answer = login(amira).post(
        f"/agenda/bezoek/{visit.pk}/afronden/",
        {"version": visit.version, "result": "veel gezegd", "minutes": "-4"},
    )

    assert answer.status_code == 422
    page = soup(answer)
    assert "Kies hoe het bezoek afliep" in page.text and "veel gezegd" in page.text
    assert Visit.objects.get().state == VisitState.CALLED


def test_a_form_that_is_sent_twice_ends_one_visit_once(amira, called, login):
    page = f"/agenda/bezoek/{called.pk}/afronden/"
    browser = login(amira)
    key = soup(browser.get(page)).select_one("main [name=submission]")["value"]
    form = finishing(called, submission=key)

    answers = [browser.post(page, form) for _ in "ab"]

    assert {(a.status_code, a["Location"]) for a in answers} == {
        (303, f"/agenda/balie/{called.team_id}/")
    }
    assert Contact.objects.count() == 1
