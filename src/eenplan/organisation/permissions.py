"""Who may change norms, teams, accounts, the team that serves an area, and who steers a team."""

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed
from eenplan.organisation.enums import TeamKind
from eenplan.organisation.models import Team, User


def check_can_set_norms(actor: Actor) -> None:
    actor.must(Capability.NORMS_MANAGE)


def check_can_manage_teams(actor: Actor) -> None:
    actor.must(Capability.USERS_MANAGE)


def check_can_manage_users(actor: Actor) -> None:
    actor.must(Capability.USERS_MANAGE)


def check_can_manage_areas(actor: Actor) -> None:
    actor.must(Capability.AREAS_MANAGE)


def check_can_steer(actor: Actor, team: Team) -> None:
    """Raise NotAllowed unless the actor steers this team, or manages all of them."""
    actor.must(Capability.TEAM_STEER)
    if actor.can(Capability.USERS_MANAGE):
        return
    if team.pk not in actor.teams_with(Capability.TEAM_STEER):
        raise NotAllowed("Alleen de coördinator van dit team doet dit.")


def check_can_end_team(actor: Actor, team: Team) -> None:
    """Raise NotAllowed unless the actor may end this team: a cell is closed by who steers it."""
    if team.kind == TeamKind.TEMPORARY_CELL:
        check_can_steer(actor, team)
    else:
        check_can_manage_teams(actor)


def check_can_keep_reserve(actor: Actor) -> None:
    """Raise NotAllowed unless the actor steers some team: the reserve serves all of them."""
    actor.must(Capability.TEAM_STEER)


def check_can_steer_person(actor: Actor, user: User) -> None:
    """Raise NotAllowed unless the person works in a team the actor steers."""
    actor.must(Capability.TEAM_STEER)
    if actor.can(Capability.USERS_MANAGE):
        return
    teams = actor.teams_with(Capability.TEAM_STEER)
    if not user.memberships.lasting_beyond(actor.on).filter(team__in=teams).exists():
        raise NotAllowed("Alleen de coördinator van een team van deze persoon doet dit.")
