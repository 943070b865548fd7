"""When somebody may answer a call, and how many may be accepted."""

from datetime import date

from eenplan.organisation import errors
from eenplan.organisation.enums import AnswerState, Role
from eenplan.organisation.models import Membership, StaffCall, User

GIVEN_BY_A_CALL = (Role.CASE_MANAGER, Role.ADMINISTRATIVE)


def check_call_is_open(call: StaffCall, *, on: date) -> None:
    """Raise StaffRefused when the last day is past or the call was closed."""
    if call.closed_on or call.last_day < on:
        raise errors.StaffRefused("Deze oproep is gesloten.")


def check_may_answer(call: StaffCall, user: User, *, on: date) -> None:
    """Raise StaffRefused unless somebody works here, and not in that team already."""
    rows = Membership.objects.on(on).filter(user=user)
    if not rows.exclude(role=Role.PARTNER).exists():
        raise errors.StaffRefused("Alleen medewerkers van het OCMW kunnen zich kandidaat stellen.")
    if rows.filter(team=call.team).exists():
        raise errors.StaffRefused("U werkt al in dit team.")


def check_places_left(call: StaffCall) -> None:
    """Raise StaffRefused when as many were accepted as the call asked for."""
    taken = call.answers.filter(state=AnswerState.ACCEPTED).count()
    if taken >= call.places:
        raise errors.StaffRefused(f"Alle {call.places} plaatsen van deze oproep zijn ingevuld.")


def check_role_of_a_call(role: Role) -> None:
    """Raise StaffRefused for a role that only an administrator gives."""
    if role not in GIVEN_BY_A_CALL:
        raise errors.StaffRefused("Deze rol geeft alleen een applicatiebeheerder.", "role")
