"""Calls, who answered them, the seats that are open, and who stands in the recruitment reserve."""

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.organisation.enums import AnswerState, Role
from eenplan.organisation.models import (
    CallAnswer,
    Membership,
    ReserveCandidate,
    StaffCall,
    Vacancy,
)
from eenplan.organisation.selectors.cells import steered_teams


def calls(actor: Actor, *, on: date, state: str = "") -> QuerySet[StaffCall]:
    """Return the calls staff may read, the newest first, with the own answer and who was accepted.

    Somebody who only works for a partner reads none.
    """
    works_here = Membership.objects.on(on).filter(user=actor.user_id).exclude(role=Role.PARTNER)
    own = CallAnswer.objects.filter(call=OuterRef("pk"), user=actor.user_id)
    found = (
        StaffCall.objects.filter(Exists(works_here))
        .select_related("team")
        .annotate(
            own_state=Subquery(own.values("state")[:1]),
            accepted=Count("answers", filter=Q(answers__state=AnswerState.ACCEPTED)),
        )
    )
    is_open = Q(closed_on=None, last_day__gte=on)
    if state == "":
        found = found.filter(is_open)
    elif state == "gesloten":
        found = found.exclude(is_open)
    return found.order_by("-opened_on", "-pk")


def get_call(actor: Actor, pk: int, *, on: date) -> StaffCall:
    """Return a call, or raise NotFound; its text is empty for who is no staff."""
    found = StaffCall.objects.select_related("team").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    if not calls(actor, on=on, state="alle").filter(pk=pk).exists():
        found.text = ""
    return found


def get_steered_call(actor: Actor, pk: int) -> StaffCall:
    """Return a call of a team the actor steers, or raise NotFound."""
    rows = StaffCall.objects.filter(team__in=steered_teams(actor)).select_related("team")
    found = rows.annotate(accepted=Count("answers", filter=Q(answers__state=AnswerState.ACCEPTED)))
    call = found.filter(pk=pk).first()
    if call is None:
        raise NotFound(pk)
    return call


def answers_to(call: StaffCall) -> QuerySet[CallAnswer]:
    """Return who answered a call, those to decide about first."""
    rows = call.answers.select_related("user", "decided_by", "membership")
    waits = rows.annotate(waits=Exists(rows.filter(pk=OuterRef("pk"), state="APPLIED")))
    return waits.order_by("-waits", "applied_on", "pk")


def get_answer(call: StaffCall, pk: int) -> CallAnswer:
    """Return an answer to a call that waits for a decision, or raise NotFound."""
    rows = call.answers.filter(state=AnswerState.APPLIED).select_related("user", "call__team")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def roles_to_leave(actor: Actor, answer: CallAnswer, *, on: date) -> QuerySet[Membership]:
    """Return the roles of a candidate in other teams the actor steers, that a move could end."""
    return (
        Membership.objects.on(on)
        .filter(user=answer.user, ends_on=None, team__in=steered_teams(actor))
        .exclude(Q(team=answer.call.team) | Q(role=Role.ADMINISTRATOR))
        .select_related("team")
        .order_by("team__name", "role")
    )


def vacancies(actor: Actor, *, team: str = "", state: str = "") -> QuerySet[Vacancy]:
    """Return the seats of the teams the actor steers, the newest first; open ones unless asked."""
    found = Vacancy.objects.filter(team__in=steered_teams(actor)).select_related(
        "team", "left_by", "went_to", "filled_by", "candidate"
    )
    if team:
        found = found.filter(team=team)
    match state:
        case "":
            found = found.filter(settled_on=None)
        case "ingevuld":
            found = found.filter(filled_by__isnull=False)
        case "vervallen":
            found = found.filter(settled_on__isnull=False, filled_by=None)
    return found.order_by("-since", "-pk")


def get_vacancy(actor: Actor, pk: int) -> Vacancy:
    """Return an open vacancy of a team the actor steers, or raise NotFound."""
    found = vacancies(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def candidates(*, on: date, role: str = "", state: str = "") -> QuerySet[ReserveCandidate]:
    """Return the recruitment reserve, who lapses first; who may be called unless asked."""
    found = ReserveCandidate.objects.select_related("vacancy__team")
    if role:
        found = found.filter(role=role)
    match state:
        case "":
            found = found.filter(taken_up_on=None, valid_until__gte=on)
        case "aangeworven":
            found = found.filter(taken_up_on__isnull=False)
        case "vervallen":
            found = found.filter(taken_up_on=None, valid_until__lt=on)
    return found.order_by(F("valid_until").asc(), "name", "pk")


def get_candidate(pk: int) -> ReserveCandidate:
    """Return somebody in the reserve who was not recruited yet, or raise NotFound."""
    found = ReserveCandidate.objects.filter(pk=pk, taken_up_on=None).first()
    if found is None:
        raise NotFound(pk)
    return found
