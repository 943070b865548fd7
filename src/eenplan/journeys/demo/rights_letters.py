"""The demo's letters: receipts and decisions that went out, and some that wait to be sent."""

from datetime import date, datetime, time, timedelta
from hashlib import sha256

from django.utils.timezone import make_aware

from eenplan.benefits.enums import Delivery, LetterKind
from eenplan.benefits.letters import Told, missing_elements, render, texts_in
from eenplan.benefits.models import Application, Decision, Letter, Notification
from eenplan.benefits.selectors.letter_facts import Said, told_of
from eenplan.benefits.selectors.letters import dressed
from eenplan.organisation.models import User

SENT_AFTER = 3  # days after the decision; what was decided later than that still waits
CAME_AFTER = 2


def draw_letters(secretary: User, *, on: date) -> None:
    """Write the receipts of the register and the letters of decisions, and send what is due."""
    made = [_receipt(row) for row in Application.objects.select_related("household", "applicant")]
    waits = Decision.objects.filter(decided_on__gte=on - timedelta(days=SENT_AFTER))
    for decision in dressed(Decision.objects.exclude(pk__in=waits.values("pk"))):
        made.append(_decision(decision, secretary))
    kept = Letter.objects.bulk_create([letter for letter in made if letter is not None])
    Notification.objects.bulk_create([_sent(letter, secretary, on) for letter in kept])


def _receipt(application: Application) -> Letter | None:
    day = application.received_on
    told = told_of(LetterKind.RECEIPT, application.household, application=application, on=day)
    return _letter(told, application=application, household=application.household, day=day)


def _decision(decision: Decision, secretary: User) -> Letter | None:
    day = decision.decided_on + timedelta(days=1)
    household = decision.application.household
    said = Said(
        category_reason="Zo is de toestand van het gezin vastgesteld bij het huisbezoek.",
        calculation_note="Het bedrag van de categorie, min wat er van de middelen meetelt.",
        limitation="Vijf jaar, na te kijken door de dienst.",
    )
    told = told_of(LetterKind.DECISION, household, decision=decision, said=said, on=day)
    return _letter(
        told,
        application=decision.application,
        decision=decision,
        household=household,
        day=day,
        made_by=secretary,
    )


def _letter(told: Told, *, day: date, **facts) -> Letter | None:
    """Return a letter to be kept; none when it would lack what the law asks."""
    if missing_elements(told):
        return None
    at = make_aware(datetime.combine(day, time(10, 0)))
    pdf = render(told, at=at)
    texts = texts_in(told.language)
    return Letter(
        kind=told.kind,
        language=texts.language,
        is_checked=texts.is_checked,
        told=told.as_data(),
        pdf=pdf,
        sha256=sha256(pdf).hexdigest(),
        made_at=at,
        **facts,
    )


def _sent(letter: Letter, secretary: User, on: date) -> Notification:
    """Return how a letter went out: a receipt over the desk, a decision by registered post."""
    day = letter.made_at.date()
    if letter.kind == LetterKind.RECEIPT:
        return Notification(letter=letter, how=Delivery.HANDED, sent_on=day, received_on=day)
    sent = day + timedelta(days=SENT_AFTER - 1)
    came = sent + timedelta(days=CAME_AFTER)
    return Notification(
        letter=letter,
        how=Delivery.REGISTERED,
        sent_on=min(sent, on),
        reference=f"RR{letter.decision_id:09}BE",
        received_on=came if came <= on else None,
        noted_by=secretary,
    )
