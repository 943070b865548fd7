"""Making a letter, and noting how it went out and when it came."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from eenplan.benefits import letters
from eenplan.benefits.enums import LetterKind
from eenplan.benefits.letters_errors import AlreadyMade, AlreadySent, LetterRefused
from eenplan.benefits.letters_permissions import check_can_write
from eenplan.benefits.models import Application, Decision, Letter, Notification
from eenplan.benefits.policies import letters as policies
from eenplan.benefits.selectors.letter_facts import Said, told_of
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.people.models import Household

ALREADY_MADE = "Deze brief is al gemaakt. Klopt hij niet, maak dan een verbeterde brief."
ALREADY_SENT = "Iemand anders noteerde net dat deze brief weg is. Kijk opnieuw."


@dataclass(frozen=True)
class Correction:
    """The letter that is replaced, what was wrong, and whether it lacked what the law asks.

    When it did, the term to appeal had not begun: it begins with the new letter.
    """

    letter: Letter
    why: str
    earlier_lacked: bool = False


@transaction.atomic
def make_letter(
    *,
    actor: Actor,
    kind: str,
    household: Household,
    application: Application | None = None,
    decision: Decision | None = None,
    said: Said | None = None,
    correction: Correction | None = None,
    year: int | None = None,
    on: date,
    at: datetime,
) -> Letter:
    """Make a letter of what the rows say now, and keep it as it is.

    Of two who make the same letter at once one wins. Raises NotAllowed, MissingElements with all
    that lacks, AlreadyMade, LetterRefused.
    """
    check_can_write(actor, kind, household)
    facts = {"application": application, "decision": decision, "said": said, "year": year}
    _check_about(kind, household, application, decision, year)
    if correction:
        _check_correction(correction, kind)
    told = told_of(kind, household, **facts, on=on)
    policies.check_whole(told)
    pdf = letters.render(told, at=at)
    texts = letters.texts_in(told.language)
    try:
        with transaction.atomic():
            made = Letter.objects.create(
                kind=kind,
                household=household,
                application=application or (decision.application if decision else None),
                decision=decision,
                language=texts.language,
                is_checked=texts.is_checked,
                told=told.as_data(),
                pdf=pdf,
                sha256=sha256(pdf).hexdigest(),
                made_at=at,
                made_by_id=actor.user_id or None,
                replaces=correction.letter if correction else None,
                why=correction.why if correction else "",
                earlier_lacked=correction.earlier_lacked if correction else False,
            )
    except IntegrityError as error:
        raise _of_two_makers(error) from None
    audit.record(
        actor,
        "benefits.letter-made",
        made,
        kind=kind,
        language=made.language,
        sha256=made.sha256,
        replaces=made.replaces_id or "",
    )
    return made


def _of_two_makers(error: IntegrityError) -> AlreadyMade:
    names = ("one_first_letter", "replaces_id")
    if not any(name in str(error) for name in names):
        raise error
    return AlreadyMade(ALREADY_MADE)


def _check_about(kind, household, application, decision, year) -> None:
    """Raise LetterRefused for a letter that is about nothing, or about another household."""
    about = decision.application if decision else application
    if kind == LetterKind.STATEMENT:
        if not year:
            raise LetterRefused("Kies een jaar.", "year")
    elif about is None or (kind == LetterKind.DECISION) is not (decision is not None):
        raise LetterRefused("Deze brief hoort bij een aanvraag of een beslissing.")
    if about is not None and about.household_id != household.pk:
        raise LetterRefused("Deze brief hoort bij een ander gezin.")


def _check_correction(correction: Correction, kind: str) -> None:
    """Raise LetterRefused, AlreadyMade: what is replaced is the last letter of its kind."""
    held = Letter.objects.select_for_update().defer("pdf").get(pk=correction.letter.pk)
    if held.kind != kind:
        raise LetterRefused("Een brief vervangt een brief van dezelfde soort.")
    if Letter.objects.filter(replaces=held).exists():
        raise AlreadyMade("Deze brief werd al vervangen. Kijk naar de nieuwste.")
    if not correction.why.strip():
        raise LetterRefused("Schrijf wat er niet klopte.", "why")


@transaction.atomic
def notify(
    *,
    actor: Actor,
    letter: Letter,
    how: str,
    sent_on: date,
    reference: str = "",
    received_on: date | None = None,
    on: date,
) -> Notification:
    """Note once how and when a letter went out; handed over, it came the same day.

    Raises NotAllowed, AlreadySent, LetterRefused.
    """
    check_can_write(actor, letter.kind, letter.household)
    held = Letter.objects.select_for_update().defer("pdf").get(pk=letter.pk)
    if Letter.objects.filter(replaces=held).exists():
        raise LetterRefused("Deze brief werd vervangen. Verstuur de nieuwste.")
    reference = reference.strip()
    policies.check_way(held, how, reference)
    policies.check_sent_on(held, how, sent_on, on=on)
    if how == "HANDED":
        received_on = sent_on
    if received_on is not None:
        policies.check_received_on(sent_on, received_on, on=on)
    try:
        with transaction.atomic():
            told = Notification.objects.create(
                letter=held,
                how=how,
                sent_on=sent_on,
                reference=reference,
                received_on=received_on,
                noted_by_id=actor.user_id or None,
            )
    except IntegrityError as error:
        if "letter_id" not in str(error):
            raise
        raise AlreadySent(ALREADY_SENT) from None
    audit.record(actor, "benefits.letter-notified", held, how=how, on=sent_on, reference=reference)
    return told


@transaction.atomic
def note_received(*, actor: Actor, letter: Letter, received_on: date, on: date) -> Notification:
    """Note once when a letter came. Raises NotAllowed, LetterRefused, AlreadySent."""
    check_can_write(actor, letter.kind, letter.household)
    told = Notification.objects.select_for_update().filter(letter=letter).first()
    if told is None:
        raise LetterRefused("Noteer eerst hoe de brief vertrok.")
    policies.check_received_on(told.sent_on, received_on, on=on)
    same = Notification.objects.filter(pk=told.pk, received_on=None)
    if not same.update(received_on=received_on):
        raise AlreadySent("Wanneer deze brief aankwam, is al genoteerd.")
    told.received_on = received_on
    audit.record(actor, "benefits.letter-received", letter, on=received_on)
    return told
