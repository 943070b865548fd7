"""What binds requests at once: each constraint with an example, all of them against brute force."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from eenplan.engines.assignment.baseline import first_come
from eenplan.engines.assignment.explain import why_not
from eenplan.engines.assignment.infeasible import Infeasible
from eenplan.engines.assignment.lottery import lottery_number
from eenplan.engines.assignment.matrix import Matrix
from eenplan.engines.assignment.model import (
    Booking,
    Floor,
    InvalidProblem,
    Link,
    Lock,
    Offer,
    Option,
    Problem,
    Request,
    Sides,
    options_from,
)
from eenplan.engines.assignment.outcome import assignment_of
from eenplan.engines.assignment.repair import Repair
from eenplan.engines.assignment.search import Effort
from eenplan.engines.assignment.solver import solve, with_price_of_floors
from eenplan.engines.assignment.timeline import prepare
from eenplan.engines.assignment.verify import verify
from eenplan.engines.assignment.whatif import what_if

#: No exact shortcut, so that prices, linear programme and repair are tested themselves.
BY_PRICES = Effort(40, 0, 3, 4, 4, proofs=1, proof_options=3)
IN_BLOCKS = Effort(40, 0, 3, 2, 4, block_size=3)
WITHOUT_TREES = replace(BY_PRICES, repairs=8, trees=False)


def question(requests, offers, rows, seed=0, **sides):
    table = options_from(requests, offers, rows)
    return Problem(tuple(requests), tuple(offers), table, (), seed, Sides(**sides))


def way(request, offer, points=0, start=0, end=9, mode="", cost=0, persons=1):
    uses = {"households": 1, "persons": persons}
    return Option(request, offer, start, end, uses, {"q": points}, mode, cost)


def house(name, households=1, persons=9, group=""):
    return Offer(name, {"households": households, "persons": persons}, group=group)


def who_goes_where(plan):
    return {a.request: a.offer for a in plan.assignments}


A, B, C = Request("A", 1000), Request("B", 1000), Request("C", 3000)


def test_linked_households_go_to_one_neighbourhood_or_both_wait():
    offers = [house("heule", group="Heule"), house("bissegem", group="Bissegem")]
    rows = [way("A", "heule", 90), way("B", "bissegem", 90), way("B", "heule", 5)]
    linked = question([A, B], offers, rows, links=(Link(("A", "B")),))
    assert who_goes_where(solve(linked)) == {}
    offers[0] = house("heule", 2, group="Heule")
    linked = question([A, B], offers, rows, links=(Link(("A", "B")),))
    assert who_goes_where(solve(linked)) == {"A": "heule", "B": "heule"}


def test_an_offer_without_a_group_is_a_group_of_its_own():
    rows = [way("A", "x"), way("B", "y")]
    alone = question([A, B], [house("x"), house("y")], rows, links=(Link(("A", "B")),))
    assert who_goes_where(solve(alone)) == {}


def test_the_budget_goes_to_whoever_it_helps_most():
    rows = [way("A", "x", cost=6), way("B", "y", 40, cost=6), way("C", "z", cost=12)]
    offers = [house("x"), house("y"), house("z")]
    plan = solve(question([A, B, C], offers, rows, budget=12))
    assert (who_goes_where(plan), plan.spent) == ({"C": "z"}, 12)


def test_a_floor_serves_the_group_that_would_be_left_behind():
    requests = [
        *(Request(f"s{i}", 2000, groups=frozenset({"klein"})) for i in range(2)),
        *(Request(f"g{i}", 3000, groups=frozenset({"groot"})) for i in range(2)),
    ]
    offers = [house("x"), house("y")]
    rows = [way(r.id, o.id) for r in requests for o in offers]
    assert solve(question(requests, offers, rows)).objective == 6000
    fair = question(requests, offers, rows, floors=(Floor("klein", Fraction(95, 100)),))
    plan = with_price_of_floors(fair, solve(fair))
    assert (plan.objective, plan.floors_cost) == (5000, 1000)
    (standing,) = plan.standings
    assert (standing.served, standing.of, standing.least) == (1, 2, 1)


def test_what_is_spent_can_be_charged_so_that_a_part_of_the_plan_saves():
    rows = [way("A", "x", 40, cost=6), way("A", "y", 0, cost=3)]
    prepared = prepare(question([A], [house("x"), house("y")], rows, budget=12))
    value = prepared.usable.value.astype(float)
    matrix = Matrix(prepared, np.arange(2))
    repair = Repair(matrix, np.array([0]), value - [120.0, 60.0], 0)
    repair.charge(20.0)
    repair.run(BY_PRICES, lambda worth: False)
    assert (repair.picks().tolist(), repair.worth) == ([1], 1000.0)
    repair = Repair(matrix, repair.picks(), value, 0)
    repair.run(BY_PRICES, lambda worth: False)
    assert (repair.picks().tolist(), repair.worth) == ([0], 1040.0)


def test_groups_never_change_a_score():
    request = Request("A", 1000, groups=frozenset({"klein"}))
    plain, labelled = (question([r], [house("x")], [way("A", "x", 7)]) for r in (A, request))
    assert (plain.value == labelled.value).all()


def test_a_lock_is_obeyed_and_the_others_make_room():
    rows = [way("A", "x"), way("C", "x", 50), way("C", "y")]
    offers = [house("x"), house("y")]
    assert who_goes_where(solve(question([A, C], offers, rows))) == {"A": "x", "C": "y"}
    locked = question([A, C], offers, rows, locks=(Lock("C", "x"),))
    assert who_goes_where(solve(locked)) == {"C": "x"}


def test_a_lock_can_fix_the_day_too():
    rows = [way("A", "x", 50, start=0), way("A", "x", 10, start=3)]
    plan = solve(question([A], [house("x")], rows, locks=(Lock("A", "x", 3),)))
    assert plan.of("A").start == 3


def test_locks_that_exclude_each_other_name_the_fewest_to_drop():
    rows = [way(r, o) for r in "ABC" for o in "xy"]
    locks = (Lock("A", "x"), Lock("B", "x"), Lock("C", "y"))
    clash = question([A, B, C], [house("x"), house("y")], rows, locks=locks)
    with pytest.raises(Infeasible) as refused:
        solve(clash)
    (drop,) = refused.value.drop
    assert drop in locks[:2]
    assert "vastliggen" in str(refused.value)


def test_a_lock_on_what_is_no_option_is_the_one_to_drop():
    rows = [way("A", "x"), way("B", "y")]
    lock = Lock("A", "y")
    with pytest.raises(Infeasible) as refused:
        solve(question([A, B], [house("x"), house("y")], rows, locks=(lock,)))
    assert refused.value.drop == (lock,)


def test_nobody_who_has_a_place_is_turned_out_for_somebody_more_pressing():
    rows = [way("A", "x"), way("C", "x")]
    now = question([A, C], [house("x")], rows, current={"A": "x"})
    plan = solve(now)
    assert who_goes_where(plan) == {"A": "x"}
    assert plan.of("A").parts["keep"] == 50
    free = question([A, C], [house("x")], rows, current={"A": "x"}, no_eviction=False)
    assert who_goes_where(solve(free)) == {"C": "x"}


def test_who_has_a_place_moves_only_for_more_than_the_keep_bonus():
    offers = [house("x"), house("y")]
    for better, stays in ((40, True), (60, False)):
        rows = [way("A", "x"), way("A", "y", better)]
        plan = solve(question([A], offers, rows, current={"A": "x"}))
        assert (who_goes_where(plan)["A"] == "x") is stays
        assert [(s.leaves, s.goes_to) for s in plan.shifts] == ([] if stays else [("x", "y")])


def test_whose_house_closed_is_counted_as_moved_or_waiting():
    plan = solve(question([A], [house("y")], [way("A", "y")], current={"A": "gone"}))
    assert [(s.request, s.leaves, s.goes_to) for s in plan.shifts] == [("A", "gone", "y")]


def test_a_shared_house_is_used_in_one_mode():
    offers = [house("samen", 3)]
    rows = [way("A", "samen", mode="men"), way("B", "samen", mode="women")]
    rows += [way("C", "samen", mode="men"), way("C", "samen", mode="women")]
    plan = solve(question([A, B, C], offers, rows))
    assert len(plan.assignments) == 2
    assert {a.mode for a in plan.assignments} in ({"men"}, {"women"})


def test_an_offer_has_a_mode_in_all_its_options_or_in_none():
    with pytest.raises(InvalidProblem, match="with and without a mode"):
        question([A, B], [house("x", 2)], [way("A", "x", mode="men"), way("B", "x")])


def test_who_must_be_served_is_served_first():
    must = Request("A", 10, must=True)
    rows = [way("A", "x"), way("C", "x")]
    assert who_goes_where(solve(question([must, C], [house("x")], rows))) == {"A": "x"}
    with pytest.raises(Infeasible):
        solve(question([must], [house("x")], []))


def test_equal_claims_are_decided_by_a_recorded_lot():
    twins = [Request(name, 1000) for name in ("A", "B", "D", "E")]
    rows = [way(r.id, "x") for r in twins]
    winners = set()
    for seed in range(12):
        plan = solve(question(twins, [house("x")], rows, seed=seed))
        (won,) = plan.assignments
        lots = {r.id: lottery_number(seed, r.id) for r in twins}
        assert won.request == min(lots, key=lots.__getitem__)
        assert {tie.waiting for tie in plan.ties} == set(lots) - {won.request}
        winners.add(won.request)
    assert len(winners) > 1


def test_who_has_no_option_does_not_count_for_a_floor():
    requests = [Request("A", 1000, groups=frozenset({"g"})), B]
    fair = question(requests, [house("x")], [way("B", "x")], floors=(Floor("g", Fraction(1)),))
    assert who_goes_where(solve(fair)) == {"B": "x"}


@pytest.mark.parametrize(
    "sides",
    [
        lambda: Sides(links=(Link(("A", "B")), Link(("B", "C")))),
        lambda: Sides(budget=-1),
        lambda: Sides(keep_bonus=-1),
        lambda: Sides(floors=(Floor("g"), Floor("g"))),
        lambda: Sides(locks=(Lock("A", "x"), Lock("A", "y"))),
        lambda: Link(("A",)),
        lambda: Link(("A", "A")),
        lambda: Floor("g", Fraction(0)),
        lambda: Floor("g", Fraction(3, 2)),
        lambda: question([A], [house("x")], [way("A", "x")], links=(Link(("A", "Z")),)),
        lambda: question([A], [house("x")], [way("A", "x")], locks=(Lock("A", "z"),)),
        lambda: question([A], [house("x")], [way("A", "x")], current={"Z": "x"}),
        lambda: question([A], [house("x")], [way("A", "x", cost=-1)]),
    ],
)
def test_an_impossible_side_constraint_is_refused(sides):
    with pytest.raises(InvalidProblem):
        sides()


@st.composite
def bound_questions(draw):
    """Tiny questions with every kind of constraint at once, and their options."""
    number = st.integers(0, 4)
    groups = st.sampled_from([frozenset(), frozenset({"g"})])
    count = draw(st.integers(2, 5))
    requests = [
        Request(f"r{i}", 500 + 300 * draw(number), draw(st.integers(1, 3)), groups=draw(groups))
        for i in range(count)
    ]
    offers = [
        Offer(
            f"o{i}",
            {"households": draw(st.integers(1, 3)), "persons": draw(st.integers(2, 6))},
            group=draw(st.sampled_from(["", "n", "n", "z"])),
            bookings=tuple(
                Booking(s, s + 2, {"households": 1, "persons": 1})
                for s in draw(st.lists(number, max_size=1))
            ),
        )
        for i in range(draw(st.integers(1, 3)))
    ]
    moded = {offer.id: draw(st.booleans()) for offer in offers}
    rows = []
    for request, offer in product(requests, offers):
        for start in draw(st.lists(number, max_size=1)):
            modes = draw(st.sampled_from([["m"], ["w"], ["m", "w"]])) if moded[offer.id] else [""]
            end, points = start + draw(st.integers(1, 5)), 50 * draw(number)
            cost = draw(st.integers(0, 3))
            rows += [
                way(request.id, offer.id, points, start, end, mode, cost, request.size)
                for mode in modes
            ]
    sides = {
        "links": (Link(("r0", "r1")),) if draw(st.booleans()) else (),
        "budget": draw(st.sampled_from([None, 3, 6])),
        "floors": (Floor("g", Fraction(draw(st.sampled_from([1, 2])), 2)),)
        if draw(st.booleans())
        else (),
    }
    if rows and draw(st.booleans()):
        chosen = draw(st.sampled_from(rows))
        key = draw(st.sampled_from(["locks", "current"]))
        fixed = {"locks": (Lock(chosen.request, chosen.offer),)}
        sides |= fixed if key == "locks" else {"current": {chosen.request: chosen.offer}}
    return question(requests, offers, rows, **sides)


def every_plan(problem):
    """All choices of one option per request, as plans for `verify`."""
    template = solve(replace(problem, sides=Sides()))
    rows = [[None, *problem.rows_of(i)] for i in range(len(problem.requests))]
    for chosen in product(*rows):
        placed = tuple(assignment_of(problem, k) for k in chosen if k is not None)
        names = {a.request for a in placed}
        total = sum(a.value for a in placed)
        yield replace(
            template,
            assignments=placed,
            unplaced=tuple(r.id for r in problem.requests if r.id not in names),
            objective=total,
            bound=total,
            spent=sum(a.cost for a in placed),
            inputs_hash=problem.inputs_hash,
        )


def best_of_all(problem):
    values = [plan.objective for plan in every_plan(problem) if not verify(problem, plan)]
    return max(values, default=None)


@settings(max_examples=60, deadline=None)
@given(bound_questions())
def test_a_small_question_with_everything_is_answered_exactly(problem):
    best = best_of_all(problem)
    if best is None:
        with pytest.raises(Infeasible):
            solve(problem)
        return
    plan = solve(problem)
    assert verify(problem, plan) == ()
    assert plan.objective == best == plan.bound


@settings(max_examples=60, deadline=None)
@given(bound_questions(), st.sampled_from([BY_PRICES, IN_BLOCKS, WITHOUT_TREES]))
def test_the_price_method_obeys_everything_and_its_bound_holds(problem, effort):
    best = best_of_all(problem)
    try:
        plan = solve(problem, effort)
    except Infeasible:
        # Only where a lock, a present place or a floor ties it down.
        sides = problem.sides
        assert best is None or sides.floors or sides.locks or sides.current
        return
    assert verify(problem, plan) == ()
    assert plan.objective <= best <= plan.bound
    assert solve(problem, effort) == plan


@settings(max_examples=30, deadline=None)
@given(bound_questions(), st.sampled_from([BY_PRICES, WITHOUT_TREES]))
def test_floors_may_begin_with_the_plan_without_them(problem, effort):
    free = replace(problem, sides=replace(problem.sides, floors=()))
    try:
        loose = solve(free, effort)
        plan = solve(problem, effort, begin=loose)
    except Infeasible:
        return
    assert verify(problem, plan) == ()
    assert plan.objective <= best_of_all(problem) <= plan.bound
    # A plan that reaches the floors by itself is not given up for a lesser one.
    if not problem.sides.floors:
        assert plan.objective >= loose.objective


@settings(max_examples=30, deadline=None)
@given(bound_questions(), st.integers(1, 2))
def test_more_room_never_makes_the_best_plan_worse(problem, more):
    # A floor may: whoever gains raises the average the others are held to.
    problem = replace(problem, sides=replace(problem.sides, floors=()))
    roomier = tuple(
        replace(o, capacity={d: n + more for d, n in o.capacity.items()}) for o in problem.offers
    )
    try:
        before = solve(problem).objective
    except Infeasible:
        return
    current = problem.sides.current and problem.sides.no_eviction
    if not current:
        assert solve(replace(problem, offers=roomier)).objective >= before


@settings(max_examples=30, deadline=None)
@given(bound_questions())
def test_first_come_obeys_all_but_the_floors(problem):
    free = replace(problem, sides=replace(problem.sides, floors=()))
    prepared = prepare(free)
    plan = first_come(free, "best", prepared)
    faults = verify(free, plan)
    assert all("locked" in f or "turned out" in f for f in faults)


def test_prices_of_yesterday_warm_the_search_of_today():
    random = np.random.default_rng(3)
    requests = [Request(f"r{i}", 1000 + int(random.integers(0, 900))) for i in range(30)]
    offers = [house(f"o{i}", 2) for i in range(8)]
    rows = [
        way(r.id, o.id, int(random.integers(0, 300)), s, s + 4)
        for r in requests
        for o in offers
        for s in (0, 2)
    ]
    problem = question(requests, offers, rows)
    few = Effort(16, 0, 4, 0, 10)
    first = solve(problem, Effort(200, 0, 4, 0, 10))
    assert solve(problem, few, warm=first.prices).bound <= solve(problem, few).bound


def test_what_if_says_who_moves_and_what_it_costs():
    offers = [house("x"), house("y")]
    problem = question([A, C], offers, [way("A", "x"), way("C", "x", 50), way("C", "y")])
    plan = solve(problem)
    locked = what_if(problem, plan, lock=[Lock("C", "x")])
    assert [(c.request, c.before, c.after) for c in locked.changes] == [
        ("A", "x", None),
        ("C", "y", "x"),
    ]
    assert (locked.value_lost, locked.proven) == (950, True)
    assert verify(locked.problem, locked.plan) == ()


def test_what_if_without_a_place_or_a_household():
    offers = [house("x"), house("y")]
    rows = [way("A", "x"), way("C", "y"), way("C", "x")]
    problem = question([A, C], offers, rows, links=(), current={"A": "x"})
    plan = solve(problem)
    closed = what_if(problem, plan, without=["y"])
    assert closed.value_lost == 3000
    left = what_if(problem, plan, without=["A"])
    assert {a.request for a in left.plan.assignments} == {"C"}
    with pytest.raises(KeyError):
        what_if(problem, plan, without=["nobody"])


def test_what_if_with_one_more_place():
    problem = question([A, C], [house("x")], [way("A", "x"), way("C", "x")])
    plan = solve(problem)
    more = what_if(problem, plan, add=[(house("new"), [way("A", "new", 5, mode="", cost=3)])])
    assert who_goes_where(more.plan) == {"C": "x", "A": "new"}
    assert more.value_lost == -1005
    assert verify(more.problem, more.plan) == ()


def test_what_if_refuses_locks_that_cannot_all_hold():
    problem = question([A, C], [house("x")], [way("A", "x"), way("C", "x")])
    with pytest.raises(Infeasible) as refused:
        what_if(problem, solve(problem), lock=[Lock("A", "x"), Lock("C", "x")])
    assert len(refused.value.drop) == 1


def test_why_not_counts_only_who_would_really_have_to_leave():
    offers = [house("samen", 2), house("x")]
    rows = [way("A", "samen"), way("C", "samen"), way("B", "samen", 10), way("B", "x", 90)]
    problem = question([A, B, C], offers, rows)
    told = why_not(problem, solve(problem), "B", "samen")
    assert told.displaced == ("A",)
    roomy = question([A, B, C], [house("samen", 3), house("x")], rows)
    assert why_not(roomy, solve(roomy), "B", "samen").displaced == ()


def test_why_not_names_the_other_mode_the_lock_the_link_and_the_budget():
    modes = [way("A", "samen", mode="men"), way("C", "samen", mode="women")]
    problem = question([A, C], [house("samen", 3)], modes)
    assert why_not(problem, solve(problem), "A", "samen").displaced == ("C",)
    rows = [way("A", "x"), way("A", "y", 50)]
    locked = question([A], [house("x"), house("y")], rows, locks=(Lock("A", "x"),))
    assert why_not(locked, solve(locked), "A", "y").refusals[0].rule == "lock"
    rows = [way("A", "x"), way("B", "y")]
    linked = question([A, B], [house("x"), house("y")], rows, links=(Link(("A", "B")),))
    assert why_not(linked, solve(linked), "A", "x").refusals[0].rule == "link"
    rows = [way("A", "x", cost=5)]
    poor = question([A], [house("x")], rows, budget=3)
    assert "budget" in why_not(poor, solve(poor), "A", "x").sentence
