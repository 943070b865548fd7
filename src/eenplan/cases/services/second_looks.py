"""A second person is asked to look at something of a household, and is asked no more after it."""

from datetime import date

from django.db import transaction

from eenplan.cases.enums import WorkItemKind
from eenplan.cases.models import WorkItem
from eenplan.cases.selectors import open_case, team_in_charge
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.organisation.enums import Role
from eenplan.organisation.models import Membership
from eenplan.people.models import Household

HOUSING, SAFETY = Role.HOUSING_COORDINATOR, Role.SAFEGUARDING_LEAD


@transaction.atomic(savepoint=False)
def ask_second_look(
    *, actor: Actor, household: Household, text: str, on: date, roles: tuple[Role, ...] = (HOUSING,)
) -> int:
    """Put something before who may look, one line each; and before the coordinators of the team.

    Who asks is not asked. Returns how many lines were written; none for a household without a case.
    """
    case = open_case(household)
    team = team_in_charge(case) if case else None
    if team is None:
        return 0
    lookers = (
        Membership.objects.on(on)
        .filter(role__in=roles, user__is_active=True)
        .exclude(user=actor.user_id)
        .order_by("user")
        .values_list("user", flat=True)
        .distinct()
    )
    facts = {"case": case, "team": team, "kind": WorkItemKind.SECOND_LOOK, "text": text}
    items = [WorkItem(worker_id=worker, since=on, **facts) for worker in (None, *lookers)]
    WorkItem.objects.bulk_create(items)
    audit.record(actor, "cases.second-look-asked", case, text=text)
    return len(items)


@transaction.atomic(savepoint=False)
def second_look_is_over(*, actor: Actor, household: Household, on: date) -> None:
    """Take the questions for a second look at this household off everybody's list."""
    waiting = WorkItem.objects.filter(
        case__household=household, kind=WorkItemKind.SECOND_LOOK, done_on=None
    )
    waiting.update(done_on=on, done_by=actor.user_id or None)
