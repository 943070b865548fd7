"""Looking at night where the load got out of balance."""

from datetime import date

from eenplan.cases.services.rebalancing import propose_when_above_norm
from eenplan.core.access import system_actor
from eenplan.core.batches import each_apart
from eenplan.organisation.enums import Role
from eenplan.organisation.errors import NormNotInForce
from eenplan.organisation.models import Membership, Team


def propose_where_needed(*, on: date) -> int:
    """Keep a proposal for every team with somebody above the norm; return how many were made.

    Each team in a transaction of its own. Without norms nothing is proposed. Raises SomeFailed.
    """
    members = Membership.objects.on(on).filter(role=Role.CASE_MANAGER, user__is_active=True)
    teams = Team.objects.on(on).filter(pk__in=members.values("team")).order_by("pk")
    return each_apart(teams, lambda team: _propose(team, on), job="propose rebalancings")


def _propose(team: Team, on: date) -> bool:
    try:
        return bool(propose_when_above_norm(actor=system_actor(on), team=team, on=on))
    except NormNotInForce:
        return False
