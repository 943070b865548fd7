"""What happens by itself around rights and money, each night."""

from django.db import transaction
from django.utils.timezone import localdate, now
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from eenplan.benefits.selectors.runs import unfinished_runs
from eenplan.benefits.services.claims import reckon_claims
from eenplan.benefits.services.filling import take_piece
from eenplan.benefits.services.review_rounds import PARTS
from eenplan.core.access import system_actor
from eenplan.core.batches import each_apart


@app.periodic(cron="20 1 * * *")
@app.task(queueing_lock="raise-reviews")
def raise_reviews(timestamp: int) -> int:
    """Raise the decisions that must be looked at again; return how many are new."""
    on = localdate()

    @transaction.atomic
    def do(part) -> int:
        return part(actor=system_actor(on), on=on)

    return each_apart(PARTS, do, job="raise reviews")


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="reckon-claims")
def reckon_state_claims(timestamp: int) -> int:
    """Reckon what the State pays back of every paid month, as it is today."""
    on = localdate()
    return reckon_claims(actor=system_actor(on), on=on, at=now()).total


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="fill-runs")
def fill_open_runs(timestamp: int = 0) -> int:
    """Reckon what waits in open runs, also what a process died over. Return how many pieces.

    Two at once share the pieces; there is no `lock`, which a process that died would keep.
    """
    return each_apart(unfinished_runs(), _fill, job="fill runs")


@app.task(queueing_lock="fill-runs-too")
def fill_open_runs_too() -> int:
    """Help the other one: a second worker takes the pieces the first does not hold."""
    return each_apart(unfinished_runs(), _fill, job="fill runs")


def _fill(run) -> int:
    pieces = 0
    while take_piece(run.pk):
        pieces += 1
    return pieces


def fill_soon() -> None:
    """Have open runs filled by two workers when the task processor is free."""
    for task in (fill_open_runs, fill_open_runs_too):
        try:
            with transaction.atomic():
                task.defer()
        except AlreadyEnqueued:
            pass
