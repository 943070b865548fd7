"""Sitting days: agreed, changed from a day on, ended, and the single day that falls away."""

from datetime import date, timedelta

from django.db import transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.directory import permissions, policies
from eenplan.directory.errors import ImpossibleSitting
from eenplan.directory.models import Partner, SittingDay, SkippedSitting
from eenplan.directory.selectors.sittings import dates_of
from eenplan.directory.services.rows import check_end, kept_promises, locked, set_facts

# What was agreed: where, when and for what. The past keeps what was agreed then.
AGREED = (
    *("service", "area", "location", "street", "postcode", "town", "every_weeks"),
    *("opens_at", "closes_at"),
)
SITTING_FACTS = (*AGREED, "by_appointment", "contact_name", "contact_phone", "note")


@transaction.atomic
def add_sitting_day(
    *,
    actor: Actor,
    partner: Partner,
    facts: dict,
    starts_on: date,
    ends_on: date | None,
    on: date,
) -> SittingDay:
    """Agree that a partner sits somewhere, first on `starts_on`, until a day or without end.

    Raises NotAllowed, AlreadyEnded, ImpossibleDay, ImpossibleSitting.
    """
    permissions.check_can_manage(actor)
    partner = locked(partner)
    policies.check_not_ended(partner, on=on)
    policies.check_within_partner(partner, starts_on=starts_on)
    row = SittingDay(partner=partner, starts_on=starts_on, ends_on=ends_on)
    set_facts(row, facts, SITTING_FACTS)
    _check(row)
    with kept_promises():
        row.save()
    audit.record(
        actor, "directory.sitting-added", row, partner=partner, location=row.location, on=starts_on
    )
    return row


def _check(row: SittingDay) -> None:
    policies.check_within_service(row.service, row.partner, starts_on=row.starts_on)
    ends = [row.ends_on, row.partner.ends_on, row.service and row.service.ends_on]
    row.ends_on = min(filter(None, ends), default=None)
    if row.ends_on:
        policies.check_end(row, ends_on=row.ends_on)


@transaction.atomic
def change_sitting_day(
    *,
    actor: Actor,
    row: SittingDay,
    version: int,
    facts: dict,
    starts_on: date,
    on: date,
) -> SittingDay:
    """Change a sitting day: who and what to know at once, the agreement from a first day on.

    A sitting that has begun keeps its past: it ends on the new first day, and a new row starts.
    Returns the row that holds from then on.

    Raises NotAllowed, AlreadyEnded, StaleVersion, ImpossibleDay, ImpossibleSitting.
    """
    permissions.check_can_manage(actor)
    locked(row.partner)  # its services do not end meanwhile
    row = locked(row)
    policies.check_not_ended(row, on=on)
    policies.check_unchanged(row, version=version)
    is_agreed_anew = starts_on != row.starts_on or any(
        name in facts and facts[name] != getattr(row, name) for name in AGREED
    )
    if is_agreed_anew and row.starts_on < on:
        return _replaced(actor, row, facts, starts_on)
    changed = set_facts(row, facts, SITTING_FACTS)
    if starts_on != row.starts_on:
        policies.check_within_partner(row.partner, starts_on=starts_on)
        changed["starts_on"], row.starts_on = f"{row.starts_on} -> {starts_on}", starts_on
    _save(row)
    audit.record(actor, "directory.sitting-changed", row, **changed)
    return row


def _replaced(actor: Actor, row: SittingDay, facts: dict, starts_on: date) -> SittingDay:
    """End a sitting that has begun on the first day of the new agreement, and start that one."""
    if starts_on <= row.starts_on:
        raise ImpossibleSitting(
            f"Deze zitdag loopt al sinds {row.starts_on:%d/%m/%Y}. "
            "Kies de eerste zitdag waarop de nieuwe afspraak geldt."
        )
    ends_on = row.ends_on
    if ends_on and starts_on >= ends_on:
        raise ImpossibleSitting(f"Deze zitdag stopt al op {ends_on:%d/%m/%Y}.")
    row.ends_on = starts_on
    _save(row)
    kept = {name: getattr(row, name) for name in SITTING_FACTS}
    new = SittingDay(partner=row.partner, starts_on=starts_on, ends_on=ends_on)
    changed = set_facts(new, {**kept, **facts}, SITTING_FACTS)
    _check(new)
    with kept_promises():
        new.save()
    audit.record(actor, "directory.sitting-replaced", new, of=row.pk, on=starts_on, **changed)
    return new


@transaction.atomic
def end_sitting_day(
    *, actor: Actor, row: SittingDay, version: int, ends_on: date, on: date
) -> SittingDay:
    """Stop sitting from a day on.

    Raises NotAllowed, AlreadyEnded, StaleVersion, ImpossibleDay.
    """
    permissions.check_can_manage(actor)
    row = locked(row)
    check_end(row, version=version, ends_on=ends_on, on=on)
    row.ends_on = ends_on
    _save(row)
    audit.record(actor, "directory.sitting-ended", row, on=ends_on)
    return row


@transaction.atomic
def skip_sitting(
    *, actor: Actor, row: SittingDay, day: date, reason: str, on: date
) -> SkippedSitting:
    """Note that nobody sits on one of the dates, and why.

    Raises NotAllowed, AlreadyEnded, ImpossibleSitting when it is no date of this sitting.
    """
    permissions.check_can_manage(actor)
    row = locked(row)
    policies.check_not_ended(row, on=on)
    if day not in dates_of(row, day, day + timedelta(days=1)):
        refused = ImpossibleSitting(f"Op {day:%d/%m/%Y} is er geen zitdag.")
        refused.field = "day"
        raise refused
    if row.skipped.filter(day=day).exists():
        raise ImpossibleSitting("Deze zitdag viel al weg.")
    with kept_promises():
        skipped = SkippedSitting.objects.create(sitting_day=row, day=day, reason=reason)
    audit.record(actor, "directory.sitting-skipped", row, day=day, reason=reason)
    return skipped


@transaction.atomic
def hold_sitting(*, actor: Actor, row: SittingDay, day: date, on: date) -> None:
    """Take back that a date falls away. Raises NotAllowed, ImpossibleSitting."""
    permissions.check_can_manage(actor)
    row = locked(row)
    gone, _ = row.skipped.filter(day=day).delete()
    if not gone:
        raise ImpossibleSitting("Deze zitdag gaat al door.")
    audit.record(actor, "directory.sitting-held", row, day=day)


def _save(row: SittingDay) -> None:
    _check(row)
    row.version += 1
    with kept_promises():
        row.save()
