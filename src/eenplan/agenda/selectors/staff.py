"""Who works in a team on a day, as the desk and the agenda ask it."""

from datetime import date

from django.db.models import QuerySet

from eenplan.core.access import Actor, Capability
from eenplan.organisation.enums import TeamKind
from eenplan.organisation.models import Membership, Team, User
from eenplan.organisation.roles import ROLES


def staff_of(team: Team, *, on: date, capability: Capability) -> QuerySet[User]:
    """Return who may do something in a team on a day, by name."""
    roles = [role for role, granted in ROLES.items() if capability in granted]
    members = Membership.objects.on(on).filter(team=team, role__in=roles, user__is_active=True)
    return User.objects.filter(pk__in=members.values("user")).order_by(
        "last_name", "first_name", "pk"
    )


def works_in(user: User, team: Team, *, on: date) -> bool:
    """Say whether somebody works in a team on a day, in whatever role."""
    return Membership.objects.on(on).filter(team=team, user=user, user__is_active=True).exists()


def agenda_colleagues(actor: Actor, *, on: date) -> QuerySet[User]:
    """Return whose agenda the actor may look in: the own one, and those of the own teams."""
    roles = [role for role, granted in ROLES.items() if Capability.AGENDA_USE in granted]
    members = Membership.objects.on(on).filter(
        team__in=actor.teams_with(Capability.AGENDA_USE), role__in=roles, user__is_active=True
    )
    return (
        User.objects.filter(pk__in=members.values("user"))
        .only("first_name", "last_name", "username")
        .order_by("first_name", "last_name", "pk")
    )


def desks(*, on: date) -> QuerySet[Team]:
    """Return the teams that keep a desk: those that have households in their care, by name."""
    return Team.objects.lasting_beyond(on).exclude(kind=TeamKind.CENTRAL_SERVICE).order_by("name")
