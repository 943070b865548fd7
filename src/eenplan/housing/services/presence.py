"""Presence in collective sites: the list of a night, who is away, and who is away too long."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from eenplan.cases import services as cases
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.engines.placement.words import dutch_day
from eenplan.housing import permissions
from eenplan.housing.models import Dwelling, PresenceMark, PresenceRound, Stay, StayAbsence
from eenplan.housing.stay_errors import PresenceRefused
from eenplan.housing.stay_kinds import AbsenceReason
from eenplan.organisation.selectors import norm
from eenplan.people.models import TeamCare


@transaction.atomic
def take_presence(
    *, actor: Actor, dwelling: Dwelling, stays: Collection[Stay], present: Collection[int], on: date
) -> PresenceRound:
    """Write the presence list of a site: `present` are the ids of the stays that were seen.

    Who was not seen and is not away with a reason becomes "not seen"; who was seen again is away
    no more. No stay ends by this. Raises NotAllowed, PresenceRefused.
    """
    permissions.check_can_place(actor)
    if not stays:
        raise PresenceRefused("Hier verblijft vandaag niemand die u op de lijst kunt zetten.")
    try:
        with transaction.atomic():
            taken = PresenceRound.objects.create(
                dwelling=dwelling, on=on, taken_by_id=actor.user_id or None
            )
    except IntegrityError:  # taken before today, by this person or a colleague: this one counts
        taken = PresenceRound.objects.select_for_update().get(dwelling=dwelling, on=on)
        taken.marks.filter(stay__in=stays).delete()
        taken.taken_by_id = actor.user_id or None
        taken.save(update_fields=["taken_by"])
    seen = set(present)
    PresenceMark.objects.bulk_create(
        PresenceMark(round=taken, stay=stay, is_present=stay.pk in seen) for stay in stays
    )
    _follow(actor, stays, seen, on)
    audit.record(actor, "housing.presence-taken", taken, present=len(seen), listed=len(stays))
    return taken


def _follow(actor: Actor, stays: Collection[Stay], seen: set[int], on: date) -> None:
    away = {
        absence.stay_id: absence
        for absence in StayAbsence.objects.open().filter(stay__in=stays).select_related("alarm")
    }
    for stay in stays:
        if stay.pk in seen and stay.pk in away:
            _back(actor, away[stay.pk], on)
        elif stay.pk not in seen and stay.pk not in away:
            StayAbsence.objects.create(
                stay=stay,
                reason=AbsenceReason.UNKNOWN,
                starts_on=on,
                noted_by_id=actor.user_id or None,
            )


def _back(actor: Actor, absence: StayAbsence, on: date) -> None:
    absence.ends_on = max(on, absence.starts_on)
    absence.save(update_fields=["ends_on"])
    if absence.alarm_id:
        cases.end_alarm(actor=actor, item=absence.alarm, on=on)


@transaction.atomic
def note_absence(
    *,
    actor: Actor,
    stay: Stay,
    reason: AbsenceReason,
    note: str,
    away_from: date,
    expected_on: date | None,
    on: date,
) -> StayAbsence:
    """Note that a household is away, why, and when it is expected back.

    Who was "not seen" gets the reason that is known by now. Raises NotAllowed, PresenceRefused.
    """
    permissions.check_can_place(actor)
    if away_from < stay.starts_on or away_from > on + timedelta(days=366):
        raise PresenceRefused(
            f"Het verblijf begon op {dutch_day(stay.starts_on)}. Kies een dag erna.", "away_from"
        )
    if expected_on and expected_on <= away_from:
        raise PresenceRefused("Terug verwacht: kies een dag na de eerste nacht weg.", "expected_on")
    facts = {
        "reason": reason,
        "note": note,
        "expected_on": expected_on,
        "noted_by_id": actor.user_id or None,
    }
    present = StayAbsence.objects.select_for_update().open().filter(stay=stay).first()
    if present:
        if present.alarm_id and expected_on and expected_on > on:
            cases.end_alarm(actor=actor, item=present.alarm, on=on)
            facts |= {"told_on": None, "alarm": None}
        StayAbsence.objects.filter(pk=present.pk).update(**facts)
        present.refresh_from_db()
        audit.record(actor, "housing.absence-explained", present, reason=reason)
        return present
    try:
        with transaction.atomic():
            absence = StayAbsence.objects.create(stay=stay, starts_on=away_from, **facts)
    except IntegrityError as error:
        if "away_from_place_once" in str(error):
            raise PresenceRefused(
                "Dit gezin stond die dagen al als afwezig.", "away_from"
            ) from None
        raise
    audit.record(actor, "housing.absence-noted", absence, reason=reason)
    return absence


@transaction.atomic
def note_return(*, actor: Actor, stay: Stay, on: date) -> None:
    """Note that a household is back. Raises NotAllowed, PresenceRefused."""
    permissions.check_can_place(actor)
    absence = StayAbsence.objects.select_for_update(of=("self",)).open().filter(stay=stay).first()
    if absence is None:
        raise PresenceRefused("Dit gezin stond niet meer als afwezig.")
    _back(actor, absence, on)
    audit.record(actor, "housing.absence-ended", absence)


def overdue(on: date) -> QuerySet[StayAbsence]:
    """Return the absences of stays that go on: past the expected day, or not seen for too long."""
    silent = on - timedelta(days=int(norm("absence_days", on=on)))
    return StayAbsence.objects.open().filter(
        Q(expected_on__lt=on) | Q(expected_on=None, starts_on__lte=silent),
        Q(stay__ends_on=None) | Q(stay__ends_on__gt=on),
    )


@transaction.atomic
def tell_overdue_absences(*, actor: Actor, on: date) -> int:
    """Tell the case manager of each household that is away too long, once; return how many."""
    rows = overdue(on).filter(told_on=None).select_related("stay__household", "stay__place")
    late = list(rows.select_for_update(of=("self",), skip_locked=True))
    for absence in late:
        absence.told_on, absence.alarm = on, _alarm(actor, absence, on)
        absence.save(update_fields=["told_on", "alarm"])
    return len(late)


def _alarm(actor: Actor, absence: StayAbsence, on: date):
    household = absence.stay.household
    case = household.cases.filter(closed_on=None).first()
    care = TeamCare.objects.open().filter(household=household).select_related("team").first()
    if case is None or care is None:
        return None
    case.household = household
    since = dutch_day(absence.starts_on)
    expected = absence.expected_on and f", terug verwacht op {dutch_day(absence.expected_on)}"
    return cases.inform(
        actor=actor,
        case=case,
        team=care.team,
        text=f"Niet gezien in opvangplaats {absence.stay.place.reference} sinds {since}"
        f"{expected or ''}. Zoek contact. Het verblijf loopt door tot iemand beslist.",
        on=on,
    )
