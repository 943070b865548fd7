"""Every hard rule refuses in its own Dutch sentence, alone, and allows what it must allow."""

from datetime import date

import pytest
from hypothesis import given, settings

from eenplan.engines.placement import makeup_of
from eenplan.engines.placement.match import match_now
from eenplan.engines.placement.model import Closure, Link, Policy, Stay
from eenplan.engines.placement.problem import problem_of
from eenplan.engines.placement.rules import SPECS
from eenplan.engines.placement.windows import Situation
from tests.engines.placement_cast import ON, OPEN, STRICT as MIXED, cases, household, place, shared
from tests.engines.placement_examples import AGO, ALLOWED, CASES, HOSTS_OPEN, NEXT, STRICT


@pytest.mark.parametrize(
    ("policy", "rule", "who", "where", "sentence"), CASES, ids=[f"{c[1]}: {c[4]}" for c in CASES]
)
def test_a_hard_rule_refuses_in_words_and_nothing_else_does(policy, rule, who, where, sentence):
    ranking = match_now(household(**who), [place(**where)], policy, ON)
    [blocked] = ranking.blocked
    assert ranking.eligible == ()
    assert [(no.rule, no.sentence) for no in blocked.failed] == [(rule, sentence)]
    assert blocked.only_rule == rule
    assert len(blocked.passed) == len(SPECS) - 1
    [count] = ranking.rules
    assert (count.rule, count.places, count.only) == (rule, 1, 1)


def test_every_rule_has_a_negative_example_here():
    assert {case[1] for case in CASES} == {spec.id for spec in SPECS}


@pytest.mark.parametrize(("who", "where"), ALLOWED)
def test_the_other_side_of_each_rule_is_allowed_with_all_requirements_in_words(who, where):
    ranking = match_now(household(**who), [place(**where)], STRICT, ON)
    assert [ranked.place for ranked in ranking.eligible] == ["P1"]
    requirements = ranking.best.requirements
    assert len(requirements) == len(SPECS)
    assert all(r.met and r.sentence and r.source for r in requirements)


@pytest.mark.parametrize(
    ("who", "where"),
    [
        ({}, {"people_checked": True, "people_checked_until": NEXT}),
        ({"makeup": "women"}, {"hosts": "family", "own_room": True}),
        ({"makeup": "men"}, {"hosts": "men"}),
    ],
)
def test_a_host_family_that_is_checked_and_fits_is_allowed(who, where):
    host = place(form="HOST_FAMILY", **where)
    ranking = match_now(household(**who), [host], HOSTS_OPEN, ON)
    assert [ranked.place for ranked in ranking.eligible] == ["P1"]
    assert all(requirement.sentence for requirement in ranking.best.requirements)


def test_a_form_is_open_until_the_day_it_closes():
    host, who = place(form="HOST_FAMILY"), household(arrived_on=AGO)
    assert match_now(who, [host], STRICT, date(2022, 3, 13)).eligible
    assert not match_now(who, [host], STRICT, date(2022, 3, 14)).eligible


def test_the_reason_of_a_closure_is_said_and_who_decided():
    closure = Closure(date(2022, 3, 14), "moeilijk op te volgen", "de raad")
    closed = Policy(forms_closed={"HOST_FAMILY": closure})
    [blocked] = match_now(household(), [place(form="HOST_FAMILY")], closed, ON).blocked
    [refusal] = blocked.failed
    assert refusal.sentence.endswith(
        "gesloten sinds 14 maart 2022: moeilijk op te volgen (beslist door de raad)"
    )


def test_only_rules_that_ask_something_of_this_pair_are_told():
    plain = match_now(household(), [place()], OPEN, ON).best
    assert {"red-flow", "pets", "budget", "together"}.isdisjoint(r.rule for r in plain.told)
    asked = match_now(household(pets=True), [place(pets_allowed=True)], OPEN, ON).best
    assert "Huisdieren toegelaten" in {r.sentence for r in asked.told}
    assert len(plain.told) < len(plain.requirements) == len(SPECS)


def test_no_sentence_names_another_household():
    who = household(
        apart_from=frozenset({"2022-0042"}), links=(Link("2022-0042", "area", "Walle"),)
    )
    flat = shared(neighbours=(Stay(AGO, None, 2, "2022-0042", "men"),))
    [blocked] = match_now(who, [flat], OPEN, ON).blocked
    assert not any("0042" in refusal.sentence for refusal in blocked.failed)


@pytest.mark.parametrize(
    ("adults", "children", "makeup"),
    [
        (("F",), 0, "women"),
        (("F",), 3, "women"),
        (("M",), 0, "men"),
        (("M",), 1, "family"),
        (("F", "M"), 0, "family"),
        (("F", "X"), 0, "unknown"),
        ((), 2, "unknown"),
    ],
)
def test_a_household_is_women_men_or_a_family(adults, children, makeup):
    assert makeup_of(adults, children) == makeup


@settings(max_examples=150, deadline=None)
@given(cases())
def test_the_table_and_the_sentences_agree_on_every_pair_and_rule(case):
    who, where, horizon = case
    problem, table = problem_of(who, where, Situation(ON, horizon, MIXED))
    for i, family in enumerate(who):
        for u, offer in enumerate(where):
            for rule in problem.rules:
                refused = rule.test(family, offer) is not None
                assert refused == bool(table.refused[rule.id][i, u]), (rule.id, family, offer)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_tonight_every_place_is_either_ranked_or_refused_by_name(case):
    who, where, _ = case
    for family in who:
        ranking = match_now(family, where, MIXED, ON)
        told = [r.place for r in ranking.eligible] + [b.place for b in ranking.blocked]
        assert sorted(told) == sorted(offer.id for offer in where)
        assert all(blocked.failed for blocked in ranking.blocked)
        assert all(
            blocked.rules == tuple(no.rule for no in blocked.failed) for blocked in ranking.blocked
        )
        assert all(r.met for b in ranking.blocked for r in b.passed)
        assert all(r.sentence for ranked in ranking.eligible for r in ranked.requirements)
