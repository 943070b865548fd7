"""A route laid out for one household: which step for whom, and by when."""

from dataclasses import replace
from datetime import date

import pytest

from eenplan.cases.models import Case
from eenplan.cases.route_steps import steps_of_route
from eenplan.guidance.routes import RouteStep
from eenplan.people.models import Person
from tests.support.setting import TODAY

STEP = RouteStep(
    code="school",
    title="Inschrijven op school",
    owner="FAMILY",
    days=30,
    per="household",
    rule="Binnen een maand",
    source="proef",
    evidence="A",
)

FAMILY = {
    "oma": date(1950, 1, 1),
    "moeder": date(2008, 11, 23),  # eighteen today
    "zus": date(2008, 11, 24),  # eighteen tomorrow
    "jongen": date(2014, 11, 23),  # twelve today
    "meisje": date(2014, 11, 24),  # twelve tomorrow
    "kleuter": date(2021, 11, 23),  # five today
    "peuter": date(2021, 11, 24),  # five tomorrow
    "baby": date(2026, 11, 1),
    "onbekend": None,
}


def laid_out(route, persons=None, on=TODAY):
    persons = persons or [Person(given_name=n, birth_date=born) for n, born in FAMILY.items()]
    return steps_of_route(Case(), route, persons, on=on)


def for_whom(per, persons=None):
    steps = laid_out([replace(STEP, per=per)], persons)
    return [step.person and step.person.given_name for step in steps]


@pytest.mark.parametrize(
    ("per", "whom"),
    [
        ("household", [None]),
        ("person", list(FAMILY)),
        ("child", ["zus", "jongen", "meisje", "kleuter", "peuter", "baby"]),
        ("pupil", ["zus", "jongen", "meisje", "kleuter"]),
        ("adult", ["oma", "moeder", "onbekend"]),
        ("twelve", ["oma", "moeder", "zus", "jongen", "onbekend"]),
    ],
)
def test_a_step_is_laid_out_for_whom_it_is_meant(per, whom):
    assert for_whom(per) == whom


@pytest.mark.parametrize(
    ("born", "is_pupil"),
    [(date(2023, 6, 1), True), (None, True), (date(2000, 1, 1), True)],
)
def test_who_was_said_to_go_to_school_gets_the_school_step_at_any_age(born, is_pupil):
    said = [Person(given_name="kind", birth_date=born, school_age=True)]

    assert for_whom("pupil", said) == ["kind"]


def test_of_a_household_without_children_nobody_goes_to_school():
    alone = [Person(given_name="oma", birth_date=date(1950, 1, 1))]

    assert for_whom("pupil", alone) == for_whom("child", alone) == []


@pytest.mark.parametrize("per", ["everybody", "", "Household", None])
def test_a_step_for_nobody_known_stops_the_plan_instead_of_being_forgotten(per):
    with pytest.raises(LookupError, match="A step is for .* which means nobody"):
        for_whom(per)


def test_a_step_carries_its_day_its_reason_and_whether_the_rule_was_checked():
    [step] = laid_out([STEP])

    assert (step.title, step.owner, step.code) == ("Inschrijven op school", "FAMILY", "school")
    assert step.due_on == date(2026, 12, 23)
    assert step.rule == "Binnen een maand (proef)"


@pytest.mark.parametrize(("grade", "checked"), [("A", True), ("B", True), ("C", False)])
def test_only_well_founded_rules_count_as_checked(grade, checked):
    [step] = laid_out([replace(STEP, evidence=grade)])

    assert step.rule_verified is checked


def test_a_step_without_a_fixed_day_has_none():
    [step] = laid_out([replace(STEP, days=None)])

    assert step.due_on is None


def test_a_step_of_today_is_due_today():
    [step] = laid_out([replace(STEP, days=0)])

    assert step.due_on == TODAY


def test_steps_keep_the_order_of_the_route_and_name_the_person():
    persons = [Person(given_name=name, birth_date=date(2016, 1, 1)) for name in ("Ana", "Bo")]

    steps = laid_out([replace(STEP, per="child"), replace(STEP, title="Bank")], persons)

    assert [(step.title, step.position) for step in steps] == [
        ("Inschrijven op school: Ana", 1),
        ("Inschrijven op school: Bo", 1),
        ("Bank", 2),
    ]
