"""The proofs of a report: asked for, seen, or left out with a reason. No copy is kept by itself."""

from datetime import date

from django.db import IntegrityError, transaction

from eenplan.benefits.enums import EvidenceState, Section
from eenplan.benefits.inquiry_errors import EvidenceAsked, NotAnAnswer
from eenplan.benefits.inquiry_permissions import check_can_investigate
from eenplan.benefits.models import Evidence, Investigation
from eenplan.benefits.seen import seen_of
from eenplan.benefits.services.inquiry import grown, hold
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion

LEFT_OUT = (EvidenceState.NOT_NEEDED, EvidenceState.NOT_TO_BE_HAD)


@transaction.atomic
def ask_evidence(
    *, actor: Actor, investigation: Investigation, section: Section, what: str, on: date
) -> Evidence:
    """Write down that a proof is asked. Raises NotAllowed, AlreadySigned, EvidenceAsked."""
    check_can_investigate(actor, investigation.application.household)
    held = hold(investigation)
    if not what.strip():
        raise NotAnAnswer("Welk bewijs vraagt u?", "what")
    try:
        with transaction.atomic():
            made = Evidence.objects.create(
                investigation=held,
                section=section,
                what=what.strip(),
                asked_on=on,
                noted_by_id=actor.user_id or None,
            )
    except IntegrityError as error:
        raise EvidenceAsked("Dit bewijs staat al in de lijst.") from error
    grown(held)
    audit.record(actor, "benefits.evidence-asked", held, what=made.what)
    return made


@transaction.atomic
def settle_evidence(
    *,
    actor: Actor,
    investigation: Investigation,
    evidence: Evidence,
    state: EvidenceState,
    note: str,
    seen: str,
    on: date,
) -> Evidence:
    """Say what became of a proof. Raises NotAllowed, AlreadySigned, StaleVersion, NotAnAnswer."""
    check_can_investigate(actor, investigation.application.household)
    held = hold(investigation)
    stored = held.evidence.filter(pk=evidence.pk).first()
    if stored is None or seen != seen_of([stored]):
        raise StaleVersion("Een collega wijzigde dit bewijs intussen.")
    if state in LEFT_OUT and not note.strip():
        raise NotAnAnswer("Zeg waarom dit bewijs niet nodig of niet te krijgen is.", "note")
    if on < stored.asked_on:
        raise NotAnAnswer("Dit bewijs is later gevraagd.", "state")
    stored.state, stored.note = state, note.strip()
    stored.settled_on = None if state == EvidenceState.ASKED else on
    stored.noted_by_id = actor.user_id or None
    stored.save()
    grown(held)
    audit.record(actor, "benefits.evidence-settled", held, what=stored.what, state=state)
    return stored
