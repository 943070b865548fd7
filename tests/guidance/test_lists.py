"""Lists of steps: one version in force a day, drafts, translations, comparing, who may."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from eenplan.core.errors import NotAllowed, StaleVersion
from eenplan.guidance import errors, selectors, services
from eenplan.guidance.models import ListedStep, ListVersion, StepList, StepText
from eenplan.organisation.models import User
from eenplan.organisation.selectors import actor_for
from tests.cases.plan_help import attempt, audited
from tests.support.at_once import at_once
from tests.support.setting import TODAY

SOON = TODAY + timedelta(days=10)
FACTS = {
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


@pytest.fixture
def arrival(norms):
    return StepList.objects.get(code="temporary_protection")


@pytest.fixture
def draft(dirk, arrival):
    return services.start_draft(actor=dirk, step_list=arrival, on=TODAY)


def add(actor, draft, version=1, **facts):
    return attempt(
        services.add_listed_step,
        actor=actor,
        draft=draft,
        version=version,
        goal=None,
        facts=FACTS | facts,
    )


def put(actor, draft, starts_on=TODAY, **more):
    draft.refresh_from_db()
    said = {"version": draft.version, "reason": "proef", **more}
    return attempt(
        services.put_in_force, actor=actor, draft=draft, starts_on=starts_on, on=TODAY, **said
    )


# -- The first lists -------------------------------------------------------------------------------
def test_a_new_installation_has_its_routes_and_templates_in_force(norms):
    kinds = StepList.objects.values_list("code", "kind")
    assert set(kinds) == {
        ("temporary_protection", "ROUTE"),
        ("resident", "ROUTE"),
        ("activation", "GOALS"),
        ("school", "GOALS"),
        ("own_home", "GOALS"),
    }
    assert all(row.present for row in selectors.step_lists(on=TODAY))
    assert len(selectors.route("TEMPORARY_PROTECTION", on=TODAY)) == 13
    assert selectors.route("ANOTHER", on=TODAY) == ()


def test_every_listed_step_says_something_to_everybody_and_where_its_rule_stands(norms):
    for step in ListedStep.objects.all():
        assert step.explanation and step.rule and step.source, step.code
    doubted = {s.code for s in ListedStep.objects.all() if not s.is_verified}
    assert {"child_benefit", "school", "vdab", "article_60"} <= doubted


def test_the_route_takes_one_query(norms):
    with CaptureQueriesContext(connection) as queries:
        selectors.route("TEMPORARY_PROTECTION", on=TODAY)
    assert len(queries) == 1


# -- Drafts ----------------------------------------------------------------------------------------
def test_a_draft_is_a_copy_that_changes_nothing_in_force(dirk, arrival, draft):
    add(dirk, draft)

    assert draft.number == 2
    assert draft.steps.count() == 14
    assert len(selectors.route("TEMPORARY_PROTECTION", on=TODAY)) == 13
    assert audited() == ["guidance.draft-started", "guidance.step-added"]


def test_a_list_has_one_draft(dirk, arrival, draft):
    with pytest.raises(errors.DraftThere):
        attempt(services.start_draft, actor=dirk, step_list=arrival, on=TODAY)

    assert ListVersion.objects.filter(list=arrival).count() == 2


def test_who_changes_a_draft_second_is_told(dirk, draft):
    add(dirk, draft)

    with pytest.raises(StaleVersion):
        add(dirk, draft, version=1, title="Iets anders")

    assert draft.steps.count() == 14


def test_a_step_keeps_its_code_and_a_new_one_takes_no_former_code(dirk, arrival, draft):
    step = draft.steps.get(code="vdab")
    services.change_listed_step(actor=dirk, step=step, version=1, goal=None, facts=FACTS)
    assert step.code == "vdab"

    services.remove_listed_step(actor=dirk, step=step, version=2)
    again = add(dirk, draft, version=3, title="vdab")
    assert again.code == "vdab_2"


def test_steps_move_one_place(dirk, draft):
    def first():
        return list(draft.steps.values_list("code", flat=True)[:2])

    before = first()
    step = draft.steps.get(code=before[1])
    services.move_listed_step(actor=dirk, step=step, version=1, up=True)
    assert first() == before[::-1]

    step = draft.steps.get(code=before[1])
    services.move_listed_step(actor=dirk, step=step, version=2, up=True)  # already on top
    assert first() == before[::-1]


def test_what_is_in_force_is_not_changed(dirk, arrival):
    present = selectors.version_in_force(arrival, on=TODAY)
    step = present.steps.first()
    for call in (
        lambda: add(dirk, present),
        lambda: attempt(services.remove_listed_step, actor=dirk, step=step, version=1),
        lambda: attempt(services.move_listed_step, actor=dirk, step=step, version=1, up=True),
        lambda: attempt(
            services.change_listed_step,
            actor=dirk,
            step=step,
            version=1,
            goal=None,
            facts=FACTS,
        ),
        lambda: attempt(services.discard_draft, actor=dirk, draft=present),
        lambda: put(dirk, present),
    ):
        with pytest.raises(errors.NotADraft):
            call()

    assert present.steps.count() == 13
    assert audited() == []


def test_a_draft_can_be_thrown_away(dirk, arrival, draft):
    services.discard_draft(actor=dirk, draft=draft)

    assert arrival.versions.count() == 1


def test_a_template_puts_each_step_under_a_goal(dirk, norms):
    draft = services.add_template_list(actor=dirk, title="Gezondheid", target_group="", on=TODAY)
    with pytest.raises(errors.GoalWanted):
        add(dirk, draft)
    goal = services.add_listed_goal(
        actor=dirk, draft=draft, version=1, domain="HEALTH", title="Een huisarts", per="adult"
    )
    with pytest.raises(errors.EmptyDraft):
        put(dirk, draft)

    services.add_listed_step(actor=dirk, draft=draft, version=2, goal=goal, facts=FACTS)
    with pytest.raises(errors.GoalInUse):
        attempt(services.remove_listed_goal, actor=dirk, goal=goal, version=3)
    put(dirk, draft)

    assert "gezondheid" in {version.list.code for version in selectors.templates("", on=TODAY)}


def test_a_template_has_a_title_of_its_own(dirk, norms):
    with pytest.raises(errors.TitleTaken):
        attempt(
            services.add_template_list,
            actor=dirk,
            title="school en okan",
            target_group="",
            on=TODAY,
        )


# -- In force --------------------------------------------------------------------------------------
def test_a_version_holds_from_its_day_and_the_former_until_then(dirk, arrival, draft):
    add(dirk, draft)
    put(dirk, draft, SOON)

    def steps(on):
        return len(selectors.route("TEMPORARY_PROTECTION", on=on))

    assert (steps(TODAY), steps(SOON - timedelta(days=1)), steps(SOON)) == (13, 13, 14)
    assert audited()[-1] == "guidance.version-in-force"


def test_a_version_that_has_yet_to_begin_is_withdrawn(dirk, arrival, draft):
    put(dirk, draft, SOON)

    services.withdraw_version(actor=dirk, version=draft, on=TODAY)

    assert selectors.version_in_force(arrival, on=SOON).number == 1
    with pytest.raises(errors.AlreadyInForce):
        attempt(services.withdraw_version, actor=dirk, version=draft, on=TODAY)


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), date(2099, 1, 1)])
def test_a_version_does_not_hold_from_a_day_in_the_past_or_far_away(day, dirk, draft):
    with pytest.raises(errors.DayRefused):
        put(dirk, draft, day)

    draft.refresh_from_db()
    assert draft.is_draft


def test_a_version_begins_after_the_one_that_is_planned(dirk, arrival, draft):
    put(dirk, draft, SOON)
    next_draft = services.start_draft(actor=dirk, step_list=arrival, on=TODAY)

    with pytest.raises(errors.DayRefused, match="Versie 2 geldt al vanaf"):
        put(dirk, next_draft, TODAY)

    put(dirk, next_draft, SOON)
    assert selectors.version_in_force(arrival, on=SOON).number == 3


def test_the_database_keeps_one_version_a_day(arrival):
    with pytest.raises(IntegrityError, match="one_version_in_force"), transaction.atomic():
        ListVersion.objects.create(list=arrival, number=9, starts_on=TODAY)


@pytest.mark.django_db(transaction=True)
def test_of_two_coordinators_who_put_a_draft_in_force_one_wins(clock, dirk, arrival):
    draft = services.start_draft(actor=dirk, step_list=arrival, on=TODAY)
    actor = actor_for(User.objects.get(pk=dirk.user_id), on=TODAY)

    def once_more():
        try:
            services.put_in_force(
                actor=actor,
                draft=ListVersion.objects.get(pk=draft.pk),
                version=1,
                starts_on=TODAY,
                reason="nu",
                on=TODAY,
            )
            return "won"
        except (errors.NotADraft, StaleVersion):
            return "told"

    assert sorted(at_once([once_more] * 3)) == ["told", "told", "won"]


# -- Comparing and translating ---------------------------------------------------------------------
def test_two_versions_are_compared_step_by_step(dirk, arrival, draft):
    add(dirk, draft)
    services.remove_listed_step(actor=dirk, step=draft.steps.get(code="bank_account"), version=2)
    step = draft.steps.get(code="vdab")
    facts = {name: getattr(step, name) for name in FACTS} | {"days": 30}
    services.change_listed_step(actor=dirk, step=step, version=3, goal=None, facts=facts)

    found = selectors.compare(arrival.versions.get(number=1), draft)

    assert [(line.what, line.code) for line in found] == [
        ("new", "rijbewijs_omwisselen"),
        ("gone", "bank_account"),
        ("changed", "vdab"),
    ]
    assert found[2].fields == (("dagen na de start", "45", "30"),)
    assert selectors.compare(draft, draft) == []


def translate(actor, version, code="vdab", number=0, language="uk"):
    return attempt(
        services.set_text,
        actor=actor,
        made_from=version,
        code=code,
        language=language,
        title="Реєстрація у VDAB",
        explanation="",
        is_checked=False,
        version=number,
    )


def row_of(version, code="vdab"):
    rows = selectors.translations_of(version)[code]
    return next(row for row in rows if row.language == "uk")


def test_a_translation_shows_when_the_dutch_text_moved_on(dirk, arrival, draft):
    StepText.objects.all().delete()
    first = arrival.versions.get(number=1)
    translate(dirk, first)
    assert not row_of(draft).is_stale

    step = draft.steps.get(code="vdab")
    facts = {name: getattr(step, name) for name in FACTS} | {"title": "Naar de VDAB gaan"}
    services.change_listed_step(actor=dirk, step=step, version=1, goal=None, facts=facts)
    put(dirk, draft)
    draft.refresh_from_db()
    assert row_of(draft).is_stale

    translate(dirk, draft, number=1)
    assert not row_of(draft).is_stale
    assert row_of(draft).text.made_from == draft


def test_a_translation_is_made_from_words_in_force_and_by_one_at_a_time(dirk, arrival, draft):
    StepText.objects.all().delete()
    with pytest.raises(errors.StillADraft):
        translate(dirk, draft)
    translate(dirk, arrival.versions.get(number=1))
    with pytest.raises(StaleVersion):
        translate(dirk, arrival.versions.get(number=1))

    assert StepText.objects.count() == 1


# -- Who may ---------------------------------------------------------------------------------------
def test_only_a_coordinator_changes_lists(amira, karim, dirk, arrival):
    for actor in (amira, karim):
        with pytest.raises(NotAllowed):
            attempt(services.start_draft, actor=actor, step_list=arrival, on=TODAY)
        with pytest.raises(NotAllowed):
            translate(actor, arrival.versions.get(number=1))
        with pytest.raises(NotAllowed):
            attempt(services.add_template_list, actor=actor, title="x", target_group="", on=TODAY)

    assert arrival.versions.count() == 1
    assert audited() == []
