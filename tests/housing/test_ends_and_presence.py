"""Ends, longer stays, other homes and presence (safeguard 22, lesson 11)."""

from datetime import date, timedelta

import pytest

from eenplan.cases.models import WorkItem
from eenplan.core.access import system_actor
from eenplan.core.errors import NotAllowed, StaleVersion
from eenplan.housing import services
from eenplan.housing.models import PresenceRound, Rehousing, Stay, StayAbsence
from eenplan.housing.stay_errors import ExtensionRefused, PresenceRefused, RehousingRefused
from eenplan.journeys.moving_on import correct_departure, move_place
from eenplan.journeys.rehousing import leave_place, settle
from eenplan.people.enums import NightShelter
from eenplan.people.registration import NewAddress
from tests.factories import HouseholdFactory, PlaceFactory, StayFactory, moment
from tests.factories.stays import AbsenceFromPlaceFactory, RehousingFactory
from tests.support.setting import TODAY

AT = moment("2026-11-23 10:00")

DAY = timedelta(days=1)
ENDS = date(2026, 12, 10)


@pytest.fixture
def place(area):
    return PlaceFactory(area=area, reference="PAND-1")


@pytest.fixture
def stay(household, place):
    household.sleeps = NightShelter.RECEPTION
    household.save()
    return StayFactory(household=household, place=place, persons=3, ends_on=ENDS)


# -- An end from day one ---------------------------------------------------------------------------
def test_a_stay_has_an_end_or_a_day_to_look_again(household, place):
    stay = StayFactory(household=household, place=place)

    stay.refresh_from_db()
    assert stay.review_on == stay.starts_on + 90 * DAY


def test_an_end_within_28_days_is_told_once_and_again_when_it_moves(amira, stay):
    actor = system_actor(TODAY)
    assert services.warn_of_ends(actor=actor, on=ENDS - 29 * DAY) == 0
    assert services.warn_of_ends(actor=actor, on=ENDS - 28 * DAY) == 1
    assert services.warn_of_ends(actor=actor, on=ENDS - 27 * DAY) == 0
    services.extend_stay(actor=amira, stay=stay, until=ENDS + DAY, reason="x", on=TODAY)
    assert services.warn_of_ends(actor=actor, on=TODAY) == 1
    assert all("10 december" in t or "11 december" in t for t in texts())


def texts():
    return WorkItem.objects.values_list("text", flat=True)


# -- Longer ----------------------------------------------------------------------------------------
def test_a_stay_is_made_longer_with_the_rules_asked_again(amira, stay, place):
    place.available_until = date(2027, 3, 1)
    place.save()
    with pytest.raises(ExtensionRefused, match="vrij tot 1 maart 2027"):
        services.extend_stay(actor=amira, stay=stay, until=date(2027, 4, 1), reason="x", on=TODAY)

    longer = services.extend_stay(
        actor=amira, stay=stay, until=date(2027, 2, 1), reason="zoekt nog", on=TODAY
    )

    assert longer.ends_on == date(2027, 2, 1)
    with pytest.raises(StaleVersion):
        services.extend_stay(actor=amira, stay=stay, until=date(2027, 2, 15), reason="x", on=TODAY)


def test_a_stay_is_not_made_longer_than_until_the_next_household(amira, stay, place):
    StayFactory(place=place, starts_on=date(2027, 1, 1))

    with pytest.raises(ExtensionRefused, match="1 januari 2027"):
        services.extend_stay(actor=amira, stay=stay, until=date(2027, 2, 1), reason="x", on=TODAY)
    assert Stay.objects.get(pk=stay.pk).ends_on == ENDS


@pytest.mark.parametrize("until", [TODAY, ENDS, date(2026, 12, 1)])
def test_longer_is_later_than_what_was_agreed(until, amira, stay):
    with pytest.raises(ExtensionRefused):
        services.extend_stay(actor=amira, stay=stay, until=until, reason="x", on=TODAY)


def test_a_family_that_grew_out_of_its_place_is_told_so(amira, stay, place):
    place.max_persons = 2
    place.save()

    with pytest.raises(ExtensionRefused, match="Langer blijven kan niet"):
        services.extend_stay(actor=amira, stay=stay, until=date(2027, 2, 1), reason="x", on=TODAY)


def test_who_may_not_give_places_makes_no_stay_longer(dirk, stay):
    with pytest.raises(NotAllowed):
        services.extend_stay(actor=dirk, stay=stay, until=date(2027, 2, 1), reason="x", on=TODAY)


# -- Losing a home leads back ----------------------------------------------------------------------
def leave(actor, stay, **said):
    leave_place(
        actor=actor,
        stay=stay,
        to=NewAddress(),
        on=TODAY,
        reason="x",
        **{"sleeps": NightShelter.FRIENDS, "kind": "CONFLICT", "exit_to": "FAMILY"} | said,
    )


def test_losing_a_home_leads_back_into_the_queue(amira, stay):
    leave(amira, stay)

    entry = Rehousing.objects.get()
    assert (entry.reason, entry.is_urgent, entry.opened_on) == ("LOST", True, TODAY)
    stay.refresh_from_db()
    assert (stay.end_kind, stay.exit_to) == ("CONFLICT", "FAMILY")


def test_who_has_an_own_home_is_not_put_on_the_list(amira, stay):
    leave(amira, stay, sleeps=NightShelter.OWN_HOME, kind="AGREED", exit_to="PRIVATE_RENT")

    assert not Rehousing.objects.exists()


def test_a_stay_that_ran_out_without_a_word_leads_back_too(stay):
    settle(on=ENDS)
    settle(on=ENDS + DAY)

    entry = Rehousing.objects.get()
    assert (entry.reason, entry.is_urgent, entry.household) == ("RAN_OUT", True, stay.household)


# -- Moving ----------------------------------------------------------------------------------------
def test_moving_is_one_act_and_takes_the_family_off_the_list(amira, stay, area):
    RehousingFactory(stay=stay)
    new = PlaceFactory(area=area, reference="PAND-2")

    move_place(actor=amira, stay=stay, place=new, kind="UNSAFE", reason="stop", on=TODAY, at=AT)

    before, after = Stay.objects.order_by("starts_on")
    assert (before.ends_on, after.starts_on, after.place) == (TODAY, TODAY, new)
    assert (before.end_kind, before.exit_to) == ("UNSAFE", "OUR_PLACE")
    assert Rehousing.objects.get().outcome == "PLACED"
    assert after.visits.count() == 2


def test_a_move_that_cannot_leaves_the_family_where_it_is(amira, stay, area):
    small = PlaceFactory(area=area, max_persons=1, bedrooms=1)

    with pytest.raises(Exception, match="kan niet"):
        move_place(actor=amira, stay=stay, place=small, kind="UNSAFE", reason="x", on=TODAY, at=AT)
    with pytest.raises(RehousingRefused, match="woont hier al"):
        move_place(
            actor=amira, stay=stay, place=stay.place, kind="UNSAFE", reason="x", on=TODAY, at=AT
        )

    assert Stay.objects.get().ends_on == ENDS


def test_an_end_is_put_right_afterwards(amira, household, place):
    over = StayFactory(household=household, place=place, ends_on=date(2026, 11, 1))
    RehousingFactory(stay=over)
    household.sleeps = NightShelter.RECEPTION
    household.save()

    correct_departure(
        actor=amira,
        stay=over,
        sleeps=NightShelter.OWN_HOME,
        kind="AGREED",
        exit_to="PRIVATE_RENT",
        reason="huurt",
        on=TODAY,
    )

    household.refresh_from_db()
    over.refresh_from_db()
    assert (household.sleeps, over.exit_to) == ("OWN_HOME", "PRIVATE_RENT")
    assert Rehousing.objects.get().outcome == "OWN_HOME"


def test_what_was_tried_is_kept_and_closing_says_why(amira, bram, stay):
    entry = RehousingFactory(stay=stay)
    with pytest.raises(NotAllowed):
        services.note_try(actor=bram, entry=entry, tried="REGION", note="", on=TODAY)

    services.note_try(actor=amira, entry=entry, tried="REGION", note="vol", on=TODAY)
    services.close_rehousing(actor=amira, entry=entry, outcome="STAYS", on=TODAY)

    with pytest.raises(RehousingRefused):
        services.note_try(actor=amira, entry=entry, tried="REGION", note="", on=TODAY)
    assert entry.tries.get().note == "vol"


# -- Presence --------------------------------------------------------------------------------------
def test_a_list_notes_who_was_not_seen_and_ends_no_stay(amira, stay, team, area):
    site = stay.place.dwelling
    taken = {"actor": amira, "dwelling": site, "stays": [stay]}

    services.take_presence(present=[], on=TODAY, **taken)
    services.take_presence(present=[stay.pk], on=TODAY + DAY, **taken)

    absence = StayAbsence.objects.get()
    assert (absence.starts_on, absence.ends_on, absence.reason) == (TODAY, TODAY + DAY, "UNKNOWN")
    assert Stay.objects.get(pk=stay.pk).ends_on == ENDS
    assert PresenceRound.objects.count() == 2


def test_taking_the_list_twice_on_a_day_leaves_one(amira, stay):
    for present in ([], [stay.pk]):
        services.take_presence(
            actor=amira, dwelling=stay.place.dwelling, stays=[stay], present=present, on=TODAY
        )

    assert PresenceRound.objects.get().marks.get().is_present


def test_who_is_away_too_long_is_told_once_and_explaining_it_ends_the_alarm(amira, stay):
    absence = AbsenceFromPlaceFactory(stay=stay)
    actor = system_actor(TODAY)

    assert [services.tell_overdue_absences(actor=actor, on=TODAY) for _ in range(2)] == [1, 0]
    services.note_absence(
        actor=amira,
        stay=stay,
        reason="HOSPITAL",
        note="",
        away_from=TODAY,
        expected_on=TODAY + 5 * DAY,
        on=TODAY,
    )

    absence.refresh_from_db()
    assert (absence.reason, absence.told_on) == ("HOSPITAL", None)
    assert WorkItem.objects.get().done_on == TODAY
    assert services.tell_overdue_absences(actor=actor, on=TODAY + 6 * DAY) == 1


def test_an_absence_of_no_nights_is_refused(amira, stay):
    with pytest.raises(PresenceRefused):
        services.note_absence(
            actor=amira,
            stay=stay,
            reason="WORK",
            note="",
            away_from=TODAY,
            expected_on=TODAY,
            on=TODAY,
        )


def test_a_list_shows_no_household_of_another_team(bram, stay, login):
    stay.place.form = "COLLECTIVE"
    stay.place.save()

    page = login(bram).get(f"/plaatsen/verblijven/aanwezigheid/{stay.place.dwelling_id}/")

    assert page.status_code == 200
    assert stay.household.name not in page.content.decode()


def test_a_household_out_of_sight_is_in_no_list(bram, stay, team, area, login):
    RehousingFactory(stay=stay)
    AbsenceFromPlaceFactory(stay=stay)
    HouseholdFactory(team=team, area=area)
    browser = login(bram)

    for page in ("", "bezoeken/", "herhuisvesting/", "aanwezigheid/"):
        answer = browser.get(f"/plaatsen/verblijven/{page}?formaat=csv")
        assert stay.household.name not in answer.content.decode()
    assert browser.get(f"/plaatsen/verblijven/{stay.pk}/").status_code == 404
