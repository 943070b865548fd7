"""Households to places: the plan beside first come first served, on the same input in one run.

    python -m benchmarks.placement --households 600 [--places 400 --seed 1] [--weeks 26]

The instances are invented and seeded. What they are like comes from the city's own first
contingent (13 whole dwellings, 1 shared house of 15 beds, 10 social dwellings, 13 hotel rooms for
40 families of 60 to 70 persons; terms from one week to a few years; ready, to clean, to refresh or
to renovate): mixed kinds, most places ready soon, short and long terms, small and large families.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, timedelta

import numpy as np

from eenplan.engines.assignment.baseline import Fit, first_come
from eenplan.engines.assignment.plan import Plan
from eenplan.engines.assignment.verify import verify
from eenplan.engines.placement.batch import plan
from eenplan.engines.placement.match import match_now
from eenplan.engines.placement.model import Household, Place, Policy, Stay, Tonight
from eenplan.engines.placement.problem import problem_of
from eenplan.engines.placement.windows import Situation

DAY_ONE = date(2022, 3, 14)
AREAS = tuple(f"buurt {number}" for number in range(1, 13))


@dataclass(frozen=True)
class Kind:
    """One kind of place: share of the supply, beds, chances and terms."""

    form: str
    share: float
    beds: tuple[int, ...]
    step_free: float
    pets: float
    rents: tuple[int, ...]
    weeks: tuple[int, ...]


KINDS = {
    "whole_dwelling": Kind(
        "OWN_MANAGED", 0.27, (3, 3, 4, 4, 5, 6, 8), 0.15, 0.6, (0, 0, 250, 450), (12, 26, 52, 104)
    ),
    "social_dwelling": Kind(
        "OWN_MANAGED", 0.13, (2, 3, 3, 4, 5), 0.3, 0.4, (200, 350), (26, 52, 104)
    ),
    "room_in_household": Kind(
        "HOST_FAMILY", 0.30, (1, 2, 2, 3, 4), 0.05, 0.3, (0, 0, 80, 160), (1, 2, 4, 8, 13, 26)
    ),
    "hotel_room": Kind(
        "OWN_MANAGED", 0.20, (1, 2, 2, 2, 3, 4), 0.5, 0.1, (900, 1100), (4, 8, 13, 26)
    ),
    "shared_house": Kind("COLLECTIVE", 0.10, (8, 12, 15, 20), 0.35, 0.2, (300, 450), (26, 52, 104)),
}


def households(count: int, weeks: int, seed: int) -> list[Household]:
    """Invented households, mostly small, arriving over some weeks for stays of known length.

    Without weeks: one wave that arrived in the last fortnight and stays for an unknown time.
    """
    random = np.random.default_rng(seed)
    sizes = random.choice([1, 2, 3, 4, 5, 6], count, p=[0.4, 0.28, 0.17, 0.09, 0.04, 0.02])
    arrivals = np.sort(
        random.integers(0, 7 * weeks, count) if weeks else random.integers(-14, 1, count)
    )
    needed = np.clip(random.lognormal(3.0, 0.9, count).astype(int), 2, 104) * 7
    tonight: tuple[Tonight, ...] = ("none", "hotel", "friends")
    found = []
    for i in range(count):
        arrived = DAY_ONE + timedelta(days=int(arrivals[i]))
        found.append(
            Household(
                id=f"G{i:05d}",
                persons=int(sizes[i]),
                arrived_on=arrived,
                tonight=tonight[int(random.choice(3, p=[0.45, 0.3, 0.25]))],
                bedrooms_needed=int(sizes[i] + 1) // 2,
                step_free=bool(random.random() < 0.06),
                pets=bool(random.random() < 0.15),
                has_children=bool(sizes[i] > 1),
                area=str(random.choice(AREAS)) if random.random() < 0.55 else None,
                stays_until=arrived + timedelta(days=int(needed[i])) if weeks else None,
            )
        )
    return found


def places(count: int, seed: int) -> list[Place]:
    """Invented places; a quarter has a stay agreed already, four in ten only come free later."""
    random = np.random.default_rng(seed + 1000)
    names = tuple(KINDS)
    chosen = random.choice(len(names), count, p=[kind.share for kind in KINDS.values()])
    return [_place(f"P{i:05d}", names[int(kind)], random) for i, kind in enumerate(chosen)]


def _place(name: str, kind_name: str, random: np.random.Generator) -> Place:
    kind = KINDS[kind_name]
    beds = int(random.choice(kind.beds))
    later = 0 if random.random() < 0.6 else int(random.choice([1, 1, 2, 2, 3, 6, 10]))
    opens = DAY_ONE + timedelta(weeks=later)
    shared = kind_name == "shared_house"
    stays: tuple[Stay, ...] = ()
    if random.random() < 0.25:
        starts = DAY_ONE + timedelta(days=int(random.integers(0, 140)))
        ends = starts + timedelta(days=7 * int(random.integers(2, 12)))
        stays = (Stay(starts, ends, beds // 2),)
    return Place(
        id=name,
        label=f"{kind_name} {name}",
        form=kind.form,  # type: ignore[arg-type]
        kind=kind_name,
        area=str(random.choice(AREAS)),
        max_persons=beds,
        state="READY",
        bedrooms=(beds + 1) // 2,
        available_from=opens,
        available_until=opens + timedelta(weeks=int(random.choice(kind.weeks))),
        step_free=bool(random.random() < kind.step_free),
        pets_allowed=bool(random.random() < kind.pets),
        rent_eur_month=int(random.choice(kind.rents)),
        occupied=stays,
        max_households=max(2, round(beds / 2.6)) if shared else 1,
    )


@dataclass(frozen=True)
class Figure:
    """One way to hand out, measured."""

    households: int
    persons: int
    objective: int
    seconds: float


def _timed(work: Callable[[], Plan], persons: dict[str, int], built: float) -> Figure:
    began = time.perf_counter()
    outcome = work()
    seconds = built + time.perf_counter() - began
    placed = [a.request for a in outcome.assignments]
    total = sum(persons[name] for name in placed)
    return Figure(len(placed), total, outcome.objective, round(seconds, 3))


def measure(
    number: int, supply: int, seed: int, weeks: int, horizon_days: int, effort: str
) -> dict[str, object]:
    """All figures of one instance: the plan, both first-come ways, the ratios and the bound."""
    waiting, offered, policy = households(number, weeks, seed), places(supply, seed), Policy()
    persons = {household.id: household.persons for household in waiting}
    began = time.perf_counter()
    outcome = plan(waiting, offered, policy, DAY_ONE, horizon_days, effort, seed)
    seconds = time.perf_counter() - began
    began = time.perf_counter()
    problem, _ = problem_of(waiting, offered, Situation(DAY_ONE, horizon_days, policy), seed)
    built = time.perf_counter() - began
    fits: tuple[Fit, ...] = ("first", "best")
    rivals = {
        f"first_come_{fit}_fit": _timed(lambda fit=fit: first_come(problem, fit), persons, built)
        for fit in fits
    }
    own = Figure(len(outcome.placements), outcome.persons, outcome.objective, round(seconds, 3))
    return {
        "input": {
            "households": number,
            "persons": sum(persons.values()),
            "places": supply,
            "options": len(problem.options),
            "seed": seed,
            "weeks": weeks,
            "horizon_days": horizon_days,
            "effort": effort,
        },
        "plan": asdict(own) | {"method": outcome.kernel.method},
        "bound": outcome.bound,
        "gap": round(outcome.gap, 5),
        "rivals": {name: asdict(figure) for name, figure in rivals.items()},
        "ratios": {name: _ratios(own, figure) for name, figure in rivals.items()},
        "faults": len(verify(problem, outcome.kernel)),
        "match_now_ms": _tonight(waiting[0], offered, policy, outcome.kernel),
    }


def _ratios(own: Figure, rival: Figure) -> dict[str, float]:
    return {
        what: round(getattr(own, what) / max(1, getattr(rival, what)), 4)
        for what in ("households", "persons", "objective")
    }


def _tonight(household: Household, offered: list[Place], policy: Policy, kernel: Plan) -> float:
    """Milliseconds for one household tonight with all reasons: the middle of eleven runs."""
    times = []
    for _ in range(11):
        began = time.perf_counter()
        match_now(household, offered, policy, household.arrived_on, kernel.prices)
        times.append(time.perf_counter() - began)
    return round(1000 * sorted(times)[5], 2)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The sizes of one town of your own, through the whole placement engine."""
    parser.add_argument("--households", type=int)
    parser.add_argument("--places", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--weeks", type=int, default=0, help="arrivals spread over these")
    parser.add_argument("--horizon-days", type=int, default=28)
    parser.add_argument("--effort", default="normal", choices=("quick", "normal", "thorough"))


def measured(asked: argparse.Namespace) -> dict[str, object]:
    """The figures of the town that was asked for."""
    return measure(
        asked.households,
        asked.places,
        asked.seed,
        asked.weeks,
        asked.horizon_days,
        asked.effort,
    )
