"""Who may do what between proposal and second reading. Which rows are seen: the selectors."""

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed
from eenplan.people.models import Household


def _check_in_team(actor: Actor, household: Household, capability: Capability) -> None:
    actor.must(capability)
    is_system = not actor.user_id  # nightly jobs and invented data
    if not is_system and not household.is_in_care_of(actor.teams_with(capability)):
        raise NotAllowed("Alleen het bevoegde team doet dit voor dit gezin.")


def may_in_team(actor: Actor, household: Household, capability: Capability) -> bool:
    """Say whether the actor may do this for a household of the team in charge."""
    return actor.can(capability) and household.is_in_care_of(actor.teams_with(capability))


def check_can_propose(actor: Actor, household: Household) -> None:
    """Raise NotAllowed unless the actor investigates rights in the team in charge."""
    _check_in_team(actor, household, Capability.RIGHTS_INVESTIGATE)


def check_can_check(actor: Actor, household: Household) -> None:
    """Raise NotAllowed unless the actor is a head in the team in charge."""
    _check_in_team(actor, household, Capability.PROPOSAL_CHECK)


def check_can_keep(actor: Actor) -> None:
    actor.must(Capability.COMMITTEE_KEEP)


def check_can_chair(actor: Actor) -> None:
    actor.must(Capability.COMMITTEE_CHAIR)


def check_can_write_guidelines(actor: Actor) -> None:
    actor.must(Capability.GUIDELINES_MANAGE)


def check_can_read_again(actor: Actor) -> None:
    actor.must(Capability.SECOND_READING)
