"""A call for volunteers of the staff, the seats they leave, and the recruitment reserve."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.organisation import permissions, policies
from eenplan.organisation.enums import AnswerState, Role
from eenplan.organisation.errors import AlreadySo, EndBeforeStart, StaffRefused
from eenplan.organisation.models import (
    CallAnswer,
    Membership,
    ReserveCandidate,
    StaffCall,
    Team,
    User,
    Vacancy,
)
from eenplan.organisation.services.users import shorten_membership, write_membership


@transaction.atomic
def open_call(
    *, actor: Actor, team: Team, places: int, text: str, last_day: date, on: date
) -> StaffCall:
    """Ask the staff who wants to come and work in a team. Raises NotAllowed, StaffRefused."""
    permissions.check_can_steer(actor, team)
    if last_day < on:
        raise StaffRefused("Deze dag is voorbij. Kies vandaag of een latere dag.", "last_day")
    if team.ends_on and team.ends_on <= on:
        raise StaffRefused("Dit team is gestopt.", "team")
    call = StaffCall.objects.create(
        team=team,
        places=places,
        text=text,
        last_day=last_day,
        opened_on=on,
        opened_by_id=actor.user_id or None,
    )
    audit.record(actor, "organisation.call-opened", call, team=team, places=places)
    return call


@transaction.atomic
def close_call(*, actor: Actor, call: StaffCall, on: date) -> StaffCall:
    """Close a call before its last day. Raises NotAllowed, AlreadySo."""
    permissions.check_can_steer(actor, call.team)
    if not StaffCall.objects.filter(pk=call.pk, closed_on=None).update(closed_on=on):
        raise AlreadySo("Deze oproep is al gesloten.")
    audit.record(actor, "organisation.call-closed", call)
    return call


@transaction.atomic
def answer_call(*, actor: Actor, call: StaffCall, motivation: str, on: date) -> CallAnswer:
    """Put oneself forward for a team, again after having withdrawn.

    Raises StaffRefused, AlreadySo.
    """
    user = User.objects.select_for_update().get(pk=actor.user_id)
    policies.check_call_is_open(call, on=on)
    policies.check_may_answer(call, user, on=on)
    answer, is_new = CallAnswer.objects.get_or_create(
        call=call, user=user, defaults={"applied_on": on, "motivation": motivation}
    )
    if not is_new:
        if answer.state != AnswerState.WITHDRAWN:
            raise AlreadySo("U hebt op deze oproep al geantwoord.")
        answer.state, answer.applied_on = AnswerState.APPLIED, on
        answer.motivation = motivation
        answer.save(update_fields=["state", "applied_on", "motivation"])
    audit.record(actor, "organisation.call-answered", answer, call=call.pk)
    return answer


@transaction.atomic
def withdraw_answer(*, actor: Actor, call: StaffCall) -> None:
    """Take back the own answer while nothing was decided. Raises AlreadySo."""
    rows = call.answers.filter(user=actor.user_id, state=AnswerState.APPLIED)
    if not rows.update(state=AnswerState.WITHDRAWN):
        raise AlreadySo("Er is geen open kandidatuur van u bij deze oproep.")
    audit.record(actor, "organisation.call-answer-withdrawn", call)


@transaction.atomic
def accept_answer(
    *,
    actor: Actor,
    answer: CallAnswer,
    role: Role,
    case_fraction: Decimal,
    starts_on: date,
    on: date,
    leaves: Membership | None = None,
) -> CallAnswer:
    """Take a colleague into the team from a day on; the seat that is left becomes a vacancy.

    `leaves` is the role that stops then; who steers that team must be the same coordinator, or a
    manager of users. Raises NotAllowed, OwnAccount, StaffRefused, AlreadySo and what a new role may
    be refused for: MembershipRefused, CellFull.
    """
    permissions.check_can_steer(actor, answer.call.team)
    policies.check_not_oneself(
        actor.user_id, answer.user, "U kunt uzelf niet aannemen. Vraag het de beheerder."
    )
    policies.check_role_of_a_call(role)
    policies.check_not_past(starts_on, on=on)
    call = StaffCall.objects.select_for_update().get(pk=answer.call_id)
    policies.check_places_left(call)
    if leaves:
        _leave(actor, answer, leaves, starts_on)
    membership = write_membership(
        actor=actor,
        user=answer.user,
        team=call.team,
        role=role,
        starts_on=starts_on,
        ends_on=None,
        case_fraction=case_fraction,
    )
    return _decide(actor, answer, AnswerState.ACCEPTED, on, membership=membership)


def _leave(actor: Actor, answer: CallAnswer, leaves: Membership, starts_on: date) -> None:
    """End the former role on the day the new one begins, and note the seat that is left."""
    permissions.check_can_steer(actor, leaves.team)
    if leaves.user_id != answer.user_id or leaves.team_id == answer.call.team_id:
        raise StaffRefused("Kies een rol van deze persoon in een ander team.", "leaves")
    if leaves.role == Role.ADMINISTRATOR:
        raise StaffRefused("Deze rol beëindigt alleen een applicatiebeheerder.", "leaves")
    shorten_membership(actor=actor, membership=leaves, ends_on=starts_on)
    vacancy = Vacancy.objects.create(
        team=leaves.team,
        role=leaves.role,
        fraction=leaves.case_fraction,
        since=starts_on,
        left_by=answer.user,
        went_to=answer.call.team,
    )
    audit.record(actor, "organisation.vacancy", vacancy, team=leaves.team, left_by=answer.user)


@transaction.atomic
def decline_answer(*, actor: Actor, answer: CallAnswer, reason: str, on: date) -> CallAnswer:
    """Say no to a colleague, with a reason. Raises NotAllowed, AlreadySo."""
    permissions.check_can_steer(actor, answer.call.team)
    return _decide(actor, answer, AnswerState.DECLINED, on, reason=reason)


def _decide(actor: Actor, answer: CallAnswer, state: AnswerState, on: date, **more) -> CallAnswer:
    rows = CallAnswer.objects.filter(pk=answer.pk, state=AnswerState.APPLIED)
    decided = {"state": state, "decided_on": on, "decided_by_id": actor.user_id or None}
    if not rows.update(**decided, **more):
        raise AlreadySo("Over deze kandidaat is al beslist, of de kandidatuur is ingetrokken.")
    answer.refresh_from_db()
    audit.record(actor, "organisation.call-answer-decided", answer, state=state)
    return answer


# -- Vacancies and the reserve ---------------------------------------------------------------------
@transaction.atomic
def note_vacancy(
    *,
    actor: Actor,
    team: Team,
    role: Role,
    fraction: Decimal,
    since: date,
    left_by: User | None = None,
    note: str = "",
) -> Vacancy:
    """Note a seat in a team that is to be filled. Raises NotAllowed, StaffRefused."""
    permissions.check_can_steer(actor, team)
    if not 0 <= fraction <= 1:
        raise StaffRefused("Kies een deel van 0 tot 1.", "fraction")
    vacancy = Vacancy.objects.create(
        team=team, role=role, fraction=fraction, since=since, left_by=left_by, note=note
    )
    audit.record(actor, "organisation.vacancy", vacancy, team=team, left_by=left_by)
    return vacancy


@transaction.atomic
def settle_vacancy(
    *, actor: Actor, vacancy: Vacancy, settled_on: date, filled_by: User | None, note: str
) -> Vacancy:
    """Say who took a seat and when, or why nobody will.

    Raises NotAllowed, StaffRefused, EndBeforeStart, AlreadySo.
    """
    permissions.check_can_steer(actor, vacancy.team)
    if filled_by is None and not note.strip():
        raise StaffRefused("Kies wie de plaats inneemt, of schrijf waarom niemand.", "note")
    if settled_on < vacancy.since:
        raise EndBeforeStart(f"Deze plaats is pas open sinds {vacancy.since:%d/%m/%Y}.")
    rows = Vacancy.objects.filter(pk=vacancy.pk, settled_on=None)
    if not rows.update(settled_on=settled_on, filled_by=filled_by, note=note):
        raise AlreadySo("Deze vacature is net door iemand anders afgehandeld.")
    audit.record(actor, "organisation.vacancy-settled", vacancy, filled_by=filled_by, on=settled_on)
    return vacancy


@transaction.atomic
def add_candidate(
    *, actor: Actor, name: str, role: Role, since: date, valid_until: date, note: str = ""
) -> ReserveCandidate:
    """Put somebody in the recruitment reserve. Raises NotAllowed, StaffRefused."""
    permissions.check_can_keep_reserve(actor)
    if valid_until < since:
        raise StaffRefused("De reserve kan niet vervallen voor ze begint.", "valid_until")
    candidate = ReserveCandidate.objects.create(
        name=name, role=role, since=since, valid_until=valid_until, note=note
    )
    audit.record(actor, "organisation.reserve-added", candidate, role=role)
    return candidate


@transaction.atomic
def take_up_candidate(
    *,
    actor: Actor,
    candidate: ReserveCandidate,
    taken_up_on: date,
    vacancy: Vacancy | None,
) -> ReserveCandidate:
    """Recruit somebody out of the reserve, for a vacancy of a team the actor steers or for none.

    Raises NotAllowed, StaffRefused, AlreadySo.
    """
    permissions.check_can_keep_reserve(actor)
    if taken_up_on > candidate.valid_until:
        raise StaffRefused(
            f"De reserve van {candidate.name} liep tot {candidate.valid_until:%d/%m/%Y}.",
            "taken_up_on",
        )
    if taken_up_on < candidate.since:
        raise StaffRefused("Deze persoon stond toen nog niet in de reserve.", "taken_up_on")
    if vacancy:
        permissions.check_can_steer(actor, vacancy.team)
        Vacancy.objects.select_for_update().get(pk=vacancy.pk)
        if ReserveCandidate.objects.filter(vacancy=vacancy).exists():
            raise AlreadySo("Voor deze vacature is al iemand uit de reserve aangeworven.")
    rows = ReserveCandidate.objects.filter(pk=candidate.pk, taken_up_on=None)
    if not rows.update(taken_up_on=taken_up_on, vacancy=vacancy):
        raise AlreadySo("Deze persoon is net al aangeworven.")
    audit.record(actor, "organisation.reserve-taken-up", candidate, on=taken_up_on)
    return candidate
