"""How a demo contact went: in which language, with whom, who interpreted, and what was put off."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from random import Random

from eenplan.cases.enums import ContactKind, Interpreter, StepKind
from eenplan.cases.models import Contact, EarlierContact, Snooze, Step, WorkItem
from eenplan.organisation.models import User
from eenplan.people.models import ADULT, Household, Person

INTERPRETERS = (Interpreter.PROFESSIONAL, Interpreter.VOLUNTEER, Interpreter.COLLEAGUE)
REASONS = (
    "Het gezin is tot dan bij familie.",
    "Wacht op antwoord van de school.",
    "Afgesproken om eerst de brief af te wachten.",
)
CORRECTED_SHARE, SNOOZED_SHARE, HANDLED_SHARE = 0.03, 0.08, 0.15


@dataclass
class TalkRows:
    """Unsaved rows beside the contacts of a batch of cases."""

    spoken: list[tuple[Contact, Person]] = field(default_factory=list)
    earlier: list[EarlierContact] = field(default_factory=list)
    snoozes: list[Snooze] = field(default_factory=list)

    def write(self) -> None:
        """Write them, once the contacts, steps and work items have their keys."""
        between = Contact.spoken_with.through
        between.objects.bulk_create(
            between(contact_id=contact.pk, person_id=person.pk) for contact, person in self.spoken
        )
        EarlierContact.objects.bulk_create(self.earlier)
        Snooze.objects.bulk_create(self.snoozes)


def tell(
    rows: TalkRows, contact: Contact, household: Household, persons: Sequence[Person], rng: Random
) -> None:
    """Fill in with whom a contact was, in which language and who interpreted."""
    contact.noted_on = contact.on
    adults = [person for person in persons if _is_adult(person, contact.on)] or list(persons[:1])
    rows.spoken.append((contact, rng.choice(adults)))
    contact.language = household.contact_language
    if contact.kind in (ContactKind.LETTER, ContactKind.NOTE):
        return
    contact.at = time(rng.randint(8, 16), rng.choice((0, 15, 30, 45)))
    if contact.language == "nl":
        contact.interpreter = Interpreter.NONE
    elif len(adults) > 1 and not contact.is_sensitive and rng.random() < 0.2:
        contact.interpreter, contact.interpreted_by = Interpreter.FAMILY, adults[-1]
    else:
        contact.interpreter = rng.choice(INTERPRETERS)
    if rng.random() < CORRECTED_SHARE:
        contact.version = 2
        rows.earlier.append(
            EarlierContact(
                contact=contact,
                version=1,
                note="Kort genoteerd; later aangevuld.",
                facts={"Hoe": contact.get_kind_display()},
                is_sensitive=contact.is_sensitive,
                replaced_on=contact.on,
                replaced_by=contact.by,
            )
        )


def _is_adult(person: Person, on: date) -> bool:
    age = person.age_on(on)
    return age is None or age >= ADULT


def put_off(
    rows: TalkRows,
    steps: Sequence[Step],
    items: Sequence[WorkItem],
    holder: User,
    rng: Random,
    on: date,
) -> None:
    """Let the case manager put off some promises and work items, and have handled some."""
    for step in steps:
        if step.kind == StepKind.PROMISE and not step.done_on and rng.random() < SNOOZED_SHARE:
            rows.snoozes.append(_snooze(holder, rng, on, step=step))
    for item in items:
        if item.done_on:
            continue
        drawn = rng.random()
        if drawn < SNOOZED_SHARE:
            rows.snoozes.append(_snooze(holder, rng, on, item=item))
        elif drawn < SNOOZED_SHARE + HANDLED_SHARE:
            item.done_on, item.done_by = max(item.since, on - timedelta(days=3)), holder


def _snooze(holder: User, rng: Random, on: date, **about) -> Snooze:
    return Snooze(
        worker=holder,
        reason=rng.choice(REASONS),
        starts_on=on - timedelta(days=rng.randint(0, 3)),
        ends_on=on + timedelta(days=rng.randint(1, 12)),
        **about,
    )
