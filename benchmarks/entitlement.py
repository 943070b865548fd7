"""The living wage of a municipality at once, and of one household with every step explained.

    python -m benchmarks.entitlement [--households 150000 --seed 1] [--sample 10000]

The town is invented and seeded: three categories, wages with and without exemption, benefits,
savings, homes, partners and relatives, several days of calculation when `--days` is more than one.
`town_seconds` is the best of three runs over ready columns; the sample is reckoned again household
by household, through the same objects a described situation becomes, and must be equal to the cent.
One household is the mean over the sample, explanation included; beside it the processor time alone.
"""

from __future__ import annotations

import argparse
import json
import time
from datetime import date, timedelta

import numpy as np

from eenplan.engines.entitlement import (
    Capital,
    Claim,
    EntitlementError,
    Exemption,
    Income,
    Person,
    RealEstate,
    Relation,
    Resource,
    Situation,
    WorkExemption,
    claim_all,
    claims,
    columns,
    reckon_one,
    reckon_table,
)

DAY = date(2025, 3, 15)
GOALS = {"town_seconds": 1.0, "one_household_ms": 1.0}


def town(households: int, days: int, seed: int) -> list[Situation]:
    """Return invented households."""
    random = np.random.default_rng(seed)
    return [_household(random, days) for _ in range(households)]


def _household(random: np.random.Generator, days: int) -> Situation:
    on = DAY + timedelta(days=int(random.integers(0, days)))
    category = int(random.choice((1, 2, 3), p=[0.35, 0.4, 0.25]))
    cohabitants = []
    if category == 1 and random.random() < 0.7:
        relation = Relation.PARTNER if random.random() < 0.4 else Relation.FIRST_DEGREE
        share = None if relation is Relation.PARTNER else int(random.choice((0, 5_000, 10_000)))
        cohabitants.append(Person(relation, _means(random), counted_share=share))
    work = None
    if random.random() < 0.2:
        kind = Exemption.SHORTAGE_JOB if random.random() < 0.1 else Exemption.GENERAL
        work = WorkExemption(kind, True, date(2025, 1, 6), 10, False, 6, 1, True)
    return Situation(
        on=on,
        category=category,
        applicant=Person(resources=_means(random), work=work),
        requested_on=date(2024, 11, 4),
        cohabitants=tuple(cohabitants),
        children=int(random.integers(0, 4)),
    )


def _means(random: np.random.Generator) -> tuple[Resource, ...]:
    found: list[Resource] = []
    if random.random() < 0.45:
        found.append(Income("wage", int(random.integers(5_000, 180_000))))
    if random.random() < 0.3:
        kind = str(random.choice(("unemployment", "sickness", "pension", "child_benefit")))
        found.append(Income(kind, int(random.integers(1_000, 140_000))))
    if random.random() < 0.25:
        found.append(Capital(int(random.integers(0, 4_000_000))))
    if random.random() < 0.05:
        found.append(RealEstate(True, int(random.integers(10_000, 250_000))))
    return tuple(found)


def run(households: int, days: int, sample: int, seed: int) -> dict[str, object]:
    """Return the figures of one run; raises when a sampled household differs."""
    people = town(households, days, seed)
    started = time.perf_counter()
    table = columns(people)
    building = time.perf_counter() - started
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        found = reckon_table(table)
        seconds.append(time.perf_counter() - started)
    picked = np.random.default_rng(seed).choice(households, min(sample, households), replace=False)
    differing, spent, worked = 0, 0.0, 0.0
    for at in picked.tolist():
        started, busy = time.perf_counter(), time.process_time()
        try:
            amount = reckon_one(people[at]).amount
        except EntitlementError:
            amount = -1
        spent += time.perf_counter() - started
        worked += time.process_time() - busy
        differing += amount != int(found.amount[at])
    asked = claims([Claim(day=DAY, amount=int(paid)) for paid in found.amount])
    started = time.perf_counter()
    claim_all(asked)
    claiming = time.perf_counter() - started
    if differing:
        raise SystemExit(f"{differing} of {len(picked)} households differ from one by one")
    return {
        "households": households,
        "days": days,
        "resources": len(table.resources.kind),
        "columns_from_objects_seconds": round(building, 3),
        "town_seconds": round(min(seconds), 3),
        "claims_seconds": round(claiming, 3),
        "sampled_equal": len(picked),
        "one_household_ms": round(spent / len(picked) * 1000, 3),
        "one_household_cpu_ms": round(worked / len(picked) * 1000, 3),
        "refused": int((found.amount < 0).sum()),
        "goals": GOALS,
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--households", type=int, default=150_000)
    parser.add_argument("--days", type=int, default=1)
    parser.add_argument("--sample", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(json.dumps(run(given.households, given.days, given.sample, given.seed), indent=2))


if __name__ == "__main__":
    main()
