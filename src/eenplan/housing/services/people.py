"""The people of a host family: who they are, and the outcome of each check. Never the paper."""

from datetime import date, timedelta

from django.db import transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.housing import permissions, policies
from eenplan.housing.enums import CheckVerdict, MemberRole
from eenplan.housing.errors import ImpossibleCheck
from eenplan.housing.models import CheckType, HostCheck, HostMember, Offer
from eenplan.housing.services.holds import lock_places

YOUNGEST_NOTED = 13


@transaction.atomic
def add_member(
    *,
    actor: Actor,
    offer: Offer,
    name: str,
    role: MemberRole,
    birth_date: date | None = None,
    is_minor: bool = False,
    starts_on: date | None = None,
    on: date,
) -> HostMember:
    """Write down an adult, a frequent stayer or a minor of 13 or older of a host household.

    From then on the house counts as checked only when this person is too. Raises NotAllowed,
    ImpossibleCheck.
    """
    permissions.check_can_manage(actor)
    policies.check_not_emptied(offer)
    if birth_date and birth_date > on:
        raise ImpossibleCheck("De geboortedatum ligt in de toekomst.")
    lock_places(offer)
    member = HostMember.objects.create(
        offer=offer,
        name=name,
        role=role,
        birth_date=birth_date,
        is_minor=is_minor,
        starts_on=starts_on or on,
    )
    audit.record(actor, "housing.host-member-added", offer, member=member.pk, role=role)
    return member


@transaction.atomic
def end_member(*, actor: Actor, member: HostMember, on: date) -> HostMember:
    """Write down that somebody left a host household; the checks stay with the person.

    Raises NotAllowed, ImpossibleCheck.
    """
    permissions.check_can_manage(actor)
    lock_places(member.offer)
    held = HostMember.objects.select_for_update().get(pk=member.pk)
    if held.ends_on is not None:
        raise ImpossibleCheck("Deze persoon woont hier al niet meer.")
    held.ends_on = max(on, held.starts_on)
    held.save(update_fields=["ends_on"])
    audit.record(actor, "housing.host-member-left", held.offer, member=held.pk)
    return held


@transaction.atomic
def record_check(
    *,
    actor: Actor,
    member: HostMember,
    type: CheckType,
    verdict: CheckVerdict,
    shown_on: date,
    valid_until: date | None = None,
    on: date,
) -> HostCheck:
    """Write down the outcome of a check that was shown: kind, day, who saw it, verdict, until when.

    The paper stays with the person; there is no field for it. A refusal has no reason here: the
    safeguarding lead writes it, and only that role reads it. Raises NotAllowed, ImpossibleCheck.
    """
    permissions.check_can_check_people(actor)
    lock_places(member.offer)
    if shown_on > on:
        raise ImpossibleCheck("Een controle wordt niet in de toekomst getoond.")
    longest = shown_on + timedelta(days=type.valid_days - 1)
    until = valid_until or longest
    if not shown_on <= until <= longest:
        raise ImpossibleCheck(
            f"Deze controle telt hoogstens {type.valid_days} dagen: tot {longest:%d/%m/%Y}."
        )
    check = HostCheck.objects.create(
        member=member,
        type=type,
        verdict=verdict,
        shown_on=shown_on,
        valid_until=until,
        seen_by_id=actor.user_id or None,
    )
    audit.record(
        actor,
        "housing.host-checked",
        member.offer,
        member=member.pk,
        type=type.code,
        check=check.pk,
    )
    return check


@transaction.atomic
def explain_check(*, actor: Actor, check: HostCheck, reason: str) -> HostCheck:
    """Write why a check was refused; only who follows up safety writes or reads it.

    Raises NotAllowed, ImpossibleCheck.
    """
    permissions.check_can_safeguard(actor)
    held = HostCheck.objects.select_for_update().get(pk=check.pk)
    if held.verdict != CheckVerdict.NEGATIVE:
        raise ImpossibleCheck("Alleen een controle die niet in orde is, heeft een reden.")
    held.reason = reason
    held.save(update_fields=["reason"])
    audit.record(actor, "housing.host-refusal-explained", check, check=check.pk)
    return held


@transaction.atomic
def add_check_type(
    *,
    actor: Actor,
    country: str,
    code: str,
    label: str,
    basis: str,
    is_required: bool,
    for_minors: bool,
    valid_days: int,
    starts_on: date,
    on: date,
) -> CheckType:
    """Let a kind of check count from a day on; it is not verified by being written down.

    Raises NotAllowed, ImpossibleCheck.
    """
    permissions.check_can_safeguard(actor)
    if starts_on < on:
        raise ImpossibleCheck("Een controle gaat in vanaf vandaag of later.")
    kind = CheckType.objects.create(
        country=country.upper(),
        code=code,
        label=label,
        basis=basis,
        is_required=is_required,
        for_minors=for_minors,
        valid_days=valid_days,
        starts_on=starts_on,
    )
    audit.record(actor, "housing.check-type-added", kind, label=label, since=starts_on)
    return kind


@transaction.atomic
def end_check_type(*, actor: Actor, kind: CheckType, on: date) -> CheckType:
    """Let a kind of check no longer count from a day on. Raises NotAllowed, ImpossibleCheck."""
    permissions.check_can_safeguard(actor)
    held = CheckType.objects.select_for_update().get(pk=kind.pk)
    if held.ends_on is not None:
        raise ImpossibleCheck("Deze soort controle is al beëindigd.")
    held.ends_on = max(on, held.starts_on)
    held.save(update_fields=["ends_on"])
    audit.record(actor, "housing.check-type-ended", held, label=held.label)
    return held
