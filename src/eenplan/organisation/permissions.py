"""Who may change norms, teams, accounts and the team that serves an area."""

from eenplan.core.access import Actor, Capability


def check_can_set_norms(actor: Actor) -> None:
    actor.must(Capability.NORMS_MANAGE)


def check_can_manage_teams(actor: Actor) -> None:
    actor.must(Capability.USERS_MANAGE)


def check_can_manage_users(actor: Actor) -> None:
    actor.must(Capability.USERS_MANAGE)


def check_can_manage_areas(actor: Actor) -> None:
    actor.must(Capability.AREAS_MANAGE)
