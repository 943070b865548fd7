"""Writing down what was said, and correcting it with the earlier text kept."""

from datetime import date

from django.db import transaction

from eenplan.cases import contact_policies as policies, permissions
from eenplan.cases.enums import ContactKind
from eenplan.cases.models import Case, Contact, EarlierContact
from eenplan.cases.plan_policies import lock_open
from eenplan.cases.talk import Talk, facts_of
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.organisation.selectors import norm


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
    """Write down a conversation in few words; as `note_talk`."""
    talk = Talk(kind, contact_on, note, minutes=minutes, is_sensitive=is_sensitive)
    return note_talk(actor=actor, case=case, talk=talk, on=on)


@transaction.atomic
def note_talk(*, actor: Actor, case: Case, talk: Talk, on: date) -> Contact:
    """Write down a conversation.

    Raises NotAllowed, CaseClosed, ImpossibleContact, ImpossibleTalk, ChildInterpreted.
    """
    permissions.check_can_work(actor, case)
    lock_open(case)
    policies.check_talk(case, talk, on=on)
    contact = Contact.objects.create(
        case=case, by_id=actor.user_id or None, noted_on=on, **talk.columns
    )
    contact.spoken_with.set(talk.spoken_with)
    contact.goals.set(talk.goals)
    audit.record(actor, "cases.contact-noted", contact, kind=talk.kind)
    return contact


@transaction.atomic
def correct_contact(
    *, actor: Actor, contact: Contact, version: int, talk: Talk, on: date
) -> Contact:
    """Replace what the actor wrote down; the earlier text stays readable.

    Raises NotAllowed, CaseClosed, NotTheWriter, TooLateToCorrect, what `note_talk` refuses, and
    StaleVersion when the contact was corrected since it was read.
    """
    permissions.check_can_work(actor, contact.case)
    lock_open(contact.case)
    stored = Contact.objects.select_for_update(of=["self"]).get(pk=contact.pk)
    days = int(norm("contact_correction_days", on=on))
    policies.check_may_correct(actor, stored, days=days, on=on)
    policies.check_talk(contact.case, talk, on=on)
    if stored.version != version:
        raise StaleVersion("Dit contact is intussen verbeterd.")
    _keep(stored, actor, on)
    for column, value in talk.columns.items():
        setattr(stored, column, value)
    stored.version += 1
    stored.save()
    stored.spoken_with.set(talk.spoken_with)
    stored.goals.set(talk.goals)
    audit.record(actor, "cases.contact-corrected", stored, version=stored.version)
    return stored


def _keep(stored: Contact, actor: Actor, on: date) -> None:
    EarlierContact.objects.create(
        contact=stored,
        version=stored.version,
        note=stored.note,
        facts=facts_of(stored),
        is_sensitive=stored.is_sensitive,
        replaced_on=on,
        replaced_by_id=actor.user_id or None,
    )
