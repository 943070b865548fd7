"""A family arrives: what one save brings about, and what it refuses."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from eenplan.cases.models import Assignment, Case, Step, WorkItem
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.journeys.arrival import register_arrival
from eenplan.organisation.enums import TargetGroup
from eenplan.organisation.models import User
from eenplan.people.enums import NightShelter, Relation, Sex
from eenplan.people.errors import ImpossibleDate, NoReferencePerson, NumberTaken, PersonTwice
from eenplan.people.models import Household, HouseholdMember, Person
from eenplan.people.registration import NewAddress, NewHousehold, NewPerson
from tests.factories import MembershipFactory
from tests.support.setting import TODAY

MOTHER = NewPerson(
    family_name="Ткаченко",
    given_name="Мар'яна",
    relation=Relation.REFERENCE,
    sex=Sex.FEMALE,
    birth_date=date(1990, 3, 4),
    speaks=("uk", "ru"),
)
DAUGHTER = NewPerson(
    family_name="Ткаченко",
    given_name="Соломія",
    relation=Relation.CHILD,
    sex=Sex.FEMALE,
    birth_date=date(2014, 7, 9),
    speaks=("uk",),
    school_age=True,
)
FAMILY = NewHousehold(
    persons=(MOTHER, DAUGHTER),
    arrived_on=TODAY,
    sleeps=NightShelter.NONE,
    target_group=TargetGroup.TEMPORARY_PROTECTION,
    address=NewAddress(longitude=3.005, latitude=50.805),
)


@pytest.fixture
def in_heuvelkant(area):
    """Return an address in the neighbourhood of Heuvelkant."""
    west, south = area.geometry["coordinates"][0][0]
    return NewAddress(longitude=west + 0.005, latitude=south + 0.005)


def register(actor, new=FAMILY, **changes):
    return register_arrival(actor=actor, new=replace(new, **changes), on=TODAY)


def test_one_save_makes_household_case_plan_team_and_case_manager(celine, oksana, cell, central):
    arrival = register(celine)

    household = arrival.household
    assert household.number == "2026/0001"
    assert household.name == "Mariana Tkachenko"
    assert [m.relation for m in household.members.order_by("pk")] == ["REFERENCE", "CHILD"]
    assert household.members.first().person.family_name_original == "Ткаченко"
    assert (arrival.team, arrival.assignment.worker_id) == (cell, oksana.user_id)
    assert arrival.case.steps.filter(kind="HOME_VISIT", due_on=date(2026, 11, 28)).count() == 1


def test_the_step_list_has_every_step_of_the_route_with_owner_and_day(celine, oksana, central):
    steps = register(celine).case.steps.exclude(kind="HOME_VISIT")

    codes = [step.code for step in steps]
    assert codes == [
        "arrival_declaration",
        "registration",
        "certificate",
        "municipality",
        "annex_15",
        "residence_check",
        "a_card",
        "health_insurance",
        "living_wage",
        "child_benefit",
        "school",
        "bank_account",
        "vdab",
    ]
    assert all(step.owner and step.due_on and step.rule for step in steps)
    school = steps.get(code="school")
    assert (school.person.given_name, school.rule_verified) == ("Solomiia", False)


def test_who_is_no_refugee_goes_to_the_neighbourhood_team_of_the_address(
    celine, amira, team, cell, central, in_heuvelkant
):
    arrival = register(celine, target_group=TargetGroup.RESIDENT, address=in_heuvelkant)

    assert (arrival.team, arrival.assignment.worker_id) == (team, amira.user_id)


def test_who_prefers_help_elsewhere_goes_to_the_central_team_unseen_by_the_home_team(
    celine, amira, dirk, els, central, in_heuvelkant
):
    household = register(
        celine,
        target_group=TargetGroup.RESIDENT,
        address=in_heuvelkant,
        helped_elsewhere=True,
    ).household

    assert household.care.get().team == central
    assert household.area.name == "Heuvelkant"  # still counted in the neighbourhood
    for somebody in (amira, dirk):
        assert not Household.objects.visible_to(somebody).exists()
    assert Household.objects.visible_to(els).get() == household


def test_the_norm_is_never_exceeded_the_case_waits_on_the_board(celine, cell, central, join):
    join("parttime", "CASE_MANAGER", cell, case_fraction="0.05")  # two households at 1 to 40

    arrivals = [
        register(celine, persons=(replace(MOTHER, given_name=name),))
        for name in ("Анна", "Віра", "Ольга")
    ]

    assert [bool(arrival.assignment) for arrival in arrivals] == [True, True, False]
    [item] = WorkItem.objects.all()
    assert (item.case, item.worker, item.team) == (arrivals[2].case, None, cell)
    assert "norm" in item.text


def test_the_worker_who_speaks_the_language_is_proposed_first(celine, cell, central, join):
    plain = join("dutch", "CASE_MANAGER", cell)
    speaker = join("speaker", "CASE_MANAGER", cell)
    User.objects.filter(pk=speaker.user_id).update(languages=["uk"])

    assert register(celine).assignment.worker_id == speaker.user_id != plain.user_id


def test_a_number_runs_on_within_the_year_and_starts_again(celine, oksana, central):
    numbers = [
        register_arrival(
            actor=celine,
            new=replace(FAMILY, persons=(replace(MOTHER, given_name=f"Анна{n}"),), arrived_on=day),
            on=day,
        ).household.number
        for n, day in enumerate([TODAY, TODAY, date(2027, 1, 2)])
    ]

    assert numbers == ["2026/0001", "2026/0002", "2027/0001"]


@pytest.mark.parametrize(
    ("persons", "error", "sentence"),
    [
        ((replace(MOTHER, relation=Relation.PARTNER),), NoReferencePerson, "één referentiepersoon"),
        ((MOTHER, replace(DAUGHTER, relation=Relation.REFERENCE)), NoReferencePerson, "maar één"),
        ((MOTHER, replace(MOTHER, relation=Relation.PARTNER)), PersonTwice, "twee keer"),
        ((replace(MOTHER, birth_date=date(2027, 1, 1)),), ImpossibleDate, "kan niet"),
        ((replace(MOTHER, birth_date=date(1870, 1, 1)),), ImpossibleDate, "kan niet"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    celine, oksana, central, persons, error, sentence
):
    with pytest.raises(error, match=sentence):
        register(celine, persons=persons)

    assert not Household.objects.exists()
    assert not Case.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_national_number_belongs_to_one_person(celine, oksana, central):
    numbered = replace(MOTHER, national_number="85073003328")
    register(celine, persons=(numbered,))

    with pytest.raises(NumberTaken):
        register(celine, persons=(replace(numbered, given_name="Інша"),))

    assert Person.objects.count() == 1


def test_a_doubtful_number_may_stand_twice(celine, oksana, central):
    doubted = replace(MOTHER, national_number="85073003399", national_number_doubted=True)

    register(celine, persons=(doubted,))
    register(celine, persons=(replace(doubted, given_name="Інша"),))

    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("who", "allowed"), [("celine", True), ("amira", True), ("els", False), ("karim", False)]
)
def test_who_may_register_an_arrival(who, allowed, request, central, oksana):
    actor = request.getfixturevalue(who)
    try:
        register(actor)
    except NotAllowed:
        assert not allowed
    else:
        assert allowed


def test_the_desk_sees_its_own_registration_for_some_days_only(celine, oksana, central):
    household = register(celine).household

    assert Household.objects.visible_to(celine).get() == household
    later = replace(celine, on=date(2026, 11, 26))
    assert not Household.objects.visible_to(later).exists()


@pytest.mark.django_db(transaction=True)
def test_without_its_audit_line_an_arrival_does_not_happen(celine, oksana, central, monkeypatch):
    def fail(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr("eenplan.core.audit.record", fail)
    with pytest.raises(IntegrityError):
        register(celine)

    assert not Household.objects.exists()


def test_audit_lines_tell_what_one_save_did(celine, oksana, central):
    register(celine)

    assert list(AuditEvent.objects.order_by("pk").values_list("event", flat=True)) == [
        "people.household-registered",
        "people.household-in-care",
        "cases.case-opened",
        "cases.route-planned",
        "cases.assigned",
    ]
    assert set(AuditEvent.objects.values_list("actor_id", flat=True)) == {celine.user_id}


def refused_by_the_database(name: str, action) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        action()
        connection.check_constraints()


def test_the_database_refuses_a_household_without_reference_person(celine, oksana, central):
    household = register(celine).household

    refused_by_the_database(
        "reference person",
        lambda: household.members.filter(relation="REFERENCE").update(relation="PARTNER"),
    )


def test_the_database_refuses_a_person_twice_in_a_household(celine, oksana, central):
    member = register(celine).household.members.first()

    refused_by_the_database(
        "one_household_at_a_time",
        lambda: HouseholdMember.objects.create(
            household=member.household, person=member.person, relation="CHILD", starts_on=TODAY
        ),
    )


def test_the_database_refuses_two_case_managers_at_once(celine, oksana, cell, central):
    case = register(celine).case
    other = MembershipFactory(team=cell).user

    refused_by_the_database(
        "one_case_manager_at_a_time",
        lambda: Assignment.objects.create(case=case, worker=other, reason="x", starts_on=TODAY),
    )


def test_the_database_refuses_a_birth_after_registration(celine, oksana, central):
    person = register(celine).household.members.first().person

    refused_by_the_database(
        "born_in_a_possible_year",
        lambda: Person.objects.filter(pk=person.pk).update(birth_date=date(2030, 1, 1)),
    )


def test_the_database_refuses_a_second_open_case(celine, oksana, central):
    case = register(celine).case

    refused_by_the_database(
        "one_open_case", lambda: Case.objects.create(household=case.household, opened_on=TODAY)
    )


def test_the_database_refuses_a_step_done_by_nobody(celine, oksana, central):
    step = register(celine).case.steps.first()

    refused_by_the_database(
        "done_step_says_by_whom", lambda: Step.objects.filter(pk=step.pk).update(done_on=TODAY)
    )
