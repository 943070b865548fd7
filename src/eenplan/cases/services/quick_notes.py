"""Keeping what was typed on one line: a contact or a note, and the promises made in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from eenplan.cases.enums import ContactKind, StepKind, StepOwner
from eenplan.cases.errors import NothingNoted
from eenplan.cases.models import Case, Contact, Step
from eenplan.cases.services.contacts import note_talk
from eenplan.cases.services.steps import add_step
from eenplan.cases.talk import Talk
from eenplan.core.access import Actor
from eenplan.engines.quicknote import QuickNote
from eenplan.people.models import Person

LONGEST_PROMISE = Step._meta.get_field("title").max_length
FURTHEST = timedelta(days=2 * 366)  # a promise by a later day is a slip


@dataclass(frozen=True)
class Kept:
    """What a quick note became."""

    contact: Contact | None
    promises: tuple[Step, ...]


@transaction.atomic
def save_quick_note(
    *, actor: Actor, case: Case, line: QuickNote, on: date, spoken_with: Sequence[Person] = ()
) -> Kept:
    """Write the contact or note, and put each promise on the plan: all of it or nothing.

    Raises NotAllowed, CaseClosed, NothingNoted and what `note_talk` and `add_step` refuse.
    """
    _check(line, on)
    contact = None
    if line.kind or line.note or line.minutes:
        talk = Talk(
            kind=ContactKind(line.kind) if line.kind else ContactKind.NOTE,
            on=on,
            note=line.note or _promised(line),
            minutes=line.minutes,
            is_sensitive=line.is_sensitive,
            spoken_with=spoken_with if line.kind else (),
        )
        contact = note_talk(actor=actor, case=case, talk=talk, on=on)
    promises = [
        add_step(
            actor=actor,
            case=case,
            title=promise.title,
            owner=StepOwner.CASE_MANAGER,
            due_on=promise.due_on,
            kind=StepKind.PROMISE,
            on=on,
        )
        for promise in line.promises
    ]
    return Kept(contact, tuple(promises))


def _promised(line: QuickNote) -> str:
    return "\n".join(f"Beloofd: {p.title} (tegen {p.due_on:%d/%m/%Y})" for p in line.promises)


def _check(line: QuickNote, on: date) -> None:
    if not (line.kind or line.note or line.minutes or line.promises):
        raise NothingNoted("Schrijf wat er gebeurde, of wat u belooft.")
    for promise in line.promises:
        day = f"{promise.due_on:%d/%m/}{promise.due_on.year:04}"
        if not promise.title:
            raise NothingNoted(f"Schrijf achter de dag ({day}) wat er dan moet gebeuren.")
        if promise.due_on < on:
            raise NothingNoted(f"{day} is voorbij: u kunt niets beloven tegen een vroegere dag.")
        if promise.due_on > on + FURTHEST:
            raise NothingNoted(f"{day} ligt te ver: kijk het jaar na.")
        if len(promise.title) > LONGEST_PROMISE:
            raise NothingNoted(
                f"Een belofte telt hoogstens {LONGEST_PROMISE} tekens. Maak ze korter."
            )
