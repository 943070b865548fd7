"""Queries and server time per page, on a generated town of many households.

    python -m benchmarks.pages --households 40000

Fills the test database with the demo municipality (kept between runs of the same size), then asks
each page a number of times through the whole Django stack, as the person who uses it, and prints
one JSON object: per page the number of queries, the median and the 95th percentile of the server
time in milliseconds, and the same with a hundredth of the households, so that growth shows. The
queries include signing in, the actor's memberships and the read log.
"""

import argparse
import json
import os
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eenplan.config.settings")

REPEATS = 40
# The nearest open system made for Belgian centres, measured by others on such a machine with
# 20 000 clients: median milliseconds and queries of the page that does the same work.
LINO = {
    "my_day": (273, 197),
    "households": (381, 133),
    "search": (159, 58),
    "household": (200, 60),
    "arrival": (182, 44),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--households", type=int, default=40_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--pages", default="", help="only these, by name, separated by commas")
    options = parser.parse_args()
    wanted = {name.strip() for name in options.pages.split(",") if name.strip()}

    import django  # noqa: PLC0415 -- settings first

    django.setup()
    from benchmarks.support.town import filled_town  # noqa: PLC0415 -- app registry

    small = max(400, options.households // 100)
    report = {"households": options.households, "small_households": small, "pages": {}}
    for size in (small, options.households):
        with filled_town(size, options.seed) as town:
            pages = town.pages()
            if unknown := wanted - set(pages):
                parser.error(f"no such page: {', '.join(sorted(unknown))}")
            for name, ask in pages.items():
                if wanted and name not in wanted:
                    continue
                figures = measure(ask, options.repeats)
                report["pages"].setdefault(name, {})[f"at_{size}"] = figures
    for name, sizes in report["pages"].items():
        full = sizes[f"at_{options.households}"]
        if name in LINO:
            milliseconds, queries = LINO[name]
            sizes["lino_welfare_at_20000"] = {"median_ms": milliseconds, "queries": queries}
            sizes["times_quicker_than_lino"] = round(milliseconds / full["median_ms"], 1)
        sizes["queries_constant"] = (
            len({s["queries"] for k, s in sizes.items() if k.startswith("at_")}) == 1
        )
    print(json.dumps(report, indent=1))


def measure(ask, repeats: int) -> dict:
    """Return queries and milliseconds of one page, asked `repeats` times after a warm-up.

    With garbage collected as in the process that serves (config/collecting.py).
    """
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from eenplan.config.collecting import settle  # noqa: PLC0415

    ask(0)
    with CaptureQueriesContext(connection) as captured:
        ask(1)
    queries = len(captured)  # now: the next request empties the log
    settle()
    times = []
    for number in range(2, repeats + 2):
        start = time.perf_counter()
        ask(number)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return {
        "queries": queries,
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[max(0, round(0.95 * len(times)) - 1)], 1),
    }


if __name__ == "__main__":
    main()
