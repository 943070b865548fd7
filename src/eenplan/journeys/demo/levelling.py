"""What the coordinator of the demo finds: a proposal to spread cases anew, an answer to advice."""

from datetime import date, timedelta

from eenplan.cases.enums import AdviceAnswer, AdviceKind
from eenplan.cases.flows import monday_of
from eenplan.cases.models import StaffingAdvice
from eenplan.cases.services.rebalancing import propose_rebalancing
from eenplan.organisation.models import Team, User
from eenplan.organisation.selectors import actor_for
from eenplan.people.models import TeamCare

MOST = 2000  # households; a demo for measuring speed needs no proposal


def add_levelling(coordinator: User, *, on: date) -> None:
    """Keep a proposal for the teams of a coordinator, and what was answered last week."""
    actor = actor_for(coordinator, on=on)
    for team in Team.objects.filter(pk__in=actor.team_ids).order_by("pk"):
        held = TeamCare.objects.open().filter(team=team).count()
        if held <= MOST:
            propose_rebalancing(actor=actor, team=team, on=on)
        StaffingAdvice.objects.create(
            team=team,
            week=monday_of(on) - timedelta(days=7),
            kind=AdviceKind.KEEP,
            text="Gaat het verder zoals de laatste 8 weken, dan blijft het team binnen de norm.",
            held=held,
            capacity=held + 8,
            per_week=0.4,
            answer=AdviceAnswer.ACCEPTED,
            decided_by=coordinator,
            decided_on=monday_of(on) - timedelta(days=5),
        )
