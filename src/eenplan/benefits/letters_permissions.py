"""Who makes and sends which letters. What may be sent when: policies/letters.py."""

from eenplan.benefits.enums import LetterKind
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed
from eenplan.people.models import Household

OF_THE_DESK = (LetterKind.RECEIPT, LetterKind.FORWARDED, LetterKind.FORWARDED_TOLD)


def may_write(actor: Actor, kind: str, household: Household) -> bool:
    """Say whether the actor makes and sends a kind of letter of a household within the scope.

    Letters of the register: who enters applications. A decision: the secretary, or who
    investigates in the team in charge. An overview of payments: the latter.
    """
    if kind in OF_THE_DESK:
        return actor.can(Capability.APPLICATION_REGISTER)
    if kind == LetterKind.DECISION and actor.can(Capability.COMMITTEE_KEEP):
        return True
    teams = actor.teams_with(Capability.RIGHTS_INVESTIGATE)
    if not actor.user_id:  # demo and imports
        return actor.can(Capability.RIGHTS_INVESTIGATE)
    return household.is_in_care_of(teams)


def check_can_write(actor: Actor, kind: str, household: Household) -> None:
    """Raise NotAllowed for who does not make and send this kind of letter."""
    if not may_write(actor, kind, household):
        raise NotAllowed(
            "Deze brief maakt en verstuurt een maatschappelijk werker van het bevoegde team, of "
            "de secretaris van het comité als het een beslissing is."
        )


def check_can_set_centre(actor: Actor) -> None:
    """Raise NotAllowed for who does not write down the details of the centre."""
    actor.must(Capability.NORMS_MANAGE)
