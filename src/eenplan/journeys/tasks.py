"""What happens by itself over several apps: at night, or while somebody waits for it."""

from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from eenplan.journeys import handing_over
from eenplan.journeys.rehousing import settle


@app.periodic(cron="5 0 * * *")
@app.task(queueing_lock="settle-moves")
def settle_todays_moves(timestamp: int) -> int:
    """Let the moves that were agreed for today count from now on."""
    return settle(on=localdate())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="hand-over", lock="hand-over")
def carry_out_handovers(timestamp: int = 0) -> int:
    """Carry out the runs that were decided; also those a process died over. Return how many."""
    runs = handing_over.unfinished_runs()
    for run in runs:
        handing_over.carry_out(run, on=localdate())
    return len(runs)
