"""Who may change lists of steps: a coordinator, for the whole municipality."""

from eenplan.core.access import Actor, Capability


def check_can_edit_lists(actor: Actor) -> None:
    """Raise NotAllowed unless the actor changes templates of plans."""
    actor.must(Capability.PLAN_TEMPLATES)
