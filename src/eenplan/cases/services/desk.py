"""What a desk and a home visit leave behind in a case, for who does not follow it. For journeys."""

from datetime import date

from django.db import transaction

from eenplan.cases.enums import ContactKind
from eenplan.cases.models import Case, Contact, WorkItem
from eenplan.core import audit
from eenplan.core.access import Actor


@transaction.atomic(savepoint=False)
def note_at_the_desk(
    *, actor: Actor, case: Case, note: str, on: date, minutes: int | None = None
) -> Contact:
    """Write in the timeline that somebody was helped at the desk, also by who follows no cases.

    Without a check of its own: the queue asked already who may help there.
    """
    contact = Contact.objects.create(
        case=case,
        on=on,
        kind=ContactKind.DESK,
        minutes=minutes,
        by_id=actor.user_id or None,
        note=note,
        noted_on=on,
    )
    audit.record(actor, "cases.contact-noted", contact, kind=ContactKind.DESK)
    return contact


@transaction.atomic(savepoint=False)
def end_alarm(*, actor: Actor, item: WorkItem, on: date) -> None:
    """Take an alarm off the list because its cause is over; somebody may have done so before."""
    if WorkItem.objects.filter(pk=item.pk, done_on=None).update(done_on=on):
        audit.record(actor, "cases.alarm-ended", item)
