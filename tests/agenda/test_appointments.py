"""Appointments: nobody is in two places at once, no-shows are followed up, the week shows it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from eenplan.agenda.enums import AppointmentState as State
from eenplan.agenda.errors import AppointmentRefused, DoubleBooked, QueueRefused
from eenplan.agenda.models import Appointment
from eenplan.agenda.selectors import appointments as reading
from eenplan.agenda.selectors.slots import Asked, slots_for
from eenplan.agenda.services import appointments
from eenplan.agenda.services.appointments import Plan
from eenplan.cases.models import WorkItem
from eenplan.core.errors import NotAllowed, NotFound, StaleVersion
from eenplan.core.models import AuditEvent, FileRead
from eenplan.organisation.models import User
from eenplan.organisation.selectors import actor_for
from tests.factories import (
    AppointmentFactory,
    HourBlockFactory,
    HouseholdFactory,
    MembershipFactory,
    moment,
)
from tests.support.at_once import at_once
from tests.support.htmx import soup
from tests.support.setting import TODAY


@pytest.fixture
def plan(worker):
    def _plan(start="14:00", minutes=45, **changes):
        starts_at = moment(f"2026-11-24 {start}")
        facts = {"place": "CENTRE", "worker": worker, **changes}
        return Plan(starts_at, starts_at + timedelta(minutes=minutes), **facts)

    return _plan


@pytest.fixture
def make(amira, team, plan, at):
    def _make(*args, actor=amira, household=None, **facts):
        return appointments.make(
            actor=actor, team=team, plan=plan(*args, **facts), at=at, household=household
        )

    return _make


def test_an_appointment_takes_the_way_there_and_back_too(make, household):
    made = make(place="HOME", travel_before=20, travel_after=30, household=household)

    assert (made.busy_from, made.busy_until) == (
        moment("2026-11-24 13:40"),
        moment("2026-11-24 15:15"),
    )
    assert AuditEvent.objects.get().event == "agenda.appointment-made"


def test_two_appointments_may_follow_each_other_but_not_overlap(make):
    make("14:00", 45)
    make("14:45", 30)

    with pytest.raises(DoubleBooked, match="24/11 van 14:00 tot 14:45"):
        make("13:30", 45, travel_after=0)
    assert Appointment.objects.count() == 2


def test_the_way_back_stands_in_the_way_of_the_next(make, household):
    make("14:00", 45, place="HOME", travel_after=30, household=household)

    with pytest.raises(DoubleBooked, match="gezin 2026/.*verplaatsing niet meegerekend"):
        make("15:00", 30)


def test_a_household_out_of_sight_is_not_named_in_the_refusal(make, team, worker, hidden):
    AppointmentFactory(
        team=team, worker=worker, household=hidden, starts_at=moment("2026-11-24 14:00")
    )
    with pytest.raises(DoubleBooked) as refused:
        make("14:30")
    assert hidden.number not in str(refused.value)


def test_what_a_worker_has_in_another_team_is_not_told(dirk, make, other_team, worker):
    MembershipFactory(user=worker, team=other_team)
    AppointmentFactory(
        team=other_team, worker=worker, starts_at=moment("2026-11-24 14:00"), subject="geheim"
    )
    with pytest.raises(DoubleBooked, match="is dan al bezet. Kies een ander moment.$"):
        make("14:30", actor=dirk)


def test_a_cancelled_appointment_leaves_the_time_free(make, amira, at):
    made = make()
    appointments.settle(actor=amira, appointment=made, state=State.CANCELLED, at=at, reason="ziek")
    make()
    assert Appointment.objects.standing().count() == 1


def test_a_room_is_used_once_at_a_time_however_it_is_written(make, plan):
    make(worker=None, room="Zaal 1")
    with pytest.raises(DoubleBooked, match="Lokaal ZAAL 1"):
        make(worker=None, room="ZAAL 1")
    make("14:45", worker=None, room="Zaal 1")


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"minutes": 0}, "eindigt nadat"),
        ({"minutes": 700}, "hoogstens tien uur"),
        ({"worker": None}, "medewerker of een lokaal"),
        ({"place": "HOME"}, "Bij wie is het huisbezoek"),
        ({"travel_before": 500}, "drie uur"),
    ],
)
def test_an_appointment_that_cannot_be_is_refused(facts, why, make):
    with pytest.raises(AppointmentRefused, match=why):
        make(**facts)
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("day", ["2026-11-22 14:00", "2028-01-01 14:00"])
def test_a_day_that_is_over_or_far_away_is_refused(day, amira, team, worker, at):
    start = moment(day)
    with pytest.raises(AppointmentRefused):
        appointments.make(
            actor=amira,
            team=team,
            plan=Plan(start, start + timedelta(minutes=30), "CENTRE", worker),
            at=at,
        )


def test_who_does_not_work_in_the_team_gets_no_appointment_there(make, bram):
    with pytest.raises(AppointmentRefused, match="werkt die dag niet"):
        make(worker=User.objects.get(pk=bram.user_id))


def test_who_does_not_use_that_agenda_makes_none(make, bram, ilse):
    for actor in (bram, ilse):
        with pytest.raises(NotAllowed):
            make(actor=actor)


def test_the_neighbours_cannot_plan_with_a_household_they_may_not_know(make, hidden):
    with pytest.raises(QueueRefused, match="niet in de eigen wijk"):
        make(household=hidden)


@pytest.mark.parametrize(
    ("facts", "promise"),
    [
        ({"ends_at": moment("2026-11-23 14:00")}, "appointment_takes_time"),
        ({"worker": None}, "appointment_of_a_worker_or_a_room"),
        ({"state": "CANCELLED"}, "cancelled_says_why"),
        ({"busy_from": moment("2026-11-23 13:00")}, "busy_counts_the_way"),
    ],
)
def test_the_database_keeps_its_promises(facts, promise, team, worker):
    with pytest.raises(IntegrityError, match=promise), transaction.atomic():
        AppointmentFactory(**{"team": team, "worker": worker, **facts})


@pytest.mark.django_db(transaction=True)
def test_of_ten_who_book_one_slot_one_does_and_the_others_are_told(join, team, at):
    actor = join("amira", "CASE_MANAGER", team)
    user = User.objects.get(pk=actor.user_id)
    start = moment("2026-11-24 14:00")

    def book(number):
        starts_at = start + timedelta(minutes=number)  # not the same, but in each other's way
        plan = Plan(starts_at, starts_at + timedelta(minutes=45), "CENTRE", user)
        try:
            appointments.make(actor=actor, team=team, plan=plan, at=at)
        except DoubleBooked as error:
            return str(error)
        return "gemaakt"

    said = at_once([lambda n=n: book(n) for n in range(10)])

    assert said.count("gemaakt") == 1 == Appointment.objects.count()
    assert all("heeft dan al" in text for text in said if text != "gemaakt")


# -- Moving and settling --------------------------------------------------------------------------
def test_an_appointment_is_moved_while_it_stands_by_one_at_a_time(make, amira, plan, at):
    made = make()
    move = {"actor": amira, "appointment": made, "at": at, "version": 1}
    moved = appointments.move(plan=plan("16:00"), **move)

    assert (moved.starts_at, moved.version) == (moment("2026-11-24 16:00"), 2)
    with pytest.raises(StaleVersion):
        appointments.move(plan=plan("15:00"), **move)


def test_what_has_yet_to_begin_can_only_be_cancelled_with_a_reason(make, amira, at):
    made = make()
    settle = {"actor": amira, "appointment": made, "at": at}
    for state in (State.HELD, State.NO_SHOW):
        with pytest.raises(AppointmentRefused, match="moet nog beginnen"):
            appointments.settle(state=state, **settle)
    with pytest.raises(AppointmentRefused, match="waarom"):
        appointments.settle(state=State.CANCELLED, **settle)


@pytest.fixture
def missed(team, worker, amira, held, at):
    """Let the household not come to its appointment, some days ago."""

    def _missed(days_ago, state=State.NO_SHOW):
        starts_at = at - timedelta(days=days_ago)
        row = AppointmentFactory(team=team, worker=worker, household=held, starts_at=starts_at)
        return appointments.settle(actor=amira, appointment=row, state=state, at=at)

    return _missed


def test_after_two_no_shows_in_a_row_whoever_follows_the_case_is_told_once(missed, amira, held):
    missed(20)
    assert not WorkItem.objects.exists()
    missed(10)

    item = WorkItem.objects.get()
    assert "Kwam 2 keer na elkaar niet opdagen" in item.text
    assert item.worker_id == amira.user_id
    missed(5)
    assert WorkItem.objects.count() == 1


def test_who_came_in_between_starts_again(missed, held):
    missed(20)
    missed(15, State.HELD)
    missed(10)
    assert not WorkItem.objects.exists()
    assert reading.no_shows_in_a_row(held) == 1


def test_who_came_late_came_after_all(missed, amira, at):
    row = missed(0.01)
    appointments.settle(actor=amira, appointment=row, state=State.HELD, at=at)
    assert Appointment.objects.get().state == State.HELD


def test_a_no_show_is_noted_once(missed, amira, at):
    row = missed(1)
    with pytest.raises(AppointmentRefused, match="niet komen opdagen"):
        appointments.settle(actor=amira, appointment=row, state=State.NO_SHOW, at=at)


# -- Free moments ---------------------------------------------------------------------------------
def test_a_free_moment_passes_what_is_taken_also_elsewhere(team, worker, other_team, at):
    worker.languages = ["nl", "uk"]
    worker.save()
    HourBlockFactory(worker=worker, team=team, weekday=2, from_minute=510, until_minute=780)
    AppointmentFactory(
        team=other_team, worker=worker, starts_at=moment("2026-11-24 13:00"), travel_after=30
    )
    [first, *_] = slots_for(team, Asked(60, date(2026, 11, 24), language="uk"), at=at)

    assert (first.start, first.speaks) == (moment("2026-11-24 14:15"), True)


def test_a_free_moment_is_on_a_day_the_team_is_open(team, worker, at):
    team.open_days = "67"
    found = slots_for(team, Asked(60, date(2026, 11, 24)), at=at)
    assert {slot.start.isoweekday() for slot in found} == {6, 7}


def test_the_page_offers_free_moments_that_fill_in_the_form(amira, team, household, login):
    browser = login(amira)
    shown = soup(browser.get("/agenda/vrij/", {"duur": 30, "gezin": household.number}))
    link = shown.select_one("#rows li a")["href"]
    form = soup(browser.get(link))

    assert form.select_one("[name=minutes]")["value"] == "30"
    assert form.select_one("[name=household]")["value"] == household.number
    assert form.select_one("[name=worker] [selected]")["value"] == str(amira.user_id)


# -- The pages ------------------------------------------------------------------------------------
@pytest.fixture
def form(amira, household):
    return {
        "household": household.number,
        "place": "HOME",
        "on": "2026-11-25",
        "at": "9u30",
        "minutes": "60",
        "worker": str(amira.user_id),
        "travel_before": "15",
        "interpreter": "uk",
    }


def test_a_form_makes_an_appointment_and_shows_it(amira, team, household, form, login):
    browser = login(amira)
    answer = browser.post(f"/agenda/team/{team.pk}/afspraak/", form)
    made = Appointment.objects.get()

    assert answer["Location"] == f"/agenda/afspraak/{made.pk}/"
    assert made.starts_at == moment("2026-11-25 09:30")
    shown = soup(browser.get(answer["Location"])).main.text
    assert "Oekraïens: nog te regelen" in shown and household.name in shown
    assert FileRead.objects.filter(screen="agenda:appointment").count() == 1


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"on": "2026-02-30"}, "geen bestaande datum"),
        ({"on": "3026-11-25"}, "Kijk het jaar na"),
        ({"on": "2020-11-25"}, "voorbij"),
        ({"on": "2027-03-28", "at": "2:30"}, "bestaat die nacht niet"),
        ({"at": "25:00"}, "geen uur"),
        ({"minutes": "-5"}, ""),
        ({"minutes": "1e9"}, ""),
        ({"worker": "99999"}, "werkt niet in dit team"),
        ({"place": "MAAN"}, "Kies een van"),
        ({"household": "2026/9999"}, "vindt u niet"),
        ({"questions": "x" * 5000}, ""),
        ({"room": "a\x00"}, ""),
    ],
)
def test_what_cannot_be_planned_is_told_and_kept(wrong, why, amira, team, form, login):
    answer = login(amira).post(f"/agenda/team/{team.pk}/afspraak/", {**form, **wrong})

    text = answer.content.decode()
    assert answer.status_code == 422 and "Dit klopt nog niet" in text and why in text
    assert not Appointment.objects.exists()


def test_an_hour_that_comes_twice_is_the_first_of_the_two(amira, team, form, login):
    changed = {**form, "on": "2027-10-31", "at": "2:30", "household": "", "place": "PHONE"}
    login(amira).post(f"/agenda/team/{team.pk}/afspraak/", changed)
    assert f"{Appointment.objects.get().starts_at:%H:%M}" == "00:30"


def test_a_double_booking_is_explained_on_the_form(amira, team, form, login):
    browser, page = login(amira), f"/agenda/team/{team.pk}/afspraak/"
    browser.post(page, form)
    answer = browser.post(page, {**form, "at": "10:00"})

    assert answer.status_code == 422
    assert "Amira Testers heeft dan al huisbezoek met gezin" in soup(answer).text


def test_an_appointment_of_another_team_is_not_there(bram, team, worker, household, login):
    row = AppointmentFactory(team=team, worker=worker, household=household)
    browser = login(bram)
    for page in ("", "verplaats/", "afzeggen/"):
        assert browser.get(f"/agenda/afspraak/{row.pk}/{page}").status_code == 404
    for page in ("verplaats/", "afzeggen/", "doorgegaan/", "niet-gekomen/"):
        assert browser.post(f"/agenda/afspraak/{row.pk}/{page}").status_code == 404
    with pytest.raises(NotFound):
        reading.get_appointment(bram, row.pk)


def test_cancelling_asks_why_and_moving_keeps_the_rest(amira, team, form, login):
    browser = login(amira)
    browser.post(f"/agenda/team/{team.pk}/afspraak/", form)
    row = Appointment.objects.get()
    page = f"/agenda/afspraak/{row.pk}/"
    moved = {**form, "version": "1", "on": "2026-11-26", "household": ""}
    assert browser.post(f"{page}verplaats/", moved).status_code == 303
    assert browser.post(f"{page}afzeggen/", {"version": "2"}).status_code == 422
    assert browser.post(f"{page}afzeggen/", {"version": "2", "reason": "ziek"}).status_code == 303

    row.refresh_from_db()
    assert (row.state, row.reason, row.household_id is not None) == ("CANCELLED", "ziek", True)


def test_words_about_a_household_out_of_sight_are_neither_read_nor_changed(
    amira, team, worker, hidden, login
):
    row = AppointmentFactory(
        team=team, worker=worker, household=hidden, subject="schulden", questions="huur?"
    )
    browser, page = login(amira), f"/agenda/afspraak/{row.pk}/"
    for address in (page, f"{page}verplaats/"):
        text = browser.get(address).content.decode()
        assert "schulden" not in text and "huur?" not in text and "Liever" not in text
    moved = {
        "version": "1",
        "place": "PHONE",
        "on": "2026-11-26",
        "at": "9",
        "minutes": "30",
        "worker": str(worker.pk),
        "subject": "anders",
    }
    answer = browser.post(f"{page}verplaats/", moved)

    row.refresh_from_db()
    assert answer.status_code == 422 and "niet in de eigen wijk" in answer.content.decode()
    assert (row.subject, row.questions, row.place) == ("schulden", "huur?", "CENTRE")


def test_the_week_shows_appointments_and_hours_day_by_day(amira, team, worker, household, login):
    AppointmentFactory(team=team, worker=worker, household=household, interpreter="uk")
    HourBlockFactory(worker=worker, team=team)
    shown = soup(login(amira).get("/agenda/"))

    day = shown.select("table.week td")[0]
    assert day["data-day"] == "maandag 23 november"
    assert [li.strong.text if li.strong else li.a.text for li in day.select("li")] == [
        "9:00–11:00",
        "14:00–14:45",
    ]
    assert household.name in day.text and "nog te regelen" in day.text


def test_a_colleague_of_the_team_is_looked_up_and_one_of_another_team_is_not(
    dirk, worker, bram, login
):
    browser = login(dirk)
    assert browser.get(f"/agenda/?wie={worker.pk}").status_code == 200
    assert browser.get(f"/agenda/?wie={bram.user_id}").status_code == 404
    assert browser.get("/agenda/?week=9999-99-99").status_code == 200


def test_the_day_holds_the_own_appointments_that_stand(amira, team, worker, dirk):
    row = AppointmentFactory(team=team, worker=worker)
    AppointmentFactory(
        team=team,
        worker=worker,
        state="CANCELLED",
        reason="ziek",
        starts_at=moment("2026-11-23 16:00"),
    )
    AppointmentFactory(team=team, worker=worker, starts_at=moment("2026-11-24 00:00"))

    assert reading.today_of(amira, TODAY) == [row]
    assert reading.today_of(dirk, TODAY) == []


def test_the_agenda_of_a_household_is_of_who_may_open_it(
    amira, bram, team, worker, household, login
):
    AppointmentFactory(team=team, worker=worker, household=household)
    page = f"/agenda/gezin/{household.year}/{household.serial}/"

    assert "14:00–14:45" in soup(login(amira).get(page)).text
    assert login(bram).get(page).status_code == 404
    assert [r.screen for r in FileRead.objects.all()] == ["agenda:of_household"]


def test_the_number_of_questions_does_not_grow_with_the_week(amira, team, area, worker, login):
    def ask():
        with CaptureQueriesContext(connection) as queries:
            assert login(amira).get("/agenda/").status_code == 200
        return len(queries)

    def add(hour):
        AppointmentFactory(
            team=team,
            worker=worker,
            household=HouseholdFactory(team=team, area=area),
            starts_at=moment(f"2026-11-24 {hour:02}:00"),
        )

    add(9)
    once = ask()
    add(10)
    add(11)
    assert ask() == once


def test_who_left_the_team_keeps_no_look_in_its_agenda(team, worker, household):
    row = AppointmentFactory(team=team, worker_id=worker.pk, household=household)
    worker.memberships.update(ends_on=TODAY)
    former = actor_for(worker, on=TODAY)

    found = reading.get_appointment(former, row.pk)  # the own one, without the household
    assert found.may_open is False
