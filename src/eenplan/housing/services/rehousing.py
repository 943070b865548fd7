"""The list of households that need another home."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.housing import permissions
from eenplan.housing.models import Rehousing, RehousingTry, Stay
from eenplan.housing.stay_errors import RehousingRefused
from eenplan.housing.stay_kinds import RehousingOutcome, RehousingReason, Tried
from eenplan.people.models import Household


@transaction.atomic
def open_rehousing(
    *,
    actor: Actor,
    household: Household,
    stay: Stay | None,
    reason: RehousingReason,
    is_urgent: bool,
    on: date,
) -> Rehousing:
    """Put a household on the list for another home; who is on it becomes more urgent, never less.

    For journeys and jobs: who may is asked by what leads here.
    """
    try:
        with transaction.atomic():
            entry = Rehousing.objects.create(
                household=household,
                stay=stay,
                reason=reason,
                is_urgent=is_urgent,
                opened_on=on,
                opened_by_id=actor.user_id or None,
            )
    except IntegrityError as error:
        if "one_rehousing_at_a_time" not in str(error):
            raise
        open_one = Rehousing.objects.filter(household=household, closed_on=None)
        if is_urgent:
            open_one.update(is_urgent=True, reason=reason, stay=stay)
        return open_one.get()
    audit.record(actor, "housing.rehousing-opened", entry, reason=reason, urgent=is_urgent)
    return entry


@transaction.atomic
def ask_rehousing(
    *, actor: Actor, stay: Stay, reason: RehousingReason, is_urgent: bool, on: date
) -> Rehousing:
    """Put a household on the list because somebody who follows it says so.

    Raises NotAllowed, RehousingRefused.
    """
    permissions.check_can_follow(actor, stay.household)
    if Rehousing.objects.filter(household=stay.household_id, closed_on=None).exists():
        raise RehousingRefused("Dit gezin staat al op de lijst voor herhuisvesting.")
    return open_rehousing(
        actor=actor, household=stay.household, stay=stay, reason=reason, is_urgent=is_urgent, on=on
    )


@transaction.atomic
def note_try(*, actor: Actor, entry: Rehousing, tried: Tried, note: str, on: date) -> RehousingTry:
    """Note what was tried to find another home. Raises NotAllowed, RehousingRefused."""
    permissions.check_can_follow(actor, entry.household)
    _hold(entry)
    line = RehousingTry.objects.create(
        rehousing=entry, tried=tried, note=note, on=on, by_id=actor.user_id or None
    )
    audit.record(actor, "housing.rehousing-tried", entry, tried=tried)
    return line


@transaction.atomic
def close_rehousing(
    *, actor: Actor, entry: Rehousing, outcome: RehousingOutcome, on: date
) -> Rehousing:
    """Take a household off the list, with what became of it.

    Raises NotAllowed, RehousingRefused.
    """
    permissions.check_can_follow(actor, entry.household)
    held = _hold(entry)
    held.outcome, held.closed_on, held.closed_by_id = outcome, on, actor.user_id or None
    held.save(update_fields=["outcome", "closed_on", "closed_by"])
    audit.record(actor, "housing.rehousing-closed", held, outcome=outcome)
    return held


def _hold(entry: Rehousing) -> Rehousing:
    held = Rehousing.objects.select_for_update().get(pk=entry.pk)
    if held.closed_on:
        raise RehousingRefused("Dit gezin staat niet meer op de lijst. Kijk opnieuw.")
    return held


def placed_again(*, actor: Actor, household: Household, stay: Stay, on: date) -> None:
    """Take a household off the list because it has another place, in the act that gives it."""
    waits = Q(stay=None) | ~Q(stay=stay)
    entry = Rehousing.objects.filter(waits, household=household, closed_on=None).first()
    if entry:
        entry.outcome, entry.closed_on = RehousingOutcome.PLACED, max(on, entry.opened_on)
        entry.closed_by_id = actor.user_id or None
        entry.save(update_fields=["outcome", "closed_on", "closed_by"])
        audit.record(actor, "housing.rehousing-closed", entry, outcome=entry.outcome)
