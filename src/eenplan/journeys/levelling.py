"""Looking at night where the load got out of balance."""

from datetime import date

from eenplan.cases.services.rebalancing import propose_when_above_norm
from eenplan.core.access import system_actor
from eenplan.organisation.enums import Role
from eenplan.organisation.errors import NormNotInForce
from eenplan.organisation.models import Membership, Team


def propose_where_needed(*, on: date) -> int:
    """Keep a proposal for every team with somebody above the norm; return how many were made.

    Each team in a transaction of its own. Without norms nothing is proposed.
    """
    members = Membership.objects.on(on).filter(role=Role.CASE_MANAGER, user__is_active=True)
    made = 0
    for team in Team.objects.on(on).filter(pk__in=members.values("team")).order_by("pk"):
        try:
            made += bool(propose_when_above_norm(actor=system_actor(on), team=team, on=on))
        except NormNotInForce:
            return made
    return made
