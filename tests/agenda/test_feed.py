"""The feed of a worker's own calendar: one secret address, nothing by which a family is known."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from eenplan.agenda.models import CalendarLink
from eenplan.agenda.services import feed
from eenplan.core.models import AuditEvent
from tests.factories import AppointmentFactory, HourBlockFactory, moment
from tests.support.htmx import soup
from tests.support.setting import TODAY


@pytest.fixture
def token(amira, at):
    return feed.new_address(actor=amira, at=at)


@pytest.fixture
def read(clock):
    def _read(token):
        return Client().get(f"/agenda/kalender/{token}.ics")

    return _read


def events(answer):
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_the_feed_says_when_and_where_and_never_with_whom(
    team, worker, household, hidden, token, read
):
    household.area.name = "Heuvelkant"
    AppointmentFactory(
        team=team,
        worker=worker,
        household=household,
        place="HOME",
        subject="leefloon Olena",
        room="Zaal 3",
        questions="vraag",
    )
    AppointmentFactory(
        team=team, worker=worker, household=hidden, starts_at=moment("2026-11-24 14:00")
    )
    AppointmentFactory(
        team=team,
        worker=worker,
        name="Halyna",
        place="PHONE",
        starts_at=moment("2026-11-25 14:00"),
    )
    answer = read(token)

    assert answer["Content-Type"] == "text/calendar"
    assert [str(e["summary"]) for e in events(answer)] == [
        "Huisbezoek, Heuvelkant",
        "Afspraak",
        "Telefoongesprek",
    ]
    text = answer.content.decode()
    for secret in ("Olena", "Kovalchuk", "Halyna", "Liever", "Zaal", "leefloon", "vraag"):
        assert secret not in text
    assert household.number not in text and not re.search(r"2026/\d", text)


@pytest.mark.parametrize(
    ("local", "utc"),
    [("2026-11-24 09:00", "20261124T080000Z"), ("2027-03-29 09:00", "20270329T070000Z")],
)
def test_moments_stand_in_world_time_winter_and_summer(local, utc, team, worker, token, read):
    AppointmentFactory(team=team, worker=worker, starts_at=moment(local))
    assert f"DTSTART:{utc}" in read(token).content.decode()


def test_planned_file_hours_stand_in_it_and_cancelled_appointments_do_not(
    team, worker, token, read
):
    HourBlockFactory(worker=worker, team=team)
    AppointmentFactory(team=team, worker=worker, state="CANCELLED", reason="ziek")
    assert {str(e["summary"]) for e in events(read(token))} == {"Dossieruren"}


def test_only_a_fingerprint_is_kept_and_one_address_works(amira, token, read, at):
    assert token not in str(list(CalendarLink.objects.values()))
    second = feed.new_address(actor=amira, at=at + timedelta(minutes=1))

    assert read(token).status_code == 404
    assert read(second).status_code == 200
    feed.revoke_address(actor=amira, at=at)
    assert read(second).status_code == 404
    assert CalendarLink.objects.filter(revoked_at=None).count() == 0
    assert AuditEvent.objects.filter(event="agenda.calendar-address-revoked").count() == 2


def test_the_database_keeps_one_address_per_worker(worker, token, at):
    with pytest.raises(IntegrityError, match="one_calendar_address"), transaction.atomic():
        CalendarLink.objects.create(worker=worker, fingerprint="x", made_at=at)


def test_who_left_or_was_blocked_reads_nothing_any_more(worker, token, read):
    worker.memberships.update(ends_on=TODAY)
    assert read(token).status_code == 404
    worker.memberships.update(ends_on=None)
    assert read(token).status_code == 200
    worker.is_active = False
    worker.save()
    assert read(token).status_code == 404


def test_the_answer_sets_no_cookie_and_nobody_in_between_keeps_it(token, read):
    for answer in (read(token), read("x" * 43)):
        assert not answer.cookies
        assert "private" in answer["Cache-Control"] and "no-store" in answer["Cache-Control"]


def test_a_signed_in_browser_gets_no_more_than_a_stranger(bram, token, login, read):
    assert login(bram).get(f"/agenda/kalender/{'y' * 43}.ics").status_code == 404


def test_the_feed_costs_the_same_with_one_appointment_and_with_many(
    team, worker, household, token, read
):
    def ask():
        with CaptureQueriesContext(connection) as queries:
            read(token)
        return len(queries)

    AppointmentFactory(team=team, worker=worker, household=household)
    once = ask()
    for day in range(1, 6):
        AppointmentFactory(
            team=team,
            worker=worker,
            household=household,
            starts_at=moment("2026-11-23 14:00") + timedelta(days=day),
        )
    assert ask() == once


def test_the_page_tells_the_address_once(amira, login):
    browser = login(amira)
    answer = browser.post("/agenda/kalender/nieuw/", follow=True)
    [address] = re.findall(
        r"http://testserver(/agenda/kalender/\S+?\.ics)", answer.content.decode()
    )

    assert Client().get(address).status_code == 200
    again = browser.get("/agenda/kalender/")
    assert ".ics" not in again.content.decode()
    assert "er is een adres" in soup(again).text
    browser.post("/agenda/kalender/intrekken/")
    assert Client().get(address).status_code == 404
