"""The life of a temporary cell: opened with a mandate, grown by steps, evaluated, wound down."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.organisation import errors, services
from eenplan.organisation.cell_template import END_CRITERIA, suggested_cell
from eenplan.organisation.forms.cells import CellForm, as_cell
from eenplan.organisation.lifecycle import NEXT
from eenplan.organisation.models import (
    CellStatus,
    EndCriterion,
    Evaluation,
    Mandate,
    SizeStep,
    Team,
)
from eenplan.organisation.selectors.cells import cell_life, overdue_evaluations, size_lines
from tests.factories import (
    CellStatusFactory,
    EvaluationFactory,
    MembershipFactory,
    SizeStepFactory,
    UserFactory,
)
from tests.support.at_once import at_once
from tests.support.setting import TODAY

NEXT_WEEK = TODAY + timedelta(days=7)
NEXT_MONTH = TODAY + timedelta(days=30)
YESTERDAY = TODAY - timedelta(days=1)


def open_cell(actor, **changes):
    said = {
        "name": "Cel Zuid",
        "target_group": "TEMPORARY_PROTECTION",
        "starts_on": TODAY,
        "decision_number": "VB 12",
        "decided_on": TODAY,
        "decided_by": "vast bureau",
        "text": "Opvang en begeleiding",
        "sizes": [(TODAY, 6), (NEXT_MONTH, 12)],
        "evaluations": [NEXT_MONTH],
        "criteria": ["Bijna niemand meer", "Elk gezin heeft een wijkteam"],
    }
    return services.open_cell(actor=actor, **(said | changes), on=TODAY)


@pytest.fixture
def steering(join, cell):
    return join("dries", "TEAM_COORDINATOR", cell, case_fraction=0)


def test_a_cell_is_opened_with_all_a_decision_says(karim):
    cell = open_cell(karim)

    life = cell_life(cell, on=TODAY)
    assert (life.mandate.decision_number, life.status.state) == ("VB 12", "OPENED")
    assert [(line.step.staff, line.is_coming) for line in life.sizes] == [(6, False), (12, True)]
    assert [evaluation.planned_on for evaluation in life.evaluations] == [NEXT_MONTH]
    assert (life.limit, life.criteria_met, len(life.criteria)) == (6, 0, 2)
    assert AuditEvent.objects.filter(event="organisation.cell-opened").count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"target_group": ""}, "target_group", "Kies een doelgroep"),
        ({"target_group": "RESIDENT"}, "target_group", "Kies een doelgroep"),
        ({"evaluations": []}, "review_on", "Wanneer wordt"),
        ({"evaluations": [TODAY]}, "planned_on", "na de start"),
        ({"sizes": []}, "staff", "hoeveel medewerkers"),
        ({"sizes": [(TODAY, 6), (TODAY, 12)]}, "later_on", "na de start"),
        ({"decision_number": " "}, "decision_number", "Op welk besluit"),
        ({"decided_on": NEXT_WEEK}, "decided_on", "vandaag of vroeger"),
        ({"text": ""}, "text", "wat de cel moet doen"),
    ],
)
def test_a_cell_without_a_whole_mandate_is_refused_on_its_field(karim, changes, field, sentence):
    with pytest.raises(errors.TeamRefused, match=sentence) as refusal:
        open_cell(karim, **changes)

    assert refusal.value.field == field
    assert not Team.objects.filter(name="Cel Zuid").exists()
    assert not Mandate.objects.exists()


def test_there_is_one_cell_per_target_group_at_a_time(karim, cell):
    with pytest.raises(errors.TeamRefused, match="al een cel: Cel Oekraïne"):
        open_cell(karim)


def test_the_template_fills_in_a_form_that_is_accepted_as_it_stands(karim, norms):
    typed = {
        name: value.isoformat() if hasattr(value, "isoformat") else str(value)
        for name, value in suggested_cell(TODAY).items()
    }
    typed |= {"name": "Cel", "target_group": "TEMPORARY_PROTECTION", "text": "opvang"}
    form = CellForm(typed | {"decision_number": "VB 1", "decided_by": "vast bureau"})
    assert form.is_valid(), form.errors

    cell = services.open_cell(actor=karim, **as_cell(form.cleaned_data), on=TODAY)

    assert [step.staff for step in cell.size_steps.all()] == [6, 12]
    assert cell.evaluations.count() == 3
    assert tuple(cell.end_criteria.values_list("text", flat=True)) == END_CRITERIA


# -- States --------------------------------------------------------------------------------------
def change(actor, cell, state):
    return services.change_cell_state(actor=actor, team=cell, state=state, reason="x", on=TODAY)


def test_every_state_follows_only_where_the_lifecycle_says(steering, cell):
    for before in NEXT:
        for after in NEXT:
            CellStatus.objects.all().delete()
            CellStatusFactory(team=cell, state=before)
            may = after in NEXT[before] and after != "CLOSED"
            try:
                change(steering, cell, after)
            except (errors.CellRefused, errors.AlreadySo):
                assert not may, (before, after)
            else:
                assert may, (before, after)


def test_states_are_dated_rows_with_who_and_why(steering, cell):
    CellStatusFactory(team=cell, state="RUNNING")
    change(steering, cell, "WINDING_DOWN")

    before, now = CellStatus.objects.filter(team=cell).order_by("starts_on")
    assert (before.ends_on, now.starts_on, now.decided_by_id) == (TODAY, TODAY, steering.user_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        CellStatusFactory(team=cell, state="RUNNING", starts_on=TODAY)


def test_a_cell_closes_only_through_winding_down(karim, cell):
    CellStatusFactory(team=cell, state="RUNNING")
    with pytest.raises(errors.CellRefused, match="eerst in afbouw"):
        services.end_team(actor=karim, team=cell, ends_on=TODAY, reason="x", on=TODAY)
    with pytest.raises(errors.CellRefused, match="Zet stop"):
        change(karim, cell, "CLOSED")

    change(karim, cell, "WINDING_DOWN")
    services.end_team(actor=karim, team=cell, ends_on=TODAY, reason="klaar", on=TODAY)

    assert CellStatus.objects.on(TODAY).get(team=cell).state == "CLOSED"


def test_a_team_that_stays_has_no_life_of_a_cell(karim, team):
    with pytest.raises(errors.CellRefused, match="Alleen een tijdelijke cel"):
        change(karim, team, "RUNNING")


# -- Size ----------------------------------------------------------------------------------------
def add_step(actor, cell, starts_on=TODAY, staff=8):
    return services.add_size_step(
        actor=actor, team=cell, starts_on=starts_on, staff=staff, reason="besluit", on=TODAY
    )


def give(actor, cell, user=None, **changes):
    said = {"role": "CASE_MANAGER", "starts_on": TODAY, "case_fraction": Decimal("0.5")} | changes
    return services.add_membership(actor=actor, user=user or UserFactory(), team=cell, **said)


def test_a_cell_grows_by_its_steps_and_not_before(karim, cell):
    SizeStepFactory(team=cell, staff=2)
    SizeStepFactory(team=cell, staff=3, starts_on=NEXT_MONTH)
    give(karim, cell)
    give(karim, cell)

    with pytest.raises(errors.CellFull, match="telt al 2 van de 2"):
        give(karim, cell)
    give(karim, cell, starts_on=NEXT_MONTH)
    with pytest.raises(errors.CellFull, match="telt al 3 van de 3"):
        give(karim, cell, starts_on=NEXT_MONTH)


def test_who_stays_beyond_a_step_down_is_refused_on_that_day(karim, cell):
    SizeStepFactory(team=cell, staff=2)
    give(karim, cell)
    add_step(karim, cell, starts_on=NEXT_MONTH, staff=1)

    with pytest.raises(errors.CellFull, match="op 23/12/2026 al 1 van de 1"):
        give(karim, cell)
    give(karim, cell, ends_on=NEXT_MONTH)


def test_a_step_cannot_go_below_the_staff_that_is_there(karim, cell):
    SizeStepFactory(team=cell, staff=6)
    for _ in range(3):
        MembershipFactory(team=cell)

    with pytest.raises(errors.CellRefused, match="werken er al 3 medewerkers") as refusal:
        add_step(karim, cell, staff=2)

    assert refusal.value.field == "staff"
    assert cell.size_steps.count() == 1


def test_a_step_is_not_in_the_past_nor_twice_on_one_day(karim, cell):
    add_step(karim, cell)
    with pytest.raises(errors.DayInThePast):
        add_step(karim, cell, starts_on=YESTERDAY)
    with pytest.raises(errors.DayTaken):
        add_step(karim, cell, staff=10)


def test_a_step_to_come_is_withdrawn_and_one_in_force_is_not(karim, cell):
    first = SizeStepFactory(team=cell, staff=6)
    later = add_step(karim, cell, starts_on=NEXT_MONTH, staff=12)

    services.withdraw_size_step(actor=karim, step=later, on=TODAY)
    with pytest.raises(errors.CellRefused, match="geldt al"):
        services.withdraw_size_step(actor=karim, step=first, on=TODAY)

    assert list(SizeStep.objects.filter(team=cell)) == [first]


def test_planned_and_actual_size_stand_side_by_side(cell):
    SizeStepFactory(team=cell, staff=2, starts_on=TODAY - timedelta(days=60))
    SizeStepFactory(team=cell, staff=4, starts_on=TODAY - timedelta(days=10))
    SizeStepFactory(team=cell, staff=6, starts_on=NEXT_MONTH)
    MembershipFactory(team=cell)
    MembershipFactory(team=cell, starts_on=TODAY - timedelta(days=5))
    MembershipFactory(team=cell, starts_on=NEXT_WEEK)

    lines = size_lines(cell, on=TODAY)

    assert [(line.step.staff, line.actual) for line in lines] == [(2, 1), (4, 2), (6, 3)]


@pytest.mark.django_db(transaction=True)
def test_of_two_new_colleagues_one_gets_the_last_seat(karim, cell):
    SizeStepFactory(team=cell, staff=1)
    people = [UserFactory(), UserFactory()]

    def job(user):
        try:
            give(karim, cell, user)
        except errors.CellFull:
            return "full"
        finally:
            connection.close()
        return "in"

    answers = at_once([lambda u=user: job(u) for user in people])

    assert sorted(answers) == ["full", "in"]


# -- Evaluations and criteria --------------------------------------------------------------------
def hold(actor, evaluation, held_on=TODAY):
    return services.hold_evaluation(
        actor=actor,
        evaluation=evaluation,
        held_on=held_on,
        decision="GO_ON",
        summary="goed",
        on=TODAY,
    )


def test_an_evaluation_is_overdue_until_it_is_noted(steering, cell):
    evaluation = EvaluationFactory(team=cell, planned_on=YESTERDAY)
    EvaluationFactory(team=cell, planned_on=NEXT_WEEK)
    assert list(overdue_evaluations([cell.pk], on=TODAY)) == [evaluation]

    hold(steering, evaluation)

    assert not overdue_evaluations([cell.pk], on=TODAY)
    with pytest.raises(errors.AlreadySo):
        hold(steering, evaluation)


def test_an_evaluation_is_not_held_tomorrow_nor_before_the_cell(steering, cell):
    evaluation = EvaluationFactory(team=cell)
    with pytest.raises(errors.CellRefused, match="moet nog komen"):
        hold(steering, evaluation, NEXT_WEEK)
    with pytest.raises(errors.CellRefused, match="voor de start"):
        hold(steering, evaluation, cell.starts_on - timedelta(days=1))
    assert Evaluation.objects.get().held_on is None


def test_an_evaluation_is_planned_once_a_day_from_today_on(steering, cell):
    def plan(day):
        services.plan_evaluation(actor=steering, team=cell, planned_on=day, on=TODAY)

    plan(NEXT_WEEK)
    with pytest.raises(errors.CellRefused, match="al een evaluatie"):
        plan(NEXT_WEEK)
    with pytest.raises(errors.DayInThePast):
        plan(YESTERDAY)


def test_an_end_criterion_is_met_since_a_day_and_may_be_undone(steering, cell):
    criterion = services.add_end_criterion(actor=steering, team=cell, text="Niemand meer")
    with pytest.raises(errors.CellRefused, match="staat er al"):
        services.add_end_criterion(actor=steering, team=cell, text="niemand meer")

    def judge(day):
        services.judge_end_criterion(
            actor=steering, criterion=criterion, met_on=day, note="geteld", on=TODAY
        )

    judge(YESTERDAY)
    assert cell_life(cell, on=TODAY).criteria_met == 1
    with pytest.raises(errors.CellRefused):
        judge(NEXT_WEEK)
    judge(None)
    assert EndCriterion.objects.get().met_on is None


def test_only_who_steers_the_cell_or_manages_teams_decides_about_it(dirk, amira, cell, karim):
    step = SizeStepFactory(team=cell, starts_on=NEXT_MONTH)
    evaluation = EvaluationFactory(team=cell)
    criterion = EndCriterion.objects.create(team=cell, text="x")
    for actor in (dirk, amira):  # a coordinator of another team, and no coordinator at all
        for attempt in (
            lambda who: change(who, cell, "RUNNING"),
            lambda who: add_step(who, cell),
            lambda who: services.withdraw_size_step(actor=who, step=step, on=TODAY),
            lambda who: hold(who, evaluation),
            lambda who: services.add_end_criterion(actor=who, team=cell, text="y"),
            lambda who: services.judge_end_criterion(
                actor=who, criterion=criterion, met_on=TODAY, note="", on=TODAY
            ),
            lambda who: open_cell(who),
        ):
            with pytest.raises(NotAllowed):
                attempt(actor)
    assert not CellStatus.objects.exists()
    change(karim, cell, "RUNNING")
