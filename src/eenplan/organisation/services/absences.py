"""Absences of staff, with who steps in."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.organisation import permissions, policies
from eenplan.organisation.enums import AbsenceKind
from eenplan.organisation.errors import AbsenceRefused
from eenplan.organisation.models import Absence, User


@transaction.atomic
def note_absence(
    *,
    actor: Actor,
    user: User,
    kind: AbsenceKind,
    starts_on: date,
    on: date,
    ends_on: date | None = None,
    share: Decimal = Decimal(1),
    substitute: User | None = None,
    note: str = "",
) -> Absence:
    """Note that somebody works less or not at all from a day on; `ends_on` is the first day back.

    The person is locked meanwhile, so that two notes together never exceed the working time.
    Raises NotAllowed, DayInThePast, EndBeforeStart, AbsenceRefused.
    """
    permissions.check_can_steer_person(actor, user)
    policies.check_absence_period(starts_on, ends_on, on=on)
    User.objects.select_for_update().get(pk=user.pk)
    absence = Absence(
        user=user,
        kind=kind,
        share=share,
        starts_on=starts_on,
        ends_on=ends_on,
        substitute=substitute,
        note=note,
    )
    policies.check_absence(absence)
    policies.check_substitute(absence)
    _save(absence)
    audit.record(actor, "organisation.absence-noted", absence, **_said(absence))
    return absence


@transaction.atomic
def change_absence(
    *,
    actor: Actor,
    absence: Absence,
    ends_on: date | None,
    substitute: User | None,
    note: str,
) -> Absence:
    """Change until when somebody is away, who steps in, and what was agreed.

    An end on the first day itself takes the absence back: it is then a period of no days.
    Raises NotAllowed, EndBeforeStart, AbsenceRefused.
    """
    permissions.check_can_steer_person(actor, absence.user)
    User.objects.select_for_update().get(pk=absence.user_id)
    absence = Absence.objects.select_related("user", "substitute").get(pk=absence.pk)
    before = _said(absence)
    absence.ends_on, absence.substitute, absence.note = ends_on, substitute, note
    if ends_on != absence.starts_on:
        policies.check_absence_order(absence.starts_on, ends_on)
        policies.check_absence(absence)
        policies.check_substitute(absence)
    _save(absence)
    audit.record(
        actor, "organisation.absence-changed", absence, before=before, after=_said(absence)
    )
    return absence


def _save(absence: Absence) -> None:
    try:
        with transaction.atomic():
            absence.save()
    except IntegrityError as error:
        if "one_absence_at_a_time" not in str(error):
            raise
        raise AbsenceRefused("Iemand anders noteerde net zo'n afwezigheid.", "starts_on") from None


def _said(absence: Absence) -> dict:
    """Return what the audit trail keeps: no note, and nothing about health but the kind."""
    return {
        "user": absence.user,
        "kind": absence.kind,
        "share": absence.share,
        "starts": absence.starts_on,
        "ends": absence.ends_on,
        "substitute": absence.substitute,
    }
