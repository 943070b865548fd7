"""Who may change the social map; whoever may see it sees all of it, for it knows no household."""

from eenplan.core.access import Actor, Capability


def check_can_manage(actor: Actor) -> None:
    """Raise NotAllowed unless the actor keeps the social map."""
    actor.must(Capability.DIRECTORY_MANAGE)
