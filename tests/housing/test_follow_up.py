"""Visits after a household moved in (safeguards 18, 19 and 22)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.cases.models import WorkItem
from eenplan.core.access import system_actor
from eenplan.core.errors import NotAllowed, StaleVersion
from eenplan.core.models import AuditEvent
from eenplan.housing import services
from eenplan.housing.models import FollowUpVisit
from eenplan.housing.services import place_household
from eenplan.housing.stay_errors import Locked, VisitRefused, WrongInterpreterRefused
from tests.factories import AssignmentFactory, PlaceFactory, StayFactory
from tests.factories.stays import FollowUpVisitFactory, StopFactory
from tests.support.setting import TODAY

ALONE = {"interpreter": "PHONE", "language": "uk", "spoken_alone": True, "findings": "gaat goed"}
DAY = timedelta(days=1)


@pytest.fixture
def stay(household):
    return StayFactory(household=household, starts_on=date(2026, 11, 17))


@pytest.fixture
def visit(stay):
    return FollowUpVisitFactory(stay=stay)


def days_of(stay):
    return [(v.kind, (v.due_on - stay.starts_on).days) for v in stay.visits.order_by("due_on")]


# -- 19: the rhythm --------------------------------------------------------------------------------
def test_giving_a_place_plans_the_first_visits(amira, household, area):
    place = PlaceFactory(area=area)

    stay = place_household(actor=amira, household=household, place=place, on=TODAY)

    assert days_of(stay) == [("FIRST", 7), ("SECOND", 28)]
    assert stay.visits.get(kind="FIRST").from_on == TODAY + 3 * DAY


def test_a_host_is_visited_too(household, norms):
    stay = StayFactory(household=household, starts_on=TODAY)
    stay.place.form = "HOST_FAMILY"

    services.plan_visits(stay=stay, on=TODAY)

    assert days_of(stay) == [("FIRST", 7), ("SECOND", 28), ("HOST", 30)]


def test_planning_twice_plans_nothing_more_and_an_old_stay_gets_the_next_month_only(norms):
    old = StayFactory(starts_on=date(2026, 3, 1))

    assert services.plan_missing_visits(on=TODAY) == 1
    assert services.plan_missing_visits(on=TODAY) == 0
    assert [(v.kind, v.due_on) for v in old.visits.all()] == [("MONTHLY", TODAY + 30 * DAY)]


def test_a_visit_that_was_held_plans_the_next_not_hundreds(amira, stay):
    second = FollowUpVisitFactory(stay=stay, kind="SECOND")

    services.record_visit(actor=amira, visit=second, held_on=TODAY, said=ALONE, on=TODAY)

    [following] = stay.visits.filter(held_on=None)
    assert (following.kind, following.due_on) == ("MONTHLY", TODAY + 30 * DAY)


def test_a_missed_visit_goes_to_the_coordinator_and_then_to_housing_once_each(
    visit, dirk, team, household
):
    actor = system_actor(TODAY)
    visit.due_on = TODAY
    visit.save()

    told = [services.escalate_visits(actor=actor, on=TODAY + n * DAY) for n in range(10)]

    visit.refresh_from_db()
    assert told == [0, 0, 0, 0, 1, 0, 0, 0, 1, 0]
    assert visit.told_coordinator_on == TODAY + 4 * DAY
    assert visit.told_housing_on == TODAY + 8 * DAY
    item = WorkItem.objects.get()
    assert (item.kind, item.team) == ("COORDINATION", team)
    assert household.name not in item.text and stay_place(visit) in item.text


def stay_place(visit):
    return visit.stay.place.reference


def test_holding_the_visit_ends_the_alarm(amira, visit):
    late = TODAY - 5 * DAY
    FollowUpVisit.objects.filter(pk=visit.pk).update(from_on=late, due_on=late)
    services.escalate_visits(actor=system_actor(TODAY), on=TODAY)
    visit.refresh_from_db()

    services.record_visit(actor=amira, visit=visit, held_on=TODAY, said=ALONE, on=TODAY)

    assert WorkItem.objects.get().done_on == TODAY


def test_who_left_before_the_visit_was_due_is_not_missed(visit, norms):
    visit.stay.ends_on = visit.due_on
    visit.stay.save()

    assert services.escalate_visits(actor=system_actor(TODAY), on=TODAY + 30 * DAY) == 0


# -- 18: alone, and never with the host between ----------------------------------------------------
@pytest.mark.parametrize("who", ["HOST", "LANDLORD", "EMPLOYER", "FAMILY"])
def test_the_host_the_landlord_the_employer_and_family_never_interpret(who, amira, visit):
    with pytest.raises(WrongInterpreterRefused, match="tolkt .* nooit") as refused:
        services.record_visit(
            actor=amira, visit=visit, held_on=TODAY, said=ALONE | {"interpreter": who}, on=TODAY
        )

    assert refused.value.field == "interpreter"
    assert FollowUpVisit.objects.get().held_on is None
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"interpreter": ""}, "Zeg wie tolkte"),
        ({"language": ""}, "welke taal"),
        ({"spoken_alone": None}, "of u de gast alleen sprak"),
        ({"spoken_alone": False}, "waarom u de gast niet alleen sprak"),
    ],
)
def test_a_visit_says_who_interpreted_in_what_language_and_whether_alone(
    said, sentence, amira, visit
):
    with pytest.raises(VisitRefused, match=sentence):
        services.record_visit(actor=amira, visit=visit, held_on=TODAY, said=ALONE | said, on=TODAY)


@pytest.mark.parametrize("facts", [{"interpreter": ""}, {"interpreter": "HOST"}, {"language": ""}])
def test_the_database_keeps_the_same_promise(facts, visit):
    said = {"held_on": TODAY, "spoken_alone": True, "interpreter": "PHONE", "language": "uk"}

    with (
        pytest.raises(IntegrityError, match="welfare_visit_says_who_interpreted"),
        transaction.atomic(),
    ):
        FollowUpVisit.objects.filter(pk=visit.pk).update(**said | facts)


@pytest.mark.parametrize("days", [1, -30])
def test_a_visit_is_held_during_the_stay_and_not_tomorrow(days, amira, visit):
    with pytest.raises(VisitRefused):
        services.record_visit(
            actor=amira, visit=visit, held_on=TODAY + days * DAY, said=ALONE, on=TODAY
        )


def test_who_does_not_follow_the_household_does_not_write_a_visit(bram, celine, visit):
    for actor in (bram, celine):
        with pytest.raises(NotAllowed):
            services.record_visit(actor=actor, visit=visit, held_on=TODAY, said=ALONE, on=TODAY)


def test_the_second_who_writes_the_same_visit_is_told(amira, els, visit):
    services.record_visit(actor=amira, visit=visit, held_on=TODAY, said=ALONE, on=TODAY)

    with pytest.raises(StaleVersion):
        services.record_visit(actor=els, visit=visit, held_on=TODAY, said=ALONE, on=TODAY)


# -- 22: the host --------------------------------------------------------------------------------
def test_a_talk_with_the_host_needs_no_interpreter_but_words(amira, stay):
    said = {"actor": amira, "stay": stay, "for_host": True, "held_on": TODAY, "on": TODAY}
    with pytest.raises(VisitRefused):
        services.record_extra_visit(said={"findings": ""}, **said)

    talk = services.record_extra_visit(said={"findings": "is moe, wil in januari stoppen"}, **said)

    assert (talk.kind, talk.interpreter) == ("HOST", "")


# -- Putting right, and the lock -------------------------------------------------------------------
@pytest.fixture
def held(amira, visit):
    return services.record_visit(actor=amira, visit=visit, held_on=TODAY, said=ALONE, on=TODAY)


def test_one_corrects_the_own_visit_for_some_days(amira, els, held):
    said = {"said": ALONE | {"findings": "beter"}, "version": 1}
    with pytest.raises(VisitRefused, match="wie het bezoek deed"):
        services.correct_visit(actor=els, visit=held, on=TODAY, **said)
    with pytest.raises(VisitRefused, match="14 dagen"):
        services.correct_visit(actor=amira, visit=held, on=TODAY + 15 * DAY, **said)

    assert services.correct_visit(actor=amira, visit=held, on=TODAY, **said).findings == "beter"
    with pytest.raises(StaleVersion):
        services.correct_visit(actor=amira, visit=held, on=TODAY, **said)


def test_a_stopped_timeline_is_evidence_for_the_service_and_for_the_database(amira, held):
    StopFactory(offer=held.stay.place.offer)

    with pytest.raises(Locked, match="bewijs"):
        services.correct_visit(actor=amira, visit=held, said=ALONE, version=1, on=TODAY)
    with (
        pytest.raises(IntegrityError, match="is evidence"),
        transaction.atomic(),
    ):
        FollowUpVisit.objects.filter(pk=held.pk).update(findings="anders")
    with pytest.raises(IntegrityError, match="is evidence"), transaction.atomic():
        held.delete()


def test_a_visit_that_is_due_stands_on_the_day_of_the_case_manager(amira, household, visit, login):
    AssignmentFactory(case=household.cases.get(), worker_id=amira.user_id)

    page = login(amira).get("/").content.decode()

    assert f"/plaatsen/verblijven/bezoeken/{visit.pk}/" in page


def test_no_answer_is_counted_and_the_visit_stays_to_be_held(amira, visit):
    services.note_no_answer(actor=amira, visit=visit, on=TODAY)

    with pytest.raises(StaleVersion):
        services.note_no_answer(
            actor=amira, visit=FollowUpVisit(pk=visit.pk, stay=visit.stay), on=TODAY
        )
    assert FollowUpVisit.objects.values_list("tried", "held_on").get() == (1, None)
