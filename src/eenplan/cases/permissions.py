"""Who may work on a case. Which cases are seen follows from the household's scope."""

from eenplan.cases.models import Case
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed


def _check_own_team(actor: Actor, case: Case) -> None:
    if not case.household.care.open().filter(team__in=actor.team_ids).exists():
        raise NotAllowed("Alleen het bevoegde team werkt in dit dossier.")


def check_can_work(actor: Actor, case: Case) -> None:
    actor.must(Capability.CASE_WORK)
    _check_own_team(actor, case)


def check_can_assign(actor: Actor, case: Case) -> None:
    actor.must(Capability.CASE_ASSIGN)
    _check_own_team(actor, case)
