"""Partners: written down, changed, checked, and gone."""

from datetime import date

from django.db import transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.directory import permissions, policies
from eenplan.directory.models import Partner
from eenplan.directory.services.rows import (
    check_end,
    end_rows,
    kept_promises,
    locked,
    set_facts,
)

PARTNER_FACTS = (
    *("name", "kind", "description", "website", "phone", "email", "street", "postcode", "town"),
    *("area", "team", "agreement_on"),
)


@transaction.atomic
def add_partner(*, actor: Actor, facts: dict, starts_on: date, on: date) -> Partner:
    """Put a partner on the social map, checked today. Raises NotAllowed, NameTaken."""
    permissions.check_can_manage(actor)
    partner = Partner(starts_on=starts_on, confirmed_on=on, confirmed_by_id=actor.user_id or None)
    set_facts(partner, facts, PARTNER_FACTS)
    with kept_promises():
        partner.save()
    audit.record(actor, "directory.partner-added", partner, name=partner.name, on=starts_on)
    return partner


@transaction.atomic
def change_partner(
    *, actor: Actor, partner: Partner, version: int, facts: dict, is_checked: bool, on: date
) -> Partner:
    """Change what is known of a partner; checked as well, when the actor says so.

    Raises NotAllowed, AlreadyEnded, StaleVersion, NameTaken.
    """
    permissions.check_can_manage(actor)
    partner = locked(partner)
    policies.check_not_ended(partner, on=on)
    policies.check_unchanged(partner, version=version)
    changed = set_facts(partner, facts, PARTNER_FACTS)
    _save(partner, actor, on if is_checked else None)
    audit.record(actor, "directory.partner-changed", partner, checked=is_checked, **changed)
    return partner


@transaction.atomic
def confirm_partner(*, actor: Actor, partner: Partner, version: int, on: date) -> Partner:
    """Note that all that is shown of a partner is still right today.

    Raises NotAllowed, AlreadyEnded, StaleVersion: what was looked at is what is confirmed.
    """
    permissions.check_can_manage(actor)
    partner = locked(partner)
    policies.check_not_ended(partner, on=on)
    policies.check_unchanged(partner, version=version)
    _save(partner, actor, on)
    audit.record(actor, "directory.partner-confirmed", partner, on=on)
    return partner


@transaction.atomic
def end_partner(
    *, actor: Actor, partner: Partner, version: int, ends_on: date, reason: str, on: date
) -> Partner:
    """Take a partner off the map from a day on, with its services and sitting days.

    Raises NotAllowed, AlreadyEnded, StaleVersion, ImpossibleDay.
    """
    permissions.check_can_manage(actor)
    partner = locked(partner)
    check_end(partner, version=version, ends_on=ends_on, on=on)
    sittings = end_rows(partner.sitting_days.all(), ends_on=ends_on)
    services = end_rows(partner.services.all(), ends_on=ends_on, reason=reason)
    partner.ends_on, partner.end_reason = ends_on, reason
    _save(partner, actor, None)
    audit.record(
        actor,
        "directory.partner-ended",
        partner,
        on=ends_on,
        reason=reason,
        services=services,
        sitting_days=sittings,
    )
    return partner


def _save(partner: Partner, actor: Actor, checked_on: date | None) -> None:
    if checked_on:
        partner.confirmed_on, partner.confirmed_by_id = checked_on, actor.user_id or None
    partner.version += 1
    with kept_promises():
        partner.save()
