from datetime import date

import pytest

from eenplan.cases.models import WorkItem
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.housing import services
from eenplan.housing.enums import PlaceState, ReceptionForm
from eenplan.housing.errors import (
    AlreadyHoused,
    ImpossibleEnd,
    PlaceTaken,
    PlaceUnavailable,
)
from eenplan.housing.models import Stay
from eenplan.journeys.rehousing import give_place
from eenplan.people.enums import NeedCode, NightShelter
from eenplan.people.models import SpecificNeed
from tests.factories import HouseholdFactory, PlaceFactory, StayFactory
from tests.support.setting import TODAY

DECEMBER = date(2026, 12, 1)


@pytest.fixture
def roofless(team, area):
    return HouseholdFactory(team=team, area=area, persons=3, sleeps=NightShelter.NONE)


def assert_nothing_happened(household):
    assert not Stay.objects.filter(household=household).exists()
    assert not AuditEvent.objects.exists()
    assert not WorkItem.objects.exists()
    household.refresh_from_db()
    assert household.sleeps == NightShelter.NONE
    assert household.addresses.count() == 1


# -- Giving a place --------------------------------------------------------------------------------
def test_a_household_given_a_place_lives_there_and_its_case_manager_hears_of_it(amira, roofless):
    place = PlaceFactory(available_until=date(2027, 6, 1))

    stay = give_place(actor=amira, household=roofless, place=place, on=TODAY, rank=2)

    assert (stay.place, stay.starts_on, stay.ends_on) == (place, TODAY, date(2027, 6, 1))
    assert (stay.decided_by_id, stay.rank) == (amira.user_id, 2)
    roofless.refresh_from_db()
    assert (roofless.sleeps, roofless.area) == (NightShelter.RECEPTION, place.area)
    [item] = WorkItem.objects.all()
    assert item.case.household == roofless
    assert place.reference in item.text


def test_a_stay_ends_when_the_next_agreed_stay_in_the_place_begins(amira, roofless):
    place = PlaceFactory()
    StayFactory(place=place, starts_on=DECEMBER)

    stay = services.place_household(actor=amira, household=roofless, place=place, on=TODAY)

    assert stay.ends_on == DECEMBER


def test_placing_a_household_leaves_one_line_in_the_audit_trail(amira, roofless):
    place = PlaceFactory()

    stay = services.place_household(actor=amira, household=roofless, place=place, on=TODAY, rank=1)

    [event] = AuditEvent.objects.all()
    assert (event.actor_id, event.event) == (amira.user_id, "housing.household-placed")
    assert event.subject == f"housing.Stay:{stay.pk}"
    assert event.detail == {"place": place.reference, "rank": "1"}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"max_persons": 2}, "2 slaapplaatsen, 3 personen"),
        ({"state": PlaceState.NOT_INSPECTED}, "Nog niet gecontroleerd"),
        ({"state": PlaceState.OFFERED}, "Nog niet gecontroleerd"),
        ({"state": PlaceState.TO_CLEAN}, "Moet nog gekuist worden"),
        ({"state": PlaceState.TO_RENOVATE}, "Moet nog gerenoveerd worden"),
        ({"form": ReceptionForm.HOST_FAMILY}, "gesloten sinds 14 maart 2022"),
        ({"available_from": DECEMBER}, "Vrij vanaf 1 december 2026"),
        ({"available_until": date(2026, 11, 1)}, "Was maar vrij tot 1 november 2026"),
    ],
)
def test_a_place_that_does_not_fit_is_refused_and_nothing_changes(facts, sentence, amira, roofless):
    place = PlaceFactory(**facts)

    with pytest.raises(PlaceUnavailable, match=sentence) as refusal:
        give_place(actor=amira, household=roofless, place=place, on=TODAY)

    assert place.reference in str(refusal.value)
    assert not isinstance(refusal.value, PlaceTaken)
    assert_nothing_happened(roofless)


def test_who_cannot_climb_stairs_only_gets_a_step_free_place(amira, roofless):
    person = roofless.members.first().person
    SpecificNeed.objects.create(person=person, code=NeedCode.MOBILITY, starts_on=TODAY)

    with pytest.raises(PlaceUnavailable, match="Niet drempelvrij, wel nodig"):
        give_place(actor=amira, household=roofless, place=PlaceFactory(), on=TODAY)

    assert_nothing_happened(roofless)
    give_place(actor=amira, household=roofless, place=PlaceFactory(step_free=True), on=TODAY)


def test_a_household_with_a_pet_only_gets_a_place_that_takes_it(amira, roofless):
    roofless.pets = "een hond"
    roofless.save()

    with pytest.raises(PlaceUnavailable, match="Geen huisdieren toegelaten"):
        give_place(actor=amira, household=roofless, place=PlaceFactory(), on=TODAY)

    assert_nothing_happened(roofless)


def test_an_unaccompanied_minor_is_never_given_a_place(amira, roofless):
    for member in roofless.members.all():
        member.person.birth_date = date(2012, 1, 1)
        member.person.save()

    with pytest.raises(PlaceUnavailable, match="dienst Voogdij"):
        give_place(actor=amira, household=roofless, place=PlaceFactory(), on=TODAY)

    assert_nothing_happened(roofless)


def test_a_place_somebody_lives_in_is_refused_as_taken(amira, roofless):
    place = PlaceFactory()
    StayFactory(place=place)

    with pytest.raises(PlaceTaken, match=f"{place.reference} is niet meer vrij"):
        give_place(actor=amira, household=roofless, place=place, on=TODAY)

    assert_nothing_happened(roofless)


def test_a_household_that_has_a_place_is_not_given_a_second_one(amira, roofless):
    give_place(actor=amira, household=roofless, place=PlaceFactory(), on=TODAY)

    with pytest.raises(AlreadyHoused, match="heeft al een opvangplaats"):
        give_place(actor=amira, household=roofless, place=PlaceFactory(), on=TODAY)

    assert Stay.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("amira", True), ("celine", True), ("els", True), ("dirk", False), ("ilse", False)],
)
def test_who_may_give_a_place(who, allowed, roofless, request):
    actor = request.getfixturevalue(who)
    if allowed:
        give_place(actor=actor, household=roofless, place=PlaceFactory(), on=TODAY)
        return
    with pytest.raises(NotAllowed):
        give_place(actor=actor, household=roofless, place=PlaceFactory(), on=TODAY)
    assert_nothing_happened(roofless)


def test_without_the_message_to_the_case_manager_no_place_is_given(amira, roofless, monkeypatch):
    def fail(**facts):
        raise RuntimeError("no message")

    monkeypatch.setattr("eenplan.cases.services.inform", fail)

    with pytest.raises(RuntimeError):
        give_place(actor=amira, household=roofless, place=PlaceFactory(), on=TODAY)

    assert_nothing_happened(roofless)


# -- Ending a stay ---------------------------------------------------------------------------------
def test_an_ended_stay_frees_the_place_from_that_day(amira, roofless):
    place = PlaceFactory()
    stay = StayFactory(place=place, starts_on=date(2026, 6, 1))

    services.end_stay(actor=amira, stay=stay, on=TODAY, reason="eigen huurwoning")

    give_place(actor=amira, household=roofless, place=place, on=TODAY)
    assert Stay.objects.filter(place=place).count() == 2


def test_a_stay_cannot_end_on_the_day_it_began(amira):
    stay = StayFactory(starts_on=TODAY)

    with pytest.raises(ImpossibleEnd, match="begint op 23 november 2026"):
        services.end_stay(actor=amira, stay=stay, on=TODAY, reason="vergissing")

    stay.refresh_from_db()
    assert stay.ends_on is None
