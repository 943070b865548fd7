"""Who may change persons and households. Which households are seen: `Household.visible_to`."""

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed
from eenplan.people.models import Household


def check_can_register(actor: Actor) -> None:
    actor.must(Capability.HOUSEHOLD_REGISTER)


def check_can_edit(actor: Actor, household: Household) -> None:
    """Raise NotAllowed unless the actor may edit and the household is in the actor's teams."""
    actor.must(Capability.HOUSEHOLD_EDIT)
    if not household.care.open().filter(team__in=actor.team_ids).exists():
        raise NotAllowed("Alleen het bevoegde team kan de gegevens van dit gezin wijzigen.")
