"""Who may do what with queues, hours, appointments and home visits, in which team."""

from eenplan.core.access import CAPABILITY_LABELS, Actor, Capability
from eenplan.core.errors import NotAllowed
from eenplan.people.models import Household


def check_in_team(actor: Actor, team_id: int, capability: Capability) -> None:
    """Raise NotAllowed unless the actor has the capability in this very team."""
    actor.must(capability)
    if team_id not in actor.teams_with(capability):
        what = CAPABILITY_LABELS[capability]
        raise NotAllowed(f"U mag dit niet doen in dit team: {what}.")


def works_on(actor: Actor, household: Household) -> bool:
    """Say whether the actor works on cases in the team that has the household in its care."""
    return household.is_in_care_of(actor.teams_with(Capability.CASE_WORK))


def check_works_on(actor: Actor, household: Household) -> None:
    """Raise NotAllowed unless the actor works on cases in the team in charge."""
    actor.must(Capability.CASE_WORK)
    if not works_on(actor, household):
        raise NotAllowed("Alleen het bevoegde team bezoekt dit gezin thuis.")
