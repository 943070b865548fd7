"""The municipality sets a norm, or opens and closes a form of reception."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.organisation import permissions, policies
from eenplan.organisation.errors import AlreadySo, DayTaken
from eenplan.organisation.models import Norm


@transaction.atomic
def set_norm(
    *, actor: Actor, key: str, value: Decimal, starts_on: date, reason: str, on: date
) -> Norm:
    """Give a norm a value from a day on; the values before stay what they were.

    Raises NotAllowed, UnknownNorm, NormOutOfRange, DayInThePast, DayTaken, AlreadySo.
    """
    permissions.check_can_set_norms(actor)
    policies.check_norm_value(key, value)
    policies.check_norm_day(key, starts_on, on=on)
    policies.check_switch_turns(key, value, starts_on)
    try:
        with transaction.atomic():
            norm = Norm.objects.create(
                key=key,
                value=value,
                starts_on=starts_on,
                reason=reason,
                set_by_id=actor.user_id or None,
            )
    except IntegrityError as error:
        if "one_value_per_day" not in str(error):
            raise
        raise DayTaken(
            "Iemand anders bepaalde net een waarde vanaf die dag. Kies een andere dag."
        ) from None
    audit.record(
        actor, "organisation.norm-set", norm, key=key, value=value, on=starts_on, reason=reason
    )
    return norm


@transaction.atomic
def withdraw_norm(*, actor: Actor, norm: Norm, on: date) -> None:
    """Take back a value that is not in force yet; the audit trail keeps that it was there.

    Raises NotAllowed, AlreadySo when it is in force.
    """
    permissions.check_can_set_norms(actor)
    if norm.starts_on <= on:
        raise AlreadySo("Deze waarde geldt al en blijft in de geschiedenis. Bepaal een nieuwe.")
    audit.record(
        actor,
        "organisation.norm-withdrawn",
        norm,
        key=norm.key,
        value=norm.value,
        on=norm.starts_on,
    )
    norm.delete()
