"""Who may do what with places and stays. What the state allows: policies.py and the engine."""

from eenplan.core.access import Actor, Capability


def check_can_place(actor: Actor) -> None:
    """Raise NotAllowed without the capability; the household was loaded within the scope."""
    actor.must(Capability.HOUSING_PLACE)


def check_can_manage(actor: Actor) -> None:
    actor.must(Capability.HOUSING_MANAGE)


def check_can_inspect(actor: Actor) -> None:
    actor.must(Capability.HOUSING_INSPECT)
