"""Rebalancing beside the simple ways, on the same input in one run.

    python -m benchmarks.caseload [--cases 10000 --workers 250 --seed 1] [--teams 1]

The instance is invented and seeded: part-time workers, loads that grew unevenly over the years,
light and heavy cases, some that may not move. Beside the proposal stand three simple ways: give out
everything anew to whoever has least; move only from who has too much, a case at random to whoever
has least; and the same with the heaviest case first. `changed` is the share of all cases whose case
manager changes, `max_to_mean` the heaviest load against the mean, in minutes per full time.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from decimal import Decimal

import numpy as np

from eenplan.engines.caseload import (
    Carrier,
    HeldCase,
    Limits,
    Rebalancing,
    rebalance,
    verify_rebalancing,
)

SHARES = (Decimal("1"), Decimal("0.8"), Decimal("0.5"))
LANGUAGES = ("nl", "fr", "en", "uk", "ar", "tr", "ps", "es")
Holders = dict[str, str]


def town(cases: int, workers: int, teams: int, seed: int) -> tuple[list[Carrier], list[HeldCase]]:
    """Invented workers and cases; about the norm on the whole, and very uneven between people."""
    random = np.random.default_rng(seed)
    carriers = [
        Carrier(
            id=f"w{i:04d}",
            name=f"Werker {i}",
            fraction=SHARES[int(random.choice(3, p=[0.55, 0.3, 0.15]))],
            languages=frozenset(
                str(x) for x in random.choice(LANGUAGES[1:], int(random.integers(1, 3)))
            )
            | {"nl"},
            team=f"team {i % teams}",
        )
        for i in range(workers)
    ]
    pull = np.array([float(c.fraction) for c in carriers]) * random.lognormal(0, 0.3, workers)
    holders = random.choice(workers, cases, p=pull / pull.sum())
    found = []
    for i, at in enumerate(holders.tolist()):
        phase = int(random.choice((360, 180, 60), p=[0.15, 0.5, 0.35]))
        found.append(
            HeldCase(
                id=f"c{i:06d}",
                holder=carriers[at].id,
                minutes=phase + int(random.choice((0, 30, 60, 120), p=[0.5, 0.2, 0.2, 0.1])),
                languages=frozenset({str(random.choice(LANGUAGES))}),
                team=carriers[at].team,
                days_held=int(random.integers(0, 900)),
                days_to_legal_date=int(random.integers(0, 60)) if random.random() < 0.2 else None,
            )
        )
    return carriers, found


def loads_of(carriers: list[Carrier], cases: list[HeldCase], holders: Holders) -> dict[str, list]:
    """Households and minutes of everybody."""
    held = {carrier.id: [0, 0] for carrier in carriers}
    for case in cases:
        held[holders[case.id]][0] += 1
        held[holders[case.id]][1] += case.minutes
    return held


def figures(
    carriers: list[Carrier],
    cases: list[HeldCase],
    limits: Limits,
    holders: Holders,
    seconds: float,
) -> dict[str, float]:
    """The figures of one way to divide."""
    held, spoken = loads_of(carriers, cases, holders), {c.id: c.languages for c in carriers}
    share = {c.id: float(c.fraction) for c in carriers}
    mean = sum(m for _, m in held.values()) / sum(share.values())
    above = sum(held[c.id][0] > limits.cap(c.fraction) for c in carriers)
    moved = [case for case in cases if holders[case.id] != case.holder]
    understood = sum(bool(spoken[holders[case.id]] & case.languages) for case in moved)
    return {
        "max_to_mean": round(max(held[n][1] / share[n] for n in held) / mean, 3),
        "workers_above_norm": above,
        "changed_cases": len(moved),
        "changed": round(len(moved) / len(cases), 4),
        "moved_with_shared_language": round(understood / max(1, len(moved)), 3),
        "seconds": round(seconds, 3),
    }


def _least(carriers: list[Carrier], held: dict[str, list], team: str | None) -> Carrier:
    mates = (c for c in carriers if c.team == team)
    return min(mates, key=lambda c: (held[c.id][1] / float(c.fraction), c.id))


def everything_anew(carriers: list[Carrier], cases: list[HeldCase], limits: Limits) -> Holders:
    """Give out all cases again, the heaviest first, each to whoever has least."""
    held: dict[str, list] = {carrier.id: [0, 0] for carrier in carriers}
    holders: Holders = {}
    for case in sorted(cases, key=lambda c: -c.minutes):
        taker = _least(carriers, held, case.team)
        holders[case.id] = taker.id
        held[taker.id][0] += 1
        held[taker.id][1] += case.minutes
    return holders


def from_the_overloaded(
    carriers: list[Carrier], cases: list[HeldCase], limits: Limits, *, heaviest: bool, seed: int = 0
) -> Holders:
    """Move a case of who has too much to whoever has least, until nobody has too much."""
    random = np.random.default_rng(seed)
    holders = {case.id: str(case.holder) for case in cases}
    held = loads_of(carriers, cases, holders)
    share = {c.id: float(c.fraction) for c in carriers}
    mean = sum(m for _, m in held.values()) / sum(share.values())
    for giver in carriers:
        own = [case for case in cases if case.holder == giver.id]
        order = sorted(own, key=lambda c: -c.minutes) if heaviest else random.permutation(own)  # type: ignore[arg-type]
        ceiling = mean * share[giver.id] * (100 + limits.tolerance) / 100
        for case in order:
            load = held[giver.id]
            if load[0] <= limits.cap(giver.fraction) and load[1] <= ceiling:
                break
            taker = _least(carriers, held, case.team)
            holders[case.id] = taker.id
            for name, sign in ((giver.id, -1), (taker.id, 1)):
                held[name][0] += sign
                held[name][1] += sign * case.minutes
    return holders


def _timed(work: Callable[[], Holders]) -> tuple[Holders, float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began


def _holders(cases: list[HeldCase], answer: Rebalancing) -> Holders:
    return {c.id: str(c.holder) for c in cases} | {m.case: m.taker for m in answer.moves}


def measure(
    number: int, workers: int, teams: int, seed: int, effort: str, norm: int
) -> dict[str, object]:
    """All figures of one instance: before, the proposal, the simple ways, and the ratios."""
    carriers, cases = town(number, workers, teams, seed)
    limits = Limits(norm_per_fte=norm)
    began = time.perf_counter()
    answer = rebalance(carriers, cases, limits, effort=effort, seed=seed)
    seconds = time.perf_counter() - began
    own = figures(carriers, cases, limits, _holders(cases, answer), seconds)
    simple: dict[str, Callable[[], Holders]] = {
        "least_loaded_first": lambda: everything_anew(carriers, cases, limits),
        "from_overloaded_any": lambda: from_the_overloaded(
            carriers, cases, limits, heaviest=False, seed=seed
        ),
        "from_overloaded_heaviest": lambda: from_the_overloaded(
            carriers, cases, limits, heaviest=True
        ),
    }
    rivals = {}
    for name, work in simple.items():
        holders, took = _timed(work)
        rivals[name] = figures(carriers, cases, limits, holders, took) | {
            "locked_cases_moved": _locked_moves(carriers, cases, limits, holders)
        }
    return {
        "input": {
            "cases": number,
            "workers": workers,
            "teams": teams,
            "seed": seed,
            "effort": effort,
            "norm": norm,
        },
        "before": figures(carriers, cases, limits, {c.id: str(c.holder) for c in cases}, 0.0),
        "proposal": own
        | {"locked_cases_moved": _locked_moves(carriers, cases, limits, _holders(cases, answer))},
        "fewest_changes_proven": answer.fewest,
        "gap_of_the_kernel": round(answer.gap, 5),
        "stay_above": len(answer.above),
        "methods": answer.methods,
        "faults": len(verify_rebalancing(carriers, cases, limits, answer)),
        "rivals": rivals,
        "ratios": {
            name: {
                "changed": round(own["changed_cases"] / max(1, rival["changed_cases"]), 4),
                "max_to_mean": round(own["max_to_mean"] / rival["max_to_mean"], 4),
                "seconds": round(own["seconds"] / max(0.001, rival["seconds"]), 2),
            }
            for name, rival in rivals.items()
        },
    }


def _locked_moves(
    carriers: list[Carrier], cases: list[HeldCase], limits: Limits, holders: Holders
) -> int:
    """How many cases moved that the rules would have left where they are."""
    return sum(
        holders[case.id] != case.holder
        and (
            (case.days_held or 0) < limits.settle_days
            or (
                case.days_to_legal_date is not None and case.days_to_legal_date <= limits.legal_days
            )
        )
        for case in cases
    )


def main() -> None:
    """Read the size from the command line and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=250)
    parser.add_argument("--teams", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--effort", default="normal", choices=("quick", "normal", "thorough"))
    parser.add_argument("--norm", type=int, nargs="*", default=[50, 40])
    asked = parser.parse_args()
    found = [
        measure(asked.cases, asked.workers, asked.teams, asked.seed, asked.effort, norm)
        for norm in asked.norm
    ]
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
