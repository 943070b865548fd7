"""Steps added, changed, put off, dropped and kept: the rules, the refusals, the trail."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.cases import errors, services
from eenplan.cases.models import Case, Step, StepChange
from eenplan.core.errors import NotAllowed, StaleVersion
from eenplan.organisation.selectors import actor_for
from tests.cases.plan_help import attempt, audited
from tests.factories import (
    GoalFactory,
    HouseholdFactory,
    PersonFactory,
    StepFactory,
    UserFactory,
)
from tests.support.at_once import at_once
from tests.support.closing import close_cases
from tests.support.setting import TODAY

LATER = TODAY + timedelta(days=14)


@pytest.fixture
def case(household):
    return household.cases.get()


@pytest.fixture
def mother(household):
    return household.members.get(relation="REFERENCE").person


def add(actor, case, **facts):
    said = {"title": "Bel de school", "owner": "CASE_MANAGER", "due_on": LATER, **facts}
    return attempt(services.add_step, actor=actor, case=case, on=TODAY, **said)


def close(case):
    close_cases(Case.objects.filter(pk=case.pk), TODAY)
    case.refresh_from_db()


# -- Adding ----------------------------------------------------------------------------------------
def test_a_step_says_for_whom_by_whom_and_under_which_goal(amira, case, mother):
    goal = GoalFactory(case=case)
    child = case.household.members.exclude(person=mother).first().person

    step = add(amira, case, owner="FAMILY", person=child, responsible=mother, goal=goal)

    assert (step.person, step.responsible, step.goal, step.due_on) == (child, mother, goal, LATER)
    assert step.by_whom == str(mother)
    assert audited() == ["cases.step-added"]


def test_a_partner_or_helper_has_a_name_in_words(amira, case):
    step = add(amira, case, owner="HELPER", owner_name="Buurtwerking De Brug")

    assert step.by_whom == "Buurtwerking De Brug (vrijwilliger of helper)"


def test_a_name_or_a_family_member_of_another_kind_of_owner_is_left_out(amira, case, mother):
    step = add(amira, case, responsible=mother, owner_name="De Brug")

    assert (step.responsible, step.owner_name) == (None, "")


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"title": "   "}, errors.TextMissing),
        ({"due_on": date(1999, 1, 1)}, errors.ImpossibleDay),
        ({"due_on": TODAY + timedelta(days=9999)}, errors.ImpossibleDay),
    ],
)
def test_a_step_that_cannot_be_is_refused(facts, error, amira, case):
    with pytest.raises(error):
        add(amira, case, **facts)

    assert not Step.objects.exists()
    assert audited() == []


def test_a_step_is_about_this_household(amira, case, team):
    stranger = PersonFactory()
    with pytest.raises(errors.NotInHousehold):
        add(amira, case, person=stranger)
    elsewhere = GoalFactory(case=HouseholdFactory(team=team).cases.get())
    with pytest.raises(errors.GoalClosed):
        add(amira, case, goal=elsewhere)

    assert not Step.objects.exists()


def test_only_the_team_in_charge_plans(bram, celine, case):
    for actor in (bram, celine):
        with pytest.raises(NotAllowed):
            add(actor, case)

    assert not Step.objects.exists()


def test_nothing_is_planned_in_a_closed_case(amira, case):
    step = StepFactory(case=case)
    close(case)
    step.refresh_from_db()
    said = {"actor": amira, "step": step, "on": TODAY}

    for call in (
        lambda: add(amira, case),
        lambda: attempt(services.postpone_step, version=1, until=LATER, reason="ziek", **said),
        lambda: attempt(services.drop_step, version=1, reason="hoeft niet", **said),
        lambda: attempt(services.keep_step, version=1, **said),
        lambda: attempt(services.finish_step, result="", **said),
        lambda: attempt(services.change_step, version=1, title="Anders", owner="DESK", **said),
    ):
        with pytest.raises(errors.CaseClosed, match="Dit dossier is gesloten op 23/11/2026"):
            call()

    assert list(Step.objects.values_list("version", "done_on")) == [(1, None)]
    assert audited() == []


# -- Changing --------------------------------------------------------------------------------------
def change(actor, step, version=1, **facts):
    said = {"title": "Bel de directie", "owner": "DESK", **facts}
    return attempt(services.change_step, actor=actor, step=step, version=version, on=TODAY, **said)


def test_a_change_keeps_what_the_step_said_before(amira, case):
    step = StepFactory(case=case, title="Bel de school", due_on=TODAY)

    changed = change(amira, step)

    assert (changed.title, changed.owner, changed.version) == ("Bel de directie", "DESK", 2)
    assert changed.due_on == TODAY
    assert StepChange.objects.get().title_before == "Bel de school"


def test_a_day_is_not_erased_by_a_change(amira, case):
    step = StepFactory(case=case, due_on=TODAY)

    assert change(amira, step, due_on=LATER).due_on == TODAY


def test_who_changes_second_is_told(amira, case):
    step = StepFactory(case=case)
    change(amira, step)

    with pytest.raises(StaleVersion):
        change(amira, step, title="Te laat")

    step.refresh_from_db()
    assert step.title == "Bel de directie"


def test_what_is_done_is_not_changed(amira, case):
    step = StepFactory(case=case, done_on=TODAY, done_by_id=amira.user_id)

    with pytest.raises(errors.AlreadyDone):
        change(amira, step)


# -- Putting off -----------------------------------------------------------------------------------
def postpone(actor, step, until=LATER, reason="Het gezin is ziek", **more):
    return attempt(
        services.postpone_step,
        actor=actor,
        step=step,
        version=step.version,
        until=until,
        reason=reason,
        on=TODAY,
        **more,
    )


def test_the_day_it_had_stays_readable(amira, case):
    step = postpone(amira, StepFactory(case=case, due_on=TODAY))
    step = postpone(amira, step, until=LATER + timedelta(days=7), reason="Nog eens ziek")

    days = step.changes.values_list("due_before", "due_after", "reason", "by_id")
    assert list(days) == [
        (TODAY, LATER, "Het gezin is ziek", amira.user_id),
        (LATER, LATER + timedelta(days=7), "Nog eens ziek", amira.user_id),
    ]
    assert audited() == ["cases.step-postponed"] * 2


@pytest.mark.parametrize("until", [TODAY, TODAY - timedelta(days=1), date(2050, 1, 1)])
def test_a_step_is_put_off_to_a_later_day_within_reason(until, amira, case):
    with pytest.raises(errors.ImpossibleDay):
        postpone(amira, StepFactory(case=case, due_on=TODAY), until=until)

    assert not StepChange.objects.exists()


def test_putting_off_wants_a_reason(amira, case):
    with pytest.raises(errors.ReasonMissing):
        postpone(amira, StepFactory(case=case, due_on=TODAY), reason="  ")


@pytest.mark.parametrize("kind", ["LEGAL", "SAFETY"])
def test_a_day_of_law_or_safety_moves_only_with_the_rule_in_view(kind, amira, case):
    step = StepFactory(case=case, due_on=TODAY, rule="45 dagen geldig", rule_kind=kind)

    with pytest.raises(errors.RuleNotRead):
        postpone(amira, step)
    with pytest.raises(errors.RuleNotRead):
        attempt(
            services.drop_step, actor=amira, step=step, version=1, reason="hoeft niet", on=TODAY
        )

    assert postpone(amira, step, knows_rule=True).due_on == LATER


def test_a_step_without_a_day_has_none_to_put_off(amira, case):
    with pytest.raises(errors.ImpossibleDay):
        postpone(amira, StepFactory(case=case, due_on=None))


# -- Dropping and keeping --------------------------------------------------------------------------
def test_a_dropped_step_stays_with_its_reason(amira, case):
    step = attempt(
        services.drop_step,
        actor=amira,
        step=StepFactory(case=case),
        version=1,
        reason="Het gezin verhuist",
        on=TODAY,
    )

    assert (step.is_dropped, step.done_on, step.dropped_because) == (
        True,
        TODAY,
        "Het gezin verhuist",
    )
    assert not Step.objects.to_do().exists()
    assert audited() == ["cases.step-dropped"]


def test_a_step_proposed_to_be_dropped_can_be_kept(amira, case):
    step = StepFactory(case=case, drop_proposed_on=TODAY)

    kept = attempt(services.keep_step, actor=amira, step=step, version=1, on=TODAY)

    assert kept.drop_proposed_on is None
    assert kept.changes.get().kind == "KEPT"


# -- Promises of the database ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("promise", "facts"),
    [
        ("dropped_step_has_a_day", {"dropped_because": "weg"}),
        ("one_open_step_per_code", {"code": "school"}),
    ],
)
def test_the_database_refuses_a_step_that_breaks_a_promise(promise, facts, case):
    StepFactory(case=case, code="school")
    with pytest.raises(IntegrityError, match=promise), transaction.atomic():
        StepFactory(case=case, **facts)


def test_only_a_family_step_names_a_family_member(case, mother):
    with pytest.raises(IntegrityError, match="family_member_does"), transaction.atomic():
        StepFactory(case=case, responsible=mother, owner="DESK")


# -- Races -----------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_of_finishing_postponing_and_dropping_at_once_one_wins(clock, amira, household):
    step = StepFactory(case=household.cases.get(), due_on=TODAY)
    user = UserFactory._meta.model.objects.get(pk=amira.user_id)
    actor = actor_for(user, on=TODAY)
    said = {"actor": actor, "on": TODAY}

    def attempt_each(call):
        try:
            call(Step.objects.select_related("case__household").get(pk=step.pk))
            return "won"
        except (errors.AlreadyDone, StaleVersion):
            return "told"

    won = at_once(
        [
            lambda: attempt_each(lambda s: services.finish_step(step=s, result="", **said)),
            lambda: attempt_each(
                lambda s: services.drop_step(step=s, version=1, reason="weg", **said)
            ),
            lambda: attempt_each(
                lambda s: services.postpone_step(
                    step=s, version=1, until=LATER, reason="ziek", **said
                )
            ),
        ]
    )

    fresh = Step.objects.get(pk=step.pk)
    assert "won" in won
    assert (fresh.version - 1) == won.count("won")
    assert not (fresh.dropped_because and won.count("won") > 2)
