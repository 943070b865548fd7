"""Putting something before somebody, and taking it off the list."""

from datetime import date

from django.db import transaction

from eenplan.cases import permissions
from eenplan.cases.enums import WorkItemKind
from eenplan.cases.errors import AlreadyDone
from eenplan.cases.models import Assignment, Case, WorkItem
from eenplan.cases.plan_policies import lock_open
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.organisation.models import Team


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


@transaction.atomic(savepoint=False)
def inform_coordinators(*, actor: Actor, case: Case, team: Team, text: str, on: date) -> WorkItem:
    """Put a work item before the coordinators of a team, also when the case has its manager."""
    item = WorkItem.objects.create(
        case=case, team=team, kind=WorkItemKind.COORDINATION, text=text, since=on
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
    """Take a work item off the list. Raises NotAllowed, CaseClosed, AlreadyDone.

    What waits for oneself may be taken off also when the case is with another team by now.
    """
    if not actor.user_id or item.worker_id != actor.user_id:
        permissions.check_can_work(actor, item.case)
    _lock_what_goes_on(item)
    done = WorkItem.objects.filter(pk=item.pk, done_on=None)
    if not done.update(done_on=on, done_by=actor.user_id or None):
        raise AlreadyDone("Dit werd al afgehandeld.")
    audit.record(actor, "cases.work-item-finished", item)
    item.refresh_from_db()
    return item


@transaction.atomic
def put_back_work_item(*, actor: Actor, item: WorkItem, on: date) -> WorkItem:
    """Put a work item that was handled by mistake back on the list of who follows the case.

    Raises NotAllowed, CaseClosed, AlreadyDone: when it is back already, or when what it waited
    for has happened.
    """
    permissions.check_can_work(actor, item.case)
    _lock_what_goes_on(item)
    holder = item.case.assignments.open().first()
    if item.kind == WorkItemKind.UNASSIGNED and holder:
        raise AlreadyDone("Dit gezin heeft al een maatschappelijk werker.")
    put_back = WorkItem.objects.filter(pk=item.pk, done_on__isnull=False).update(
        done_on=None, done_by=None, worker=_for_whom(item, holder)
    )
    if not put_back:
        raise AlreadyDone("Dit staat al terug op de lijst.")
    audit.record(actor, "cases.work-item-put-back", item)
    item.refresh_from_db()
    return item


def _lock_what_goes_on(item: WorkItem) -> None:
    """Lock the case of an item. Raises CaseClosed, but for what tells that the case closed."""
    if item.kind != WorkItemKind.CLOSING:
        lock_open(item.case)


def _for_whom(item: WorkItem, holder: Assignment | None) -> int | None:
    """What was for the case manager is for who is so now; what was for somebody else stays so."""
    if item.kind == WorkItemKind.CLOSING:
        return item.worker_id
    followed = item.case.assignments.filter(worker=item.worker_id).exists()
    if item.worker_id and not followed:
        return item.worker_id
    return holder.worker_id if holder else None
