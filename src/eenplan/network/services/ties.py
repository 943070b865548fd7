"""Writing down who else works with a household, and that it ended."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.directory.models import Service
from eenplan.network import permissions, policies
from eenplan.network.consenting import GivenConsent
from eenplan.network.errors import ImpossibleTie, NeedsReason
from eenplan.network.models import HouseholdTie
from eenplan.people.models import Household


@transaction.atomic
def note_tie(
    *,
    actor: Actor,
    household: Household,
    service: Service | None,
    other_name: str,
    theme: str,
    role: str,
    starts_on: date,
    on: date,
    contact_person: str = "",
    contact_details: str = "",
    consent: GivenConsent | None = None,
) -> HouseholdTie:
    """Write down that somebody works with a household; without consent one only knows it.

    Raises NotAllowed, ImpossibleTie, NoValidConsent.
    """
    permissions.check_can_refer(actor, household)
    policies.check_tie_days(starts_on, None, on=on)
    if consent:
        policies.check_consent(consent, on=on)
    tie = HouseholdTie(
        household=household,
        service=service,
        other_name="" if service else other_name.strip(),
        theme=service.theme if service else theme,
        role=role.strip(),
        contact_person=contact_person.strip(),
        contact_details=contact_details.strip(),
        noted_by_id=actor.user_id or None,
        starts_on=starts_on,
        **(consent.columns() if consent else {}),
    )
    try:
        with transaction.atomic():
            tie.save()
    except IntegrityError as error:
        if "tie_noted_once" in str(error):
            raise ImpossibleTie("Deze dienst staat al bij dit gezin.", "service") from None
        raise
    audit.record(actor, "network.tie-noted", tie, household=household.pk)
    return tie


@transaction.atomic
def end_tie(
    *, actor: Actor, tie: HouseholdTie, ends_on: date, reason: str, on: date
) -> HouseholdTie:
    """Say that somebody no longer works with the household from a day on.

    Raises NotAllowed, ImpossibleTie.
    """
    permissions.check_can_refer(actor, tie.household)
    policies.check_tie_days(tie.starts_on, ends_on, on=on)
    open_tie = HouseholdTie.objects.filter(pk=tie.pk, ends_on=None)
    changes = {"ends_on": ends_on, "end_reason": reason.strip()}
    if not open_tie.update(**changes, version=F("version") + 1):
        raise ImpossibleTie("Iemand anders sloot dit net af.", "ends_on")
    audit.record(actor, "network.tie-ended", tie, ends_on=ends_on)
    return tie


@transaction.atomic
def withdraw_tie_consent(*, actor: Actor, tie: HouseholdTie, why: str, on: date) -> HouseholdTie:
    """Write down that the family does not want us to talk with this service any more.

    Raises NotAllowed, NeedsReason, ImpossibleTie.
    """
    permissions.check_can_refer(actor, tie.household)
    if not why.strip():
        raise NeedsReason("Schrijf wat het gezin zei.")
    given = HouseholdTie.objects.filter(pk=tie.pk, consent_withdrawn_on=None).exclude(
        consent_how=""
    )
    changes = {"consent_withdrawn_on": on, "consent_withdrawn_why": why.strip()[:200]}
    if not given.update(**changes, version=F("version") + 1):
        raise ImpossibleTie("Er is geen toestemming (meer) om in te trekken.", "why")
    audit.record(actor, "network.tie-consent-withdrawn", tie, why=why)
    return tie
