"""What must hold of a proposal before it is kept, laid before the head, or put on an agenda."""

from dataclasses import dataclass
from datetime import date, timedelta

from eenplan.benefits.committee_errors import ProposalRefused
from eenplan.benefits.enums import AskedRight, HeadAnswer, ProposalKind, Rhythm
from eenplan.benefits.grounds import first_fact, first_law, what_is_missing
from eenplan.benefits.models import (
    Application,
    Calculation,
    Decision,
    DecisionProposal,
    GuidelineVersion,
    Investigation,
)
from eenplan.benefits.policies.hindrances import check_hindrance
from eenplan.benefits.register_facts import entry_facts

FURTHEST = timedelta(days=366)
EARLIEST = timedelta(days=366 * 6)
WAGES = {AskedRight.LIVING_WAGE, AskedRight.EQUIVALENT}
ON_APPLICATION = (ProposalKind.GRANT, ProposalKind.REFUSE, ProposalKind.INCOMPETENT)
ON_DECISION = (
    *(ProposalKind.REVISE, ProposalKind.STOP, ProposalKind.RECOVER, ProposalKind.WAIVE),
    *(ProposalKind.SANCTION, ProposalKind.ABROAD),
)
PAYS = {ProposalKind.GRANT, ProposalKind.REVISE}
HAS_AMOUNT = PAYS | {ProposalKind.RECOVER, ProposalKind.WAIVE}
MOST_CENTS = 100_000_000


@dataclass(frozen=True)
class Terms:
    """What a proposal asks to decide, as it was typed."""

    kind: str
    starts_on: date
    grounds_in_law: str
    grounds_in_fact: str
    category: int | None = None
    amount_cents: int = 0
    rhythm: str = Rhythm.MONTHLY
    ends_on: date | None = None
    guideline: GuidelineVersion | None = None
    deviates: bool = False
    deviation_reason: str = ""
    spared: bool = False


@dataclass(frozen=True)
class Basis:
    """What a proposal rests on: the application, its report, its calculation, what it revises."""

    application: Application
    right: str
    investigation: Investigation | None
    calculation: Calculation | None
    revises: Decision | None
    guidelines: tuple[GuidelineVersion, ...] = ()


def is_wage(kind: str, right: str) -> bool:
    """Say whether a proposal gives a monthly wage, which is reckoned."""
    return kind in PAYS and right in WAGES


def check_basis(terms: Terms, basis: Basis) -> None:
    """Raise ProposalRefused unless report and calculation are there for this kind of proposal."""
    allowed = ON_DECISION if basis.revises else ON_APPLICATION
    if terms.kind not in allowed:
        raise ProposalRefused("Dat kan niet op deze aanvraag: kies een andere soort.", "kind")
    if basis.application.withdrawn_on:
        raise ProposalRefused("De aanvraag is ingetrokken: er valt niets te beslissen.")
    if basis.revises and hasattr(basis.revises, "next_decision"):
        raise ProposalRefused("Op deze beslissing volgde al een andere. Vertrek van de laatste.")
    if terms.kind == ProposalKind.INCOMPETENT:
        return
    if basis.investigation is None:
        raise ProposalRefused("Er is nog geen ondertekend sociaal onderzoek voor deze aanvraag.")
    if is_wage(terms.kind, basis.right) and basis.calculation is None:
        raise ProposalRefused("Maak eerst een berekening bij het ondertekende onderzoek.")


def check_terms(terms: Terms, basis: Basis, *, on: date) -> None:
    """Raise ProposalRefused for terms that cannot be, or that lack a reason."""
    _check_days(terms, basis, on)
    check_hindrance(terms, basis.right)
    _check_amount(terms, basis)
    _check_guideline(terms, basis)
    _check_grounds(terms, basis)


def _check_days(terms: Terms, basis: Basis, on: date) -> None:
    if not on - EARLIEST <= terms.starts_on <= on + FURTHEST:
        raise ProposalRefused("Kijk de eerste dag na: hij ligt te ver van vandaag.", "starts_on")
    if terms.ends_on and terms.ends_on <= terms.starts_on:
        raise ProposalRefused("De einddag is de eerste dag zonder: kies een latere.", "ends_on")
    if terms.ends_on and terms.ends_on > terms.starts_on + timedelta(days=3660):
        raise ProposalRefused("Kijk de einddag na: die ligt meer dan tien jaar verder.", "ends_on")
    received = entry_facts(basis.application).right_starts_on
    early = terms.kind == ProposalKind.GRANT and terms.starts_on < received
    if early and not terms.deviation_reason:
        raise ProposalRefused(
            f"De aanvraag is van {received:%d/%m/%Y}. Vroeger beginnen kan alleen met een reden.",
            "deviation_reason",
        )
    if basis.revises and terms.starts_on < basis.revises.starts_on:
        raise ProposalRefused(
            "Dit kan niet vroeger ingaan dan de beslissing waarop het volgt.", "starts_on"
        )


def _check_amount(terms: Terms, basis: Basis) -> None:
    if terms.kind in HAS_AMOUNT and not 0 < terms.amount_cents <= MOST_CENTS:
        raise ProposalRefused("Schrijf een bedrag boven nul en onder een miljoen.", "amount")
    if terms.kind not in HAS_AMOUNT and terms.amount_cents:
        raise ProposalRefused("Bij deze soort hoort geen bedrag. Laat het leeg.", "amount")
    if not is_wage(terms.kind, basis.right):
        return
    if basis.calculation is None:
        raise ProposalRefused("Maak eerst een berekening bij het ondertekende onderzoek.")
    if terms.rhythm == Rhythm.ONCE:
        raise ProposalRefused("Een leefloon wordt niet één keer betaald. Kies een ritme.", "rhythm")
    if terms.category not in (1, 2, 3):
        raise ProposalRefused("Kies categorie 1, 2 of 3.", "category")
    reckoned = category_of(basis.calculation)
    same = terms.amount_cents == basis.calculation.amount_cents
    same_category = reckoned is None or reckoned == terms.category
    if not (same and same_category) and not terms.deviation_reason:
        raise ProposalRefused(
            "Bedrag of categorie is niet wat de berekening geeft. Schrijf waarom u afwijkt.",
            "deviation_reason",
        )


def category_of(calculation: Calculation | None) -> int | None:
    """Return the category a calculation was made with."""
    facts = calculation.facts if calculation else {}
    found = facts.get("category") if isinstance(facts, dict) else None
    return found if found in (1, 2, 3) else None


def _check_guideline(terms: Terms, basis: Basis) -> None:
    if basis.guidelines and terms.guideline is None:
        raise ProposalRefused("Kies de richtlijn die u volgde of waarvan u afwijkt.", "guideline")
    if terms.guideline and terms.guideline not in basis.guidelines:
        raise ProposalRefused("Die versie van de richtlijn geldt vandaag niet.", "guideline")
    if terms.deviates and not terms.deviation_reason:
        raise ProposalRefused("Schrijf waarom u van de richtlijn afwijkt.", "deviation_reason")


def _check_grounds(terms: Terms, basis: Basis) -> None:
    first = {
        "grounds_in_law": first_law(terms.kind, basis.right),
        "grounds_in_fact": first_fact(terms.kind),
    }
    for field, words in first.items():
        if wrong := what_is_missing(field, getattr(terms, field), words):
            raise ProposalRefused(wrong, field)


def check_head(proposal: DecisionProposal, *, user_id: int, answer: str, note: str) -> None:
    """Raise ProposalRefused unless this head may give this answer now."""
    if proposal.submitted_at is None:
        raise ProposalRefused("Dit voorstel is nog niet voorgelegd.")
    if proposal.head_answer:
        said = proposal.get_head_answer_display()
        raise ProposalRefused(f"{proposal.head} keek dit voorstel al na: {said}.")
    if user_id and proposal.made_by_id == user_id:
        raise ProposalRefused("U maakte dit voorstel zelf. Iemand anders kijkt het na.")
    if answer == HeadAnswer.BACK and not note:
        raise ProposalRefused("Schrijf wat er anders moet.", "note")
