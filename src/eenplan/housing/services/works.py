"""Works on a dwelling: written down, changed, done or dropped."""

from datetime import date

from django.db import transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.housing import permissions, policies
from eenplan.housing.enums_dwellings import CostKind
from eenplan.housing.errors import ImpossibleWork, WorkClosed
from eenplan.housing.models import CostLine, Dwelling, Inspection, Work

FIELDS = ("place", "kind", "what", "by", "who", "cost_cents", "planned_on", "ready_on")


@transaction.atomic
def add_work(
    *, actor: Actor, dwelling: Dwelling, facts: dict, inspection: Inspection | None = None
) -> Work:
    """Write down a work; an inspection under way, or its verdict, may ask for it.

    Who inspects writes down what is needed; who manages also plans. Raises NotAllowed.
    """
    permissions.check_can_inspect(actor)
    _check_order(facts)
    work = Work.objects.create(
        dwelling=dwelling, inspection=inspection, **{name: facts[name] for name in FIELDS}
    )
    audit.record(actor, "housing.work-added", work, what=work.what, cost=work.cost_cents)
    return work


@transaction.atomic
def change_work(*, actor: Actor, work: Work, version: int, facts: dict) -> Work:
    """Correct or replan a work that is not done. Raises NotAllowed, WorkClosed, StaleVersion."""
    permissions.check_can_manage(actor)
    held = _hold_open(work)
    if held.version != version:
        raise StaleVersion("Iemand anders wijzigde dit werk net. Kijk opnieuw.")
    _check_order(facts)
    for name in FIELDS:
        setattr(held, name, facts[name])
    held.version += 1
    held.save()
    audit.record(actor, "housing.work-changed", held, ready_on=held.ready_on or "?")
    return held


@transaction.atomic
def finish_work(*, actor: Actor, work: Work, on: date, done_on: date, cost_cents: int = 0) -> Work:
    """Report a work done, with what it came to. Raises NotAllowed, WorkClosed."""
    permissions.check_can_manage(actor)
    held = _hold_open(work)
    if done_on > on:
        raise ImpossibleWork("Een werk is gedaan op een dag die voorbij is, of vandaag.")
    held.done_on = done_on
    held.version += 1
    held.save()
    if cost_cents:
        CostLine.objects.create(
            dwelling_id=held.dwelling_id,
            place_id=held.place_id,
            work=held,
            kind=CostKind.WORKS,
            amount_cents=cost_cents,
            booked_on=done_on,
            what=held.what,
            written_by_id=actor.user_id or None,
        )
    audit.record(actor, "housing.work-done", held, cost=cost_cents)
    return held


@transaction.atomic
def drop_work(*, actor: Actor, work: Work, on: date, why: str) -> Work:
    """Drop a work that is not needed after all.

    Raises NotAllowed, WorkClosed, ImpossibleWork for one the last verdict depends on.
    """
    permissions.check_can_manage(actor)
    held = _hold_open(work)
    policies.check_may_drop(held, on=on)
    held.dropped_on, held.dropped_why = on, why
    held.version += 1
    held.save()
    audit.record(actor, "housing.work-dropped", held, why=why)
    return held


def _hold_open(work: Work) -> Work:
    # The dwelling first: its approval may depend on this work.
    Dwelling.objects.select_for_update().get(pk=work.dwelling_id)
    held = Work.objects.select_for_update().get(pk=work.pk)
    if not held.is_open:
        raise WorkClosed("Dit werk is al gedaan of geschrapt.")
    return held


def _check_order(facts: dict) -> None:
    begins, ready = facts["planned_on"], facts["ready_on"]
    if begins and ready and ready < begins:
        raise ImpossibleWork("Het werk is klaar voor het begint. Kijk de dagen na.")
