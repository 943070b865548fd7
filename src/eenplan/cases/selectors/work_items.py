"""Reading what waits for somebody."""

from django.db.models import Q, QuerySet

from eenplan.cases.models import WorkItem
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.people.models import Household


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


def waiting_for(actor: Actor) -> QuerySet[WorkItem]:
    """Return what waits for the actor, and in the teams where the actor gives out cases."""
    ours = Q(worker=None, team__in=actor.teams_with(Capability.CASE_ASSIGN))
    return (
        WorkItem.objects.filter(Q(worker=actor.user_id) | ours, done_on=None)
        .filter(case__household__in=Household.objects.visible_to(actor), case__closed_on=None)
        .select_related("case__household")
        .order_by("since", "pk")
    )
