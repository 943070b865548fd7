"""What happens by itself around stays, each night."""

from django.db import transaction
from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from eenplan.core.access import system_actor
from eenplan.core.batches import each_apart
from eenplan.housing import services

PARTS = (services.escalate_visits, services.warn_of_ends, services.tell_overdue_absences)


@app.periodic(cron="40 0 * * *")
@app.task(queueing_lock="follow-up-stays")
def follow_up_stays(timestamp: int) -> int:
    """Plan visits that are not planned yet; tell of missed visits, ends and absences."""
    on = localdate()

    @transaction.atomic
    def do(part) -> int:
        return part(actor=system_actor(on), on=on)

    services.plan_missing_visits(on=on)
    return each_apart(PARTS, do, job="follow up stays")
