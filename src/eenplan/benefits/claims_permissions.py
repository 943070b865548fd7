"""Who claims on the State, and who notes an individualised project."""

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed
from eenplan.people.models import Household


def check_can_claim(actor: Actor) -> None:
    actor.must(Capability.CLAIMS_MANAGE)


def may_note_project(actor: Actor, household: Household) -> bool:
    """Say whether the actor writes down projects of this household: who investigates for it."""
    return household.is_in_care_of(actor.teams_with(Capability.RIGHTS_INVESTIGATE))


def check_can_note_project(actor: Actor, household: Household) -> None:
    actor.must(Capability.RIGHTS_INVESTIGATE)
    if not may_note_project(actor, household):
        raise NotAllowed("Alleen het team dat dit gezin opvolgt, noteert een GPMI.")
