"""Contradictions in a described household that no single field shows."""

from eenplan.engines.entitlement.columns import CODES
from eenplan.engines.entitlement.errors import ImpossibleInput
from eenplan.engines.entitlement.law import law
from eenplan.engines.entitlement.model import (
    Counting,
    Income,
    Person,
    Relation,
    Situation,
    Transfer,
)

SINGLE, FAMILY = 2, 3
BOUND = (Relation.FIRST_DEGREE, Relation.DEBTOR)


def check_household(situation: Situation) -> None:
    """Raise ImpossibleInput, with the field, for what cannot be true at once."""
    if situation.category not in (1, 2, 3):
        raise ImpossibleInput("category", "moet 1, 2 of 3 zijn")
    # Raises NotInForce before the first amount we know: that is what is wrong, whatever else is.
    law().on(f"living_wage_{situation.category}", situation.on)
    _check_days(situation)
    partners = [one for one in situation.cohabitants if one.relation is Relation.PARTNER]
    if len(partners) > 1:
        raise ImpossibleInput("cohabitants", "meer dan één partner kan niet")
    if situation.category == SINGLE and any(one.shares_household for one in partners):
        raise ImpossibleInput(
            "category", "wie samenwoont met een partner is geen alleenstaande (categorie 2)"
        )
    for number, person in enumerate(situation.cohabitants):
        _check_person(person, situation, f"cohabitants[{number}]")
    _check_means(situation.applicant, situation, "applicant")


def _check_days(situation: Situation) -> None:
    if situation.requested_on > situation.on:
        raise ImpossibleInput("requested_on", "ligt na de dag van de berekening")
    review = situation.reviewed_on
    if review is not None and not situation.requested_on <= review <= situation.on:
        raise ImpossibleInput(
            "reviewed_on", "ligt niet tussen de aanvraag en de dag van de berekening"
        )


def _check_person(person: Person, situation: Situation, where: str) -> None:
    settled = situation.reviewed_on or situation.requested_on
    new = law().on("cohabitant_regime", settled) == 1
    if person.relation is Relation.APPLICANT:
        raise ImpossibleInput(f"{where}.relation", "er is maar één aanvrager")
    if person.equity_reason and (not new or person.relation not in BOUND):
        raise ImpossibleInput(
            f"{where}.equity_reason",
            "een afwijking om billijkheid geldt voor onderhoudsplichtigen, in het regime vanaf "
            "1 maart 2026",
        )
    if person.counted_share is not None and not _may_choose(person, new):
        raise ImpossibleInput(
            f"{where}.counted_share",
            "een deel kiezen kan voor de eerste graad in het oude regime, en daarna alleen met een "
            "reden van billijkheid",
        )
    if person.counting is not Counting.OPEN and person.relation is not Relation.PARTNER:
        raise ImpossibleInput(f"{where}.counting", "geldt voor de partner alleen")
    if person.counting is Counting.WHOLE and situation.category != FAMILY:
        raise ImpossibleInput(f"{where}.counting", "alle middelen tellen hoort bij categorie 3")
    _check_means(person, situation, where)


def _may_choose(person: Person, new: bool) -> bool:
    if new:
        return bool(person.equity_reason)
    return person.relation is Relation.FIRST_DEGREE


def _check_means(person: Person, situation: Situation, where: str) -> None:
    for number, found in enumerate(person.resources):
        if isinstance(found, Transfer) and found.on > situation.on:
            raise ImpossibleInput(
                f"{where}.resources[{number}].on", "ligt na de dag van de berekening"
            )
        if isinstance(found, Income) and found.kind not in CODES["income"]:
            raise ImpossibleInput(f"{where}.resources[{number}].kind", "kennen we niet")
