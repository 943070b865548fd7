"""Rebalancing: within the norm and level, with as few changes of case manager as can."""

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings, strategies as st

from eenplan.engines.caseload import (
    Carrier,
    HeldCase,
    ImpossibleRebalancing,
    Limits,
    forecast,
    inputs_hash,
    rebalance,
    verify_rebalancing,
)

FOUR = Limits(norm_per_fte=4, settle_days=30, legal_days=14, tolerance=1000)


def worker(name, fraction="1", open_fraction=None, languages=(), team="T", **facts):
    share = None if open_fraction is None else Decimal(open_fraction)
    return Carrier(
        name, name.title(), Decimal(fraction), share, frozenset(languages), team, **facts
    )


def held(holder, number, minutes=60, **facts):
    """Cases of one holder: `held("anna", 3)` gives anna-0, anna-1, anna-2."""
    facts.setdefault("team", "T")
    return [HeldCase(f"{holder}-{i}", holder, minutes, **facts) for i in range(number)]


def counts(answer):
    return {load.carrier: load.households for load in answer.after}


def test_nobody_above_nothing_moves():
    answer = rebalance([worker("anna"), worker("bert")], held("anna", 4) + held("bert", 1), FOUR)

    assert answer.moves == () and answer.above == () and answer.fewest == 0
    assert answer.summary.startswith("Niemand staat boven de norm")


def test_only_what_is_too_much_moves():
    answer = rebalance([worker("anna"), worker("bert")], held("anna", 6) + held("bert", 1), FOUR)

    assert counts(answer) == {"anna": 4, "bert": 3}
    assert len(answer.moves) == answer.fewest == 2
    assert answer.moves[0].sentence == (
        "Anna staat boven de norm en gaat van 6 naar 4 van 4 gezinnen. "
        "Bert gaat van 1 naar 3 van 4 gezinnen. Weegt 1 uur per maand."
    )
    assert answer.summary == (
        "2 van 7 dossiers veranderen van maatschappelijk werker. Met minder lukt het niet."
    )


def test_level_hours_move_one_case_from_who_carries_far_more_than_the_mean():
    cases = [*held("anna", 2, 60), HeldCase("zwaar", "anna", 600, team="T"), *held("bert", 3, 60)]
    answer = rebalance([worker("anna"), worker("bert")], cases, replace(FOUR, tolerance=50))

    # 900 minutes together: 450 each is the mean, 675 the most; bert cannot carry the heavy one.
    assert [load.minutes for load in answer.after] == [660, 240]
    assert len(answer.moves) == answer.fewest == 1
    assert answer.moves[0].sentence.startswith("Anna draagt meer dan gemiddeld en gaat van 12 uur")


def test_a_shared_language_decides_between_takers():
    people = [worker("anna"), worker("bert"), worker("cis", languages=["uk"])]
    answer = rebalance(people, held("anna", 5, languages=frozenset({"uk"})), FOUR)

    assert [m.taker for m in answer.moves] == ["cis"]
    assert "Spreekt een taal van het gezin." in answer.moves[0].sentence


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"days_held": 3}, "5 dossiers werden nog maar net toegewezen"),
        ({"in_handover": True}, "5 dossiers worden al overgedragen"),
        ({"days_to_legal_date": 14}, "5 dossiers hebben een wettelijke datum vlakbij"),
    ],
)
def test_a_case_that_must_stay_stays_and_it_is_said_why(facts, words):
    answer = rebalance([worker("anna"), worker("bert")], held("anna", 5, **facts), FOUR)

    assert answer.moves == ()
    assert [one.sentence for one in answer.above] == [
        f"Anna blijft op 5 van 4 gezinnen, 5 uur per maand. Waarom: {words}."
    ]


@pytest.mark.parametrize(
    "facts", [{"days_held": 30}, {"days_to_legal_date": 15}, {"days_to_legal_date": -1}]
)
def test_the_day_after_the_term_a_case_may_move(facts):
    answer = rebalance([worker("anna"), worker("bert")], held("anna", 5, **facts), FOUR)

    assert len(answer.moves) == 1


def test_a_case_stays_in_its_team():
    people = [worker("anna"), worker("bert", team="U")]
    answer = rebalance(people, held("anna", 5), FOUR)

    assert answer.moves == ()


def test_leave_takes_nobodys_files_away_but_brings_none_either():
    people = [worker("anna", "1", "0"), worker("bert"), worker("cis", "1", "0.5")]
    at_rest = rebalance(people, held("anna", 4), FOUR)
    busy = rebalance(people, held("bert", 9) + held("cis", 1), replace(FOUR, tolerance=400))

    assert at_rest.moves == ()
    assert {m.taker for m in busy.moves} == {"cis"}
    assert counts(busy)["cis"] == 2


def test_half_time_gives_above_half_the_norm():
    people = [worker("anna", "0.5"), worker("bert")]
    assert counts(rebalance(people, held("anna", 3), FOUR)) == {"anna": 2, "bert": 1}


def test_who_is_gone_leaves_cases_for_the_others():
    gone = held("weg", 2, days_held=3, in_handover=True)
    answer = rebalance([worker("bert")], gone + held("bert", 1), FOUR)

    assert [(m.giver, m.taker) for m in answer.moves] == [(None, "bert"), (None, "bert")]
    assert answer.fewest == 2 and answer.unserved == ()
    assert answer.summary.startswith("2 dossiers die niemand opvolgt, krijgen er een.")


def test_a_team_above_its_norms_spreads_what_is_too_much_and_says_so():
    people = [worker("anna"), worker("bert")]
    answer = rebalance(people, held("anna", 10), replace(FOUR, tolerance=10))

    assert counts(answer) == {"anna": 5, "bert": 5}
    assert [m.needs_reason for m in answer.moves] == [True] * 5
    assert {one.carrier for one in answer.above} == {"anna", "bert"}


def test_the_order_of_the_question_does_not_matter():
    people = [worker("anna"), worker("bert"), worker("cis", "0.5")]
    cases = held("anna", 9) + held("bert", 1)

    assert rebalance(people, cases, FOUR) == rebalance(people[::-1], cases[::-1], FOUR)


def test_the_hash_is_of_the_question_and_days_alone_do_not_change_it():
    people, [case] = [worker("anna")], held("anna", 1, days_held=40)

    first = rebalance(people, [case], FOUR).inputs_hash
    assert first == inputs_hash(people, [replace(case, days_held=41)], FOUR)
    assert first != inputs_hash(people, [replace(case, minutes=61)], FOUR)
    assert first != inputs_hash([worker("anna", "0.8")], [case], FOUR)
    assert first != inputs_hash(people, [replace(case, days_held=3)], FOUR)


def test_what_cannot_be_is_refused():
    with pytest.raises(ImpossibleRebalancing):
        rebalance([worker("anna"), worker("anna")], [], FOUR)
    with pytest.raises(ImpossibleRebalancing):
        worker("anna", "1.2")
    with pytest.raises(ImpossibleRebalancing):
        HeldCase("x", None, -1)
    with pytest.raises(ImpossibleRebalancing):
        Limits(norm_per_fte=0)


def test_the_check_finds_what_was_tampered_with():
    people, cases = [worker("anna"), worker("bert")], held("anna", 6)
    answer = rebalance(people, cases, FOUR)
    twice = replace(answer, moves=answer.moves + answer.moves[:1])
    stranger = replace(answer, moves=(replace(answer.moves[0], taker="zoë"),))
    less = replace(answer, moves=answer.moves[:1])

    assert verify_rebalancing(people, cases, FOUR, answer) == ()
    for wrong in (twice, stranger, less):
        assert verify_rebalancing(people, cases, FOUR, wrong)
    locked = [replace(case, in_handover=True) for case in cases]
    assert verify_rebalancing(people, locked, FOUR, answer)


# -- Properties ------------------------------------------------------------------------------------
@st.composite
def questions(draw, most_workers=4, most_cases=14):
    names = [f"w{i}" for i in range(draw(st.integers(1, most_workers)))]
    people = []
    for name in names:
        fraction = draw(st.sampled_from(["1", "0.8", "0.5", "0"]))
        away = draw(st.booleans())
        spoken = draw(st.sets(st.sampled_from(["uk", "ar"])))
        team = draw(st.sampled_from(["T", "T", "U"]))
        people.append(worker(name, fraction, "0" if away else None, spoken, team))
    team_of = {p.id: p.team for p in people}
    cases = []
    for i in range(draw(st.integers(0, most_cases))):
        holder = draw(st.sampled_from([*names, None]))
        cases.append(
            HeldCase(
                f"c{i}",
                holder,
                draw(st.sampled_from([60, 180, 400])),
                frozenset(draw(st.sets(st.sampled_from(["uk", "ar"])))),
                team_of.get(holder, "T"),
                days_held=draw(st.sampled_from([None, 5, 100])),
                in_handover=draw(st.sampled_from([False, False, True])),
            )
        )
    limits = Limits(draw(st.integers(1, 6)), tolerance=draw(st.sampled_from([0, 10, 50])))
    return people, cases, limits


@settings(max_examples=120, deadline=None)
@given(questions())
def test_every_answer_passes_the_independent_check_and_is_never_worse(question):
    people, cases, limits = question
    answer = rebalance(people, cases, limits)

    assert verify_rebalancing(people, cases, limits, answer) == ()
    assert answer == rebalance(people, cases, limits)
    before = {load.carrier: load for load in answer.before}
    for load in answer.after:
        if load.households > before[load.carrier].households:
            assert not load.gives  # nobody is pushed over by what is taken on
    if not answer.above and not answer.unserved:
        assert len(answer.moves) >= answer.fewest


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 6), st.integers(0, 3), st.integers(0, 3))
def test_with_equal_cases_the_fewest_changes_are_found(first, second, third):
    """Against every way to divide, on small questions where all can be tried."""
    people = [worker("anna"), worker("bert"), worker("cis")]
    limits = replace(FOUR, norm_per_fte=3, tolerance=1000)
    cases = held("anna", first) + held("bert", second) + held("cis", third)[: 8 - first - second]
    if len(cases) > 8:
        cases = cases[:8]
    answer = rebalance(people, cases, limits)

    best = min(
        (
            sum(case.holder != name for case, name in zip(cases, way, strict=True))
            for way in product(["anna", "bert", "cis"], repeat=len(cases))
            if max(way.count(n) for n in ("anna", "bert", "cis")) <= 3
        ),
    )
    assert len(answer.moves) == best


# -- Forecast --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("nets", "held_now", "capacity", "expected"),
    [
        ([2, 2, 2, 2], 30, 40, (6, 6, 6)),
        ([0, 4, 0, 4], 30, 40, (6, 4, 14)),
        ([0, 0, 0, 0], 30, 40, (None, None, None)),
        ([-1, 3, -3, 1], 30, 40, (None, 9, None)),
        ([-2, -2, -2], 45, 40, (0, 0, 0)),
        ([], 30, 40, (None, None, None)),
        ([1], 40, 40, (1, 1, None)),
    ],
)
def test_weeks_until_the_norm_is_exceeded(nets, held_now, capacity, expected):
    found = forecast(nets, held_now, capacity)
    assert (found.weeks, found.soonest, found.latest) == expected
    assert found.sentence.endswith(".")


def test_the_forecast_says_how_sure_it_is():
    assert forecast([0, 4, 0, 4], 30, 40).sentence == (
        "Gaat het verder zoals de laatste 4 weken, dan zit het team over ongeveer 6 weken boven de "
        "norm (tussen 4 en 14 weken)."
    )
    assert forecast([-1, 3, -3, 1], 30, 40).sentence.startswith(
        "Gaat het verder zoals de laatste 4 weken, dan blijft het team binnen de norm. Zeker is"
    )
    assert "nu al boven de norm" in forecast([1, 1], 41, 40).sentence
