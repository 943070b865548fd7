"""What happens by itself at night over several apps."""

from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from eenplan.journeys.levelling import propose_where_needed
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
