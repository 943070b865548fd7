"""Writing down what was said."""

from datetime import date, timedelta

from django.db import transaction

from eenplan.cases import permissions
from eenplan.cases.enums import ContactKind
from eenplan.cases.errors import (
    ImpossibleContact,
)
from eenplan.cases.models import Case, Contact
from eenplan.core import audit
from eenplan.core.access import Actor

BEFORE_OPENING = timedelta(days=365)  # a talk that led to the case; an earlier day is a slip


@transaction.atomic
def note_contact(
    *,
    actor: Actor,
    case: Case,
    kind: ContactKind,
    contact_on: date,
    note: str,
    on: date,
    minutes: int | None = None,
    is_sensitive: bool = False,
) -> Contact:
    """Write down a conversation. Raises NotAllowed, ImpossibleContact."""
    permissions.check_can_work(actor, case)
    if contact_on > on:
        raise ImpossibleContact("Een contact kan niet in de toekomst liggen.")
    if contact_on < case.opened_on - BEFORE_OPENING:
        raise ImpossibleContact(
            f"Dit dossier is geopend op {case.opened_on:%d/%m/%Y}. Een contact kan niet meer dan "
            "een jaar vroeger liggen."
        )
    contact = Contact.objects.create(
        case=case,
        on=contact_on,
        kind=kind,
        minutes=minutes,
        by_id=actor.user_id or None,
        note=note,
        is_sensitive=is_sensitive,
    )
    audit.record(actor, "cases.contact-noted", contact, kind=kind)
    return contact
