"""Accounts are made, given roles and blocked. Nobody decides about the own account."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.engines import names
from eenplan.organisation import permissions, policies
from eenplan.organisation.enums import Role
from eenplan.organisation.errors import (
    AlreadySo,
    EndBeforeStart,
    MembershipRefused,
    UsernameTaken,
    WeakPassword,
)
from eenplan.organisation.models import Membership, Team, User


@transaction.atomic
def add_user(
    *,
    actor: Actor,
    username: str,
    first_name: str,
    last_name: str,
    languages: Sequence[str],
    password: str,
) -> User:
    """Make an account without any role. Raises NotAllowed, UsernameTaken, WeakPassword."""
    permissions.check_can_manage_users(actor)
    user = User(
        username=username, first_name=first_name, last_name=last_name, languages=list(languages)
    )
    _check_password(password, user)
    check_new_username(username)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise UsernameTaken("Deze gebruikersnaam is al in gebruik.") from None
    audit.record(actor, "organisation.user-added", user, username=username)
    return user


def check_new_username(username: str) -> None:
    """Raise UsernameTaken for a name that exists, or that a reader takes for one that exists."""
    if User.objects.filter(username__iexact=username).exists():
        raise UsernameTaken("Deze gebruikersnaam is al in gebruik.")
    look = names.looks(username)
    for other in User.objects.order_by("pk").values_list("username", flat=True):
        if names.looks(other) == look:
            raise UsernameTaken(
                f"Deze gebruikersnaam lijkt te veel op “{other}”, die er al is. Kies een andere."
            )


@transaction.atomic
def change_user(
    *, actor: Actor, user: User, first_name: str, last_name: str, languages: Sequence[str]
) -> User:
    """Change somebody's name or languages. Raises NotAllowed."""
    permissions.check_can_manage_users(actor)
    user.first_name, user.last_name, user.languages = first_name, last_name, list(languages)
    user.save(update_fields=["first_name", "last_name", "languages"])
    audit.record(actor, "organisation.user-changed", user, name=user, speaks=list(languages))
    return user


@transaction.atomic
def set_password(*, actor: Actor, user: User, password: str) -> User:
    """Give somebody who forgot it a new password; all open sessions end.

    Raises NotAllowed, OwnAccount, WeakPassword.
    """
    permissions.check_can_manage_users(actor)
    policies.check_not_oneself(
        actor.user_id, user, "Wijzig uw eigen wachtwoord bij “Beveiliging van uw account”."
    )
    _check_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record(actor, "organisation.password-set", user)
    return user


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WeakPassword(" ".join(error.messages)) from None


@transaction.atomic
def reset_second_factor(*, actor: Actor, user: User) -> None:
    """Take away a second factor, for somebody who lost the phone. Raises NotAllowed, OwnAccount."""
    permissions.check_can_manage_users(actor)
    policies.check_not_oneself(
        actor.user_id, user, "Zet uw eigen tweede stap uit bij “Beveiliging van uw account”."
    )
    Authenticator.objects.filter(user=user).delete()
    audit.record(actor, "organisation.second-factor-reset", user)


@transaction.atomic
def block_user(*, actor: Actor, user: User, reason: str, on: date) -> User:
    """Block an account from this moment; open sessions end, history stays.

    Raises NotAllowed, OwnAccount, LastAdministrator.
    """
    permissions.check_can_manage_users(actor)
    policies.check_not_oneself(actor.user_id, user, "U kunt uw eigen account niet blokkeren.")
    if user.memberships.lasting_beyond(on).filter(role=Role.ADMINISTRATOR).exists():
        policies.check_administrator_left(on, without=Q(user=user))
    user.is_active = False
    user.save(update_fields=["is_active"])
    audit.record(actor, "organisation.user-blocked", user, reason=reason)
    return user


@transaction.atomic
def unblock_user(*, actor: Actor, user: User, reason: str, on: date) -> User:
    """Let a blocked account in again; its roles of today count again.

    Raises NotAllowed, OwnAccount, CellFull when its place in a cell was taken.
    """
    permissions.check_can_manage_users(actor)
    policies.check_not_oneself(actor.user_id, user, "U kunt dit niet voor uzelf doen.")
    for membership in user.memberships.lasting_beyond(on).select_related("team"):
        Team.objects.select_for_update().get(pk=membership.team_id)
        policies.check_room_in_cell(membership)
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record(actor, "organisation.user-unblocked", user, reason=reason)
    return user


@transaction.atomic
def add_membership(
    *,
    actor: Actor,
    user: User,
    team: Team,
    role: Role,
    starts_on: date,
    ends_on: date | None = None,
    case_fraction: Decimal = Decimal(0),
) -> Membership:
    """Give somebody a role in a team for a time, with the part of full time for households.

    Raises NotAllowed, OwnAccount, MembershipRefused, EndBeforeStart, CellFull.
    """
    permissions.check_can_manage_users(actor)
    policies.check_not_oneself(
        actor.user_id, user, "U kunt uzelf geen rol geven. Vraag het een andere beheerder."
    )
    return write_membership(
        actor=actor,
        user=user,
        team=team,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        case_fraction=case_fraction,
    )


def write_membership(
    *,
    actor: Actor,
    user: User,
    team: Team,
    role: Role,
    starts_on: date,
    ends_on: date | None,
    case_fraction: Decimal,
) -> Membership:
    """Write a role whoever gives it; the caller asked who may. Raises as `add_membership` does."""
    team = Team.objects.select_for_update().get(pk=team.pk)  # two new colleagues, one last seat
    membership = Membership(
        user=user,
        team=team,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        case_fraction=case_fraction,
    )
    policies.check_membership(membership)
    try:
        with transaction.atomic():
            membership.save()
    except IntegrityError as error:
        if "one_membership_at_a_time" not in str(error):
            raise
        raise MembershipRefused("Deze persoon heeft die rol al in dit team.", "role") from None
    audit.record(
        actor,
        "organisation.role-given",
        membership,
        user=user,
        team=team,
        role=role,
        starts=starts_on,
        ends=ends_on,
        fraction=case_fraction,
    )
    return membership


@transaction.atomic
def end_membership(*, actor: Actor, membership: Membership, ends_on: date, on: date) -> Membership:
    """End a role; `ends_on` is the first day without it.

    Raises NotAllowed, EndBeforeStart, AlreadySo, LastAdministrator.
    """
    permissions.check_can_manage_users(actor)
    if membership.role == Role.ADMINISTRATOR:
        policies.check_administrator_left(max(ends_on, on), without=Q(pk=membership.pk))
    return shorten_membership(actor=actor, membership=membership, ends_on=ends_on)


def shorten_membership(*, actor: Actor, membership: Membership, ends_on: date) -> Membership:
    """End a role whoever decides it; the caller asked who may. Raises EndBeforeStart, AlreadySo."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if ends_on < membership.starts_on:
        raise EndBeforeStart(f"Deze rol begint pas op {membership.starts_on:%d/%m/%Y}.")
    if membership.ends_on and membership.ends_on <= ends_on:
        raise AlreadySo(f"Deze rol stopt al op {membership.ends_on:%d/%m/%Y}.")
    membership.ends_on = ends_on
    membership.save(update_fields=["ends_on"])
    audit.record(actor, "organisation.role-ended", membership, user=membership.user, on=ends_on)
    return membership
