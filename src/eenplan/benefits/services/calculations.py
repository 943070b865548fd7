"""What the engine makes of a report, kept for good: the facts in, every step out."""

from datetime import date, datetime

from django.db import transaction

from eenplan.benefits.enums import AskedRight
from eenplan.benefits.inquiry_errors import NeedsNoReckoning, NotReckoned
from eenplan.benefits.inquiry_permissions import check_can_investigate
from eenplan.benefits.models import Calculation, Investigation
from eenplan.benefits.selectors.inquiry import report_of
from eenplan.benefits.situations import Described, described
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.engines.entitlement import (
    Answer,
    EntitlementError,
    ImpossibleInput,
    NotInForce,
    answer,
    as_data,
    law,
    read,
)

MAIN = {AskedRight.INSTALLATION_PREMIUM: "installation_premium"}
NO_PREMIUM = (
    "Zeg in deel “De vraag” of de aanvrager dakloos was en hoe vaak de premie al betaald is."
)


@transaction.atomic
def calculate(*, actor: Actor, investigation: Investigation, on: date, at: datetime) -> Calculation:
    """Reckon a report for a day and keep it: facts, all steps, amount, fingerprint of the law.

    Raises NotAllowed, NeedsNoReckoning, NotReckoned with what to do; then nothing is kept.
    """
    application = investigation.application
    check_can_investigate(actor, application.household)
    if application.right == AskedRight.OTHER_AID:
        raise NeedsNoReckoning(
            "Andere financiële steun heeft geen berekening: motiveer het bedrag in het voorstel."
        )
    held = Investigation.objects.select_for_update().get(pk=investigation.pk)
    held.application = application
    facts = described(report_of(held), on=on)
    found = reckoned(facts)
    main = MAIN.get(AskedRight(application.right), "right")
    outcomes = {part.key: part.outcome for part in found.parts}
    if main not in outcomes:
        raise NotReckoned("De installatiepremie kan nog niet berekend worden.", NO_PREMIUM, "input")
    made = Calculation.objects.create(
        investigation=held,
        on=on,
        facts=facts.facts,
        outcome=as_data(found),
        amount_cents=outcomes[main].amount,
        is_verified=all(part.verified for part in outcomes.values()),
        law=law().fingerprint,
        made_at=at,
        made_by_id=actor.user_id or None,
    )
    audit.record(actor, "benefits.calculated", made, on=on, amount=made.amount_cents, law=made.law)
    return made


def reckoned(facts: Described) -> Answer:
    """Return what the engine answers, by the very text a reader outside gives it.

    Raises NotReckoned: a sentence in the words of the screen, and what to do.
    """
    try:
        return answer(read(facts.as_text()))
    except ImpossibleInput as error:
        where = facts.in_words(error.where)
        place = f"{where[:1].upper()}{where[1:]}" if where else "De feiten"
        raise NotReckoned(
            f"{place}: {error.problem}.",
            "Pas dit aan in het onderzoek en bereken opnieuw.",
            "input",
        ) from error
    except NotInForce as error:
        raise NotReckoned(
            f"{error}",
            "Er is dus geen bedrag, en ook geen nul. Kies een andere dag, of vraag om het bedrag "
            "op de pagina Parameters aan te vullen.",
            "not-in-force",
        ) from error
    except EntitlementError as error:
        raise NotReckoned(
            f"{error}",
            "Eenplan rekent dit niet uit, want geen bron zegt hoe. Vul aan wat gevraagd wordt, of "
            "bereken het met de hand en motiveer het in het voorstel.",
            "not-covered",
        ) from error
