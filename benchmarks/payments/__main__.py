"""Payment runs: how fast, how it grows, and what is left of them after a crash.

    python -m benchmarks.payments [--grants 20000] [--kills 50] [--stops 10] [--no-faults]

Everything happens in a PostgreSQL of its own that waits for the disk. `seconds` goes from opening
to frozen, with two workers; the naive rival reckons one grant in one transaction in one process,
measured on a sample and multiplied. 150 000 is an extrapolation along the slope, and says so.
The faults: kill -9 at random moments under two workers and in the freeze, and PostgreSQL stopped
without finishing. `lost` and `doubled` count payments against the undisturbed run; every run must
have one file, whole, with the same fingerprint.
"""

import argparse
import json
import os
import time

from benchmarks.payments.server import Town, killed, stopped, town, undisturbed

GOALS = {"seconds": 30.0}
FAR, SAMPLE, PIECE, SMALL_PIECE = 150_000, 400, 500, 40
TOWN_OF_FAULTS, WINDOW = 3000, 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--grants", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--stops", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-faults", action="store_true")
    options = parser.parse_args()
    report = {"processors": os.cpu_count(), "goals": GOALS, "speed": speed(options.grants)}
    if not options.no_faults:
        report["faults"] = faults(options.kills, options.stops, options.seed)
    print(json.dumps(report, indent=2))


def speed(grants: int) -> dict:
    """Return the seconds of three sizes, the slope between them, and the naive rival."""
    measured = {}
    sizes = sorted({grants // 4, grants // 2, grants})
    with town(sizes[0]) as found:
        for size in sizes:
            found.act("make", size)
            found.act("clear")
            measured[size] = frozen(found)
        naive = one_by_one(found, grants)
    slope = (measured[sizes[-1]]["seconds"] - measured[sizes[0]]["seconds"]) / (
        sizes[-1] - sizes[0]
    )
    at_the_goal = measured[grants]["seconds"]
    return {
        "grants": grants,
        "measured": measured,
        "reached": at_the_goal <= GOALS["seconds"] if grants >= 20_000 else None,
        "seconds_per_1000_grants": round(slope * 1000, 3),
        f"extrapolated_{FAR}_seconds": round(at_the_goal + slope * (FAR - grants), 1),
        "naive_one_by_one_seconds": naive,
        "times_quicker_than_naive": round(naive / at_the_goal, 1),
    }


def frozen(found: Town) -> dict:
    """Open, fill with two workers and freeze; the start of their processes is not counted."""
    opening = found.act("open")
    began = time.perf_counter()
    workers = found.workers(opening["run"], PIECE)
    ready = time.perf_counter()
    for worker in workers:
        worker.wait()
    filling = time.perf_counter() - ready
    freezing = found.act("freeze", opening["run"])
    parts = {"open": opening["seconds"], "fill": filling, "freeze": freezing["seconds"]}
    return {
        "seconds": round(sum(parts.values()), 2),
        **{name: round(seconds, 2) for name, seconds in parts.items()},
        "started_workers": round(ready - began, 2),
        "payments": found.act("look")["payments"],
    }


def one_by_one(found: Town, grants: int) -> float:
    found.act("clear")
    run = found.act("open")["run"]
    sample = found.act("work", run, 1, SAMPLE)
    return round(sample["seconds"] / SAMPLE * grants, 1)


def faults(kills: int, stops: int, seed: int) -> dict:
    """Return what is left after every kind of end, against an undisturbed run."""
    with town(TOWN_OF_FAULTS) as found:
        whole = undisturbed(found, SMALL_PIECE)
        hits, after_kills = killed(found, SMALL_PIECE, kills, seed, WINDOW)
        after_stops = stopped(found, SMALL_PIECE, stops, seed, WINDOW)
    return {
        "grants": TOWN_OF_FAULTS,
        "payments": whole["payments"],
        "kill_9": {"points": hits, **against(whole, after_kills)},
        "postgresql_stopped_at_once": {"times": stops, **against(whole, after_stops)},
    }


def against(whole: dict, seen: list[dict]) -> dict:
    """Return how runs differ from the undisturbed one: noughts and equal everywhere, or a fault."""
    return {
        "runs": len(seen),
        "lost": sum(max(whole["payments"] - run["payments"], 0) for run in seen),
        "doubled": sum(run["paid_twice"] for run in seen),
        "files": sorted({run["files"] for run in seen}),
        "files_whole": all(run["file_is_whole"] for run in seen),
        "same_hash": all(run["sha256"] == whole["sha256"] for run in seen),
        "same_books": all(run["books"] == whole["books"] for run in seen),
        "same_in_all": all(run == whole for run in seen),
    }


if __name__ == "__main__":
    main()
