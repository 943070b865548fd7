"""The demo's claims on the State: grounds that were found, notices in time and late, reckoned."""

from datetime import date, timedelta
from random import Random

from eenplan.benefits.enums import FindingSource
from eenplan.benefits.enums_claims import ClaimCase, StateLaw
from eenplan.benefits.enums_money import Component
from eenplan.benefits.models import AidNotice, ClaimGround, Grant
from eenplan.benefits.selectors.claim_facts import law_of_grant
from eenplan.benefits.services.claims import reckon_claims
from eenplan.core.access import system_actor
from eenplan.journeys.demo.rights_words import at
from eenplan.journeys.demo.teams import Staff
from eenplan.organisation.enums import TargetGroup

UNKNOWN_SHARE, UNTOLD_SHARE, LATE_SHARE, REGISTER_SHARE = 0.1, 0.12, 0.05, 0.15
DAY = timedelta(days=1)


def draw_claims(staff: Staff, rng: Random, *, on: date) -> None:
    """Write what hana found and sent for the grants there are, and reckon what was paid.

    Comes after the payments: what is paid later is reckoned at night.
    """
    grants = list(
        Grant.objects.select_related("decision", "household", "beneficiary").order_by("pk")
    )
    hana = staff.cast["hana"]
    grounds: dict[tuple[int, str], ClaimGround] = {}
    for grant in grants:
        key = (grant.beneficiary_id, law_of_grant(grant))
        if key not in grounds and rng.random() >= UNKNOWN_SHARE:
            grounds[key] = _ground(grant, rng, hana, on)
    ClaimGround.objects.bulk_create(grounds.values())
    AidNotice.objects.bulk_create(
        _notice(grant, rng, hana, on) for grant in grants if rng.random() >= UNTOLD_SHARE
    )
    reckon_claims(actor=system_actor(on), on=on, at=at(on))


def _ground(grant: Grant, rng: Random, hana, on: date) -> ClaimGround:
    law, starts_on = law_of_grant(grant), grant.starts_on
    case, more = ClaimCase.ORDINARY, {}
    if law == StateLaw.L1965:
        displaced = grant.household.target_group == TargetGroup.TEMPORARY_PROTECTION
        case = ClaimCase.NON_BELGIAN if displaced else ClaimCase.NONE
        if displaced and grant.component == Component.EQUIVALENT:
            more = {"is_protected": True, "first_aid_on": starts_on}
    elif rng.random() < REGISTER_SHARE:
        case = ClaimCase.FOREIGNERS_REGISTER
        more = {"since": starts_on - 400 * DAY}
    return ClaimGround(
        person_id=grant.beneficiary_id,
        law=law,
        case=case,
        starts_on=starts_on,
        source=FindingSource.DOCUMENT,
        source_note="attest in het dossier",
        noted_at=at(min(grant.decision.decided_on, on)),
        noted_by=hana,
        **more,
    )


def _notice(grant: Grant, rng: Random, hana, on: date) -> AidNotice:
    """Return the notice of a decision: some days after it, now and then far too late."""
    later = rng.randint(50, 70) if rng.random() < LATE_SHARE else rng.randint(1, 6)
    sent_on = min(grant.decision.decided_on + later * DAY, on)
    accepted_on = sent_on + 15 * DAY
    return AidNotice(
        decision_id=grant.decision_id,
        sent_on=sent_on,
        reference=f"NP{grant.decision_id:06d}",
        accepted_on=accepted_on if accepted_on <= on else None,
        noted_by=hana,
    )
