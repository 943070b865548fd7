"""Opening the next block of reception places."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.housing import permissions
from eenplan.housing.errors import ContingentBlocked
from eenplan.housing.models import Contingent


@transaction.atomic
def open_contingent(
    *,
    actor: Actor,
    serial: int,
    families: int,
    budget_cents: int,
    shortfall: Mapping[str, Decimal],
    reason: str,
    on: date,
) -> Contingent:
    """Open a block of places for so many families; with a shortfall only for a reason.

    Raises NotAllowed, ContingentBlocked, StaleVersion when somebody opened it a moment ago.
    """
    permissions.check_can_manage(actor)
    missing = {what: f"{number.normalize():f}" for what, number in shortfall.items()}
    if missing and not reason:
        raise ContingentBlocked("Er is te weinig. Schrijf waarom dit contingent toch open gaat.")
    try:
        with transaction.atomic():
            contingent = Contingent.objects.create(
                serial=serial,
                opened_on=on,
                families=families,
                budget_cents=budget_cents,
                decided_by_id=actor.user_id or None,
                shortfall=missing,
                overrule_reason=reason if missing else "",
            )
    except IntegrityError as error:
        if "serial" not in str(error):
            raise
        raise StaleVersion(f"Iemand anders opende net contingent {serial}. Kijk opnieuw.") from None
    audit.record(
        actor, "housing.contingent-opened", contingent, serial=serial, reason=reason, **missing
    )
    return contingent
