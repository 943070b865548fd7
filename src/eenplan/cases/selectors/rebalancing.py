"""Reading proposals to spread cases anew."""

from django.db.models import QuerySet

from eenplan.cases.enums import MoveState
from eenplan.cases.models import RebalancingMove, RebalancingProposal
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.organisation.models import Team
from eenplan.people.models import Household


def latest_rebalancing(team: Team) -> RebalancingProposal | None:
    """Return the last proposal of a team."""
    found = RebalancingProposal.objects.filter(team=team).select_related("made_by", "team")
    return found.order_by("-pk").first()


def get_rebalancing(actor: Actor, pk: int) -> RebalancingProposal:
    """Return a proposal of a team in which the actor gives out cases, or raise NotFound."""
    teams = actor.teams_with(Capability.CASE_ASSIGN)
    found = RebalancingProposal.objects.filter(pk=pk, team__in=teams).select_related("team").first()
    if found is None:
        raise NotFound(pk)
    return found


def moves_of(proposal: RebalancingProposal, actor: Actor) -> QuerySet[RebalancingMove]:
    """Return the cases of a proposal the actor may see, those to decide on first."""
    return (
        RebalancingMove.objects.filter(
            proposal=proposal, case__household__in=Household.objects.visible_to(actor)
        )
        .select_related("case__household", "from_worker", "to_worker")
        .order_by("-state", "from_worker__last_name", "to_worker__last_name", "pk")
    )


def undecided(proposal: RebalancingProposal) -> int:
    """Return how many cases of a proposal nobody decided on yet, also those gone from sight."""
    return proposal.moves.filter(state=MoveState.PROPOSED).count()
