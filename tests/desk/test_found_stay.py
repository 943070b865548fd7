"""Guests who found a place themselves before it was offered: their stay is written down."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from eenplan.cases.models import WorkItem
from eenplan.core import submissions
from eenplan.core.errors import DomainError, NotAllowed
from eenplan.core.models import AuditEvent, FileRead
from eenplan.housing.models import Inspection, Stay
from eenplan.journeys.rehousing import note_found_stay
from eenplan.people.enums import NightShelter
from tests.factories import HouseholdFactory, PlaceFactory, StayFactory, TeamFactory
from tests.factories.offers import host_place
from tests.factories.stays import StopFactory
from tests.support.at_once import at_once
from tests.support.htmx import soup
from tests.support.setting import TODAY

SINCE = date(2026, 3, 1)


@pytest.fixture
def guests(team, area):
    return HouseholdFactory(
        name="Olena Kovalchuk", team=team, area=area, persons=3, sleeps=NightShelter.HOST
    )


@pytest.fixture
def place(area):
    """A room with a family nobody looked at yet, offered with guests who live there already."""
    found = host_place(checked=False, reference="GEZIN-1", area=area, max_persons=4)
    return with_guests(found)


def with_guests(place):
    Inspection.objects.filter(dwelling=place.dwelling).delete()
    offer = place.offer
    offer.found_privately, offer.received_on = True, date(2026, 10, 1)
    offer.save()
    return place


def note(actor, household, place, since=SINCE, until=None):
    return note_found_stay(
        actor=actor, household=household, place=place, starts_on=since, until=until, on=TODAY
    )


def page(place):
    return reverse("desk:found_stay", args=[place.offer.pk])


def send(browser, actor, offered, **said):
    key = {"submission": submissions.new_key(actor.user_id)}
    return browser.post(page(offered), {**key, "place": offered.pk, "starts_on": SINCE, **said})


def main(answer) -> str:
    return " ".join(soup(answer).select_one("main").get_text(" ").split())


# -- The journey -----------------------------------------------------------------------------------
def test_guests_stay_where_they_live_before_anybody_looked(els, guests, place):
    stay = note(els, guests, place)
    assert (stay.starts_on, stay.ends_on, stay.persons) == (SINCE, None, 3)
    assert stay.review_on > TODAY
    assert all(visit.due_on >= TODAY for visit in stay.visits.all()) and stay.visits.exists()
    guests.refresh_from_db()
    assert guests.sleeps == NightShelter.RECEPTION
    assert guests.addresses.on(TODAY).get().starts_on == TODAY
    assert "die het zelf vond" in WorkItem.objects.get().text
    assert AuditEvent.objects.filter(event="housing.found-stay-registered").count() == 1


@pytest.mark.parametrize(
    ("spoil", "facts", "why"),
    [
        (lambda p, h: set_offer(p, found_privately=False), {}, "staat niet dat er al gasten wonen"),
        (lambda p, h: None, {"since": date(2026, 10, 2)}, "Wie daarna introk"),
        (lambda p, h: None, {"since": date(2025, 12, 31)}, "kwam aan op 4 januari 2026"),
        (lambda p, h: None, {"until": TODAY}, "einde na vandaag"),
        (lambda p, h: StopFactory(offer=p.offer), {}, "stilgelegd"),
        (lambda p, h: StayFactory(household=h), {}, "al een opvangplaats"),
        (lambda p, h: lives_in(p), {}, "net aan een ander gezin"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(els, guests, place, spoil, facts, why):
    spoil(place, guests)
    stays = Stay.objects.count()
    with pytest.raises(DomainError, match=why):
        note(els, guests, place, **facts)
    assert Stay.objects.count() == stays
    assert not WorkItem.objects.exists()
    guests.refresh_from_db()
    assert guests.sleeps == NightShelter.HOST


def set_offer(place, **facts):
    type(place.offer).objects.filter(pk=place.offer.pk).update(**facts)


def lives_in(place):
    with transaction.atomic():
        StayFactory(place=place, starts_on=SINCE)


def test_the_database_lets_nobody_else_in_without_a_look(place):
    with pytest.raises(IntegrityError, match="checked|inspected"), transaction.atomic():
        StayFactory(place=place, starts_on=date(2026, 10, 2))
    own = PlaceFactory()
    Inspection.objects.filter(dwelling=own.dwelling).delete()
    with pytest.raises(IntegrityError, match="inspected_before_stay"), transaction.atomic():
        StayFactory(place=own)


def test_only_who_manages_places_writes_it_down(amira, guests, place):
    with pytest.raises(NotAllowed):
        note(amira, guests, place)


@pytest.mark.django_db(transaction=True)
def test_of_two_households_for_one_room_at_once_one_is_written(els, team, area):
    place = with_guests(host_place(checked=False, area=area))
    both = HouseholdFactory.create_batch(2, team=team, area=area)

    def press(household):
        try:
            return note(els, household, place).household_id
        except DomainError as error:
            return str(error)

    said = at_once([lambda h=household: press(h) for household in both])
    assert Stay.objects.count() == 1
    assert any("een ander gezin" in str(one) for one in said)


# -- The page --------------------------------------------------------------------------------------
def test_from_the_offer_to_the_stay_through_the_pages(login, els, guests, place):
    browser = login(els)
    offer = browser.get(reverse("offers:offer", args=[place.offer.pk]))
    assert page(place) in offer.content.decode()
    answer = send(browser, els, place, number=guests.number)
    stay = Stay.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        303,
        reverse("housing:stay", args=[stay.pk]),
    )
    assert FileRead.objects.filter(household_id=guests.pk, screen="desk:found_stay").exists()


def test_more_guests_than_beds_is_written_down_and_told(login, els, guests, area):
    small = with_guests(host_place(checked=False, area=area, max_persons=2))
    browser = login(els)
    send(browser, els, small, number=guests.number)
    assert Stay.objects.get().persons == 3
    told = browser.get("/").content.decode()
    assert "3 personen op 2 slaapplaatsen" in told


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"number": ""}, "verplicht"),
        ({"number": "1999/0001"}, "geen gezin met dit nummer"),
        ({"number": "zomaar iets"}, "geen gezin met dit nummer"),
        ({"number": "2026/99999999999"}, "geen gezin met dit nummer"),
        ({"starts_on": "2026-02-31"}, "bestaande datum"),
        ({"starts_on": "0001-01-01"}, "voor 1900"),
        ({"place": "999999"}, "geldige keuze"),
        ({"starts_on": "2026-11-01"}, "Wie daarna introk"),
        ({"until": TODAY - timedelta(days=1)}, "einde na vandaag"),
    ],
)
def test_bad_input_gets_a_sentence_and_writes_nothing(login, els, guests, place, said, why):
    answer = send(login(els), els, place, **{"number": guests.number, **said})
    assert answer.status_code == 422 and why in main(answer)
    assert not Stay.objects.exists()


def test_who_is_out_of_sight_looks_like_nobody(login, join, team, area, guests, place):
    guests.helped_elsewhere = True
    guests.save()
    guests.care.update(team=TeamFactory())
    local = join("lies", "HOUSING_COORDINATOR", team)
    answer = send(login(local), local, place, number=guests.number)
    assert answer.status_code == 422 and "geen gezin met dit nummer" in main(answer)


def test_an_offer_without_guests_has_no_such_page(login, els, amira, place):
    other = PlaceFactory()
    assert login(els).get(page(other)).status_code == 404
    assert login(amira).get(page(place)).status_code == 403
    text = login(els).get(reverse("offers:offer", args=[other.offer.pk])).content.decode()
    assert page(other) not in text
