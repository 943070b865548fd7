"""Who writes down stays abroad, and carries out the sanctions the committee decided."""

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed
from eenplan.people.models import Household


def may_note(actor: Actor, household: Household) -> bool:
    """Say whether the actor writes these down for this household: who investigates for it."""
    if not actor.user_id:  # demo and imports
        return actor.can(Capability.RIGHTS_INVESTIGATE)
    return household.is_in_care_of(actor.teams_with(Capability.RIGHTS_INVESTIGATE))


def check_can_note(actor: Actor, household: Household) -> None:
    actor.must(Capability.RIGHTS_INVESTIGATE)
    if not may_note(actor, household):
        raise NotAllowed(
            "Alleen het team dat dit gezin opvolgt, noteert een verblijf in het buitenland of een "
            "sanctie."
        )
