"""Leaving for a home visit, coming back, and telling the coordinator when nobody does."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from eenplan.agenda import permissions
from eenplan.agenda.errors import HomeVisitRefused
from eenplan.agenda.models import Appointment, HomeVisit, SafetyNote
from eenplan.agenda.selectors.home_visits import overdue
from eenplan.cases import services as cases
from eenplan.cases.selectors import open_case
from eenplan.core import audit
from eenplan.core.access import Actor, Capability
from eenplan.core.batches import each_apart
from eenplan.organisation.models import Team
from eenplan.people.models import Household

LONGEST = timedelta(hours=12)


def _check_expected(expected_at: datetime, *, at: datetime) -> None:
    if expected_at <= at:
        raise HomeVisitRefused("Kies een uur dat nog moet komen.", "expected")
    if expected_at > at + LONGEST:
        raise HomeVisitRefused("Een huisbezoek duurt hoogstens twaalf uur.", "expected")


@transaction.atomic
def leave(
    *,
    actor: Actor,
    household: Household,
    team: Team,
    expected_at: datetime,
    at: datetime,
    appointment: Appointment | None = None,
) -> HomeVisit:
    """Note that the actor leaves for a household's home, and when the return is expected.

    Raises NotAllowed, HomeVisitRefused when the actor is away already.
    """
    permissions.check_works_on(actor, household)
    permissions.check_in_team(actor, team.pk, Capability.CASE_WORK)
    if not household.is_in_care_of([team.pk]):
        raise HomeVisitRefused(f"{team} heeft dit gezin niet in begeleiding.")
    _check_expected(expected_at, at=at)
    try:
        with transaction.atomic():
            visit = HomeVisit.objects.create(
                household=household,
                worker_id=actor.user_id,
                team=team,
                appointment=appointment,
                left_at=at,
                expected_at=expected_at,
            )
    except IntegrityError as error:
        if "away_once_at_a_time" not in str(error):
            raise
        raise HomeVisitRefused(
            "U bent nog op huisbezoek. Meld eerst dat u daarvan terug bent."
        ) from None
    audit.record(actor, "agenda.left-for-home-visit", visit, expected_at=expected_at.isoformat())
    return visit


@transaction.atomic
def expect_later(*, actor: Actor, visit: HomeVisit, expected_at: datetime, at: datetime) -> None:
    """Say that the return will be later. An alarm that was given ends; it may come again.

    Raises NotAllowed, HomeVisitRefused.
    """
    held = _running(actor, visit)
    _check_expected(expected_at, at=at)
    _end_alarm(actor, held, at)
    held.expected_at, held.escalated_at, held.alarm = expected_at, None, None
    held.save(update_fields=["expected_at", "escalated_at", "alarm"])
    audit.record(actor, "agenda.expected-later", held, expected_at=expected_at.isoformat())


@transaction.atomic
def come_back(
    *, actor: Actor, visit: HomeVisit, at: datetime, was_cancelled: bool = False
) -> HomeVisit:
    """End a home visit: somebody is safely back, or did not leave after all.

    A colleague of the team may report it too, after a call. Nothing is deleted: a visit that was
    cancelled stays, and says so. An alarm that was given ends with it. Raises NotAllowed,
    HomeVisitRefused when that was reported already.
    """
    held = _running(actor, visit)
    _end_alarm(actor, held, at)
    held.back_at, held.back_by_id = max(at, held.left_at), actor.user_id or None
    held.was_cancelled = was_cancelled
    held.save(update_fields=["back_at", "back_by", "was_cancelled"])
    event = "agenda.home-visit-cancelled" if was_cancelled else "agenda.back-from-home-visit"
    audit.record(actor, event, held, worker=held.worker_id)
    return held


def _running(actor: Actor, visit: HomeVisit) -> HomeVisit:
    """Lock a home visit and return it while it lasts. Raises NotAllowed, HomeVisitRefused."""
    permissions.check_in_team(actor, visit.team_id, Capability.CASE_WORK)
    held = HomeVisit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if held.back_at:
        raise HomeVisitRefused(
            f"{held.worker} is al terug gemeld om {localtime(held.back_at):%H:%M}."
        )
    return held


def _end_alarm(actor: Actor, visit: HomeVisit, at: datetime) -> None:
    if visit.alarm_id:
        cases.end_alarm(actor=actor, item=visit.alarm, on=localtime(at).date())


def escalate(*, actor: Actor, at: datetime) -> int:
    """Tell the coordinators who did not report back in time; return how many were told.

    However often it runs, each home visit is told once: the row is locked and marked in the same
    transaction. One that is reported back meanwhile is left alone. Each in a transaction of its
    own: no alarm waits for another that goes wrong (SomeFailed).
    """
    return each_apart(
        list(overdue(at=at)), lambda visit: _escalate(actor, visit, at), job="escalate home visits"
    )


@transaction.atomic
def _escalate(actor: Actor, late: HomeVisit, at: datetime) -> bool:
    rows = overdue(at=at).filter(pk=late.pk)
    visit = rows.select_for_update(of=("self",), skip_locked=True).first()
    if visit is None:
        return False
    visit.escalated_at = at
    visit.alarm = _alarm(actor, visit, at)
    visit.save(update_fields=["escalated_at", "alarm"])
    audit.record(actor, "agenda.not-reported-back", visit, worker=visit.worker_id)
    return True


def _alarm(actor: Actor, visit: HomeVisit, at: datetime):
    """Put the alarm before the coordinators of the team; without a case the list alone tells."""
    case = open_case(visit.household)
    if case is None:
        return None
    return cases.inform_coordinators(
        actor=actor,
        case=case,
        team=visit.team,
        text=f"{visit.worker} is niet terug gemeld van een huisbezoek: verwacht om "
        f"{localtime(visit.expected_at):%H:%M}. Bel nu; geen antwoord, volg dan de afspraak van "
        "uw dienst.",
        on=localtime(at).date(),
    )


# -- Safety notes ---------------------------------------------------------------------------------
@transaction.atomic
def note_safety(
    *, actor: Actor, household: Household, text: str, on: date, until: date | None = None
) -> SafetyNote:
    """Write down what colleagues must know before they go. Raises NotAllowed, HomeVisitRefused."""
    permissions.check_works_on(actor, household)
    if until and until <= on:
        raise HomeVisitRefused("De nota geldt minstens één dag: kies een latere dag.", "until")
    note = SafetyNote.objects.create(
        household=household,
        text=text,
        noted_by_id=actor.user_id or None,
        starts_on=on,
        ends_on=until,
    )
    audit.record(actor, "agenda.safety-noted", note, household=household.number)
    return note


@transaction.atomic
def end_safety_note(*, actor: Actor, note: SafetyNote, on: date) -> None:
    """Say that a safety note no longer holds from a day on. Raises NotAllowed."""
    permissions.check_works_on(actor, note.household)
    held = SafetyNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if held.ends_on and held.ends_on <= on:
        raise HomeVisitRefused("Deze nota gold al niet meer.")
    held.ends_on = on
    held.save(update_fields=["ends_on"])
    audit.record(actor, "agenda.safety-note-ended", held)
