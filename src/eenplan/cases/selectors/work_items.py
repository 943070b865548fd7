"""Reading what waits for somebody, what was handled and what was put off."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from eenplan.cases.enums import WorkItemKind
from eenplan.cases.models import Case, Snooze, WorkItem
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.guidance.enums import BINDING
from eenplan.people.models import Household

PUT_BACK_WITHIN = timedelta(days=14)
GOES_ON = Q(case__closed_on=None) | Q(kind=WorkItemKind.CLOSING)


def get_work_item(actor: Actor, pk: int) -> WorkItem:
    """Return a work item of a household the actor may see, or raise NotFound."""
    visible = Household.objects.visible_to(actor)
    item = (
        WorkItem.objects.filter(pk=pk, case__household__in=visible)
        .select_related("case__household")
        .first()
    )
    if item is None:
        raise NotFound(pk)
    return item


def waiting_for(actor: Actor, *, holders: Collection[int] | None = None) -> QuerySet[WorkItem]:
    """Return what waits for the actor, and in the teams where the actor gives out cases.

    `holders` are the people whose work the actor sees: the actor, and for whom he steps in.
    """
    ours = Q(worker=None, team__in=actor.teams_with(Capability.CASE_ASSIGN))
    theirs = Q(worker__in=[actor.user_id] if holders is None else list(holders))
    return (
        WorkItem.objects.filter(theirs | ours, done_on=None)
        .filter(GOES_ON, case__household__in=Household.objects.visible_to(actor))
        .select_related("case__household")
        .order_by("since", "pk")
    )


def handled_by(actor: Actor, *, on: date) -> QuerySet[WorkItem]:
    """Return what the actor handled lately, latest first: what may have been a mistake."""
    return (
        WorkItem.objects.filter(done_by=actor.user_id, done_on__gt=on - PUT_BACK_WITHIN)
        .filter(GOES_ON, case__household__in=Household.objects.visible_to(actor))
        .select_related("case__household")
        .order_by("-done_on", "-pk")
    )


# -- What was put off ------------------------------------------------------------------------------
def without_snoozed(rows: QuerySet, actor: Actor, about: str, *, on: date) -> QuerySet:
    """Leave out the steps, items or cases the actor put off, until the day they are back."""
    put_off = Snooze.objects.on(on).filter(worker=actor.user_id, **{about: OuterRef("pk")})
    return rows.filter(~Exists(put_off))


def snoozed_by(
    actor: Actor, *, cases: Collection[int], on: date, holders: Collection[int]
) -> QuerySet[Snooze]:
    """Return what the actor put off and is still there to do in these cases, first back first.

    `holders`: as in `waiting_for`.
    """
    items = waiting_for(actor, holders=holders)
    still_there = (
        Q(step__done_on=None, step__case__in=cases)
        & ~Q(step__rule_kind__in=BINDING, step__due_on__lte=on)  # required: it is back already
        | Q(item__in=items.order_by().values("pk"))
        | Q(case__in=cases)
    )
    return (
        Snooze.objects.on(on)
        .filter(still_there, worker=actor.user_id)
        .select_related("step__case__household", "item__case__household", "case__household")
        .order_by("ends_on", "pk")
    )


def get_snooze(actor: Actor, pk: int) -> Snooze:
    """Return something the actor put off, or raise NotFound."""
    snooze = (
        Snooze.objects.filter(pk=pk, worker=actor.user_id)
        .select_related("step__case__household", "item__case__household", "case__household")
        .first()
    )
    if snooze is None or not _is_visible(snooze, actor):
        raise NotFound(pk)
    return snooze


def case_of(snooze: Snooze) -> Case:
    """Return the case something that was put off belongs to."""
    about = snooze.step or snooze.item
    return about.case if about else snooze.case


def _is_visible(snooze: Snooze, actor: Actor) -> bool:
    household = case_of(snooze).household_id
    return Household.objects.visible_to(actor).filter(pk=household).exists()
