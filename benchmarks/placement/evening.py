"""One household, tonight or explained: milliseconds, with every reason."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import numpy as np

from benchmarks.placement import city
from eenplan.engines.placement.account import explain
from eenplan.engines.placement.batch import Asked, planned
from eenplan.engines.placement.match import match_now
from eenplan.engines.placement.stock import stock_of


def _middle(work: Callable[[], object], times: int = 15) -> tuple[float, float]:
    """Milliseconds by the wall and of work: the middle of some runs, after one to warm up."""
    work()
    found, worked = [], []
    for _ in range(times):
        began, used = time.perf_counter(), time.process_time()
        work()
        worked.append(time.process_time() - used)
        found.append(time.perf_counter() - began)
    wall, work_ = sorted(found)[times // 2], sorted(worked)[times // 2]
    return round(1000 * wall, 3), round(1000 * work_, 3)


def tonight() -> dict[str, object]:
    """One household tonight with all reasons, over 400 and over 40 000 places; no solver."""
    found: dict[str, object] = {}
    policy = city.Policy()
    few = city.places(400, 1)
    waiting = city.households(60, 0, 1)
    outcome = city.plan(waiting, few, policy, city.DAY_ONE, 28, "quick", 1)
    for number, goal in ((400, 1.0), (40_000, 20.0)):
        stock = stock_of(few if number == 400 else city.places(number, 1))
        ask = partial(match_now, waiting[3], stock, policy, city.DAY_ONE, outcome.kernel.prices)
        (ms, cpu_ms), ranking = _middle(ask), ask()
        unexplained = number - len(ranking.eligible) - len(ranking.blocked)
        found |= {
            f"ms_{number}": ms,
            f"cpu_ms_{number}": cpu_ms,
            f"eligible_{number}": len(ranking.eligible),
            f"unexplained_{number}": unexplained,
            f"reached_{number}": cpu_ms <= goal and not unexplained,
        }
    return found


def explained() -> dict[str, object]:
    """Explain one household of 600 over 400 places; every pair is an option or blocked by name."""
    waiting, offered = tuple(city.households(600, 0, 1)), tuple(city.places(400, 1))
    found = planned(Asked(waiting, offered, city.Policy(), city.DAY_ONE, 28, "quick", 1))
    ms, cpu_ms = _middle(lambda: explain(found, waiting[3].id))
    unexplained = 0
    for household in waiting:
        told = explain(found, household.id)
        row, table = found.problem.request_at[household.id], found.table
        named = np.any([refused[row] for refused in table.refused.values()], axis=0)
        unexplained += len(offered) - told.possible - int(named.sum())
    return {
        "ms": ms,
        "cpu_ms": cpu_ms,
        "unexplained_pairs": unexplained,
        "reached": cpu_ms <= 1 and not unexplained,
    }
