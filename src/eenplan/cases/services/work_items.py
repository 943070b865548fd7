"""Putting something before somebody, and taking it off the list."""

from datetime import date, timedelta

from django.db import transaction

from eenplan.cases import permissions
from eenplan.cases.enums import WorkItemKind
from eenplan.cases.errors import (
    AlreadyDone,
)
from eenplan.cases.models import Case, WorkItem
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.organisation.models import Team

BEFORE_OPENING = timedelta(days=365)  # a talk that led to the case; an earlier day is a slip


@transaction.atomic(savepoint=False)
def inform(
    *,
    actor: Actor,
    case: Case,
    team: Team,
    text: str,
    on: date,
    kind: WorkItemKind = WorkItemKind.NEWS,
    to: int | None = None,
) -> WorkItem:
    """Put a work item before somebody (`to`, a user's id), or before the case manager.

    Without either it waits for the team.
    """
    holder = None if to else case.assignments.open().first()
    item = WorkItem.objects.create(
        case=case,
        team=team,
        worker_id=holder.worker_id if holder else to,
        kind=kind,
        text=text,
        since=on,
    )
    audit.record(actor, "cases.informed", item, text=text)
    return item


@transaction.atomic
def pass_on_work_item(*, actor: Actor, item: WorkItem) -> WorkItem:
    """Put an item of somebody who left before who holds the case now, or before the team.

    Raises NotAllowed, AlreadyDone.
    """
    permissions.check_can_assign(actor, item.case)
    holder = item.case.assignments.open().filter(worker__is_active=True).first()
    worker = holder.worker_id if holder and holder.worker_id != item.worker_id else None
    rows = WorkItem.objects.filter(pk=item.pk, done_on=None, worker=item.worker_id)
    if not rows.update(worker=worker):
        raise AlreadyDone("Dit werd al afgehandeld of doorgegeven.")
    audit.record(actor, "cases.work-item-passed-on", item, before=item.worker_id, after=worker)
    return item


@transaction.atomic
def finish_work_item(*, actor: Actor, item: WorkItem, on: date) -> WorkItem:
    """Take a work item off the list. Raises NotAllowed, AlreadyDone."""
    permissions.check_can_work(actor, item.case)
    if not WorkItem.objects.filter(pk=item.pk, done_on=None).update(done_on=on):
        raise AlreadyDone("Dit werd al afgehandeld.")
    audit.record(actor, "cases.work-item-finished", item)
    return item
