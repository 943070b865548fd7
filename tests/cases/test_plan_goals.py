"""Goals in two texts, closed with their steps, and templates that are never doubled."""

from datetime import timedelta

import pytest

from eenplan.cases import errors, services
from eenplan.cases.models import Case, Goal, PlanReview, Step
from eenplan.core.errors import NotAllowed, StaleVersion
from eenplan.guidance.selectors import templates
from eenplan.organisation.models import User
from eenplan.organisation.selectors import actor_for
from tests.cases.plan_help import attempt, audited
from tests.factories import GoalFactory, HouseholdFactory, StepFactory
from tests.support.at_once import at_once
from tests.support.closing import close_cases
from tests.support.setting import TODAY


@pytest.fixture
def case(household):
    return household.cases.get()


def add(actor, case, **facts):
    said = {"domain": "HOUSING", "words": "Свій дім", "language": "uk", "text": "Een huis", **facts}
    return attempt(services.add_goal, actor=actor, case=case, on=TODAY, **said)


# -- Adding and changing ---------------------------------------------------------------------------
def test_a_goal_has_the_words_of_the_family_and_a_dutch_text(amira, case):
    goal = add(amira, case)

    assert (goal.words, goal.language, goal.text) == ("Свій дім", "uk", "Een huis")
    assert audited() == ["cases.goal-added"]


def test_what_is_said_in_dutch_is_written_once(amira, case):
    goal = add(amira, case, words="Een huis", language="nl", text="")

    assert (goal.words, goal.text) == ("Een huis", "Een huis")


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"text": " "}, "text"), ({"language": ""}, "language"), ({"words": "", "text": ""}, "text")],
)
def test_a_goal_without_one_of_its_texts_is_refused(facts, field, amira, case):
    with pytest.raises(errors.TextMissing) as refused:
        add(amira, case, **facts)

    assert refused.value.field == field
    assert not Goal.objects.exists()


def test_the_first_goal_plans_an_evaluation_within_the_norm(amira, case):
    add(amira, case)
    add(amira, case)

    assert list(PlanReview.objects.values_list("planned_on", "held_on")) == [
        (TODAY + timedelta(days=90), None)
    ]


def change(actor, goal, version=None, **facts):
    said = {
        "domain": goal.domain,
        "words": goal.words,
        "language": goal.language,
        "text": goal.text,
        **facts,
    }
    return attempt(
        services.change_goal,
        actor=actor,
        goal=goal,
        version=version or goal.version,
        on=TODAY,
        **said,
    )


def test_new_words_with_the_old_dutch_text_mark_it_as_behind_until_it_follows(amira, case):
    goal = change(amira, GoalFactory(case=case), words="Дім із садом")
    assert goal.text_is_behind

    goal = change(amira, goal, domain="FAMILY")
    assert goal.text_is_behind

    goal = change(amira, goal, text="Een huis met een tuin")
    assert not goal.text_is_behind


def test_the_worker_may_say_that_the_dutch_text_still_holds(amira, case):
    goal = change(amira, GoalFactory(case=case), words="Свій дім!", text_still_right=True)

    assert not goal.text_is_behind


def test_who_changes_a_goal_second_is_told(amira, case):
    goal = GoalFactory(case=case)
    change(amira, goal, text="Eerst")

    with pytest.raises(StaleVersion):
        change(amira, goal, version=1, text="Tweede")

    assert Goal.objects.get().text == "Eerst"


def test_only_the_team_in_charge_has_a_say_in_goals(bram, case):
    with pytest.raises(NotAllowed):
        add(bram, case)
    with pytest.raises(NotAllowed):
        change(bram, GoalFactory(case=case))


def test_a_closed_case_gets_no_goals(amira, case):
    goal = GoalFactory(case=case)
    close_cases(Case.objects.filter(pk=case.pk), TODAY)

    with pytest.raises(errors.CaseClosed):
        add(amira, case)
    with pytest.raises(errors.CaseClosed):
        change(amira, goal, text="x")
    with pytest.raises(errors.CaseClosed):
        close(amira, goal)


# -- Closing ---------------------------------------------------------------------------------------
def close(actor, goal, state="REACHED", reason="", **more):
    return attempt(
        services.close_goal,
        actor=actor,
        goal=goal,
        version=goal.version,
        state=state,
        reason=reason,
        on=TODAY,
        **more,
    )


def test_letting_a_goal_go_wants_a_reason(amira, case):
    goal = GoalFactory(case=case)
    with pytest.raises(errors.ReasonMissing):
        close(amira, goal, "DROPPED")

    dropped = close(amira, goal, "DROPPED", "Het gezin wil eerst Nederlands leren")
    assert (dropped.state, dropped.ends_on) == ("DROPPED", TODAY)


def test_a_goal_with_steps_to_do_says_what_becomes_of_them(amira, case):
    goal = GoalFactory(case=case)
    step = StepFactory(case=case, goal=goal, title="Bel de eigenaar")

    with pytest.raises(errors.OpenStepsLeft, match="“Bel de eigenaar”"):
        close(amira, goal)
    assert Goal.objects.get().state == "OPEN"

    close(amira, goal, steps="keep")
    step.refresh_from_db()
    assert (step.goal, step.done_on) == (None, None)


def test_steps_may_lapse_with_their_goal_but_not_a_day_of_law(amira, case):
    goal = GoalFactory(case=case)
    step = StepFactory(case=case, goal=goal)
    legal = StepFactory(case=case, goal=goal, rule_kind="LEGAL")

    with pytest.raises(errors.OpenStepsLeft, match="door de wet"):
        close(amira, goal, steps="drop")

    Step.objects.filter(pk=legal.pk).delete()
    close(amira, goal, steps="drop")
    step.refresh_from_db()
    assert step.dropped_because.startswith("Doel bereikt")


def test_a_closed_goal_is_closed_once(amira, case):
    goal = GoalFactory(case=case)
    close(amira, goal)
    goal.refresh_from_db()

    with pytest.raises(errors.GoalClosed, match="al bereikt"):
        close(amira, goal)


# -- Templates -------------------------------------------------------------------------------------
def listed(code):
    [version] = [v for v in templates("", on=TODAY) if v.list.code == code]
    return list(version.goals.all())


def persons_of(case):
    return [member.person for member in case.household.members.select_related("person")]


def choose(actor, case, code="activation", persons=None):
    return attempt(
        services.add_template,
        actor=actor,
        case=case,
        goals=listed(code),
        persons=persons or persons_of(case),
        on=TODAY,
    )


def test_a_template_puts_its_goals_and_steps_on_the_plan_for_whom_they_are(amira, case):
    added = choose(amira, case)

    assert len(added.goals) == 2  # one adult of three persons
    assert {goal.person.given_name for goal in added.goals} == {"Olena"}
    assert len(added.steps) == Step.objects.count() == 5
    assert all(step.goal and step.person and step.listed for step in Step.objects.all())
    assert audited() == ["cases.template-added"]


def test_choosing_a_template_twice_doubles_nothing_and_says_so(amira, case):
    choose(amira, case)

    with pytest.raises(errors.NothingToAdd, match="Dit staat al op het plan: Werk vinden"):
        choose(amira, case)

    assert (Goal.objects.count(), Step.objects.count()) == (2, 5)


def test_a_step_that_is_done_or_dropped_under_the_goal_does_not_come_back(amira, case):
    choose(amira, case)
    Step.objects.filter(code="screening").update(done_on=TODAY, result="gedaan")

    with pytest.raises(errors.NothingToAdd):
        choose(amira, case)

    assert Step.objects.filter(code="screening").count() == 1


def test_a_step_that_stood_without_a_goal_comes_under_the_new_one(amira, case):
    child = case.household.members.filter(relation="CHILD").order_by("pk").first().person
    step = StepFactory(case=case, code="school", person=child)

    added = choose(amira, case, "school")

    step.refresh_from_db()
    assert step.goal.person == child
    assert added.linked == [step]
    assert Step.objects.filter(code="school", person=child).count() == 1


def test_a_template_for_nobody_of_the_household_is_refused(amira, team):
    alone = HouseholdFactory(team=team, persons=1).cases.get()

    with pytest.raises(errors.NothingToAdd, match="voor niemand van dit gezin"):
        choose(amira, alone, "school")


@pytest.mark.django_db(transaction=True)
def test_a_template_chosen_twice_at_once_is_there_once(clock, amira, household):
    case = household.cases.get()
    actor = actor_for(User.objects.get(pk=amira.user_id), on=TODAY)
    goals, persons = listed("activation"), persons_of(case)

    def once_more():
        try:
            services.add_template(
                actor=actor,
                case=Case.objects.select_related("household").get(pk=case.pk),
                goals=goals,
                persons=persons,
                on=TODAY,
            )
            return "added"
        except errors.NothingToAdd:
            return "told"

    assert sorted(at_once([once_more] * 3)) == ["added", "told", "told"]
    assert (Goal.objects.count(), Step.objects.count()) == (2, 5)
