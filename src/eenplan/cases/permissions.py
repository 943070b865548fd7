"""Who may work on a case. Which cases are seen follows from the household's scope."""

from collections.abc import Collection

from eenplan.cases.models import Case, Handover
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed
from eenplan.people.models import Household, TeamCare


def _check_own_team(actor: Actor, case: Case, capability: Capability) -> None:
    actor.must(capability)
    if not case.household.is_in_care_of(actor.teams_with(capability)):
        raise NotAllowed("Alleen het bevoegde team werkt in dit dossier.")


def check_can_work(actor: Actor, case: Case) -> None:
    """Raise NotAllowed unless the actor works on cases in the team in charge."""
    _check_own_team(actor, case, Capability.CASE_WORK)


def check_can_work_on_all(actor: Actor, cases: Collection[Case]) -> None:
    """Raise NotAllowed unless the actor works on cases in the team in charge of each; one query."""
    actor.must(Capability.CASE_WORK)
    own = TeamCare.objects.open().filter(
        household__in=[case.household_id for case in cases],
        team__in=actor.teams_with(Capability.CASE_WORK),
    )
    if own.values("household").distinct().count() < len({case.household_id for case in cases}):
        raise NotAllowed("Alleen het bevoegde team werkt in dit dossier.")


def check_can_answer(actor: Actor, handover: Handover) -> None:
    """Raise NotAllowed unless the handover was offered to the actor, or the actor gives out cases.

    In the team it was offered to.
    """
    if handover.to_team_id in actor.teams_with(Capability.CASE_ASSIGN):
        return
    mine = actor.user_id and handover.to_worker_id == actor.user_id
    if not mine or handover.to_team_id not in actor.teams_with(Capability.CASE_WORK):
        raise NotAllowed("Alleen wie het gezin krijgt, of de coördinator van dat team, antwoordt.")


def notes_at_the_desk(actor: Actor, household: Household) -> bool:
    """Say whether what the actor hears at the desk is written in the household's file.

    By who works there or keeps the desk of the team in charge, and by who registered the household.
    Who only reads along after a handover changes nothing in it.
    """
    if actor.user_id and household.registered_by_id == actor.user_id:
        return True
    here = actor.teams_with(Capability.CASE_WORK) | actor.teams_with(Capability.QUEUE_KEEP)
    return household.is_in_care_of(here)


def check_can_assign(actor: Actor, case: Case) -> None:
    """Raise NotAllowed unless the actor gives out cases in the team in charge."""
    _check_own_team(actor, case, Capability.CASE_ASSIGN)
