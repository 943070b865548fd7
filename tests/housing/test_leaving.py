"""A household leaves its place: the stay, the address, who hears of it, and the free place."""

from datetime import date, timedelta

import pytest

from eenplan.cases.models import Case, WorkItem
from eenplan.core.access import system_actor
from eenplan.core.errors import NotAllowed, StaleVersion
from eenplan.core.models import AuditEvent
from eenplan.housing import services
from eenplan.housing.errors import ImpossibleEnd, StayBegun
from eenplan.housing.models import Stay
from eenplan.housing.selectors import places_to_propose, seeking
from eenplan.journeys.rehousing import cancel_place, give_place, leave_place, settle
from eenplan.people.enums import NightShelter
from eenplan.people.models import Address
from eenplan.people.registration import NewAddress
from tests.factories import HouseholdFactory, PlaceFactory, StayFactory
from tests.support.closing import close_cases
from tests.support.setting import TODAY

JUNE = date(2026, 6, 1)
TOMORROW = TODAY + timedelta(days=1)
DECEMBER = date(2026, 12, 1)
NOWHERE = NewAddress()


@pytest.fixture
def housed(team, area):
    """A household that lives in our reception since June, and its stay."""
    household = HouseholdFactory(team=team, area=area, persons=3, sleeps=NightShelter.RECEPTION)
    return StayFactory(household=household, place=PlaceFactory(reference="PAND-1"), starts_on=JUNE)


@pytest.fixture
def promised(amira, team, area):
    """A household without a roof that was given a place from December on, and its stay."""
    household = HouseholdFactory(team=team, area=area, sleeps=NightShelter.NONE)
    place = PlaceFactory(reference="PAND-2", address="Molenstraat 4")
    give_place(actor=amira, household=household, place=place, on=DECEMBER)
    WorkItem.objects.all().delete()
    AuditEvent.objects.all().delete()
    return Stay.objects.get(household=household)


def leave(actor, stay, **changes):
    facts = {
        "sleeps": NightShelter.OWN_HOME,
        "to": NewAddress(street="Kerkstraat", house_number="12"),
        "reason": "huurt zelf een huis",
        "on": TODAY,
    }
    leave_place(actor=actor, stay=Stay.objects.get(pk=stay.pk), **{**facts, **changes})


def assert_nothing_happened(stay):
    before = (stay.starts_on, stay.ends_on, stay.leaves_for)
    stay.refresh_from_db()
    assert (stay.starts_on, stay.ends_on, stay.leaves_for) == before
    assert stay.household.addresses.get().ends_on is None
    assert not AuditEvent.objects.exists()
    assert not WorkItem.objects.exists()


# -- Leaving ---------------------------------------------------------------------------------------
def test_who_leaves_sleeps_and_lives_elsewhere_from_that_day(amira, housed):
    leave(amira, housed)

    housed.refresh_from_db()
    assert (housed.ends_on, housed.leaves_for) == (TODAY, NightShelter.OWN_HOME)
    assert housed.end_reason == "huurt zelf een huis"
    household = housed.household
    household.refresh_from_db()
    assert household.sleeps == NightShelter.OWN_HOME
    assert str(household.addresses.on(TODAY).get()) == "Kerkstraat 12"
    assert household.addresses.on(TODAY - timedelta(days=1)).get().ends_on == TODAY


def test_an_unknown_address_lies_in_no_neighbourhood_we_know(amira, housed):
    leave(amira, housed, to=NOWHERE, sleeps=NightShelter.FRIENDS)

    housed.household.refresh_from_db()
    assert housed.household.area.is_unlocated
    assert housed.household.addresses.on(TODAY).get().area == housed.household.area


def test_a_known_address_lies_in_its_neighbourhood(amira, housed, area):
    west = area.geometry["coordinates"][0][0][0]
    inside = NewAddress(street="Kerkstraat", longitude=west + 0.005, latitude=50.805)
    leave(amira, housed, to=inside)

    housed.household.refresh_from_db()
    assert housed.household.area == area


def test_the_case_manager_hears_when_and_why(amira, housed):
    leave(amira, housed, on=date(2026, 11, 20))

    [item] = WorkItem.objects.all()
    assert item.case.household == housed.household
    assert item.text == (
        "Het gezin verlaat opvangplaats PAND-1, volgens Amira Testers. Eerste nacht ergens anders: "
        "20 november 2026, eigen woning. Reden: huurt zelf een huis"
    )


def test_without_an_open_case_nobody_has_to_hear(amira, housed):
    close_cases(Case.objects.all(), TODAY)

    leave(amira, housed)

    assert not WorkItem.objects.exists()
    assert Stay.objects.get().ends_on == TODAY


def test_leaving_is_written_in_the_audit_trail(amira, housed):
    leave(amira, housed)

    ended, moved, _ = AuditEvent.objects.order_by("pk")
    assert (ended.actor_id, ended.event) == (amira.user_id, "housing.stay-ended")
    assert ended.subject == f"housing.Stay:{housed.pk}"
    assert ended.detail == {
        "reason": "huurt zelf een huis",
        "on": "2026-11-23",
        "leaves_for": "OWN_HOME",
    }
    assert moved.event == "people.household-moved"


@pytest.mark.parametrize("sleeps", ["NONE", "HOTEL", "FRIENDS"])
def test_who_has_no_home_after_it_looks_for_a_place_again_and_the_place_is_free(
    sleeps, amira, housed
):
    assert not seeking(TODAY).exists()
    leave(amira, housed, sleeps=NightShelter(sleeps), to=NOWHERE)

    assert list(seeking(TODAY)) == [housed.household]
    [place] = places_to_propose(on=TODAY)
    assert place.occupied == ()
    household = seeking(TODAY).get()
    assert give_place(actor=amira, household=household, place=housed.place, on=TODAY).pk


@pytest.mark.parametrize("sleeps", ["OWN_HOME", "HOST"])
def test_who_found_a_home_looks_no_longer(sleeps, amira, housed):
    leave(amira, housed, sleeps=NightShelter(sleeps))

    assert not seeking(TODAY).exists()


# -- A later day -----------------------------------------------------------------------------------
def test_who_leaves_on_a_later_day_sleeps_with_us_until_then(amira, housed, area):
    leave(amira, housed, on=DECEMBER, sleeps=NightShelter.FRIENDS, to=NOWHERE)

    household = housed.household
    household.refresh_from_db()
    assert (household.sleeps, household.area) == (NightShelter.RECEPTION, area)
    assert not seeking(TODAY).exists()

    assert settle(on=TODAY) == 0
    assert settle(on=DECEMBER) == 2  # the shelter and the neighbourhood
    household.refresh_from_db()
    assert household.sleeps == NightShelter.FRIENDS
    assert household.area.is_unlocated
    assert list(seeking(DECEMBER)) == [household]
    assert settle(on=DECEMBER) == 0


def test_who_goes_on_to_another_place_of_ours_sleeps_there(amira, housed):
    leave(amira, housed, on=DECEMBER, sleeps=NightShelter.FRIENDS, to=NOWHERE)
    StayFactory(household=housed.household, starts_on=DECEMBER)

    settle(on=DECEMBER)

    housed.household.refresh_from_db()
    assert housed.household.sleeps == NightShelter.RECEPTION


def test_a_day_that_was_said_before_can_become_an_earlier_one(amira, housed):
    leave(amira, housed, on=DECEMBER, to=NOWHERE)
    leave(amira, housed, on=TOMORROW)

    housed.refresh_from_db()
    assert housed.ends_on == TOMORROW
    rows = housed.household.addresses.order_by("starts_on")
    assert [(row.street, row.ends_on) for row in rows] == [("", TOMORROW), ("Kerkstraat", None)]


def test_a_place_that_was_agreed_for_later_stays_agreed(amira, promised):
    household = promised.household
    give_place(actor=amira, household=household, place=PlaceFactory(), on=TODAY)
    until_then = household.stays.get(starts_on=TODAY)

    leave(amira, until_then, on=TOMORROW, sleeps=NightShelter.FRIENDS, to=NOWHERE)
    leave(amira, until_then, on=TOMORROW, sleeps=NightShelter.HOTEL, to=NOWHERE)

    rows = household.addresses.filter(starts_on__gte=TODAY).order_by("starts_on")
    assert [(row.starts_on, row.ends_on) for row in rows] == [
        (TODAY, TOMORROW),
        (TOMORROW, DECEMBER),
        (DECEMBER, None),
    ]
    settle(on=TOMORROW)
    household.refresh_from_db()
    assert household.sleeps == NightShelter.HOTEL
    settle(on=DECEMBER)
    household.refresh_from_db()
    assert household.sleeps == NightShelter.RECEPTION


# -- Refusals --------------------------------------------------------------------------------------
@pytest.mark.parametrize("day", [JUNE, JUNE - timedelta(days=1)])
def test_nobody_leaves_before_the_first_night(day, amira, housed):
    with pytest.raises(ImpossibleEnd, match="begint op 1 juni 2026"):
        leave(amira, housed, on=day)

    assert_nothing_happened(housed)


def test_nobody_leaves_after_the_agreed_end(amira, housed):
    housed.ends_on = DECEMBER
    housed.save()

    with pytest.raises(ImpossibleEnd, match="afgesproken tot 1 december 2026"):
        leave(amira, housed, on=DECEMBER + timedelta(days=1))

    assert_nothing_happened(housed)
    leave(amira, housed, on=DECEMBER)


def test_nobody_leaves_for_an_address_older_than_the_present_one(amira, housed):
    Address.objects.update(starts_on=date(2026, 11, 1))

    with pytest.raises(ImpossibleEnd, match="heeft al een adres vanaf 1 november 2026"):
        leave(amira, housed, on=date(2026, 10, 1))

    assert_nothing_happened(housed)


def test_nobody_leaves_on_the_day_another_place_of_ours_begins(amira, promised):
    household = promised.household
    give_place(actor=amira, household=household, place=PlaceFactory(), on=TODAY)
    until_then = household.stays.get(starts_on=TODAY)

    with pytest.raises(ImpossibleEnd, match="heeft het gezin al plaats PAND-2"):
        leave(amira, until_then, on=DECEMBER)

    assert household.addresses.on(DECEMBER).get().starts_on == DECEMBER
    assert household.stays.get(starts_on=TODAY).leaves_for == ""


def test_a_stay_somebody_else_ended_meanwhile_is_refused(amira, housed):
    seen = Stay.objects.get(pk=housed.pk)
    services.end_stay(actor=amira, stay=housed, on=TOMORROW, reason="verhuist")

    with pytest.raises(StaleVersion, match="wijzigde dit verblijf net"):
        services.end_stay(actor=amira, stay=seen, on=TODAY, reason="verhuist")

    housed.refresh_from_db()
    assert housed.ends_on == TOMORROW


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("amira", True), ("celine", True), ("els", True), ("dirk", False), ("ilse", False)],
)
def test_who_may_end_a_stay(who, allowed, housed, request):
    actor = request.getfixturevalue(who)
    if allowed:
        leave(actor, housed)
        return
    with pytest.raises(NotAllowed):
        leave(actor, housed)
    assert_nothing_happened(housed)


@pytest.mark.parametrize("last", ["people.services.move_household", "cases.services.inform"])
def test_all_of_it_happens_or_nothing(last, amira, housed, monkeypatch):
    def fail(**facts):
        raise RuntimeError("broken")

    monkeypatch.setattr(f"eenplan.{last}", fail)

    with pytest.raises(RuntimeError):
        leave(amira, housed)

    assert_nothing_happened(housed)


# -- Before the first night ------------------------------------------------------------------------
def test_a_place_given_today_by_mistake_can_be_taken_back_today(amira, team, area):
    household = HouseholdFactory(team=team, area=area, sleeps=NightShelter.NONE)
    stay = give_place(actor=amira, household=household, place=PlaceFactory(), on=TODAY)

    leave(amira, stay, sleeps=NightShelter.NONE, to=NOWHERE, reason="verkeerde plaats gekozen")

    assert not Stay.objects.exists()
    assert list(seeking(TODAY)) == [household]
    assert AuditEvent.objects.filter(event="housing.stay-cancelled").count() == 1


def test_a_cancelled_place_is_free_and_the_household_stays_where_it_is(amira, promised):
    household = promised.household
    address = household.addresses.on(TODAY).get()
    assert address.ends_on == DECEMBER

    cancel_place(actor=amira, stay=promised, reason="vond zelf iets")

    assert not Stay.objects.exists()
    assert household.addresses.get().ends_on is None
    household.refresh_from_db()
    assert household.sleeps == NightShelter.NONE
    [item] = WorkItem.objects.all()
    assert "PAND-2 vanaf 1 december 2026 is geannuleerd" in item.text


def test_of_a_cancelled_stay_the_audit_trail_keeps_who_where_and_when(amira, promised):
    household, number = promised.household, promised.pk

    cancel_place(actor=amira, stay=promised, reason="vond zelf iets")

    [event] = AuditEvent.objects.filter(event="housing.stay-cancelled")
    assert event.subject == f"housing.Stay:{number}"
    assert event.detail == {
        "household": household.number,
        "place": "PAND-2",
        "starts_on": "2026-12-01",
        "ends_on": "",
        "reason": "vond zelf iets",
    }


@pytest.mark.parametrize("started", [JUNE, TODAY])
def test_a_stay_that_has_begun_is_not_cancelled(started, amira, housed):
    Stay.objects.update(starts_on=started)
    housed.refresh_from_db()

    with pytest.raises(StayBegun, match="alleen beëindigen"):
        cancel_place(actor=amira, stay=housed, reason="vergissing")

    assert_nothing_happened(housed)


def test_who_may_not_place_may_not_cancel(dirk, promised):
    with pytest.raises(NotAllowed):
        cancel_place(actor=dirk, stay=promised, reason="vergissing")

    assert Stay.objects.count() == 1


def test_a_cancelled_place_without_the_news_is_not_cancelled(amira, promised, monkeypatch):
    def fail(**facts):
        raise RuntimeError("broken")

    monkeypatch.setattr("eenplan.cases.services.inform", fail)

    with pytest.raises(RuntimeError):
        cancel_place(actor=amira, stay=promised, reason="vergissing")

    assert Stay.objects.count() == 1
    assert promised.household.addresses.count() == 2


def test_the_night_job_may_let_somebody_leave(housed, norms):
    leave(system_actor(TODAY), housed, on=TOMORROW)

    assert settle(on=TOMORROW) >= 1
