"""What a case weighs, and what that comes to for who holds it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from eenplan.cases.caseloads import held_counts, workers_by_team, workers_of
from eenplan.cases.load.figures import load_figures
from eenplan.cases.load.weights import weights_on, with_minutes, years_before
from eenplan.cases.models import Assignment, Case
from eenplan.cases.services.case import assign_by_coordinator
from eenplan.desk.loads import loads_of
from eenplan.organisation.models import Absence, Norm, User
from eenplan.people.models import Person, SpecificNeed
from tests.factories import AssignmentFactory, ContactFactory, HouseholdFactory, StepFactory
from tests.support.htmx import soup
from tests.support.setting import TODAY


def hours_of(case, on=TODAY) -> float:
    rows = with_minutes(Case.objects.filter(pk=case.pk), weights_on(on), on=on)
    return rows.get().minutes / 60


@pytest.fixture
def case(household):
    """A case that is neither new nor alive: opened in January, nothing to do, nobody called."""
    return household.cases.get()


# -- The weight of a case --------------------------------------------------------------------------
def test_a_quiet_old_case_is_in_follow_up(case):
    assert hours_of(case) == 1


def test_a_case_is_in_intake_for_as_many_days_as_the_norm(case):
    for days, hours in ((59, 6), (60, 1)):
        Case.objects.filter(pk=case.pk).update(opened_on=TODAY - timedelta(days=days))
        assert hours_of(case) == hours


def test_a_step_with_a_day_or_a_recent_contact_makes_a_case_active(case):
    step = StepFactory(case=case, due_on=TODAY + timedelta(days=90))
    assert hours_of(case) == 3
    type(step).objects.update(done_on=TODAY, result="klaar")
    assert hours_of(case) == 1
    ContactFactory(case=case, on=TODAY - timedelta(days=59))
    assert hours_of(case) == 3


def test_supplements_add_up(case, household):
    household.target_group = "TEMPORARY_PROTECTION"
    household.save()
    person = household.members.get(relation="REFERENCE").person
    Person.objects.filter(pk=person.pk).update(needs_interpreter=True)
    SpecificNeed.objects.create(person=person, code="TRAUMA", starts_on=date(2026, 1, 1))
    SpecificNeed.objects.create(person=person, code="MEDICAL", starts_on=date(2026, 1, 1))
    assert hours_of(case) == 1 + 0.5 + 1 + 1.5


def test_a_need_that_is_over_or_only_of_moving_about_weighs_nothing(case, household):
    person = household.members.get(relation="REFERENCE").person
    SpecificNeed.objects.create(person=person, code="MOBILITY", starts_on=date(2026, 1, 1))
    SpecificNeed.objects.create(
        person=person, code="MEDICAL", starts_on=date(2026, 1, 1), ends_on=TODAY
    )
    assert hours_of(case) == 1


def test_a_household_of_minors_only_weighs_more_and_an_unknown_age_does_not(case, household):
    members = household.members.values("person")
    Person.objects.filter(pk__in=members).update(birth_date=years_before(TODAY, 18))
    assert hours_of(case) == 1  # of age today
    Person.objects.filter(pk__in=members).update(birth_date=date(2012, 5, 1))
    assert hours_of(case) == 4
    Person.objects.filter(pk=household.members.first().person_id).update(birth_date=None)
    assert hours_of(case) == 1


def test_the_weight_is_a_dated_norm(case):
    Norm.objects.create(
        key="hours_follow_up", value=2, starts_on=date(2026, 11, 1), reason="gemeten"
    )
    assert hours_of(case) == 2
    assert hours_of(case, on=date(2026, 10, 31)) == 1


def test_years_before_knows_leap_days():
    assert years_before(date(2024, 2, 29), 18) == date(2006, 2, 28)
    assert years_before(date(2024, 2, 29), 4) == date(2020, 2, 29)


# -- Of a worker -----------------------------------------------------------------------------------
def test_hours_and_direct_contact_of_a_worker(amira, case):
    AssignmentFactory(case=case, worker_id=amira.user_id)
    for minutes, kind in ((60, "HOME_VISIT"), (20, "PHONE"), (90, "LETTER"), (None, "PHONE")):
        ContactFactory(case=case, on=TODAY, minutes=minutes, kind=kind, by_id=amira.user_id)
    long_ago = TODAY - timedelta(days=40)
    ContactFactory(case=case, on=long_ago, minutes=500, by_id=amira.user_id)

    figures = load_figures({amira.user_id: Decimal("0.5")}, on=TODAY)[amira.user_id]

    assert figures.minutes == 180
    assert figures.available == round(38 * 60 * 0.5 * 52 / 12)
    assert figures.measured == 20  # 80 minutes in four weeks, one household
    assert figures.possible == round(38 * 60 * 0.5 * 0.4)


def test_who_holds_nothing_has_no_minutes_per_household(amira):
    figures = load_figures({amira.user_id: Decimal(1)}, on=TODAY)[amira.user_id]
    assert (figures.minutes, figures.measured, figures.possible) == (0, None, None)


# -- Leave and who steps in ------------------------------------------------------------------------
def test_leave_takes_off_the_norm_and_the_gate_follows(
    amira, join, team, dirk, household, area, norms
):
    Norm.objects.filter(key="households_per_case_manager").update(value=2)
    Absence.objects.create(
        user_id=amira.user_id, kind="EXEMPTED", share=Decimal("0.5"), starts_on=date(2026, 11, 1)
    )
    [worker] = workers_of(team, on=TODAY)
    assert (worker.fraction, worker.cap(2)) == (Decimal("0.5"), 1)

    first, second = household, HouseholdFactory(team=team, area=area)
    user = User.objects.get(pk=amira.user_id)
    give = {"actor": dirk, "team": team, "worker": user, "on": TODAY}
    assign_by_coordinator(case=first.cases.get(), **give)
    with pytest.raises(Exception, match="de norm is 1"):
        assign_by_coordinator(case=second.cases.get(), **give)
    assign_by_coordinator(case=second.cases.get(), overrule_reason="niemand anders", **give)


def test_the_board_tells_who_is_away_and_what_the_substitute_takes_on(
    amira, join, team, dirk, login, case
):
    anna = join("anna", "CASE_MANAGER", team)
    AssignmentFactory(case=case, worker_id=amira.user_id)
    Absence.objects.create(
        user_id=amira.user_id, kind="LEAVE", starts_on=TODAY, substitute_id=anna.user_id
    )

    loads = {load.name: load for load in loads_of(team, dirk, on=TODAY).shown}
    assert loads["Anna Testers"].stands_in == (("Amira Testers", 1),)
    assert loads["Amira Testers"].cap == 0
    text = soup(login(dirk).get(f"/team/{team.pk}/")).text
    assert "afwezig" in text
    assert "vervangt Amira Testers: 1 gezin erbij" in text


# -- A past day ------------------------------------------------------------------------------------
def test_the_board_of_a_past_day_has_the_loads_of_then(amira, dirk, login, team, case):
    row = AssignmentFactory(case=case, worker_id=amira.user_id, starts_on=date(2026, 3, 1))
    Assignment.objects.filter(pk=row.pk).update(ends_on=date(2026, 6, 1))

    for day, held in ((date(2026, 2, 28), 0), (date(2026, 3, 1), 1), (date(2026, 6, 1), 0)):
        [worker] = workers_by_team([team], on=day, as_of=True)[team.pk]
        assert worker.households == held_counts([amira.user_id], on=day).get(amira.user_id, 0)
        assert worker.households == held
    page = soup(login(dirk).get(f"/team/{team.pk}/?op=2026-03-15"))
    assert "werklast op zondag 15 maart 2026" in page.text
    assert "1 van 40" in page.text
    assert not page.select("[data-figure=held-in-sight]")


@pytest.mark.parametrize("day", ["2027-01-01", "geen dag", "2026-13-40"])
def test_a_day_that_cannot_be_shows_today_and_says_so(day, dirk, login, team):
    page = soup(login(dirk).get(f"/team/{team.pk}/?op={day}"))
    assert page.select(".invalid-feedback, .errorlist, [id$=_error]")
    assert page.select_one("#rows")
