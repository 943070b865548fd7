"""The accounts: who can sign in, with which roles, and with a second factor or not."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Concat

from eenplan.core.errors import NotFound
from eenplan.organisation.enums import Role
from eenplan.organisation.models import Membership, User

ACTIVE, BLOCKED, EVERYBODY = "ja", "nee", "alle"


def users(
    *, on: date, q: str = "", team: str = "", role: str = "", active: str = ACTIVE
) -> QuerySet[User]:
    """Return the accounts by name, with `roles_now` and `has_second_factor`."""
    found = _with_second_factor().prefetch_related(
        Prefetch(
            "memberships",
            Membership.objects.on(on).select_related("team").order_by("team__name", "role"),
            to_attr="roles_now",
        )
    )
    if active != EVERYBODY:
        found = found.filter(is_active=active != BLOCKED)
    if team or role:
        rows = Membership.objects.on(on).filter(user=OuterRef("pk"))
        if team:
            rows = rows.filter(team=team)
        if role:
            rows = rows.filter(role=role)
        found = found.filter(Exists(rows))
    if q:
        full_name = Concat("first_name", Value(" "), "last_name")
        found = found.annotate(full_name=full_name).filter(
            Q(full_name__icontains=q) | Q(username__icontains=q)
        )
    return found.order_by("last_name", "first_name", "username")


def _with_second_factor() -> QuerySet[User]:
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    return User.objects.annotate(has_second_factor=Exists(factor))


def get_user(pk: int) -> User:
    """Return an account with `has_second_factor`, or raise NotFound."""
    user = _with_second_factor().filter(pk=pk).first()
    if user is None:
        raise NotFound(pk)
    return user


def memberships_of(user: User) -> QuerySet[Membership]:
    """Return all roles somebody has, had or will have, the latest first."""
    return user.memberships.select_related("team").order_by("-starts_on", "team__name")


def get_membership(user: User, pk: int) -> Membership:
    """Return one of somebody's roles, or raise NotFound."""
    membership = user.memberships.select_related("team").filter(pk=pk).first()
    if membership is None:
        raise NotFound(pk)
    membership.user = user
    return membership


def holders(*, on: date) -> dict[str, int]:
    """Return how many active people have each role on a day."""
    rows = (
        Membership.objects.on(on)
        .filter(user__is_active=True)
        .values("role")
        .annotate(n=Count("user", distinct=True))
    )
    found = {row["role"]: row["n"] for row in rows}
    return {role: found.get(role, 0) for role in Role.values}


def held_households(user: User) -> int:
    """Return how many cases somebody holds as case manager: they are handed over first."""
    return user.assignments.filter(ends_on=None, case__closed_on=None).count()
