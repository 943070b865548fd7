"""Who writes in a social investigation. Who reads it: `register_permissions.sees_rights`.

Who only reads along in the file after a handover, or registered it, does not read the report.
"""

from eenplan.benefits.register_permissions import may_work_on
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed
from eenplan.people.models import Household


def check_can_investigate(actor: Actor, household: Household) -> None:
    """Raise NotAllowed unless the actor investigates in the team in charge."""
    actor.must(Capability.RIGHTS_INVESTIGATE)
    if not may_work_on(actor, household):
        raise NotAllowed("Alleen het bevoegde team voert dit sociaal onderzoek.")
