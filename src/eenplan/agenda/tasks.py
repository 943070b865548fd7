"""What happens by itself: telling who did not come back, ending walk-in that was left on."""

from django.utils.timezone import localdate, now
from procrastinate.contrib.django import app

from eenplan.agenda.services import home_visits, hours
from eenplan.core.access import system_actor


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="escalate-home-visits")
def escalate_home_visits(timestamp: int) -> int:
    """Tell the coordinators who did not report back from a home visit in time."""
    return home_visits.escalate(actor=system_actor(localdate()), at=now())


@app.periodic(cron="10 0 * * *")
@app.task(queueing_lock="end-forgotten-walk-ins")
def end_forgotten_walk_ins(timestamp: int) -> int:
    """End the walk-in that somebody left on yesterday."""
    return hours.end_forgotten(actor=system_actor(localdate()), at=now())
