"""The kernel: exact where small, never worse than first come, and checked by somebody else."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings, strategies as st

from eenplan.engines.assignment.baseline import first_come
from eenplan.engines.assignment.explain import FULL, explain, refusals, why_not
from eenplan.engines.assignment.model import (
    FOREVER,
    Booking,
    InvalidProblem,
    Offer,
    Option,
    Problem,
    Request,
    Rule,
    options_from,
)
from eenplan.engines.assignment.search import Effort
from eenplan.engines.assignment.solver import solve
from eenplan.engines.assignment.verify import verify

#: Small neighbourhoods and no exact shortcut, so that the price method itself is tested.
BY_PRICES = Effort(price_rounds=40, exact_options=0, kept_options=3, repairs=3, repair_size=4)

ENOUGH_BEDS = Rule(
    "beds",
    "Genoeg slaapplaatsen",
    "Te weinig slaapplaatsen",
    "test",
    test=lambda wanted, given_: (
        None if wanted <= given_ else f"{given_} slaapplaatsen, {wanted} personen"
    ),
    met=lambda wanted, given_: f"{given_} slaapplaatsen voor {wanted} personen",
)


def problem(requests, offers, rows, rules=(), seed=0):
    return Problem(
        tuple(requests), tuple(offers), options_from(requests, offers, rows), tuple(rules), seed
    )


def one_place_question():
    requests = [Request("A", 1000, arrived=1), Request("B", 3000, arrived=2)]
    offers = [Offer("huis", {"households": 1})]
    rows = [Option(r.id, "huis", 0, FOREVER, {"households": 1}, {"space": 10}) for r in requests]
    return problem(requests, offers, rows)


def test_the_most_pressing_request_gets_the_only_place():
    plan = solve(one_place_question())
    assert [a.request for a in plan.assignments] == ["B"]
    assert plan.unplaced == ("A",)
    assert (plan.objective, plan.bound, plan.gap) == (3010, 3010, 0.0)


def test_the_price_of_a_place_is_what_the_other_would_have_given():
    plan = solve(one_place_question())
    assert plan.prices.pressure("huis", 0, FOREVER, {"households": 1}) == 1010


def test_first_come_gives_it_to_whoever_came_first():
    assert [a.request for a in first_come(one_place_question()).assignments] == ["A"]


@st.composite
def small_problems(draw):
    count, supply = draw(st.integers(0, 5)), draw(st.integers(1, 4))
    number = st.integers(0, 5)
    requests = [
        Request(
            f"r{i}",
            1000 + 100 * draw(number),
            size=draw(st.integers(1, 4)),
            arrived=draw(number),
        )
        for i in range(count)
    ]
    offers = [
        Offer(
            f"o{i}",
            {"households": draw(st.integers(1, 3)), "persons": draw(st.integers(2, 7))},
            bookings=tuple(
                Booking(start, start + draw(st.integers(1, 4)), {"households": 1, "persons": 1})
                for start in draw(st.lists(number, max_size=1))
            ),
        )
        for i in range(supply)
    ]
    rows = []
    for request, offer in product(requests, offers):
        for start in draw(st.lists(number, max_size=2, unique=True)):
            uses = {"households": 1, "persons": request.size}
            end = start + draw(st.integers(1, 6))
            rows.append(Option(request.id, offer.id, start, end, uses, {"q": 50 * draw(number)}))
    return problem(requests, offers, rows), rows


def fits(offer, chosen):
    taken = [(o.start, o.end, o.uses) for o in chosen if o.offer == offer.id]
    taken += [(b.start, b.end, b.uses) for b in offer.bookings]
    return all(
        sum(uses[d] for start, end, uses in taken if start <= t < end) <= most
        for d, most in offer.capacity.items()
        for t in range(12)
        if any(o.start <= t < o.end for o in chosen if o.offer == offer.id)
    )


def best_by_trying_everything(question, rows):
    base = {request.id: request.base for request in question.requests}
    per_request = [[None, *(o for o in rows if o.request == name)] for name in base]
    best = 0
    for combination in product(*per_request):
        chosen = [option for option in combination if option]
        if all(fits(offer, chosen) for offer in question.offers):
            best = max(best, sum(base[o.request] + o.parts["q"] for o in chosen))
    return best


@settings(max_examples=40, deadline=None)
@given(small_problems())
def test_a_small_question_is_answered_exactly(case):
    question, rows = case
    plan = solve(question)
    assert plan.objective == best_by_trying_everything(question, rows) == plan.bound


@settings(max_examples=40, deadline=None)
@given(small_problems())
def test_the_price_method_is_valid_bounded_and_never_worse_than_first_come(case):
    question, rows = case
    plan = solve(question, BY_PRICES)
    assert verify(question, plan) == ()
    assert plan.objective <= best_by_trying_everything(question, rows) <= plan.bound
    for fit in ("first", "best"):
        rival = first_come(question, fit)
        assert verify(question, rival) == ()
        assert plan.objective >= rival.objective


@settings(max_examples=25, deadline=None)
@given(small_problems(), st.sampled_from(["quick", "normal", BY_PRICES]))
def test_the_same_question_gives_the_same_plan(case, effort):
    question, _ = case
    assert solve(question, effort) == solve(question, effort)


@settings(max_examples=25, deadline=None)
@given(small_problems())
def test_a_request_is_served_whole_once_or_waits(case):
    question, _ = case
    plan = solve(question)
    served = [a.request for a in plan.assignments]
    assert sorted([*served, *plan.unplaced]) == sorted(r.id for r in question.requests)


@settings(max_examples=25, deadline=None)
@given(small_problems())
def test_an_extra_offer_never_makes_the_plan_worse(case):
    question, rows = case
    extra = Offer("extra", {"households": 1, "persons": 9})
    more = [
        Option(r.id, "extra", 0, 3, {"households": 1, "persons": r.size}, {"q": 0})
        for r in question.requests
    ]
    larger = problem(question.requests, [*question.offers, extra], [*rows, *more])
    assert solve(larger).objective >= solve(question).objective


def ruled_question():
    requests = [Request("G1", 2000, 5, facts=5), Request("G2", 2000, 2, facts=2)]
    offers = [
        Offer("klein", {"households": 1}, facts=3),
        Offer("groot", {"households": 1}, facts=6),
        Offer(
            "vol", {"households": 1}, bookings=(Booking(0, FOREVER, {"households": 1}),), facts=6
        ),
    ]
    allowed = [("G1", "groot"), ("G2", "klein"), ("G2", "groot")]
    rows = [Option(r, o, 5, 9, {"households": 1}, {"space": 10}) for r, o in allowed]
    return problem(requests, offers, rows, [ENOUGH_BEDS])


def test_a_refusal_names_the_rule_and_the_values():
    (refusal,) = refusals(ruled_question(), "G1", "klein")
    assert (refusal.rule, refusal.sentence) == ("beds", "3 slaapplaatsen, 5 personen")
    assert refusals(ruled_question(), "G2", "klein") == ()


def test_every_offer_is_suitable_or_blocked_by_name():
    question = ruled_question()
    told = explain(question, solve(question), "G1")
    assert told.chosen.offer == "groot"
    assert told.suitable_offers + told.blocked_offers == 3
    assert {(t.rule, t.offers, t.only) for t in told.blocked} == {
        ("beds", 1, 1),
        (FULL.rule, 1, 1),
    }


def test_why_not_says_the_rule_the_holder_or_the_agenda():
    question = ruled_question()
    plan = solve(question)
    assert why_not(question, plan, "G1", "klein").sentence == "3 slaapplaatsen, 5 personen"
    assert why_not(question, plan, "G1", "groot").sentence == "Dit is de voorgestelde plaats"
    assert why_not(question, plan, "G1", "vol").refusals == (FULL,)
    taken = why_not(question, plan, "G2", "groot")
    assert taken.displaced == ("G1",)
    assert taken.sentence.startswith("Wel geschikt, maar toegewezen")


def tampered(plan, **changes):
    first, *rest = plan.assignments
    return replace(plan, assignments=(replace(first, **changes), *rest))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"offer": "nergens"}, "unknown request or offer"),
        ({"request": "niemand"}, "unknown request or offer"),
        ({"offer": "klein"}, "3 slaapplaatsen, 5 personen"),
        ({"offer": "vol"}, "2 households of 1"),
        ({"request": "G2"}, "appears 2 times"),
        ({"start": 6}, "not an option of this problem"),
        ({"base": 9000}, "objective is"),
    ],
)
def test_a_tampered_plan_is_not_accepted(changes, complaint):
    question = ruled_question()
    plan = solve(question)
    assert verify(question, plan) == ()
    assert any(complaint in fault for fault in verify(question, tampered(plan, **changes)))


def test_a_double_booking_is_found():
    question = one_place_question()
    plan = solve(question)
    (holder,) = plan.assignments
    both = replace(
        plan,
        assignments=(holder, replace(holder, request="A", base=1000)),
        unplaced=(),
        objective=4020,
        bound=4020,
    )
    assert verify(question, both) == ("huis: 2 households of 1 from 0",)


def test_a_plan_for_other_input_is_not_accepted():
    question = one_place_question()
    other = replace(question, requests=(Request("A", 1001), Request("B", 3000)))
    assert "the plan was made for other input" in verify(other, solve(question))


def test_a_request_lost_from_the_plan_is_found():
    question = one_place_question()
    lost = replace(solve(question), unplaced=())
    assert verify(question, lost) == ("A: missing from the plan",)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: problem([Request("A", 1), Request("A", 1)], [], []),
        lambda: problem([], [Offer("o", {}), Offer("o", {})], []),
        lambda: problem([Request("A", 1)], [], [Option("A", "o", 0, 1, {}, {})]),
        lambda: problem(
            [Request("A", 1)], [Offer("o", {"h": 1})], [Option("A", "o", 3, 3, {"h": 1}, {})]
        ),
        lambda: problem(
            [Request("A", 1)], [Offer("o", {"h": 1})], [Option("A", "o", 0, 3, {"h": -1}, {})]
        ),
    ],
)
def test_an_impossible_question_is_refused(wrong):
    with pytest.raises(InvalidProblem):
        wrong()


def test_nothing_to_hand_out_is_a_plan_too():
    plan = solve(problem([Request("A", 1)], [], []))
    assert (plan.assignments, plan.unplaced, plan.gap) == ((), ("A",), 0.0)


def test_the_solver_prints_nothing(capfd):
    solve(ruled_question(), BY_PRICES)
    question = problem(
        [Request(f"r{i}", 100 + i, 2) for i in range(9)],
        [Offer("huis", {"persons": 7, "households": 3})],
        [
            Option(f"r{i}", "huis", 0, 9, {"persons": 1 + i % 4, "households": 1}, {})
            for i in range(9)
        ],
    )
    solve(question)
    assert capfd.readouterr().out == ""
