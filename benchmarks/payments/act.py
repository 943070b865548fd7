"""One process that does one thing to payment runs, in the database of EENPLAN_DATA.

    python -m benchmarks.payments.act make 300 | clear | open | work RUN [SIZE] | freeze RUN | look

Prints `ready` when Django is up, and at the end one line of JSON. Whoever is killed prints nothing.
"""

import json
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eenplan.config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402 -- the app registry
from django.db import connection  # noqa: E402
from django.db.models import Count, Sum  # noqa: E402

from benchmarks.payments.many import NOW, PERIOD, TODAY, WISHED, make  # noqa: E402
from eenplan.benefits.models import (  # noqa: E402
    JournalEntry,
    JournalLine,
    Payment,
    PaymentRun,
    RunCandidate,
    RunFile,
)
from eenplan.benefits.selectors.run_files import content_of, fingerprint  # noqa: E402
from eenplan.benefits.services.filling import take_piece  # noqa: E402
from eenplan.benefits.services.runs import freeze, open_run  # noqa: E402
from eenplan.core.access import system_actor  # noqa: E402

SYSTEM = system_actor(TODAY)
TABLES = (
    *("journalline", "journalentry", "withholding", "runfile", "runcandidate", "payment"),
    "paymentrun",
)


def make_town(grants: str) -> dict:
    call_command("migrate", verbosity=0)
    make(int(grants))
    return {"grants": int(grants)}


def clear() -> dict:
    """Forget every run, as if none was ever made."""
    tables = ", ".join(f"benefits_{name}" for name in TABLES)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} CASCADE")
        cursor.execute("DELETE FROM core_numberseries WHERE series = 'payment-runs'")
    return {}


def opened() -> dict:
    began = time.perf_counter()
    run = open_run(
        actor=SYSTEM, period=PERIOD, wished_on=WISHED, on=TODAY, at=NOW, component="EQUIVALENT"
    )
    return {"run": run.pk, "seconds": time.perf_counter() - began}


def work(run: str, size: str = "500", most: str = "0") -> dict:
    """Take pieces until none waits; what another holds may come back, so it looks once more."""
    began, pieces = time.perf_counter(), 0
    waiting = RunCandidate.objects.filter(run=run, state="WAITING")
    while waiting.exists():
        taken = take_piece(int(run), size=int(size))
        pieces += bool(taken)
        if not taken:
            time.sleep(0.02)
        if pieces == int(most):
            break
    return {"pieces": pieces, "seconds": time.perf_counter() - began}


def freeze_run(run: str) -> dict:
    began = time.perf_counter()
    held = PaymentRun.objects.get(pk=run)
    if held.state == "OPEN":
        held = freeze(actor=SYSTEM, run=held, on=TODAY, at=NOW)
    return {"sha256": held.sha256, "seconds": time.perf_counter() - began}


def look() -> dict:
    """Return what there is: the file, the payments, the candidates and the books."""
    run = PaymentRun.objects.get()
    states = RunCandidate.objects.order_by().values_list("state").annotate(many=Count("pk"))
    sums = JournalLine.objects.order_by().values_list("account").annotate(cents=Sum("cents"))
    twice = Payment.objects.values("grant", "period").annotate(many=Count("pk")).filter(many__gt=1)
    return {
        "state": run.state,
        "sha256": run.sha256,
        "files": RunFile.objects.count(),
        "file_is_whole": fingerprint(content_of(run)) == run.sha256,
        "payments": Payment.objects.count(),
        "cents": Payment.objects.aggregate(cents=Sum("net_cents"))["cents"],
        "paid_twice": twice.count(),
        "candidates": dict(states),
        "entries": JournalEntry.objects.count(),
        "books": dict(sums),
    }


ACTS = {
    "make": make_town,
    "clear": clear,
    "open": opened,
    "work": work,
    "freeze": freeze_run,
    "look": look,
}

if __name__ == "__main__":
    connection.ensure_connection()
    print("ready", flush=True)
    done = ACTS[sys.argv[1]](*sys.argv[2:])
    connection.close()
    print(json.dumps(done), flush=True)
