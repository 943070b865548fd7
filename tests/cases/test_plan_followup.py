"""Evaluations, progress, signatures, the road to work and to school."""

from datetime import date, timedelta

import pytest

from eenplan.cases import errors, selectors, services
from eenplan.cases.models import (
    Activation,
    Case,
    Measurement,
    PlanReview,
    PlanSigning,
    Schooling,
)
from eenplan.cases.progress import LEVELS, points_of, progress_of
from eenplan.core.errors import NotAllowed, StaleVersion
from tests.cases.plan_help import attempt, audited
from tests.factories import (
    ActivationFactory,
    GoalFactory,
    HouseholdFactory,
    PersonFactory,
    PlanReviewFactory,
    SchoolingFactory,
    StepFactory,
)
from tests.support.closing import close_cases
from tests.support.setting import TODAY


@pytest.fixture
def case(household):
    return household.cases.get()


@pytest.fixture
def mother(household):
    return household.members.get(relation="REFERENCE").person


@pytest.fixture
def child(household):
    return household.members.filter(relation="CHILD").order_by("pk").first().person


# -- Evaluations -----------------------------------------------------------------------------------
def hold(actor, review, **facts):
    said = {
        "held_on": TODAY,
        "summary": "Alles overlopen",
        "next_on": TODAY + timedelta(days=60),
        **facts,
    }
    return attempt(services.hold_review, actor=actor, review=review, on=TODAY, **said)


def test_there_is_one_day_planned_and_it_can_move(amira, case):
    for days in (10, 20):
        day = TODAY + timedelta(days=days)
        attempt(services.plan_review, actor=amira, case=case, planned_on=day, on=TODAY)

    assert PlanReview.objects.get().planned_on == TODAY + timedelta(days=20)


def test_holding_an_evaluation_plans_the_next(amira, case):
    held = hold(amira, PlanReviewFactory(case=case))

    assert (held.held_on, held.summary, held.held_by_id) == (
        TODAY,
        "Alles overlopen",
        amira.user_id,
    )
    assert PlanReview.objects.get(held_on=None).planned_on == TODAY + timedelta(days=60)


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"summary": " "}, errors.TextMissing),
        ({"held_on": TODAY + timedelta(days=1)}, errors.ImpossibleDay),
        ({"next_on": TODAY - timedelta(days=1)}, errors.ImpossibleDay),
        ({"next_on": date(2099, 1, 1)}, errors.ImpossibleDay),
    ],
)
def test_an_evaluation_that_cannot_be_is_refused(facts, error, amira, case):
    review = PlanReviewFactory(case=case)
    with pytest.raises(error):
        hold(amira, review, **facts)

    assert PlanReview.objects.get().held_on is None
    assert audited() == []


def test_an_evaluation_is_held_once(amira, case):
    review = PlanReviewFactory(case=case)
    hold(amira, review)

    with pytest.raises(errors.AlreadyDone):
        hold(amira, review)

    assert PlanReview.objects.count() == 2


# -- Progress --------------------------------------------------------------------------------------
def measure(actor, case, scores, on=TODAY):
    return attempt(
        services.measure, actor=actor, case=case, scores=scores, measured_on=on, on=TODAY
    )


def test_progress_is_a_line_of_dated_figures(amira, case):
    measure(amira, case, {"HOUSING": 2, "HEALTH": 4}, TODAY - timedelta(days=30))
    measure(amira, case, {"HOUSING": 3})
    measure(amira, case, {"HOUSING": 4})  # the same day again: the last one counts

    housing, health = progress_of(case)
    assert [row.score for row in housing.rows] == [2, 4]
    assert (housing.change, housing.words) == (2, LEVELS[4])
    assert "2 van 5" in housing.spoken
    assert health.points == ((80.0, 14.0),)
    assert Measurement.objects.count() == 4
    assert points_of(housing.rows)[0][0] < points_of(housing.rows)[1][0]


def test_a_measurement_is_not_of_tomorrow_and_not_empty(amira, case):
    with pytest.raises(errors.ImpossibleDay):
        measure(amira, case, {"HOUSING": 2}, TODAY + timedelta(days=1))
    with pytest.raises(errors.NothingMeasured):
        measure(amira, case, {})

    assert not Measurement.objects.exists()


# -- Signatures ------------------------------------------------------------------------------------
def mark_of(case):
    return selectors.plan_hash(selectors.plan_text(case))


def sign(actor, case, person, seen=None, **facts):
    said = {"signed_on": TODAY, "seen": seen or mark_of(case), **facts}
    return attempt(services.sign_plan, actor=actor, case=case, person=person, on=TODAY, **said)


def test_a_signature_keeps_the_text_that_was_signed(amira, case, mother):
    GoalFactory(case=case)
    signing = sign(amira, case, mother, language="uk")

    assert (signing.serial, signing.person, signing.worker_id) == (1, mother, amira.user_id)
    assert signing.snapshot["goals"][0]["text"] == "We willen een eigen woning"
    assert selectors.plan_of(case).is_signed_text

    StepFactory(case=case)
    assert not selectors.plan_of(case).is_signed_text


def test_a_text_that_changed_meanwhile_is_not_signed(amira, case, mother):
    seen = mark_of(case)
    StepFactory(case=case)

    with pytest.raises(StaleVersion, match="Druk het opnieuw af"):
        sign(amira, case, mother, seen=seen)

    assert not PlanSigning.objects.exists()


def test_somebody_signs_a_text_once(amira, case, mother):
    sign(amira, case, mother)

    with pytest.raises(errors.AlreadySigned):
        sign(amira, case, mother)


def test_a_stranger_does_not_sign(amira, case):
    with pytest.raises(errors.NotInHousehold):
        sign(amira, case, PersonFactory())


# -- The road to work ------------------------------------------------------------------------------
def stage(actor, case, person, stage, starts_on=TODAY, **more):
    return attempt(
        services.set_stage,
        actor=actor,
        case=case,
        person=person,
        stage=stage,
        starts_on=starts_on,
        on=TODAY,
        **more,
    )


def test_the_next_stage_ends_the_one_before_and_language_runs_beside(amira, case, mother):
    before = TODAY - timedelta(days=40)
    stage(amira, case, mother, "SCREENING", before)
    stage(amira, case, mother, "LANGUAGE", before)
    stage(amira, case, mother, "COACHING")

    rows = Activation.objects.order_by("pk").values_list("stage", "starts_on", "ends_on")
    assert list(rows) == [
        ("SCREENING", before, TODAY),
        ("LANGUAGE", before, None),
        ("COACHING", TODAY, None),
    ]


def test_the_same_stage_twice_and_a_day_before_the_present_are_refused(amira, case, mother):
    stage(amira, case, mother, "SCREENING", TODAY - timedelta(days=5))

    with pytest.raises(errors.AlreadySo):
        stage(amira, case, mother, "SCREENING")
    with pytest.raises(errors.ImpossibleDay):
        stage(amira, case, mother, "COACHING", TODAY - timedelta(days=9))
    with pytest.raises(errors.ImpossibleDay):
        stage(amira, case, mother, "COACHING", TODAY + timedelta(days=1))

    assert Activation.objects.count() == 1


def test_activation_is_for_adults_of_the_household(amira, case, child):
    with pytest.raises(errors.WrongPerson):
        stage(amira, case, child, "SCREENING")
    with pytest.raises(errors.NotInHousehold):
        stage(amira, case, PersonFactory(), "SCREENING")


def test_a_stage_that_is_over_ends_once(amira, case, mother):
    row = ActivationFactory(case=case, person=mother)
    attempt(services.end_stage, actor=amira, row=row, ends_on=TODAY, on=TODAY)

    with pytest.raises(errors.AlreadySo):
        attempt(services.end_stage, actor=amira, row=row, ends_on=TODAY, on=TODAY)

    assert Activation.objects.get().ends_on == TODAY


# -- School ----------------------------------------------------------------------------------------
def school(actor, case, person, state="ATTENDS", name="De Wilg", starts_on=TODAY):
    return attempt(
        services.set_school,
        actor=actor,
        case=case,
        person=person,
        state=state,
        kind="OKAN",
        school=name,
        starts_on=starts_on,
        on=TODAY,
    )


def test_a_child_looks_for_a_school_and_then_goes_there(amira, case, child):
    school(amira, case, child, "LOOKING", "", TODAY - timedelta(days=9))
    school(amira, case, child)

    rows = Schooling.objects.order_by("pk").values_list("state", "school", "ends_on")
    assert list(rows) == [("LOOKING", "", TODAY), ("ATTENDS", "De Wilg", None)]


def test_a_school_has_a_name_and_is_not_noted_twice(amira, case, child):
    with pytest.raises(errors.TextMissing):
        school(amira, case, child, name=" ")
    school(amira, case, child)
    with pytest.raises(errors.AlreadySo):
        school(amira, case, child)

    assert Schooling.objects.count() == 1


# -- Who may, and closed cases ---------------------------------------------------------------------
@pytest.fixture
def every_call(case, mother, child):
    review, row = PlanReviewFactory(case=case), ActivationFactory(case=case, person=mother)
    return (
        lambda actor: attempt(
            services.plan_review, actor=actor, case=case, planned_on=TODAY, on=TODAY
        ),
        lambda actor: hold(actor, review),
        lambda actor: measure(actor, case, {"HOUSING": 2}),
        lambda actor: sign(actor, case, mother),
        lambda actor: stage(actor, case, mother, "COACHING"),
        lambda actor: attempt(services.end_stage, actor=actor, row=row, ends_on=TODAY, on=TODAY),
        lambda actor: school(actor, case, child),
    )


def test_another_team_follows_nothing_up(bram, every_call):
    for call in every_call:
        with pytest.raises(NotAllowed):
            call(bram)
    assert audited() == []


def test_nothing_is_followed_up_in_a_closed_case(amira, every_call):
    close_cases(Case.objects.all(), TODAY)
    for call in every_call:
        with pytest.raises(errors.CaseClosed):
            call(amira)
    assert audited() == []


# -- Counts ----------------------------------------------------------------------------------------
def test_a_count_is_the_length_of_its_list_for_everybody(amira, bram, ilse, case, mother, team):
    ActivationFactory(case=case, person=mother)
    other = HouseholdFactory(team=team, helped_elsewhere=True)
    ActivationFactory(case=other.cases.get(), person=other.members.get().person)
    ended = HouseholdFactory(team=team)
    ActivationFactory(case=ended.cases.get(), person=ended.members.get().person, ends_on=TODAY)
    closed = HouseholdFactory(team=team)
    ActivationFactory(case=closed.cases.get(), person=closed.members.get().person)
    close_cases(Case.objects.filter(household=closed), TODAY)

    for actor in (amira, bram, ilse):
        counts = selectors.activation_counts(actor, on=TODAY)
        assert sum(counts.values()) == selectors.activations(actor, on=TODAY).count()
        assert len(counts) == 7
    assert selectors.activation_counts(amira, on=TODAY)["SCREENING"] == 2
    assert selectors.activation_counts(bram, on=TODAY)["SCREENING"] == 0


def test_schools_are_counted_like_they_are_listed(amira, bram, case, child):
    SchoolingFactory(case=case, person=child)

    assert selectors.school_counts(amira, on=TODAY)["ATTENDS"] == 1
    assert sum(selectors.school_counts(bram, on=TODAY).values()) == 0
