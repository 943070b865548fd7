"""One household after the other, the future unknown: prices of a forecast against first come.

Last year's arrivals (another draw of the same town) stand for the rest of this year. At the start
of each week the prices are made anew from the places that are left and the forecast from then on;
every household takes the best option after prices that is still free, for good, or none.
"""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from benchmarks.placement import instances
from eenplan.engines.assignment.baseline import first_come
from eenplan.engines.assignment.ledger import Ledger, Way
from eenplan.engines.assignment.model import Booking, IntArray, Problem, Sides
from eenplan.engines.assignment.plan import Prices
from eenplan.engines.assignment.prices import Dual
from eenplan.engines.assignment.search import Effort
from eenplan.engines.assignment.solver import solve
from eenplan.engines.assignment.timeline import Prepared, prepare

ROUNDS = 120


def online(seed: int = 2) -> dict[str, object]:
    """The share of hindsight that prices reach, beside first come on the same stream."""
    began = time.perf_counter()
    this_year = instances.town(600, 400, seed)
    problem = instances.problem_of(this_year, seed)
    problem = replace(problem, sides=replace(problem.sides, links=()))
    hindsight = solve(problem, Effort(250, 0, 8, 0, 30, proofs=1, proof_options=6))
    prepared = prepare(problem)
    picks, waits = _stream(problem, prepared, this_year, [seed + 100, seed + 200, seed + 300])
    value = int(prepared.usable.value[picks[picks >= 0]].sum())
    rival = first_come(problem, "best", prepared)
    return {
        "objective": value,
        "placed": int((picks >= 0).sum()),
        "hindsight_bound": hindsight.bound,
        "hindsight_plan": hindsight.objective,
        "of_hindsight": round(value / hindsight.bound, 4),
        "first_come": rival.objective,
        "first_come_of_hindsight": round(rival.objective / hindsight.bound, 4),
        "decision_ms_middle": round(1000 * float(np.median(waits)), 3),
        "seconds": round(time.perf_counter() - began, 1),
        "reached": value / hindsight.bound >= 0.92,
    }


def _stream(
    problem: Problem, prepared: Prepared, town: instances.Town, draws: list[int]
) -> tuple[IntArray, list[float]]:
    usable, ledger = prepared.usable, Ledger(prepared)
    picks = np.full(len(usable.requests), -1, dtype=np.int64)
    bookings: dict[str, list[Booking]] = {}
    waits: list[float] = []
    net = usable.value.astype(np.float64)
    spent, week, prices = 0, -1, None
    for request in np.argsort(town.starts, kind="stable").tolist():
        if town.starts[request] != week:
            week = int(town.starts[request])
            prices = _forecast(problem, town, draws, week, spent, bookings, prices)
            net = usable.value - _paid(usable, prices)
        began = time.perf_counter()
        way = _choose(prepared, ledger, net, request)
        waits.append(time.perf_counter() - began)
        if way is not None:
            picks[request] = way.row
            spent += way.cost
            offer = usable.offers[way.offer]
            uses = dict(zip(usable.options.dimensions, way.uses, strict=True))
            start, end = int(usable.options.start[way.row]), int(usable.options.end[way.row])
            bookings.setdefault(offer.id, []).append(Booking(start, end, uses))
    return picks, waits


def _choose(prepared: Prepared, ledger: Ledger, net: np.ndarray, request: int) -> Way | None:
    a, b = prepared.limits[request], prepared.limits[request + 1]
    rows = np.arange(a, b)
    rows = rows[net[rows] > 0]
    for way in ledger.ways(rows[np.argsort(-net[rows], kind="stable")]):
        if ledger.fits(way):
            ledger.take(way)
            return way
    return None


def _forecast(
    problem: Problem,
    town: instances.Town,
    draws: list[int],
    week: int,
    spent: int,
    bookings: dict[str, list[Booking]],
    warm: Prices | None,
) -> Prices:
    """The prices of what is left, for the arrivals of other years from this week on."""
    number = week % len(draws)
    other = instances.town(600, 400, draws[number])
    guess = replace(
        town,
        **{
            name: getattr(other, name)
            for name in ("type", "size", "step_free", "pets", "trauma", "urgent", "area")
            + ("starts", "needs")
        },
    )
    guess.links = []
    asked = instances.problem_of(guess, draws[number])
    later = np.array([r.arrived >= week for r in asked.requests])
    offers = tuple(
        replace(o, bookings=(*o.bookings, *bookings.get(o.id, ()))) for o in problem.offers
    )
    assert problem.sides.budget is not None
    sides = Sides(budget=max(0, problem.sides.budget - spent))
    rest = asked.options.only(later[asked.options.request])
    left = replace(asked, offers=offers, options=rest, sides=sides)
    dual = Dual(prepare(left))
    dual.search(ROUNDS, warm)
    return dual.prices()


def _paid(usable: Problem, prices: Prices) -> np.ndarray:
    """What every option pays at these prices, budget included."""
    options = usable.options
    ids = [o.id for o in usable.offers]
    lanes = np.array([[prices.row_of(u, m) for m in options.modes] for u in ids])
    mode = np.zeros(len(options), dtype=np.int64) if options.mode is None else options.mode
    rows = lanes[options.offer, mode]
    paid = prices.pressures(rows, options.start, options.end, options.uses)
    return paid if options.cost is None else paid + prices.per_cost * options.cost
