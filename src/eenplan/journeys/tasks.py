"""What happens by itself over several apps: at night, or while somebody waits for it."""

from django.db import transaction
from django.utils.timezone import localdate, now
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from eenplan.core.batches import each_apart
from eenplan.housing import services as housing
from eenplan.journeys import handing_over
from eenplan.journeys.levelling import propose_where_needed
from eenplan.journeys.matching import plan_ahead
from eenplan.journeys.rehousing import settle


@app.periodic(cron="5 0 * * *")
@app.task(queueing_lock="settle-moves")
def settle_todays_moves(timestamp: int) -> int:
    """Let the moves that were agreed for today count from now on."""
    return settle(on=localdate())


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="propose-rebalancings")
def propose_rebalancings(timestamp: int) -> int:
    """Put a proposal before each team in which somebody holds more than the norm."""
    return propose_where_needed(on=localdate())


@app.periodic(cron="50 3 * * *")
@app.task(queueing_lock="plan-ahead")
def plan_for_who_waits(timestamp: int) -> int:
    """Plan for everybody who seeks a place; its prices tell tomorrow what places are worth."""
    return plan_ahead(on=localdate(), at=now()).pk


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="hand-over")
def carry_out_handovers(timestamp: int = 0) -> int:
    """Carry out the runs that were decided; also those a process died over. Return how many.

    Two at once share the lines. There is no `lock`: a process that died would keep it, and hold up
    the one that goes on where it stopped.
    """
    return each_apart(handing_over.unfinished_runs(), _carry_out, job="hand over")


def _carry_out(run) -> int:
    handing_over.carry_out(run, on=localdate())
    return 1


def carry_out_soon() -> None:
    """Have what was decided carried out when the task processor is free.

    The task that waits already does all runs, also this one.
    """
    try:
        with transaction.atomic():
            carry_out_handovers.defer()
    except AlreadyEnqueued:
        pass


@app.periodic(cron="10 4 * * *")
@app.task(queueing_lock="silent-offers-sleep")
def let_silent_offers_sleep(timestamp: int) -> int:
    """Put to sleep the offers whose provider did not answer often enough; one call wakes them."""
    return housing.let_silent_offers_sleep(on=localdate())


@app.periodic(cron="40 4 * * *")
@app.task(queueing_lock="empty-old-offers")
def empty_old_offers(timestamp: int) -> int:
    """Forget what withdrawn and rejected offers said, but for a hash."""
    return housing.empty_old_offers(on=localdate())
