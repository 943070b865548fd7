"""What may be true of a contact, whoever writes it down."""

from datetime import date, timedelta

from eenplan.cases.enums import Interpreter
from eenplan.cases.errors import (
    ChildInterpreted,
    ImpossibleContact,
    ImpossibleTalk,
    NotTheWriter,
    TooLateToCorrect,
)
from eenplan.cases.models import Case, Contact
from eenplan.cases.talk import Talk
from eenplan.core.access import Actor

BEFORE_OPENING = timedelta(days=365)  # a talk that led to the case; an earlier day is a slip


def check_talk(case: Case, talk: Talk, *, on: date) -> None:
    """Raise ImpossibleContact, ImpossibleTalk or ChildInterpreted for what cannot be."""
    if talk.on > on:
        raise ImpossibleContact("Een contact kan niet in de toekomst liggen.")
    if talk.on < case.opened_on - BEFORE_OPENING:
        raise ImpossibleContact(
            f"Dit dossier is geopend op {case.opened_on:%d/%m/%Y}. Een contact kan niet meer dan "
            "een jaar vroeger liggen."
        )
    _check_of_household(case, talk)
    _check_interpreter(talk)


def _check_of_household(case: Case, talk: Talk) -> None:
    persons = {person.pk for person in talk.spoken_with}
    if talk.interpreted_by:
        persons.add(talk.interpreted_by.pk)
    known = case.household.members.filter(person__in=persons).values("person").distinct().count()
    if persons and known != len(persons):
        raise ImpossibleTalk("Deze persoon hoort niet bij dit gezin.", "spoken_with")
    if any(goal.case_id != case.pk for goal in talk.goals):
        raise ImpossibleTalk("Dit doel hoort niet bij dit dossier.", "goals")


def _check_interpreter(talk: Talk) -> None:
    relative = talk.interpreted_by
    if relative and talk.interpreter != Interpreter.FAMILY:
        raise ImpossibleTalk(
            "Kies “een familielid” als een gezinslid tolkte, of laat het gezinslid leeg.",
            "interpreted_by",
        )
    is_child = relative is not None and relative.is_minor_on(talk.on)
    if is_child and talk.is_sensitive and not talk.child_is_known:
        raise ChildInterpreted(
            f"{relative} is minderjarig. Laat een kind niet tolken bij een gevoelig onderwerp: "
            "spreek opnieuw af met een tolk. Gebeurde het toch, kruis dan dit vakje aan en bewaar."
        )


def check_may_correct(actor: Actor, contact: Contact, *, days: int, on: date) -> None:
    """Raise NotTheWriter or TooLateToCorrect: one's own words, within some days."""
    if contact.by_id is None or contact.by_id != actor.user_id:
        raise NotTheWriter(
            f"Alleen wie het contact noteerde ({contact.by or 'onbekend'}), verbetert het. "
            "Noteer een nieuw contact."
        )
    last = contact.noted_on + timedelta(days=days)
    if on > last:
        raise TooLateToCorrect(
            f"Verbeteren kon tot en met {last:%d/%m/%Y}. Noteer een nieuw contact."
        )
