"""Services of partners: written down, changed, checked, and stopped."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.directory import permissions, policies
from eenplan.directory.hours import Hours, written
from eenplan.directory.models import OpeningHours, Partner, Service
from eenplan.directory.services.rows import (
    check_end,
    end_rows,
    kept_promises,
    locked,
    set_facts,
)

OFFER_FACTS = (
    *("name", "theme", "description", "eligibility", "documents", "languages", "cost"),
    *("capacity", "capacity_note", "waiting_days", "application", "phone", "email"),
)


@transaction.atomic
def add_service(
    *,
    actor: Actor,
    partner: Partner,
    facts: dict,
    hours: Sequence[Hours],
    starts_on: date,
    on: date,
    checked_on: date | None = None,
) -> Service:
    """Write down a service a partner offers from a day on, checked today unless told otherwise.

    Raises NotAllowed, AlreadyEnded, ImpossibleDay, NameTaken, UnreadableHours.
    """
    permissions.check_can_manage(actor)
    partner = locked(partner)
    policies.check_not_ended(partner, on=on)
    policies.check_within_partner(partner, starts_on=starts_on)
    service = Service(
        partner=partner,
        starts_on=starts_on,
        ends_on=partner.ends_on,
        confirmed_on=checked_on or on,
        confirmed_by_id=actor.user_id or None,
    )
    set_facts(service, facts, OFFER_FACTS)
    with kept_promises():
        service.save()
        _write_hours(service, hours)
    audit.record(actor, "directory.service-added", service, name=service.name, partner=partner)
    return service


@transaction.atomic
def change_service(
    *,
    actor: Actor,
    service: Service,
    version: int,
    facts: dict,
    hours: Sequence[Hours],
    is_checked: bool,
    on: date,
    checked_on: date | None = None,
) -> Service:
    """Change what is known of a service and its opening hours; a file says when it was checked.

    Raises NotAllowed, AlreadyEnded, StaleVersion, NameTaken, UnreadableHours.
    """
    permissions.check_can_manage(actor)
    service = locked(service)
    policies.check_not_ended(service, on=on)
    policies.check_unchanged(service, version=version)
    changed = set_facts(service, facts, OFFER_FACTS)
    before = written(service.opening_hours.all())
    if before != written(hours):
        service.opening_hours.all().delete()
        with kept_promises():
            _write_hours(service, hours)
        changed["hours"] = f"{before} -> {written(hours)}"[:500]
    is_newer = checked_on and checked_on > service.confirmed_on
    _save(service, actor, on if is_checked else checked_on if is_newer else None)
    audit.record(actor, "directory.service-changed", service, checked=is_checked, **changed)
    return service


@transaction.atomic
def confirm_service(*, actor: Actor, service: Service, version: int, on: date) -> Service:
    """Note that all that is shown of a service is still right today.

    Raises NotAllowed, AlreadyEnded, StaleVersion: what was looked at is what is confirmed.
    """
    permissions.check_can_manage(actor)
    service = locked(service)
    policies.check_not_ended(service, on=on)
    policies.check_unchanged(service, version=version)
    _save(service, actor, on)
    audit.record(actor, "directory.service-confirmed", service, on=on)
    return service


@transaction.atomic
def end_service(
    *, actor: Actor, service: Service, version: int, ends_on: date, reason: str, on: date
) -> Service:
    """Stop a service from a day on, with the sitting days held for it.

    Raises NotAllowed, AlreadyEnded, StaleVersion, ImpossibleDay.
    """
    permissions.check_can_manage(actor)
    locked(service.partner)  # no sitting day is agreed meanwhile
    service = locked(service)
    check_end(service, version=version, ends_on=ends_on, on=on)
    sittings = end_rows(service.sitting_days.all(), ends_on=ends_on)
    service.ends_on, service.end_reason = ends_on, reason
    _save(service, actor, None)
    audit.record(
        actor,
        "directory.service-ended",
        service,
        on=ends_on,
        reason=reason,
        sitting_days=sittings,
    )
    return service


def _write_hours(service: Service, hours: Sequence[Hours]) -> None:
    OpeningHours.objects.bulk_create(
        OpeningHours(
            service=service,
            weekday=row.weekday,
            opens_at=row.opens_at,
            closes_at=row.closes_at,
            note=row.note,
        )
        for row in hours
    )


def _save(service: Service, actor: Actor, checked_on: date | None) -> None:
    if checked_on:
        service.confirmed_on, service.confirmed_by_id = checked_on, actor.user_id or None
    service.version += 1
    with kept_promises():
        service.save()
