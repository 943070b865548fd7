"""Diplomas of staff, and which of them are enough for an act."""

from datetime import date

from django.db import IntegrityError, transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.organisation import permissions
from eenplan.organisation.enums import StaffAct
from eenplan.organisation.errors import AlreadySo, EndBeforeStart, StaffRefused
from eenplan.organisation.models import AcceptedDiploma, Diploma, StaffQualification, User


@transaction.atomic
def add_qualification(
    *,
    actor: Actor,
    user: User,
    diploma: Diploma,
    starts_on: date,
    ends_on: date | None,
    seen_on: date,
    on: date,
) -> StaffQualification:
    """Note a diploma whose proof was seen; `ends_on` is the first day it is no longer valid.

    Raises NotAllowed, EndBeforeStart, StaffRefused.
    """
    permissions.check_can_steer_person(actor, user)
    if seen_on > on:
        raise StaffRefused("Noteer een diploma pas als u het bewijs gezien hebt.", "seen_on")
    if seen_on < starts_on:
        raise StaffRefused("Het bewijs kan niet gezien zijn voor het diploma er was.", "seen_on")
    if ends_on and ends_on <= starts_on:
        raise EndBeforeStart("Het einde komt na het begin.")
    try:
        with transaction.atomic():
            found = StaffQualification.objects.create(
                user=user,
                diploma=diploma,
                starts_on=starts_on,
                ends_on=ends_on,
                seen_on=seen_on,
                seen_by_id=actor.user_id or None,
            )
    except IntegrityError as error:
        if "one_qualification_at_a_time" not in str(error):
            raise
        raise StaffRefused(f"Dit diploma is voor {user} al genoteerd.", "diploma") from None
    audit.record(
        actor, "organisation.qualification-added", found, user=user, diploma=diploma, seen=seen_on
    )
    return found


@transaction.atomic
def end_qualification(
    *, actor: Actor, qualification: StaffQualification, ends_on: date | None
) -> StaffQualification:
    """Say from when a diploma is no longer valid, or that it stays. Its first day: a mistake.

    Raises NotAllowed, EndBeforeStart, StaffRefused when it then overlaps with another note of it.
    """
    permissions.check_can_steer_person(actor, qualification.user)
    if ends_on and ends_on < qualification.starts_on:
        raise EndBeforeStart(f"Dit diploma geldt pas vanaf {qualification.starts_on:%d/%m/%Y}.")
    qualification.ends_on = ends_on
    try:
        with transaction.atomic():
            qualification.save(update_fields=["ends_on"])
    except IntegrityError as error:
        if "one_qualification_at_a_time" not in str(error):
            raise
        raise StaffRefused("Dit diploma is later opnieuw genoteerd.", "ends_on") from None
    audit.record(actor, "organisation.qualification-ended", qualification, on=ends_on)
    return qualification


@transaction.atomic
def accept_diploma(
    *, actor: Actor, name: str, act: StaffAct, starts_on: date, source: str, is_verified: bool
) -> AcceptedDiploma:
    """Let a diploma be enough for an act from a day on; it need not be known yet.

    Raises NotAllowed, StaffRefused.
    """
    permissions.check_can_manage_users(actor)
    diploma = Diploma.objects.filter(name__iexact=name).first()
    diploma = diploma or Diploma.objects.get_or_create(name=name)[0]
    try:
        with transaction.atomic():
            found = AcceptedDiploma.objects.create(
                act=act,
                diploma=diploma,
                starts_on=starts_on,
                source=source,
                is_verified=is_verified,
            )
    except IntegrityError as error:
        if "one_acceptance_at_a_time" not in str(error):
            raise
        raise StaffRefused("Dit diploma is in die periode al aanvaard.", "name") from None
    audit.record(
        actor, "organisation.diploma-accepted", found, diploma=diploma, act=act, on=starts_on
    )
    return found


@transaction.atomic
def end_acceptance(*, actor: Actor, acceptance: AcceptedDiploma, ends_on: date) -> AcceptedDiploma:
    """A diploma is no longer enough from a day on. Raises NotAllowed, EndBeforeStart, AlreadySo."""
    permissions.check_can_manage_users(actor)
    if ends_on < acceptance.starts_on:
        raise EndBeforeStart(f"Dit geldt pas vanaf {acceptance.starts_on:%d/%m/%Y}.")
    rows = AcceptedDiploma.objects.filter(pk=acceptance.pk, ends_on=None)
    if not rows.update(ends_on=ends_on):
        raise AlreadySo("Iemand anders beëindigde dit net.")
    audit.record(actor, "organisation.diploma-no-longer", acceptance, on=ends_on)
    return acceptance
