"""Nightly housekeeping, and the face of the job queue for the other apps."""

from datetime import timedelta

from django.utils.timezone import now
from procrastinate.contrib.django import app

from eenplan.core import drafts

DRAFTS_KEPT = timedelta(days=7)


@app.periodic(cron="15 3 * * *")
@app.task(queueing_lock="discard-drafts")
def discard_old_drafts(timestamp: int) -> int:
    """Forget drafts of more than a week old."""
    return drafts.discard_older_than(now() - DRAFTS_KEPT)
