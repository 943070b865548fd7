"""What happens by itself around stays, each night."""

from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from eenplan.core.access import system_actor
from eenplan.housing import services


@app.periodic(cron="40 0 * * *")
@app.task(queueing_lock="follow-up-stays")
def follow_up_stays(timestamp: int) -> int:
    """Plan visits that are not planned yet; tell of missed visits, ends and absences."""
    on = localdate()
    actor = system_actor(on)
    services.plan_missing_visits(on=on)
    return sum(
        (
            services.escalate_visits(actor=actor, on=on),
            services.warn_of_ends(actor=actor, on=on),
            services.tell_overdue_absences(actor=actor, on=on),
        )
    )
