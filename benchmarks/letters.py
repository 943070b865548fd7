"""How many letters a second: whole decisions in Dutch and Ukrainian, PDF/A-2a and PDF/UA-1.

    python -m benchmarks.letters [--letters 200] [--workers 2] [--seed 1]

Every letter is different (name, amount, reasons, steps) and checked for what the law wants in it.
One by one in this process, then the same letters over as many processes as `--workers`; both
answers must be the same bytes. `first_ms` is the first letter of a process, with its fonts. The
wall clock of a busy machine says little: beside it stands what a second of processor time gives.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from hashlib import sha256

from eenplan.benefits.letters import (
    Asked,
    Centre,
    Decided,
    Step,
    Told,
    missing_elements,
    render,
    texts_in,
)

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
GOAL = 40.0
CENTRE = Centre(
    name="OCMW Voorbeeldstad",
    street="Grote Markt 1",
    town="9990 Voorbeeldstad",
    phone="+32 9 000 00 00",
    email="welzijn@example.org",
    court="arbeidsrechtbank Gent",
    court_address="Opgeëistenlaan 401, 9000 Gent",
)
FACTS = (
    "U kwam met uw kinderen aan en kreeg tijdelijke bescherming.",
    "U hebt geen spaargeld en geen eigen woning.",
    "Uw loon is te laag om met uw gezin van te leven.",
    "U volgt lessen Nederlands en zoekt werk.",
)


def letter(n: int, rng: random.Random) -> Told:
    """Return an invented letter of a decision, whole."""
    cents = rng.randrange(60_000, 180_000)
    steps = [Step("Bedrag van categorie 3, per maand", cents + 20_000, "RMI art. 14 §1")]
    steps += [
        Step(f"Vrijgesteld inkomen {k}", -rng.randrange(5_000), "RMI art. 16") for k in range(4)
    ]
    return Told(
        kind="DECISION",
        made_on="2026-11-20",
        reference=f"B2026/{n:05}",
        language="uk",
        name=f"Olena Kovalchuk {n}",
        to=(f"Olena Kovalchuk {n}", f"Heuvelstraat {n}", "9990 Voorbeeldstad"),
        centre=CENTRE,
        service="Wijkteam Heuvelkant",
        worker="Amira Testers",
        asked=Asked(f"A2026/{n:05}", "EQUIVALENT", "2026-11-02", "2026-12-02"),
        decided=Decided(
            number=f"B2026/{n:05}",
            kind="GRANT",
            right="EQUIVALENT",
            decided_on="2026-11-18",
            category=3,
            category_reason="u zorgt alleen voor twee minderjarige kinderen.",
            cents=cents,
            calculated=cents,
            rhythm="MONTHLY",
            starts_on="2026-11-02",
            in_law="Organieke wet van 8 juli 1976, artikelen 1 en 57.",
            in_fact="\n".join(rng.sample(FACTS, 3)),
            steps=tuple(steps),
        ),
        fixed={key: each.text for key, each in texts_in("nl").fixed.items()},
    )


def made(told: Told) -> str:
    """Make one letter and return its fingerprint."""
    return sha256(render(told, at=AT)).hexdigest()


def measured(letters: int, workers: int, seed: int) -> dict[str, object]:
    """Return the figures of one run."""
    rng = random.Random(seed)
    told = [letter(n, rng) for n in range(1, letters + 1)]
    lacking = sum(bool(missing_elements(each)) for each in told)
    began = time.perf_counter()
    size = len(render(told[0], at=AT))
    first = time.perf_counter() - began

    began, spent = time.perf_counter(), time.process_time()
    alone = [made(each) for each in told]
    one_by_one, cpu = time.perf_counter() - began, time.process_time() - spent

    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawned) as pool:
        list(pool.map(made, told[:workers], chunksize=1))  # each process has read its fonts
        began = time.perf_counter()
        together = list(pool.map(made, told, chunksize=max(1, letters // (workers * 4))))
        parallel = time.perf_counter() - began
    return {
        "letters": letters,
        "workers": workers,
        "kilobytes_each": round(size / 1024),
        "first_ms": round(first * 1000),
        "one_by_one_per_second": round(letters / one_by_one, 1),
        "one_by_one_per_cpu_second": round(letters / cpu, 1),
        "per_second": round(letters / parallel, 1),
        "ratio": round(one_by_one / parallel, 2),
        "goal_per_second": GOAL,
        "reached": letters / parallel >= GOAL,
        "same_bytes": alone == together,
        "lacking": lacking,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--letters", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.letters < 1 or asked.workers < 1:
        parser.error("minstens 1 brief en 1 proces")
    print(json.dumps(measured(asked.letters, asked.workers, asked.seed), indent=2))


if __name__ == "__main__":
    main()
