"""The desk's queue: enlist, call, finish, back in the queue, gone."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.timezone import localtime

from eenplan.agenda import permissions, policies
from eenplan.agenda.enums import OUTCOMES, VisitState
from eenplan.agenda.errors import CalledByAnother, NoLongerThere, QueueRefused
from eenplan.agenda.models import Visit
from eenplan.agenda.selectors.staff import works_in
from eenplan.core import audit
from eenplan.core.access import Actor, Capability
from eenplan.organisation.models import Team, User
from eenplan.people.models import Household

MOST_TICKETS = 9999
MOST_MINUTES = 600


@transaction.atomic
def enlist(
    *,
    actor: Actor,
    team: Team,
    topic: str,
    at: datetime,
    name: str = "",
    shows_name: bool = False,
    language: str = "nl",
    for_worker: User | None = None,
    household: Household | None = None,
    note: str = "",
) -> Visit:
    """Put somebody in the queue of a team under the next number of the day.

    Raises NotAllowed, QueueRefused.
    """
    permissions.check_in_team(actor, team.pk, Capability.QUEUE_KEEP)
    day = localtime(at).date()
    policies.check_not_kept_from(household, team, on=day)
    if for_worker and not works_in(for_worker, team, on=day):
        raise QueueRefused(f"{for_worker} werkt vandaag niet in {team}.", "for_worker")
    visit = Visit.objects.create(
        team=team,
        day=day,
        number=_next_number(team, day),
        name=name,
        shows_name=shows_name and bool(name),
        language=language,
        topic=topic,
        for_worker=for_worker,
        household=household,
        note=note,
        since=at,
        enlisted_by_id=actor.user_id or None,
    )
    audit.record(actor, "agenda.enlisted", visit, number=visit.number)
    return visit


def _next_number(team: Team, day) -> int:
    """Return the next ticket of a desk's day; the desk is locked, so that two never get one."""
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    last = Visit.objects.filter(team=team, day=day).aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_TICKETS:
        raise QueueRefused("De nummers van vandaag zijn op.")
    return last + 1


@transaction.atomic
def call(*, actor: Actor, visit: Visit, at: datetime) -> Visit:
    """Call somebody from the queue. Of two who call at once, one does; the other is told who.

    Raises NotAllowed, CalledByAnother, NoLongerThere.
    """
    permissions.check_in_team(actor, visit.team_id, Capability.QUEUE_KEEP)
    called = Visit.objects.filter(pk=visit.pk, state=VisitState.WAITING).update(
        state=VisitState.CALLED,
        called_by=actor.user_id,
        called_at=max(at, visit.since),
        version=F("version") + 1,
    )
    visit.refresh_from_db()
    if not called:
        if visit.state == VisitState.CALLED and visit.called_by_id:
            who = "U riep" if visit.called_by_id == actor.user_id else f"{visit.called_by} riep"
            raise CalledByAnother(
                f"{who} {visit} al op om {localtime(visit.called_at):%H:%M}. Kijk in de wachtrij."
            )
        policies.check_next_of_visit(visit.state, VisitState.CALLED)
        raise NoLongerThere("Deze bezoeker staat niet meer in de wachtrij.")
    audit.record(actor, "agenda.called", visit, number=visit.number)
    return visit


@transaction.atomic
def put_back(*, actor: Actor, visit: Visit) -> Visit:
    """Let somebody who was called wait again, at the old place. Raises NotAllowed, NoLongerThere.

    Who called and when goes; the audit line keeps it.
    """
    permissions.check_in_team(actor, visit.team_id, Capability.QUEUE_KEEP)
    policies.check_next_of_visit(visit.state, VisitState.WAITING)
    _change(visit, state=VisitState.WAITING, called_by=None, called_at=None)
    audit.record(actor, "agenda.put-back", visit, called_by=visit.called_by_id)
    visit.refresh_from_db()
    return visit


@transaction.atomic
def finish(
    *,
    actor: Actor,
    visit: Visit,
    outcome: VisitState,
    at: datetime,
    minutes: int | None = None,
    result: str = "",
) -> Visit:
    """Let a visit end: helped, referred, a case, an appointment, or gone without help.

    Without `minutes` the time since the call counts. Raises NotAllowed, NoLongerThere,
    QueueRefused.
    """
    permissions.check_in_team(actor, visit.team_id, Capability.QUEUE_KEEP)
    if outcome not in OUTCOMES:
        raise QueueRefused("Kies hoe het bezoek afliep.", "outcome")
    policies.check_next_of_visit(visit.state, outcome)
    done_at = max(at, visit.called_at or visit.since)
    if minutes is None and visit.called_at:
        minutes = min(MOST_MINUTES, round((done_at - visit.called_at).total_seconds() / 60))
    _change(visit, state=outcome, done_at=done_at, minutes=minutes, result=result)
    audit.record(actor, "agenda.visit-finished", visit, outcome=outcome, minutes=minutes)
    visit.refresh_from_db()
    return visit


@transaction.atomic
def link_household(*, actor: Actor, visit: Visit, household: Household, at: datetime) -> Visit:
    """Say which household a visit was about, once it is known. Raises NotAllowed, QueueRefused."""
    permissions.check_in_team(actor, visit.team_id, Capability.QUEUE_KEEP)
    policies.check_not_kept_from(household, visit.team, on=localtime(at).date())
    if not Visit.objects.filter(pk=visit.pk, household=None).update(household=household):
        raise QueueRefused("Dit bezoek is al aan een gezin gekoppeld.")
    audit.record(actor, "agenda.visit-linked", visit, household=household.number)
    visit.refresh_from_db()
    return visit


def _change(visit: Visit, **facts) -> None:
    """Change a visit unless somebody else did so since it was read. Raises NoLongerThere."""
    try:
        with transaction.atomic():
            changed = Visit.objects.filter(
                pk=visit.pk, state=visit.state, version=visit.version
            ).update(version=F("version") + 1, **facts)
    except IntegrityError as error:
        raise QueueRefused("Deze tijden kunnen niet.", "minutes") from error
    if not changed:
        now = VisitState(Visit.objects.values_list("state", flat=True).get(pk=visit.pk))
        raise NoLongerThere(f"Iemand anders was u voor: deze bezoeker staat nu op “{now.label}”.")
