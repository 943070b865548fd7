"""The reasons a side may give to say no: added, called otherwise, stopped. Never deleted."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.engines.placement.words import dutch_day
from eenplan.housing import permissions
from eenplan.housing.enums import RefusalEffect, Side
from eenplan.housing.errors import ImpossibleReason
from eenplan.housing.models import RefusalReason


@transaction.atomic
def add_refusal_reason(
    *, actor: Actor, side: Side, label: str, effect: RefusalEffect, days: int | None, on: date
) -> RefusalReason:
    """Let a side give a reason from now on, with what follows from it.

    A household is never parked: a no costs it nothing. Raises NotAllowed, ImpossibleReason.
    """
    permissions.check_can_manage(actor)
    if side == Side.HOUSEHOLD and effect == RefusalEffect.PARK:
        raise ImpossibleReason(
            "Een nee van een gezin heeft nooit een wachttijd als gevolg. Kies iets anders.",
            "effect",
        )
    if effect == RefusalEffect.PARK and not days:
        raise ImpossibleReason("Schrijf hoeveel dagen we niet voorstellen.", "days")
    if effect != RefusalEffect.PARK and days:
        raise ImpossibleReason("Alleen bij een wachttijd hoort een aantal dagen.", "days")
    reason = _write(
        RefusalReason(code=_free_code(label), side=side, label=label, effect=effect, days=days)
    )
    audit.record(
        actor, "housing.refusal-reason-added", reason, label=label, side=side, effect=effect
    )
    return reason


@transaction.atomic
def rename_refusal_reason(
    *, actor: Actor, reason: RefusalReason, label: str, seen: str
) -> RefusalReason:
    """Call a reason otherwise, also where it was given before; `seen` is its name on the screen.

    Raises NotAllowed, StaleVersion, ImpossibleReason.
    """
    permissions.check_can_manage(actor)
    held = RefusalReason.objects.select_for_update().get(pk=reason.pk)
    if held.label != seen:
        raise StaleVersion(f"Iemand anders noemde deze reden net “{held.label}”. Kijk opnieuw.")
    held.label = label
    _write(held)
    audit.record(actor, "housing.refusal-reason-renamed", held, before=seen, after=label)
    return held


@transaction.atomic
def stop_refusal_reason(
    *, actor: Actor, reason: RefusalReason, ends_on: date, on: date
) -> RefusalReason:
    """Let nobody choose a reason from a day on; what was answered with it keeps its consequence.

    Of each side one reason at least stays. Raises NotAllowed, ImpossibleReason.
    """
    permissions.check_can_manage(actor)
    held = _hold_side(reason)
    if held.ends_on:
        raise ImpossibleReason(f"Deze reden stopt al op {dutch_day(held.ends_on)}.", "ends_on")
    if ends_on < on:
        raise ImpossibleReason("Kies vandaag of een latere dag.", "ends_on")
    others = RefusalReason.objects.filter(side=held.side, ends_on=None).exclude(pk=held.pk)
    if not others.exists():
        raise ImpossibleReason(
            "Dit is de laatste reden van deze kant. Voeg eerst een andere toe: wie nee zegt, moet "
            "kunnen zeggen waarom.",
            "ends_on",
        )
    held.ends_on = ends_on
    held.save(update_fields=["ends_on"])
    audit.record(actor, "housing.refusal-reason-stopped", held, label=held.label, since=ends_on)
    return held


@transaction.atomic
def resume_refusal_reason(*, actor: Actor, reason: RefusalReason) -> RefusalReason:
    """Let a reason that stopped, or would, be chosen again.

    Raises NotAllowed, ImpossibleReason.
    """
    permissions.check_can_manage(actor)
    held = _hold_side(reason)
    if held.ends_on is None:
        raise ImpossibleReason("Deze reden kan al gekozen worden.")
    held.ends_on = None
    _write(held)
    audit.record(actor, "housing.refusal-reason-resumed", held, label=held.label)
    return held


def _hold_side(reason: RefusalReason) -> RefusalReason:
    """Lock all reasons of a side, so that two who stop the last two do not both succeed."""
    rows = RefusalReason.objects.select_for_update().filter(side=reason.side).order_by("pk")
    return next(row for row in rows if row.pk == reason.pk)


def _write(reason: RefusalReason) -> RefusalReason:
    try:
        with transaction.atomic():
            reason.save()
    except IntegrityError as error:
        if "one_reason_of_a_name" in str(error) or "code" in str(error):
            raise ImpossibleReason("Er is al een reden met deze naam.", "label") from None
        raise
    return reason


def _free_code(label: str) -> str:
    """Return a code for a name that no reason has; one in another script is called "reden"."""
    base = slugify(label)[:34] or "reden"
    taken = set(RefusalReason.objects.filter(code__startswith=base).values_list("code", flat=True))
    tries = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    return next(code for code in tries if code not in taken)
