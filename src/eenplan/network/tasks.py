"""What happens by itself at night around households."""

from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from eenplan.core.access import system_actor
from eenplan.network.services.reminders import remind_unanswered


@app.periodic(cron="30 5 * * *")
@app.task(queueing_lock="remind-referrals")
def remind_of_referrals(timestamp: int) -> int:
    """Tell case managers and coordinators of referrals that nobody answers."""
    on = localdate()
    return sum(remind_unanswered(actor=system_actor(on), on=on))
