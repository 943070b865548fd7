"""Who prepares and holds a meeting, and who has a ground to see a case on its agenda."""

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed
from eenplan.network.models import Meeting
from eenplan.organisation.models import TeamArea
from eenplan.people.models import Household


def takes_part(actor: Actor, meeting: Meeting) -> bool:
    """Say whether the actor chairs the meeting or was asked to it."""
    if meeting.chair_id == actor.user_id:
        return True
    return meeting.participants.filter(user=actor.user_id).exists()


def runs(actor: Actor, meeting: Meeting) -> bool:
    """Say whether the actor may change the meeting: its chair, or the team of the neighbourhood."""
    if meeting.chair_id == actor.user_id:
        return True
    serving = TeamArea.objects.on(actor.on).filter(area=meeting.area_id)
    return serving.filter(team__in=actor.teams_with(Capability.MEETING_HOLD)).exists()


def prepares(actor: Actor, meeting: Meeting) -> bool:
    """Say whether the actor may put something on the agenda and write what was said."""
    return runs(actor, meeting) or takes_part(actor, meeting)


def check_runs(actor: Actor, meeting: Meeting) -> None:
    """Raise NotAllowed unless the actor may change, hold or cancel the meeting."""
    actor.must(Capability.MEETING_HOLD)
    if not runs(actor, meeting):
        raise NotAllowed("Alleen de voorzitter en het team van de wijk wijzigen dit overleg.")


def check_prepares(actor: Actor, meeting: Meeting) -> None:
    """Raise NotAllowed unless the actor takes part or works in the neighbourhood."""
    actor.must(Capability.MEETING_HOLD)
    if not prepares(actor, meeting):
        raise NotAllowed("Alleen wie deelneemt en het team van de wijk werken aan deze agenda.")


def check_own_case(actor: Actor, household: Household) -> None:
    """Raise NotAllowed unless the actor works for the household in its team."""
    actor.must(Capability.MEETING_HOLD)
    if not household.is_in_care_of(actor.teams_with(Capability.MEETING_HOLD)):
        raise NotAllowed("Alleen het bevoegde team brengt dit gezin op een overleg.")
