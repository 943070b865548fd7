"""Making a proposal to decide, laying it before the head, and the answer of the head."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from eenplan.benefits import committee_permissions as permissions
from eenplan.benefits.committee_errors import ProposalRefused
from eenplan.benefits.enums import HeadAnswer
from eenplan.benefits.models import Application, Decision, DecisionProposal
from eenplan.benefits.policies.proposals import (
    Basis,
    Terms,
    check_basis,
    check_head,
    check_terms,
)
from eenplan.benefits.selectors.proposals import basis_of, came_back, open_proposal, undecided
from eenplan.benefits.services.committee_news import tell_case_manager
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion

OPEN = "Er ligt al een voorstel klaar voor deze aanvraag. Werk daarin verder."
TERMS = (
    *("kind", "category", "amount_cents", "rhythm", "starts_on", "ends_on"),
    *("grounds_in_law", "grounds_in_fact", "guideline", "deviation_reason", "spared"),
)


@transaction.atomic
def draft_proposal(
    *,
    actor: Actor,
    application: Application,
    terms: Terms,
    at: datetime,
    on: date,
    revises: Decision | None = None,
) -> DecisionProposal:
    """Make a proposal on the signed report; it replaces one that came back.

    Raises NotAllowed, ProposalRefused.
    """
    permissions.check_can_propose(actor, application.household)
    held = Application.objects.select_for_update(no_key=True).get(pk=application.pk)
    if open_proposal(held):
        raise ProposalRefused(OPEN)
    if undecided(held):
        raise ProposalRefused("Over deze aanvraag wacht al een voorstel op het comité.")
    before = came_back(held)
    basis = basis_of(held, on=on, revises=revises)
    _check(terms, basis, on)
    try:
        with transaction.atomic():
            proposal = DecisionProposal.objects.create(
                application=held,
                revises=revises,
                replaces=before if before and before.revises_id == _pk(revises) else None,
                made_by_id=actor.user_id,
                made_at=at,
                **_fields(terms, basis),
            )
    except IntegrityError as error:
        if "one_open_proposal" in str(error) or "replaces" in str(error):
            raise ProposalRefused(OPEN) from None
        raise
    audit.record(
        actor, "benefits.proposal-made", proposal, kind=terms.kind, cents=terms.amount_cents
    )
    return proposal


def _pk(decision: Decision | None) -> int | None:
    return decision.pk if decision else None


def _check(terms: Terms, basis: Basis, on: date) -> None:
    if basis.revises is None and _is_decided(basis.application):
        raise ProposalRefused(
            "Over deze aanvraag is al beslist. Vertrek van die beslissing om iets te herzien."
        )
    check_basis(terms, basis)
    check_terms(terms, basis, on=on)


def _is_decided(application: Application) -> bool:
    return application.decisions.filter(urgent_by=None).exists()


def _fields(terms: Terms, basis: Basis) -> dict:
    wage = terms.category if basis.calculation else None
    told = {name: getattr(terms, name) for name in TERMS}
    return {
        **told,
        "category": wage,
        "right": basis.right,
        "investigation": basis.investigation,
        "calculation": basis.calculation,
    }


@transaction.atomic
def change_proposal(
    *, actor: Actor, proposal: DecisionProposal, version: int, terms: Terms, on: date
) -> DecisionProposal:
    """Change a proposal that was not laid before the head yet. Raises StaleVersion besides."""
    permissions.check_can_propose(actor, proposal.application.household)
    basis = basis_of(proposal.application, on=on, revises=proposal.revises)
    _check(terms, basis, on)
    _update(proposal, version, {"submitted_at": None}, **_fields(terms, basis))
    audit.record(
        actor, "benefits.proposal-changed", proposal, kind=terms.kind, cents=terms.amount_cents
    )
    return proposal


def _update(proposal: DecisionProposal, version: int, unless: dict, **changes) -> None:
    rows = DecisionProposal.objects.filter(pk=proposal.pk, version=version, **unless)
    if not rows.update(**changes, version=version + 1):
        raise StaleVersion("Iemand anders wijzigde dit voorstel intussen. Kijk eerst wat er staat.")
    proposal.refresh_from_db()


@transaction.atomic
def discard_proposal(*, actor: Actor, proposal: DecisionProposal) -> None:
    """Throw away a proposal that was not laid before the head. Raises ProposalRefused."""
    permissions.check_can_propose(actor, proposal.application.household)
    held = DecisionProposal.objects.select_for_update().filter(pk=proposal.pk).first()
    if held is None or held.submitted_at:
        raise ProposalRefused("Dit voorstel is al voorgelegd: het blijft bewaard.")
    audit.record(actor, "benefits.proposal-discarded", held, kind=held.kind)
    held.delete()


@transaction.atomic
def submit_proposal(
    *, actor: Actor, proposal: DecisionProposal, version: int, at: datetime, on: date
) -> DecisionProposal:
    """Lay a proposal before the head of the team. From then on it stays as it is.

    Report, calculation and guideline must still be the last ones. Raises ProposalRefused,
    StaleVersion.
    """
    permissions.check_can_propose(actor, proposal.application.household)
    if proposal.submitted_at:
        raise ProposalRefused("Dit voorstel is al voorgelegd.")
    basis = basis_of(proposal.application, on=on, revises=proposal.revises)
    _check(terms_of(proposal), basis, on)
    if proposal.investigation != basis.investigation or proposal.calculation != basis.calculation:
        raise ProposalRefused(
            "Er is intussen een nieuwer onderzoek of een nieuwe berekening. Kijk het voorstel na "
            "en bewaar het opnieuw."
        )
    _update(proposal, version, {"submitted_at": None}, submitted_at=at)
    audit.record(actor, "benefits.proposal-submitted", proposal)
    return proposal


def terms_of(proposal: DecisionProposal) -> Terms:
    """Return what a proposal asks, as it would be typed again."""
    found = {name: getattr(proposal, name) for name in TERMS}
    return Terms(**found, deviates=bool(proposal.deviation_reason))


@transaction.atomic
def answer_proposal(
    *,
    actor: Actor,
    proposal: DecisionProposal,
    version: int,
    answer: HeadAnswer,
    note: str = "",
    at: datetime,
    on: date,
) -> DecisionProposal:
    """Let the head agree to a proposal, or send it back with a note; the case manager is told.

    Of two heads at once one counts. Raises NotAllowed, ProposalRefused, StaleVersion.
    """
    household = proposal.application.household
    permissions.check_can_check(actor, household)
    held = DecisionProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    check_head(held, user_id=actor.user_id, answer=answer, note=note)
    _update(
        held,
        version,
        {"head_answer": ""},
        head_id=actor.user_id,
        head_answer=answer,
        head_note=note,
        head_at=at,
    )
    said = f"{actor.name} is akkoord" if answer == HeadAnswer.AGREED else f"Terug: {note}"
    tell_case_manager(actor, household, f"Voorstel bij {held.application.number}: {said}.", on)
    audit.record(actor, "benefits.proposal-answered", held, answer=answer, note=note)
    return held
