"""The rows of the bench table: each with its rivals and its bound, measured in the same run.

Goals are ratios; whether one is reached is said beside it. The seconds of a goal are seconds of
work (`cpu_seconds`, on one core); `seconds` is the wall clock, which a shared machine stretches.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np

from benchmarks.placement import city, evening, instances
from benchmarks.placement.contingent import read_contingent
from benchmarks.placement.stream import online
from eenplan.engines.assignment.baseline import first_come
from eenplan.engines.assignment.model import Floor, Options, Problem
from eenplan.engines.assignment.plan import Plan
from eenplan.engines.assignment.search import Effort
from eenplan.engines.assignment.solver import solve
from eenplan.engines.assignment.verify import verify

Row = dict[str, object]

#: In a given number of seconds: counts so large that the seconds decide.
THREE_SECONDS = Effort(
    150, 2000, 6, 1_000_000, 30, 20, proofs=1, proof_options=4, gap=5e-4, trees=False
)
TEN_SECONDS = Effort(200, 2000, 10, 1_000_000, 40, 100, proofs=3, proof_options=8, gap=1e-4)
LARGE = Effort(150, 2000, 8, 1_000_000, 30, 20, block_size=800, gap=5e-4)
LARGEST = replace(LARGE, price_rounds=100, kept_options=5, block_size=500)
#: What staying at the present place is worth, on a scale of 1 to 1000 for quality: the first of
#: these with which few enough move.
KEEP_BONUSES = (120, 160, 200, 240, 300)
#: By counts, the same on every machine.
BY_COUNT = Effort(200, 2000, 10, 40, 40, 100, proofs=2, proof_options=8, gap=1e-4)
#: The same without search trees over all: where the budget is short they come to no end.
SAVING = replace(BY_COUNT, proofs=1, proof_options=5, repairs=60, nodes=30, trees=False)


def table(names: list[str] | None, *, full: bool, folder: Path | None = None) -> Iterator[Row]:
    """The rows one by one; the two large ones only when asked for."""
    found: dict[str, Callable[[], Row]] = {
        "contingent": lambda: contingent(folder),
        "full-3s": lambda: full_model(3, THREE_SECONDS, 0.0015),
        "full-10s": lambda: full_model(10, TEN_SECONDS, 0.0010),
        "online": online,
        "tonight": evening.tonight,
        "replan": replan,
        "floors": floors,
        "explain": evening.explained,
    }
    large = {
        "large-5000": lambda: sparse(5_000, 4_000, 100, 60, LARGE, 0.0015),
        "large-50000": lambda: sparse(50_000, 40_000, 100, 200, LARGEST, 0.01),
    }
    for name, row in (found | large).items():
        if name in names if names else (full or name in found):
            yield {"row": name, **row()}


def _timed(work: Callable[[], Plan]) -> tuple[Plan, Row]:
    began, used = time.perf_counter(), time.process_time()
    plan = work()
    return plan, {
        "seconds": round(time.perf_counter() - began, 2),
        "cpu_seconds": round(time.process_time() - used, 2),
    }


def _figures(problem: Problem, plan: Plan) -> Row:
    return {
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": round(plan.gap, 6),
        "placed": len(plan.assignments),
        "method": plan.method,
        "faults": len(verify(problem, plan)),
    }


def _within(problem: Problem, effort: Effort, seconds: float) -> tuple[Plan, Row]:
    def work() -> Plan:
        # Seconds of work: on a machine that is shared the wall clock measures the others.
        began = time.process_time()
        return solve(problem, effort, left=lambda: seconds - (time.process_time() - began))

    return _timed(work)


def contingent(folder: Path | None = None) -> Row:
    """40 families for 43 offers, by the placement engine, against first come; proven best.

    With a folder: the families and offers of its two CSV files; without it an invented set.
    """
    waiting, offered = city.households(40, 0, 7), city.places(43, 7)
    on = city.DAY_ONE
    if folder is not None:
        waiting, offered, on = read_contingent(folder)
    began = time.perf_counter()
    outcome = city.plan(waiting, offered, city.Policy(), on, 28, "normal", 7)
    seconds = time.perf_counter() - began
    best = max(rival.objective for rival in outcome.first_come)
    return {
        "objective": outcome.objective,
        "bound": outcome.bound,
        "gap": outcome.gap,
        "placed": len(outcome.placements),
        "first_come": best,
        "ratio": round(outcome.objective / best, 4),
        "seconds": round(seconds, 3),
        "reached": outcome.gap == 0 and seconds < 1,
    }


def full_model(seconds: float, effort: Effort, goal: float) -> Row:
    """600 households, 400 places, 26 weeks; shared houses with modes, links and a budget."""
    problem = instances.problem(600, 400, 2)
    plan, took = _within(problem, effort, seconds)
    rival = first_come(problem, "best")
    ratio = plan.objective / rival.objective
    return {
        **_figures(problem, plan),
        **took,
        "options": len(problem.options),
        "first_come": rival.objective,
        "first_come_placed": len(rival.assignments),
        "ratio": round(ratio, 4),
        "reached": plan.gap <= goal and ratio >= 1.37,
    }


def sparse(
    households: int, places: int, sampled: int, seconds: float, effort: Effort, goal: float
) -> Row:
    """The full model at size, each household seeing a sample of the places."""
    problem = instances.problem(households, places, 3, sampled=sampled)
    plan, took = _within(problem, effort, seconds)
    rival = first_come(problem, "best")
    greedy = solve(problem, replace(effort, repairs=0, block_size=0, proofs=0))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        **_figures(problem, plan),
        **took,
        "options": len(problem.options),
        "first_come": rival.objective,
        "price_greedy": greedy.objective,
        "peak_memory_mb": round(peak),
        "reached": plan.gap <= goal and peak <= 1024,
    }


def replan() -> Row:
    """A plan of yesterday, then 3 % of the places lost and 6 % new arrivals."""
    town = instances.town(636, 400, 2, 26)
    everything = instances.problem_of(town, 2)
    newcomers = {r.id for r in everything.requests[::17][:36]}
    before = _only(everything, lambda name: name not in newcomers)
    yesterday = solve(before, BY_COUNT)
    lost = {o.id for o in everything.offers[::33][:12]}
    today = _only(everything, lambda name: name not in lost, offers=True)
    here = {a.request: a.offer for a in yesterday.assignments}
    scratch = solve(today, BY_COUNT)
    could_stay = {name for name, offer in here.items() if offer not in lost}
    most, least_loss, began = int(0.03 * len(could_stay)), 0.0, time.process_time()
    for bonus in KEEP_BONUSES:
        kept = replace(today, sides=replace(today.sides, current=here, keep_bonus=bonus))
        plan = solve(kept, BY_COUNT, warm=yesterday.prices)
        moved = [s for s in plan.shifts if s.request in could_stay]
        # Whoever moves at most so many earns the bonus for all others: weak duality.
        bound = plan.bound - bonus * (len(could_stay) - most)
        least_loss = max(least_loss, 1 - bound / scratch.objective)
        if len(moved) <= most:
            break
    value = plan.objective - sum(a.parts.get("keep", 0) for a in plan.assignments)
    evicted, loss = sum(s.goes_to is None for s in moved), 1 - value / scratch.objective
    other = {a.request: a.offer for a in scratch.assignments}
    return {
        **_figures(kept, plan),
        "cpu_seconds": round(time.process_time() - began, 2),
        "keep_bonus": bonus,
        "placed_yesterday": len(here),
        "moved": len(moved),
        "moved_share": round(len(moved) / len(could_stay), 4),
        "evicted": evicted,
        "had_to_move": len(here) - len(could_stay),
        "moved_in_all_share": round(len(plan.shifts) / len(here), 4),
        "value_without_bonus": value,
        "from_scratch": scratch.objective,
        "from_scratch_gap": round(scratch.gap, 6),
        "from_scratch_moved": sum(other.get(name) != here[name] for name in could_stay),
        "loss": round(loss, 5),
        "least_loss_of_so_few_moves": round(least_loss, 5),
        "reached": len(moved) <= most and not evicted and loss <= 0.001,
    }


def _only(problem: Problem, keep: Callable[[str], bool], *, offers: bool = False) -> Problem:
    """The question without some requests, or without some offers."""
    listed = problem.offers if offers else problem.requests
    mask = np.array([keep(item.id) for item in listed])
    table: Options = problem.options
    column = table.offer if offers else table.request
    number = np.cumsum(mask) - 1
    part = table.only(mask[column])
    left = tuple(item for item in listed if keep(item.id))
    if offers:
        part = replace(part, offer=number[part.offer])
        return replace(problem, offers=left, options=part)
    names = {item.id for item in left}
    links = tuple(link for link in problem.sides.links if names.issuperset(link.requests))
    part = replace(part, request=number[part.request])
    sides = replace(problem.sides, links=links)
    return replace(problem, requests=left, options=part, sides=sides)


def floors() -> Row:
    """The full model with too few places: floors at .95 of the average against none."""
    share = Fraction(95, 100)
    groups = (*instances.TYPES, "step-free", "large")
    free = instances.problem_of(instances.town(600, 320, 2), 2)
    floors_ = tuple(Floor(name, share) for name in groups)
    fair = replace(free, sides=replace(free.sides, floors=floors_))
    without = solve(free, SAVING)
    plan, took = _timed(lambda: solve(fair, SAVING, begin=without))
    # A plan with floors is a plan without them as well.
    cost = max(0, without.objective - plan.objective) / max(without.objective, plan.objective)
    placed = {a.request for a in without.assignments}
    average = len(placed) / len(free.requests)
    rates = {
        name: round(
            sum(r.id in placed for r in free.requests if name in r.groups)
            / sum(name in r.groups for r in free.requests)
            / average,
            3,
        )
        for name in groups
    }
    return {
        **_figures(fair, plan),
        **took,
        "without_floors": without.objective,
        "without_floors_gap": round(without.gap, 6),
        "rate_to_average_without": rates,
        "cost": round(cost, 5),
        "cost_by_bounds": round((without.bound - plan.bound) / without.bound, 5),
        "reached": cost <= 0.002,
    }
