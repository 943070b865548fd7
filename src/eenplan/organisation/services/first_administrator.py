"""The first account of an installation; all others are made on the screen."""

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from eenplan.core import audit
from eenplan.core.access import system_actor
from eenplan.organisation.enums import Role, TeamKind
from eenplan.organisation.models import Membership, Team, User
from eenplan.organisation.services.users import check_new_username


@transaction.atomic
def make_administrator(
    *, username: str, first_name: str, last_name: str, password: str, on: date
) -> User:
    """Make an application administrator in the central team, which is made when it is missing.

    Raises ValidationError for a taken or impossible name and for a weak password, UsernameTaken for
    a name that is taken for another.
    """
    user = User(username=username, first_name=first_name, last_name=last_name)
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    check_new_username(username)
    user.save()
    central = Team.objects.on(on).filter(kind=TeamKind.CENTRAL).first()
    if central is None:
        central = Team.objects.create(name="Centraal team", kind=TeamKind.CENTRAL, starts_on=on)
    Membership.objects.create(user=user, team=central, role=Role.ADMINISTRATOR, starts_on=on)
    audit.record(system_actor(on), "organisation.first-administrator", user, username=username)
    return user
