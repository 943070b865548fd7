"""Reading home visits: who is away, who should be back, what to know before one goes."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localtime

from eenplan.agenda.models import HomeVisit, SafetyNote
from eenplan.agenda.permissions import works_on
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.organisation.selectors import norm
from eenplan.people.models import Household


def grace(*, at: datetime) -> timedelta:
    """Return how long after the expected time somebody may still be away."""
    return timedelta(minutes=int(norm("return_grace_minutes", on=localtime(at).date())))


def away(actor: Actor, *, at: datetime) -> list[HomeVisit]:
    """Return who is on a home visit in the teams the actor works in, first expected first.

    `is_late` says that somebody should have reported back by now; `may_open` that the actor may
    open the household's file.
    """
    open_to = Household.objects.visible_to(actor).filter(pk=OuterRef("household_id"))
    rows = _away(actor.team_ids).annotate(may_open=Exists(open_to))
    return _with_lateness(rows, at)


def away_in(team_ids, *, at: datetime) -> list[HomeVisit]:
    """Return who of some teams is on a home visit: who and until when, not with whom."""
    return _with_lateness(_away(team_ids), at)


def _away(team_ids) -> QuerySet[HomeVisit]:
    rows = HomeVisit.objects.filter(team__in=team_ids, back_at=None)
    return rows.select_related("worker", "team", "household").order_by("expected_at", "pk")


def _with_lateness(rows: QuerySet[HomeVisit], at: datetime) -> list[HomeVisit]:
    found = list(rows)
    if found:
        limit = at - grace(at=at)
        for visit in found:
            visit.is_late = visit.expected_at <= limit
    return found


def get_home_visit(actor: Actor, pk: int) -> HomeVisit:
    """Return a home visit of a team in which the actor works on cases, or raise NotFound."""
    teams = actor.teams_with(Capability.CASE_WORK)
    visit = HomeVisit.objects.filter(pk=pk, team__in=teams).select_related("worker").first()
    if visit is None:
        raise NotFound(pk)
    return visit


def own_running(actor: Actor) -> HomeVisit | None:
    """Return the home visit the actor is on, if any."""
    return (
        HomeVisit.objects.filter(worker=actor.user_id, back_at=None)
        .select_related("household")
        .first()
    )


def overdue(*, at: datetime) -> QuerySet[HomeVisit]:
    """Return who should have been back, and of whom nobody was told yet."""
    late = HomeVisit.objects.filter(back_at=None, expected_at__lte=at - grace(at=at))
    return late.filter(escalated_at=None).order_by("expected_at", "pk")


def safety_notes(actor: Actor, household: Household) -> QuerySet[SafetyNote]:
    """Return what to look out for today; only for who works in the team in charge."""
    if not works_on(actor, household):
        return SafetyNote.objects.none()
    return household.safety_notes.on(actor.on).select_related("noted_by")


def get_safety_note(actor: Actor, pk: int) -> SafetyNote:
    """Return a safety note of a household the actor works on, or raise NotFound."""
    note = (
        SafetyNote.objects.filter(pk=pk, household__in=Household.objects.visible_to(actor))
        .select_related("household")
        .first()
    )
    if note is None or not works_on(actor, note.household):
        raise NotFound(pk)
    return note
