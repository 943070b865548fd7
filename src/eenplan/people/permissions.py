"""Who may change persons and households. Which households are seen: `Household.visible_to`."""

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed
from eenplan.people.models import Household


def check_can_register(actor: Actor) -> None:
    actor.must(Capability.HOUSEHOLD_REGISTER)


def check_can_edit(actor: Actor, household: Household) -> None:
    """Raise NotAllowed unless the actor may edit in the team that has the household."""
    actor.must(Capability.HOUSEHOLD_EDIT)
    if not household.is_in_care_of(actor.teams_with(Capability.HOUSEHOLD_EDIT)):
        raise NotAllowed("Alleen het bevoegde team kan de gegevens van dit gezin wijzigen.")
