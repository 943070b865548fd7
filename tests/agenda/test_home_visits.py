"""Home visits: what to take along, leaving, coming back, and who is told when nobody does."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.agenda import tasks
from eenplan.agenda.errors import HomeVisitRefused
from eenplan.agenda.models import HomeVisit, SafetyNote
from eenplan.agenda.selectors import home_visits as reading
from eenplan.agenda.services import home_visits
from eenplan.cases.models import WorkItem
from eenplan.cases.selectors import waiting_for
from eenplan.core.access import system_actor
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent, FileRead
from tests.factories import (
    AppointmentFactory,
    HomeVisitFactory,
    HouseholdFactory,
    StepFactory,
    moment,
)
from tests.support.at_once import at_once
from tests.support.closing import close_cases
from tests.support.htmx import soup
from tests.support.setting import TODAY

HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def pack_page(household):
    return f"/agenda/gezin/{household.year}/{household.serial}/huisbezoek/"


@pytest.fixture
def away(team, worker, held):
    """Amira left at nine and is expected at ten; it is half past ten."""
    return HomeVisitFactory(household=held, worker=worker, team=team)


def escalate(at):
    return home_visits.escalate(actor=system_actor(TODAY), at=at)


# -- What to take along ---------------------------------------------------------------------------
def test_the_page_to_take_along_holds_what_one_needs(
    amira, team, worker, household, pack_page, login
):
    case = household.cases.get()
    StepFactory(case=case, title="Bankrekening openen")
    StepFactory(case=case, title="Fiets zoeken", kind="PROMISE")
    StepFactory(case=case, title="Al gedaan", done_on=TODAY, result="ok")
    SafetyNote.objects.create(household=household, text="Grote hond", starts_on=TODAY)
    row = AppointmentFactory(
        team=team,
        worker=worker,
        household=household,
        place="HOME",
        travel_before=20,
        interpreter="uk",
        questions="Hoe gaat het op school?\n\n Is er verwarming?",
    )
    text = soup(login(amira).get(f"{pack_page}?afspraak={row.pk}")).main.text

    for said in (
        "Bankrekening openen",
        "Fiets zoeken",
        "Grote hond",
        "Hoe gaat het op school?",
        "Is er verwarming?",
        "vertrek om 13:40",
        "Oekraïens",
        "Kind1 Kovalchuk",
    ):
        assert said in text, said
    assert "Al gedaan" not in text
    assert FileRead.objects.get().screen == "agenda:pack"


def test_the_page_is_for_who_works_in_the_team_in_charge(
    bram, ilse, household, pack_page, login, join, other_team
):
    assert login(bram).get(pack_page).status_code == 404
    assert login(ilse).get(pack_page).status_code == 403
    household.registered_by_id = bram.user_id
    household.desk_until = TODAY + timedelta(days=2)
    household.save()
    assert login(bram).get(pack_page).status_code == 403  # sees the file, does not work on it


@pytest.mark.parametrize("asked", ["x", "999999", "٣", "9" * 30])
def test_an_appointment_that_is_not_there_changes_nothing(asked, amira, pack_page, login):
    assert login(amira).get(pack_page, {"afspraak": asked}).status_code == 200


def test_the_appointment_leads_to_it_for_who_works_on_the_household(
    amira, desk, team, worker, household, pack_page, login
):
    row = AppointmentFactory(team=team, worker=worker, household=household, place="HOME")
    address = f"/agenda/afspraak/{row.pk}/"

    link = soup(login(amira).get(address)).select_one(".actions a.btn-primary")
    assert link["href"] == f"{pack_page}?afspraak={row.pk}"
    assert not soup(login(desk).get(address)).select(".actions a.btn-primary")


# -- Safety notes ---------------------------------------------------------------------------------
def test_a_safety_note_holds_for_a_time_and_is_read_by_the_team_in_charge(
    amira, bram, household, pack_page, login
):
    browser = login(amira)
    page = pack_page.replace("huisbezoek", "veiligheid")
    assert browser.post(page, {"text": "Hond", "until": "2026-12-24"}).status_code == 303
    note = SafetyNote.objects.get()

    assert list(reading.safety_notes(amira, household)) == [note]
    assert list(reading.safety_notes(bram, household)) == []
    assert login(bram).post(f"/agenda/veiligheid/{note.pk}/stop/").status_code == 404
    assert browser.post(f"/agenda/veiligheid/{note.pk}/stop/").status_code == 303
    assert list(reading.safety_notes(amira, household)) == []
    assert SafetyNote.objects.get().ends_on == TODAY


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"text": "x" * 301}, {"text": "hond", "until": "2020-01-01"}]
)
def test_a_safety_note_that_cannot_be_is_told(wrong, amira, pack_page, login):
    answer = login(amira).post(pack_page.replace("huisbezoek", "veiligheid"), wrong)
    assert answer.status_code == 422 and not SafetyNote.objects.exists()


# -- Leaving and coming back ----------------------------------------------------------------------
def test_one_leaves_and_comes_safely_back(amira, household, pack_page, login):
    browser = login(amira)
    page = pack_page.replace("huisbezoek", "vertrek")
    assert browser.post(page, {"expected": "11:30"})["Location"] == "/agenda/onderweg/"
    visit = HomeVisit.objects.get()
    assert visit.expected_at == moment("2026-11-23 11:30")
    assert "Amira Testers" in soup(browser.get("/agenda/onderweg/")).main.text
    browser.post(f"/agenda/onderweg/{visit.pk}/terug/")

    visit.refresh_from_db()
    assert visit.back_by_id == amira.user_id and visit.back_at
    assert "Niemand van uw teams" in soup(browser.get("/agenda/onderweg/")).main.text
    events = list(AuditEvent.objects.values_list("event", flat=True))
    assert events == ["agenda.left-for-home-visit", "agenda.back-from-home-visit"]


@pytest.mark.parametrize("expected", ["", "9:00", "25:00", "straks"])
def test_an_hour_of_return_that_cannot_be_is_told(expected, amira, pack_page, login):
    page = pack_page.replace("huisbezoek", "vertrek")
    answer = login(amira).post(page, {"expected": expected})
    assert answer.status_code == 422 and not HomeVisit.objects.exists()


def test_one_is_away_once_at_a_time(amira, team, household, away, at):
    with pytest.raises(HomeVisitRefused, match="nog op huisbezoek"):
        home_visits.leave(
            actor=amira, household=household, team=team, expected_at=at + HALF_AN_HOUR, at=at
        )
    with pytest.raises(IntegrityError, match="away_once_at_a_time"), transaction.atomic():
        HomeVisitFactory(household=household, worker_id=amira.user_id, team=team)


def test_who_does_not_work_on_the_household_does_not_visit_it(desk, bram, team, household, at):
    for actor in (desk, bram):
        with pytest.raises(NotAllowed):
            home_visits.leave(
                actor=actor, household=household, team=team, expected_at=at + HALF_AN_HOUR, at=at
            )


def test_a_colleague_of_the_team_may_report_somebody_back_and_another_team_may_not(
    dirk, bram, away, login
):
    assert login(bram).post(f"/agenda/onderweg/{away.pk}/terug/").status_code == 404
    assert login(dirk).post(f"/agenda/onderweg/{away.pk}/terug/").status_code == 303
    away.refresh_from_db()
    assert away.back_by_id == dirk.user_id


def test_who_is_back_is_not_back_again(amira, away, at):
    home_visits.come_back(actor=amira, visit=away, at=at)
    with pytest.raises(HomeVisitRefused, match="al terug gemeld om 10:30"):
        home_visits.come_back(actor=amira, visit=away, at=at)


def test_a_visit_that_did_not_take_place_stays_and_says_so(amira, away, at):
    home_visits.come_back(actor=amira, visit=away, at=at, was_cancelled=True)
    assert HomeVisit.objects.get().was_cancelled
    assert AuditEvent.objects.get().event == "agenda.home-visit-cancelled"


# -- Nobody came back -----------------------------------------------------------------------------
def test_the_coordinator_is_told_once_half_an_hour_after_the_expected_time(dirk, amira, away, at):
    assert escalate(at - timedelta(seconds=1)) == 0
    assert escalate(at) == 1
    assert escalate(at) == escalate(at + HALF_AN_HOUR) == 0

    item = WorkItem.objects.get()
    assert "Amira Testers is niet terug gemeld van een huisbezoek: verwacht om 10:00" in item.text
    assert list(waiting_for(dirk)) == [item]
    assert list(waiting_for(amira)) == []


def test_the_job_tells_it(dirk, away):
    with_clock_at_ten = tasks.escalate_home_visits.func  # the clock of the tests says ten
    away.expected_at = moment("2026-11-23 09:20")
    away.save()
    assert with_clock_at_ten(0) == 1
    assert with_clock_at_ten(0) == 0


def test_the_list_is_right_without_the_job(dirk, away, login):
    away.expected_at = moment("2026-11-23 09:20")
    away.save()
    shown = soup(login(dirk).get("/agenda/onderweg/"))

    assert "niet terug gemeld" in shown.select_one("#rows .st-late").text
    assert "niet terug gemeld" in soup(login(dirk).get("/agenda/")).main.text
    assert not WorkItem.objects.exists()


def test_coming_back_ends_the_alarm(amira, dirk, away, at):
    escalate(at)
    home_visits.come_back(actor=amira, visit=away, at=at)
    assert WorkItem.objects.get().done_on == TODAY
    assert list(waiting_for(dirk)) == []


def test_later_than_expected_ends_the_alarm_and_it_may_come_again(amira, away, at):
    escalate(at)
    home_visits.expect_later(actor=amira, visit=away, expected_at=at + HALF_AN_HOUR, at=at)
    assert escalate(at + HALF_AN_HOUR) == 0
    assert escalate(at + 2 * HALF_AN_HOUR) == 1
    assert WorkItem.objects.filter(done_on=None).count() == 1


def test_who_came_back_in_time_alarms_nobody(amira, away, at):
    home_visits.come_back(actor=amira, visit=away, at=at)
    assert escalate(at + HALF_AN_HOUR) == 0


def test_without_an_open_case_the_list_alone_tells(away, at):
    close_cases(away.household.cases.all(), TODAY)
    assert escalate(at) == 1
    away.refresh_from_db()
    assert away.escalated_at and away.alarm is None


def test_the_night_the_clock_goes_back_an_hour_lasts_two(team, worker, held):
    left = moment("2026-10-25 01:45")
    HomeVisitFactory(
        household=held,
        worker=worker,
        team=team,
        left_at=left,
        expected_at=left + timedelta(minutes=30),
    )
    assert escalate(left + timedelta(minutes=59)) == 0
    assert escalate(left + timedelta(minutes=60)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_tell_it_once(join, team, norms):
    actor = join("amira", "CASE_MANAGER", team)
    HomeVisitFactory(household=HouseholdFactory(team=team), worker_id=actor.user_id, team=team)
    at = moment("2026-11-23 10:30")

    assert sum(at_once([lambda: escalate(at)] * 6)) == 1
    assert WorkItem.objects.count() == 1


def test_the_list_names_no_household_out_of_sight(dirk, team, worker, hidden, login):
    HomeVisitFactory(household=hidden, worker=worker, team=team)
    shown = soup(login(dirk).get("/agenda/onderweg/")).main.text
    assert "Liever" not in shown and "Amira Testers" in shown
