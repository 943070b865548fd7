"""Who may do what with an application. Which households are seen: `Household.visible_to`."""

from eenplan.benefits.models import Application
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed, NotFound
from eenplan.people.models import Household


def check_sees(actor: Actor, household: Household) -> None:
    """Raise NotFound for a household outside the actor's scope."""
    if not Household.objects.visible_to(actor).filter(pk=household.pk).exists():
        raise NotFound(household.pk)


def check_can_register(actor: Actor, household: Household) -> None:
    """Raise NotAllowed without the capability: the desk registers for the families it sees."""
    actor.must(Capability.APPLICATION_REGISTER)
    check_sees(actor, household)


def sees_rights(actor: Actor, household: Household) -> bool:
    """Say whether the actor reads the rights of a household: its own team, or over all teams.

    Others who open the file (the desk) see that there are applications, and their receipts.
    """
    if actor.can(Capability.RIGHTS_VIEW) and actor.can(Capability.HOUSEHOLD_VIEW_ALL):
        return True
    return household.is_in_care_of(actor.teams_with(Capability.RIGHTS_VIEW))


def sees_register(actor: Actor, household: Household) -> bool:
    """Say whether the actor sees at least that there are applications."""
    return actor.can(Capability.APPLICATION_REGISTER) or sees_rights(actor, household)


def may_work_on(actor: Actor, household: Household) -> bool:
    """Say whether the actor investigates and decides on terms and competence of a household."""
    return household.is_in_care_of(actor.teams_with(Capability.RIGHTS_INVESTIGATE))


def may_check(actor: Actor, household: Household) -> bool:
    """Say whether the actor answers proposals of the team that has the household, as its head."""
    return household.is_in_care_of(actor.teams_with(Capability.PROPOSAL_CHECK))


def check_can_work_on(actor: Actor, application: Application) -> None:
    """Raise NotAllowed unless the actor investigates in the team that has the household."""
    actor.must(Capability.RIGHTS_INVESTIGATE)
    check_sees(actor, application.household)
    if not may_work_on(actor, application.household):
        raise NotAllowed("Dit doet een maatschappelijk werker van het team dat het gezin opvolgt.")
