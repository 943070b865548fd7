"""Who may work on a case. Which cases are seen follows from the household's scope."""

from eenplan.cases.models import Case
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed


def _check_own_team(actor: Actor, case: Case, capability: Capability) -> None:
    actor.must(capability)
    if not case.household.is_in_care_of(actor.teams_with(capability)):
        raise NotAllowed("Alleen het bevoegde team werkt in dit dossier.")


def check_can_work(actor: Actor, case: Case) -> None:
    """Raise NotAllowed unless the actor works on cases in the team in charge."""
    _check_own_team(actor, case, Capability.CASE_WORK)


def check_can_assign(actor: Actor, case: Case) -> None:
    """Raise NotAllowed unless the actor gives out cases in the team in charge."""
    _check_own_team(actor, case, Capability.CASE_ASSIGN)
