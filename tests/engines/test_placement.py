"""Households to places: every rule in words, nobody split, never worse than first come."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from eenplan.engines.assignment.verify import verify
from eenplan.engines.placement.batch import plan
from eenplan.engines.placement.match import match_now
from eenplan.engines.placement.model import Closure, Household, Place, Policy, Stay
from eenplan.engines.placement.problem import problem_of
from eenplan.engines.placement.rules import SPECS
from eenplan.engines.placement.windows import Situation
from eenplan.engines.placement.words import SUITABLE_BUT_TAKEN

ON = date(2022, 3, 21)
OPEN = Policy()


def household(name="G1", persons=2, **facts):
    return Household(name, persons, facts.pop("arrived_on", ON), **facts)


def place(name="P1", **facts):
    given_ = {"form": "OWN_MANAGED", "kind": "whole_dwelling", "area": "Heule"}
    given_ |= {"max_persons": 4, "state": "READY"}
    return Place(name, name.lower(), **(given_ | facts))


def failed(ranking):
    return [requirement.sentence for b in ranking.blocked for requirement in b.failed]


RULES = [
    ({}, {"form": "HOST_FAMILY"}, "Opvang bij gastgezinnen is gesloten sinds 14 maart 2022"),
    ({}, {"state": "OFFERED"}, "Nog niet gecontroleerd"),
    ({}, {"state": "NOT_INSPECTED"}, "Nog niet gecontroleerd"),
    ({}, {"state": "TO_CLEAN"}, "Moet nog gekuist worden"),
    ({}, {"state": "TO_REFRESH"}, "Moet nog opgefrist worden"),
    ({}, {"state": "TO_RENOVATE"}, "Moet nog gerenoveerd worden"),
    ({}, {"state": "CLOSED"}, "De plaats is gesloten"),
    ({}, {"available_from": date(2022, 4, 1)}, "Vrij vanaf 1 april 2022"),
    ({}, {"available_until": ON}, "Was maar vrij tot 21 maart 2022"),
    (
        {},
        {"available_until": date(2022, 3, 25)},
        "Vrij tot 25 maart 2022: korter dan 7 dagen",
    ),
    ({"stays_until": ON}, {}, "Het gezin vertrekt al op 21 maart 2022"),
    ({}, {"occupied": (Stay(date(2022, 3, 1), date(2022, 5, 1)),)}, "Bezet tot 1 mei 2022"),
    ({}, {"occupied": (Stay(date(2022, 3, 1)),)}, "Bezet zonder einddatum"),
    ({}, {"occupied": (Stay(date(2022, 3, 24)),)}, "Al toegezegd vanaf 24 maart 2022"),
    ({"persons": 5}, {"max_persons": 3}, "3 slaapplaatsen, 5 personen"),
    ({"persons": 2}, {"max_persons": 1}, "1 slaapplaats, 2 personen"),
    ({"step_free": True}, {}, "Niet drempelvrij, wel nodig"),
    ({"pets": True}, {}, "Geen huisdieren toegelaten"),
    ({"vetoes": frozenset({"area:Heule"})}, {}, "Het gezin wil dit niet: Heule"),
    (
        {"unaccompanied_minor": True},
        {},
        "Niet-begeleide minderjarige: geen voorstel, verwittig de dienst Voogdij",
    ),
    (
        {"persons": 5},
        {
            "max_persons": 15,
            "max_households": 4,
            "occupied": (Stay(date(2022, 3, 1), None, 12),),
        },
        "Nog 3 van 15 slaapplaatsen vrij, 5 personen",
    ),
    (
        {},
        {
            "max_persons": 15,
            "max_households": 1 + 1,
            "occupied": (Stay(date(2022, 3, 1), None, 2), Stay(date(2022, 3, 2), None, 2)),
        },
        "Al 2 van 2 gezinnen",
    ),
    (
        {},
        {"confirmed_on": date(2022, 2, 1)},
        "Laatst bevestigd op 1 februari 2022, 48 dagen geleden (hoogstens 30)",
    ),
]

STRICT = Policy(
    forms_closed={"HOST_FAMILY": Closure(date(2022, 3, 14))},
    shortest_stay_days=7,
    reconfirm_after_days=30,
)


@pytest.mark.parametrize(("who", "where", "sentence"), RULES, ids=[r[2] for r in RULES])
def test_a_hard_rule_refuses_in_words_and_nothing_else_does(who, where, sentence):
    ranking = match_now(household(**who), [place(**where)], STRICT, ON)
    assert ranking.eligible == ()
    assert failed(ranking) == [sentence]
    assert ranking.blocked[0].only_rule == ranking.blocked[0].failed[0].rule
    assert len(ranking.blocked[0].passed) == len(SPECS) - 1


ALLOWED = [
    ({}, {"form": "COLLECTIVE"}),
    ({}, {"available_from": ON}),
    ({}, {"available_until": date(2022, 3, 28)}),
    ({"stays_until": date(2022, 3, 23)}, {"available_until": date(2022, 3, 23)}),
    ({}, {"occupied": (Stay(date(2022, 3, 1), ON),)}),
    ({}, {"occupied": (Stay(date(2022, 3, 28)),)}),
    ({"persons": 4}, {"max_persons": 4}),
    ({"step_free": True}, {"step_free": True}),
    ({"pets": True}, {"pets_allowed": True}),
    ({"vetoes": frozenset({"area:Walle", "form:COLLECTIVE", "place:P2"})}, {}),
    (
        {"persons": 3},
        {"max_persons": 15, "max_households": 4, "occupied": (Stay(ON, None, 12),)},
    ),
    ({}, {"confirmed_on": date(2022, 2, 19)}),
]


@pytest.mark.parametrize(("who", "where"), ALLOWED)
def test_the_other_side_of_each_rule_is_allowed_with_all_requirements_in_words(who, where):
    ranking = match_now(household(**who), [place(**where)], STRICT, ON)
    assert [ranked.place for ranked in ranking.eligible] == ["P1"]
    requirements = ranking.best.requirements
    assert len(requirements) == len(SPECS)
    assert all(r.met and r.sentence and r.source for r in requirements)


def test_a_form_is_open_until_the_day_it_closes():
    host, who = place(form="HOST_FAMILY"), household(arrived_on=date(2022, 3, 1))
    assert match_now(who, [host], STRICT, date(2022, 3, 13)).eligible
    assert not match_now(who, [host], STRICT, date(2022, 3, 14)).eligible


def test_the_reason_of_a_closure_is_said():
    closed = Policy(
        forms_closed={"HOST_FAMILY": Closure(date(2022, 3, 14), "moeilijk op te volgen")}
    )
    (sentence,) = failed(match_now(household(), [place(form="HOST_FAMILY")], closed, ON))
    assert sentence.endswith("gesloten sinds 14 maart 2022: moeilijk op te volgen")


def test_all_failed_rules_are_named_and_counted():
    places = [place("P1", state="TO_CLEAN", max_persons=1), place("P2", max_persons=1), place("P3")]
    ranking = match_now(household(), places, OPEN, ON)
    assert [blocked.place for blocked in ranking.blocked] == ["P2", "P1"]
    assert [blocked.only_rule for blocked in ranking.blocked] == ["beds", None]
    counts = {count.rule: (count.places, count.only) for count in ranking.rules}
    assert counts == {"beds": (2, 1), "ready": (1, 0)}


def test_an_unaccompanied_minor_is_a_red_flow_and_gets_no_proposal_anywhere():
    minor = household(unaccompanied_minor=True)
    ranking = match_now(minor, [place("P1"), place("P2")], OPEN, ON)
    assert ranking.red_flow
    assert ranking.eligible == ()
    assert "Voogdij" in ranking.summary
    assert plan([minor], [place()], OPEN, ON).unplaced[0].suitable == 0


BETTER = [
    {"area": "Walle"},
    {"max_persons": 2},
    {"rent_eur_month": 0},
    {"bedrooms": 2},
    {"available_until": None},
]


@pytest.mark.parametrize("better", BETTER)
def test_a_better_place_never_ranks_lower(better):
    worse = place("A", rent_eur_month=400, bedrooms=0, available_until=date(2022, 6, 1))
    who = household(area="Walle", bedrooms_needed=2)
    ranking = match_now(who, [worse, replace(worse, id="B", **better)], OPEN, ON)
    assert ranking.best.place == "B"


def test_wishes_count_in_their_order():
    who = household(wishes=("area:Walle", "kind:hotel"))
    places = [place("A"), place("B", kind="hotel"), place("C", area="Walle")]
    assert [r.place for r in match_now(who, places, OPEN, ON).eligible] == ["C", "B", "A"]


def test_score_parts_are_whole_numbers_between_zero_and_their_weight():
    ranked = match_now(household(), [place()], OPEN, ON).best
    assert ranked.score == sum(part.points for part in ranked.parts)
    assert all(0 <= part.points <= part.most for part in ranked.parts)


def test_with_prices_a_place_that_others_need_more_comes_lower():
    climber = household("G1")
    others = [household("G2", step_free=True), household("G3", step_free=True)]
    scarce, plain = place("A", step_free=True, max_persons=2), place("B", max_persons=4)
    assert match_now(climber, [scarce, plain], OPEN, ON).best.place == "A"
    prices = plan([climber, *others], [scarce, plain], OPEN, ON).kernel.prices
    priced = match_now(climber, [scarce, plain], OPEN, ON, prices)
    assert priced.best.place == "B"
    assert priced.eligible[1].pressure > priced.eligible[1].score > priced.eligible[1].net


def test_a_place_that_comes_free_within_the_horizon_starts_later():
    later = place(available_from=date(2022, 4, 1))
    assert plan([household()], [later], OPEN, ON).placements == ()
    (placement,) = plan([household()], [later], OPEN, ON, horizon_days=14).placements
    assert (placement.start, placement.until) == (date(2022, 4, 1), None)


def test_a_stay_ends_when_the_next_one_begins():
    taken = place(occupied=(Stay(date(2022, 6, 1)),))
    (placement,) = plan([household()], [taken], OPEN, ON).placements
    assert placement.until == date(2022, 6, 1)


def test_a_shared_house_takes_whole_households_until_beds_or_households_run_out():
    shared = place(form="COLLECTIVE", max_persons=6, max_households=3)
    families = [household(f"G{i}", persons) for i, persons in enumerate((4, 3, 2, 2, 2))]
    outcome = plan(families, [shared], OPEN, ON)
    assert outcome.persons == 6
    assert len({p.household for p in outcome.placements}) == len(outcome.placements) <= 3


def test_who_waits_hears_why():
    places = [place("P1"), place("P2", max_persons=1)]
    outcome = plan([household("G1"), household("G2", 4, tonight="none")], places, OPEN, ON)
    (waiting,) = outcome.unplaced
    assert (waiting.household, waiting.suitable) == ("G1", 1)
    assert waiting.reason == SUITABLE_BUT_TAKEN
    alone = plan([household("G1", 9)], places, OPEN, ON).unplaced[0]
    assert alone.suitable == 0
    assert alone.reason.startswith("Te weinig slaapplaatsen voor het hele gezin: 2 plaatsen")


def test_the_plan_counts_what_is_listed_and_shows_first_come_beside_it():
    places = [place("P1"), place("P2", state="TO_CLEAN"), place("P3", form="HOST_FAMILY")]
    outcome = plan([household()], places, STRICT, ON)
    assert outcome.listed[("READY", "OWN_MANAGED")] == 1
    assert outcome.listed[("TO_CLEAN", "OWN_MANAGED")] == 1
    assert [rival.fit for rival in outcome.first_come] == ["first", "best"]
    assert [rival.households for rival in outcome.first_come] == [1, 1]


def test_a_household_without_a_roof_goes_before_one_in_a_hotel_that_came_earlier():
    earlier = household("G1", tonight="hotel", arrived_on=ON - timedelta(days=5))
    outcome = plan([earlier, household("G2")], [place()], OPEN, ON)
    assert [p.household for p in outcome.placements] == ["G2"]
    assert outcome.objective > max(rival.objective for rival in outcome.first_come)


days = st.integers(-20, 40).map(lambda n: ON + timedelta(days=n))
tags = st.sampled_from(["area:Heule", "area:Walle", "form:COLLECTIVE", "kind:hotel"])


@st.composite
def households(draw, name):
    return Household(
        name,
        draw(st.integers(1, 6)),
        draw(days),
        tonight=draw(st.sampled_from(["none", "hotel", "friends", "place"])),
        bedrooms_needed=draw(st.none() | st.integers(1, 3)),
        step_free=draw(st.booleans()),
        pets=draw(st.booleans()),
        area=draw(st.sampled_from([None, "Heule", "Walle"])),
        wishes=tuple(draw(st.lists(tags, max_size=2))),
        vetoes=frozenset(draw(st.lists(tags, max_size=1))),
        unaccompanied_minor=draw(st.integers(0, 9)) == 0,
        stays_until=draw(st.none() | days),
    )


@st.composite
def stays(draw):
    start = draw(days)
    length = draw(st.none() | st.integers(1, 30))
    return Stay(start, start + timedelta(days=length) if length else None, draw(st.integers(1, 3)))


@st.composite
def places(draw, name):
    return Place(
        name,
        name,
        draw(st.sampled_from(["COLLECTIVE", "OWN_MANAGED", "HOST_FAMILY"])),
        draw(st.sampled_from(["hotel", "house"])),
        draw(st.sampled_from(["Heule", "Walle"])),
        draw(st.integers(1, 8)),
        draw(st.sampled_from(["READY", "READY", "READY", "OFFERED", "TO_CLEAN", "CLOSED"])),
        bedrooms=draw(st.none() | st.integers(0, 3)),
        available_from=draw(st.none() | days),
        available_until=draw(st.none() | days),
        step_free=draw(st.booleans()),
        pets_allowed=draw(st.booleans()),
        rent_eur_month=draw(st.integers(0, 1500)),
        occupied=tuple(draw(st.lists(stays(), max_size=2))),
        confirmed_on=draw(st.none() | days),
        max_households=draw(st.sampled_from([1, 1, 3])),
    )


@st.composite
def cases(draw):
    who = [draw(households(f"G{i}")) for i in range(draw(st.integers(0, 4)))]
    where = [draw(places(f"P{i}")) for i in range(draw(st.integers(0, 4)))]
    return who, where, draw(st.sampled_from([0, 14]))


@settings(max_examples=100, deadline=None)
@given(cases())
def test_the_table_and_the_sentences_agree_on_every_pair_and_rule(case):
    who, where, horizon = case
    problem, table = problem_of(who, where, Situation(ON, horizon, STRICT))
    for i, family in enumerate(who):
        for u, offer in enumerate(where):
            for rule in problem.rules:
                refused = rule.test(family, offer) is not None
                assert refused == bool(table.refused[rule.id][i, u]), (rule.id, family, offer)


@settings(max_examples=50, deadline=None)
@given(cases(), st.sampled_from(["quick", "normal"]))
def test_a_plan_holds_and_is_never_worse_than_first_come(case, effort):
    who, where, horizon = case
    outcome = plan(who, where, STRICT, ON, horizon, effort)
    problem, table = problem_of(who, where, Situation(ON, horizon, STRICT))
    assert verify(problem, outcome.kernel) == ()
    assert outcome.objective >= max(rival.objective for rival in outcome.first_come)
    assert outcome.objective <= outcome.bound
    named = [p.household for p in outcome.placements] + [w.household for w in outcome.unplaced]
    assert sorted(named) == sorted(family.id for family in who)
    assert outcome == plan(who, where, STRICT, ON, horizon, effort)


@settings(max_examples=40, deadline=None)
@given(cases())
def test_tonight_every_place_is_either_ranked_or_refused_by_name(case):
    who, where, _ = case
    for family in who:
        ranking = match_now(family, where, STRICT, ON)
        told = [r.place for r in ranking.eligible] + [b.place for b in ranking.blocked]
        assert sorted(told) == sorted(offer.id for offer in where)
        assert all(blocked.failed for blocked in ranking.blocked)
        assert all(
            blocked.rules == tuple(no.rule for no in blocked.failed) for blocked in ranking.blocked
        )
        assert all(r.met for b in ranking.blocked for r in b.passed)
