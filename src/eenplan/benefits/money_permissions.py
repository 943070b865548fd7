"""Who may move money, and whose account: capabilities, and the second person."""

from eenplan.benefits.money_errors import SamePerson
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed


def check_can_make(actor: Actor) -> None:
    """Raise NotAllowed unless the actor makes payment runs."""
    actor.must(Capability.PAYMENTS_MAKE)


def check_can_approve(actor: Actor) -> None:
    """Raise NotAllowed unless the actor approves payment runs."""
    actor.must(Capability.PAYMENTS_APPROVE)
    if not actor.user_id:
        raise NotAllowed("Goedkeuren doet een mens, geen programma.")


def check_second_person(actor: Actor, first_id: int | None, sentence: str) -> None:
    """Raise SamePerson when the actor is the one who did the first half."""
    if actor.user_id and actor.user_id == first_id:
        raise SamePerson(sentence)


def check_can_enter_account(actor: Actor) -> None:
    """Raise NotAllowed unless the actor makes runs or investigates."""
    if not (actor.can(Capability.PAYMENTS_MAKE) or actor.can(Capability.RIGHTS_INVESTIGATE)):
        raise NotAllowed("U mag geen rekeningnummer invoeren.")


def check_can_recover(actor: Actor) -> None:
    """Raise NotAllowed unless the actor makes runs, or keeps the decisions of the committee."""
    if not (actor.can(Capability.PAYMENTS_MAKE) or actor.can(Capability.COMMITTEE_KEEP)):
        raise NotAllowed("U mag geen terugvordering beginnen.")
