"""Nightly housekeeping of what belongs to no app."""

from datetime import timedelta

from django.utils.timezone import now
from procrastinate.contrib.django import app

from eenplan.core import drafts, submissions

DRAFTS_KEPT = timedelta(days=7)
SUBMISSIONS_KEPT = timedelta(days=30)


@app.periodic(cron="15 3 * * *")
@app.task(queueing_lock="discard-drafts")
def discard_old_drafts(timestamp: int) -> int:
    """Forget drafts of more than a week old."""
    return drafts.discard_older_than(now() - DRAFTS_KEPT)


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="forget-submissions")
def forget_old_submissions(timestamp: int) -> int:
    """Forget the keys of forms nobody can still have open."""
    return submissions.forget_older_than(now() - SUBMISSIONS_KEPT)
