"""Open plans follow a new version of a list: what is added, renewed, proposed to drop or left."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eenplan.cases import errors, selectors, services
from eenplan.cases.models import Case, Step
from eenplan.core.access import system_actor
from eenplan.core.errors import NotAllowed
from eenplan.guidance import services as guidance
from eenplan.guidance.models import StepList
from eenplan.guidance.selectors import route, templates, version_in_force
from tests.cases.plan_help import attempt
from tests.factories import HouseholdFactory
from tests.support.closing import close_cases
from tests.support.setting import TODAY

LIST = "temporary_protection"
NEW = {
    "title": "Rijbewijs omwisselen",
    "explanation": "U wisselt uw rijbewijs om.",
    "owner": "FAMILY",
    "days": 60,
    "per": "adult",
    "rule": "Streefdag",
    "rule_kind": "TARGET",
    "source": "eigen voorstel",
    "evidence": "own",
}


def planned(household):
    """Return the case of a household with the route of today on its plan."""
    case = household.cases.get()
    steps = route("TEMPORARY_PROTECTION", on=TODAY)
    persons = [m.person for m in household.members.select_related("person")]
    actor = system_actor(TODAY)
    services.plan_arrival(actor=actor, case=case, route=steps, persons=persons, on=TODAY)
    return case


@pytest.fixture
def case(household):
    return planned(household)


@pytest.fixture
def next_version(dirk):
    """Make a version 2: a step more, one less, and one that reads otherwise; in force today."""
    draft = guidance.start_draft(actor=dirk, step_list=StepList.objects.get(code=LIST), on=TODAY)
    guidance.add_listed_step(actor=dirk, draft=draft, version=1, goal=None, facts=NEW)
    gone = draft.steps.get(code="bank_account")
    guidance.remove_listed_step(actor=dirk, step=gone, version=2)
    other = draft.steps.get(code="health_insurance")
    facts = {name: getattr(other, name) for name in NEW} | {"title": "Ziekenfonds", "days": 20}
    guidance.change_listed_step(actor=dirk, step=other, version=3, goal=None, facts=facts)
    return guidance.put_in_force(
        actor=dirk, draft=draft, version=4, starts_on=TODAY, reason="proef", on=TODAY
    )


def preview(*cases):
    version = version_in_force(StepList.objects.get(code=LIST), on=TODAY)
    found = Case.objects.filter(pk__in=[c.pk for c in cases]).select_related("household")
    return version, selectors.updates(found, version, on=TODAY)


def bring(actor, *cases, seen=None):
    version, found = preview(*cases)
    seen = [update.mark for update in found] if seen is None else seen
    return attempt(
        services.bring_up_to_date,
        actor=actor,
        cases=cases,
        version=version,
        seen=seen,
        on=TODAY,
    )


def test_a_plan_of_the_present_version_has_nothing_to_follow(case):
    assert preview(case)[1] == []


def test_the_preview_says_what_changes_and_writes_nothing(case, next_version):
    before = list(Step.objects.order_by("pk").values())

    [update] = preview(case)[1]

    assert [step.title for step in update.new] == ["Rijbewijs omwisselen: Olena"]
    assert [step.code for step in update.to_drop] == ["bank_account"]
    assert [(was.title, after.title) for was, after in update.renewed] == [
        ("Inschrijven bij een ziekenfonds", "Ziekenfonds")
    ]
    assert list(Step.objects.order_by("pk").values()) == before


def test_a_plan_follows_and_has_nothing_to_follow_after(amira, case, next_version):
    brought = bring(amira, case)

    assert (brought.cases, brought.new, brought.renewed, brought.to_drop) == (1, 1, 1, 1)
    assert Step.objects.get(code="bank_account").drop_proposed_on == TODAY
    fund = Step.objects.get(code="health_insurance")
    assert (fund.title, fund.due_on) == ("Ziekenfonds", TODAY + timedelta(days=20))
    assert fund.changes.get().due_before == TODAY + timedelta(days=14)
    assert preview(case)[1] == []


def test_what_is_done_or_changed_by_hand_is_never_touched(amira, case, next_version):
    fund, bank = (Step.objects.get(code=code) for code in ("health_insurance", "bank_account"))
    services.postpone_step(
        actor=amira,
        step=fund,
        version=1,
        until=TODAY + timedelta(days=30),
        reason="ziek",
        on=TODAY,
    )
    services.finish_step(actor=amira, step=bank, result="", on=TODAY)
    before = list(Step.objects.filter(pk__in=[fund.pk, bank.pk]).order_by("pk").values())

    brought = bring(amira, case)

    assert (brought.new, brought.renewed, brought.to_drop) == (1, 0, 0)
    assert list(Step.objects.filter(pk__in=[fund.pk, bank.pk]).order_by("pk").values()) == before


def test_a_kept_step_is_not_proposed_again(amira, dirk, case, next_version):
    bring(amira, case)
    bank = Step.objects.get(code="bank_account")
    services.keep_step(actor=amira, step=bank, version=bank.version, on=TODAY)

    assert preview(case)[1] == []


def test_a_plan_that_changed_since_the_preview_is_left_alone(amira, case, next_version):
    _, [update] = preview(case)
    services.finish_step(
        actor=amira, step=Step.objects.get(code="bank_account"), result="", on=TODAY
    )

    with pytest.raises(errors.NothingToUpdate, match="sinds u het voorbeeld bekeek"):
        bring(amira, case, seen=[update.mark])

    assert not Step.objects.filter(code="rijbewijs_omwisselen").exists()


def test_of_a_team_who_changed_meanwhile_is_skipped(dirk, team, area, case, next_version):
    other = planned_before(team, area)
    _, found = preview(case, other)
    services.drop_step(
        actor=dirk,
        step=Step.objects.get(case=case, code="bank_account"),
        version=1,
        reason="weg",
        on=TODAY,
    )

    brought = bring(dirk, case, other, seen=[update.mark for update in found])

    assert (brought.cases, brought.skipped) == (1, 1)


def planned_before(team, area):
    """Return a case whose plan was made from version 1."""
    case = HouseholdFactory(team=team, area=area).cases.get()
    first = StepList.objects.get(code=LIST).versions.get(number=1)
    Step.objects.bulk_create(
        Step(case=case, listed=row, code=row.code, title=row.title, owner=row.owner, due_on=TODAY)
        for row in first.steps.all()
        if row.per == "household"
    )
    return case


def test_only_the_team_in_charge_lets_a_plan_follow(bram, case, next_version):
    with pytest.raises(NotAllowed):
        bring(bram, case)


def test_a_closed_case_does_not_follow(amira, case, next_version):
    seen = [update.mark for update in preview(case)[1]]
    close_cases(Case.objects.filter(pk=case.pk), TODAY)

    with pytest.raises(errors.NothingToUpdate):
        bring(amira, case, seen=seen)


def test_a_template_on_the_plan_follows_its_list_too(amira, dirk, household):
    case = household.cases.get()
    [version] = [v for v in templates("", on=TODAY) if v.list.code == "activation"]
    persons = [m.person for m in household.members.select_related("person")]
    services.add_template(
        actor=amira, case=case, goals=list(version.goals.all()), persons=persons, on=TODAY
    )
    draft = guidance.start_draft(actor=dirk, step_list=version.list, on=TODAY)
    goal = draft.goals.get(code="to_work")
    guidance.add_listed_step(
        actor=dirk, draft=draft, version=1, goal=goal, facts=NEW | {"per": "household"}
    )
    draft = guidance.put_in_force(
        actor=dirk, draft=draft, version=2, starts_on=TODAY, reason="x", on=TODAY
    )

    [update] = selectors.updates([case], draft, on=TODAY)

    assert [(step.title, step.goal.code) for step in update.new] == [
        ("Rijbewijs omwisselen: Olena", "activation.to_work")
    ]


def test_many_plans_take_as_many_queries_as_one(team, area, next_version):
    def queries(cases):
        with CaptureQueriesContext(connection) as ran:
            assert len(preview(*cases)[1]) == len(cases)
        return len(ran)

    cases = [planned_before(team, area)]
    one = queries(cases)
    cases += [planned_before(team, area) for _ in range(3)]
    assert queries(cases) == one
