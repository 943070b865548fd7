"""The rhythm of visits after a household moved in, and what was found on each."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from eenplan.cases import services as cases
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.engines.placement.words import dutch_day
from eenplan.housing import permissions, policies
from eenplan.housing.enums import ReceptionForm
from eenplan.housing.models import FollowUpVisit, Stay
from eenplan.housing.selectors.follow_up import late_visits
from eenplan.housing.stay_errors import VisitRefused
from eenplan.housing.stay_kinds import FollowUpKind
from eenplan.organisation.selectors import norm
from eenplan.people.models import TeamCare

Kind = FollowUpKind
GUEST_FACTS = (
    *("spoken_alone", "not_alone_why", "interpreter", "language", "host_spoken"),
    *("lives_there", "has_papers", "works_for_host", "findings"),
)


def _days(key: str, on: date) -> timedelta:
    return timedelta(days=int(norm(key, on=on)))


@transaction.atomic
def plan_visits(*, stay: Stay, on: date) -> list[FollowUpVisit]:
    """Plan the first visits of a stay; the later ones follow one by one, each after the last.

    A stay that is old already when it is planned gets its next monthly visit only: nobody is
    called late for a visit that was never agreed. Planning twice plans nothing more.
    """
    if stay.visits.exists():
        return []
    planned = list(_rhythm(stay, on))
    if stay.place.form == ReceptionForm.HOST_FAMILY:
        planned.append(
            _window(stay, Kind.HOST, max(stay.starts_on, on), "host_visit_every_days", on)
        )
    return FollowUpVisit.objects.bulk_create(planned)


def _rhythm(stay: Stay, on: date):
    """Yield the first and second visit of a stay, or the next monthly one of an old stay."""
    second = stay.starts_on + _days("stay_visit_second_days", on)
    if second < on:
        yield _window(stay, Kind.MONTHLY, on, "stay_visit_every_days", on)
        return
    first = stay.starts_on + _days("stay_visit_days", on)
    if first >= on:
        opens = min(stay.starts_on + _days("stay_visit_from_days", on), first)
        yield FollowUpVisit(stay=stay, kind=Kind.FIRST, from_on=opens, due_on=first)
    yield FollowUpVisit(
        stay=stay, kind=Kind.SECOND, from_on=second - timedelta(days=7), due_on=second
    )


def _window(stay: Stay, kind: FollowUpKind, after: date, key: str, on: date) -> FollowUpVisit:
    due = after + _days(key, on)
    return FollowUpVisit(
        stay=stay, kind=kind, from_on=max(after, due - timedelta(days=7)), due_on=due
    )


@transaction.atomic
def plan_missing_visits(*, on: date) -> int:
    """Plan visits for stays without any: of before there were visits, or read from a file."""
    none = ~Exists(FollowUpVisit.objects.filter(stay=OuterRef("pk")))
    stays = Stay.objects.lasting_beyond(on).filter(none).select_related("place")
    return sum(len(plan_visits(stay=stay, on=on)) for stay in stays)


@transaction.atomic
def record_visit(
    *, actor: Actor, visit: FollowUpVisit, held_on: date, said: dict, on: date
) -> FollowUpVisit:
    """Write down that a visit was held and what was found, and plan the next one.

    `said` holds the facts of GUEST_FACTS; of a talk with the host only the findings count.
    Raises NotAllowed, VisitRefused, StaleVersion.
    """
    stay = visit.stay
    permissions.check_can_follow(actor, stay.household)
    held = FollowUpVisit.objects.select_for_update().get(pk=visit.pk)
    if held.held_on:
        raise StaleVersion("Iemand anders noteerde dit bezoek net. Kijk opnieuw.")
    policies.check_visit_day(stay, held_on=held_on, on=on)
    _fill_in(held, said)
    held.held_on, held.held_by_id = held_on, actor.user_id or None
    held.save()
    if held.alarm_id and held.alarm.done_on is None:
        cases.end_alarm(actor=actor, item=held.alarm, on=on)
    audit.record(actor, "housing.visit-held", held, kind=held.kind, held_on=held_on)
    _plan_next(held, stay, on)
    return held


@transaction.atomic
def record_extra_visit(
    *, actor: Actor, stay: Stay, for_host: bool, held_on: date, said: dict, on: date
) -> FollowUpVisit:
    """Write down a visit nobody had planned: to the guests, or a talk with the host.

    Raises NotAllowed, VisitRefused.
    """
    permissions.check_can_follow(actor, stay.household)
    policies.check_visit_day(stay, held_on=held_on, on=on)
    kind = Kind.HOST if for_host else Kind.EXTRA
    visit = FollowUpVisit(stay=stay, kind=kind, from_on=held_on, due_on=held_on)
    _fill_in(visit, said)
    visit.held_on, visit.held_by_id = held_on, actor.user_id or None
    visit.save()
    audit.record(actor, "housing.visit-held", visit, kind=kind, held_on=held_on)
    return visit


def _fill_in(visit: FollowUpVisit, said: dict) -> None:
    """Put what was said on a visit. Raises VisitRefused."""
    if visit.is_for_host:
        if not said.get("findings"):
            raise VisitRefused("Schrijf kort wat de gastheer of eigenaar vertelde.", "findings")
        visit.findings, visit.host_spoken = said["findings"], True
        return
    policies.check_guest_visit(said)
    for fact in GUEST_FACTS:
        if fact in said:
            setattr(visit, fact, said[fact])
    if visit.spoken_alone:
        visit.not_alone_why = ""


def _plan_next(visit: FollowUpVisit, stay: Stay, on: date) -> None:
    """Plan the visit after this one, unless there is one to come or the stay is over."""
    if visit.kind not in (Kind.SECOND, Kind.MONTHLY, Kind.HOST) or (
        stay.ends_on and stay.ends_on <= on
    ):
        return
    is_host = visit.kind == Kind.HOST
    kind, key = (
        (Kind.HOST, "host_visit_every_days") if is_host else (Kind.MONTHLY, "stay_visit_every_days")
    )
    if not stay.visits.filter(kind=kind, held_on=None).exists():
        _window(stay, kind, visit.held_on, key, on).save()


@transaction.atomic
def note_no_answer(*, actor: Actor, visit: FollowUpVisit, on: date) -> FollowUpVisit:
    """Note that nobody opened or answered; the visit stays to be held, and goes on escalating.

    Raises NotAllowed, StaleVersion.
    """
    permissions.check_can_follow(actor, visit.stay.household)
    rows = FollowUpVisit.objects.filter(pk=visit.pk, held_on=None, tried=visit.tried, tried__lt=99)
    if not rows.update(tried=visit.tried + 1, last_tried_on=on):
        raise StaleVersion("Iemand anders noteerde net iets bij dit bezoek. Kijk opnieuw.")
    audit.record(actor, "housing.visit-no-answer", visit, tried=visit.tried + 1)
    visit.refresh_from_db()
    return visit


@transaction.atomic
def correct_visit(
    *, actor: Actor, visit: FollowUpVisit, said: dict, version: int, on: date
) -> FollowUpVisit:
    """Put right what one wrote oneself about a visit, within the norm of days.

    Refused while the offer is stopped; the database refuses it too. Raises NotAllowed, Locked,
    VisitRefused, StaleVersion.
    """
    permissions.check_can_follow(actor, visit.stay.household)
    held = FollowUpVisit.objects.select_for_update().get(pk=visit.pk)
    days = int(norm("contact_correction_days", on=on))
    policies.check_can_correct(actor, held, on=on, days=days)
    policies.check_not_locked(visit.stay.place.dwelling.offer_id)
    if held.version != version:
        raise StaleVersion("U verbeterde dit bezoek al in een ander venster. Kijk opnieuw.")
    before = held.findings
    _fill_in(held, said)
    held.version += 1
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError as error:
        if "stopped_timeline_is_locked" in str(error):
            policies.check_not_locked(visit.stay.place.dwelling.offer_id)
        raise
    audit.record(actor, "housing.visit-corrected", held, before=before)
    return held


# -- What was missed -------------------------------------------------------------------------------
@transaction.atomic
def escalate_visits(*, actor: Actor, on: date) -> int:
    """Tell of visits that were not held: first the coordinators, later housing; once each.

    Mijn dag of the case manager shows them from the day they may be held. Housing has no work
    items: from then on they stand on its list of missed visits. Return how many were told.
    """
    told = 0
    after = _days("visit_late_coordinator_days", on)
    for visit in _untold(on - after, "told_coordinator_on"):
        visit.told_coordinator_on, visit.alarm = on, _alarm(actor, visit, on)
        visit.save(update_fields=["told_coordinator_on", "alarm"])
        told += 1
    for visit in _untold(on - _days("visit_late_housing_days", on), "told_housing_on"):
        visit.told_housing_on = on
        visit.save(update_fields=["told_housing_on"])
        audit.record(actor, "housing.visit-escalated", visit)
        told += 1
    return told


def _untold(before: date, mark: str):
    rows = (
        late_visits(before).filter(**{mark: None}).select_related("stay__household", "stay__place")
    )
    return rows.select_for_update(of=("self",), skip_locked=True)


def _alarm(actor: Actor, visit: FollowUpVisit, on: date):
    """Put a missed visit before the coordinators; without a case the list alone tells."""
    household = visit.stay.household
    case = household.cases.filter(closed_on=None).first()
    care = TeamCare.objects.open().filter(household=household).select_related("team").first()
    if case is None or care is None:
        return None
    case.household = household
    return cases.inform_coordinators(
        actor=actor,
        case=case,
        team=care.team,
        text=f"Opvolgbezoek niet gedaan: {visit.get_kind_display()} in opvangplaats "
        f"{visit.stay.place.reference}, uiterlijk {dutch_day(visit.due_on)}. Laat iemand vandaag "
        "gaan, of ga zelf.",
        on=on,
    )
