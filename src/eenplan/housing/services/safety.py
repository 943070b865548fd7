"""Reports about stays and hosts, and the stop that freezes an offer."""

from datetime import date

from django.db import IntegrityError, transaction

from eenplan.cases import services as cases
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.engines.placement.words import dutch_day
from eenplan.housing import permissions
from eenplan.housing.enums import HoldKind
from eenplan.housing.models import (
    Incident,
    IncidentNote,
    Offer,
    OfferHold,
    Place,
    Rehousing,
    Stay,
    Stop,
)
from eenplan.housing.services.holds import end_hold, lock_places, put_on_hold
from eenplan.housing.services.rehousing import open_rehousing
from eenplan.housing.stay_errors import AlreadyStopped, NotStopped, ReportRefused
from eenplan.housing.stay_kinds import RehousingReason, Seriousness
from eenplan.people.models import TeamCare


@transaction.atomic
def report_incident(
    *, actor: Actor, place: Place, stay: Stay | None, said: dict, on: date
) -> Incident:
    """Write down an incident or a complaint, also for somebody who cannot do it here.

    Anybody on the staff may; only safeguarding reads what was written. Raises ReportRefused.
    """
    if said["happened_on"] > on:
        raise ReportRefused(
            "Dit moet nog gebeuren. Kies vandaag of een vroegere dag.", "happened_on"
        )
    incident = Incident.objects.create(
        offer_id=place.dwelling.offer_id,
        stay=stay,
        noted_on=on,
        noted_by_id=actor.user_id or None,
        follow_up_on=on if said["seriousness"] == Seriousness.ACUTE else None,
        **said,
    )
    audit.record(actor, "housing.incident-reported", incident)  # nothing of what was said
    return incident


@transaction.atomic
def note_on_incident(
    *,
    actor: Actor,
    incident: Incident,
    text: str,
    version: int,
    on: date,
    follow_up_on: date | None = None,
    closes: bool = False,
) -> IncidentNote:
    """Add what was done about a report, and when to look again or that it is closed.

    Raises NotAllowed, StaleVersion, ReportRefused.
    """
    permissions.check_can_safeguard(actor)
    if follow_up_on and follow_up_on < on:
        raise ReportRefused("Kies vandaag of een latere dag.", "follow_up_on")
    changed = Incident.objects.filter(pk=incident.pk, version=version, closed_on=None).update(
        version=version + 1,
        follow_up_on=None if closes else follow_up_on,
        closed_on=on if closes else None,
        closed_by=(actor.user_id or None) if closes else None,
    )
    if not changed:
        raise StaleVersion("Iemand anders volgde deze melding net op. Kijk opnieuw.")
    note = IncidentNote.objects.create(
        incident=incident, text=text, noted_on=on, noted_by_id=actor.user_id or None
    )
    audit.record(actor, "housing.incident-followed", incident, closed=closes)
    return note


# -- Stop ------------------------------------------------------------------------------------------
@transaction.atomic
def stop_offer(
    *, actor: Actor, offer: Offer, reason: str, on: date, is_drill: bool = False
) -> Stop:
    """Stop an offer at once: nobody new, other homes urgently for who lives there, all locked.

    No stay is ended: a person moves each household. Who lives there is told to those who follow
    them. Raises NotAllowed, AlreadyStopped.
    """
    # Before a new stay of this offer is written, or after it: giving a place waits for this lock.
    Offer.objects.select_for_update(no_key=True).get(pk=offer.pk)
    lock_places(offer)
    stays = list(
        Stay.objects.lasting_beyond(on)
        .filter(place__dwelling__offer=offer)
        .select_related("household", "place")
        .order_by("pk")
    )
    permissions.check_can_stop(actor, [stay.household_id for stay in stays])
    if Stop.objects.filter(offer=offer, lifted_on=None).exists():
        raise AlreadyStopped("Deze opvang is al stilgelegd.")
    hold = put_on_hold(actor, offer, HoldKind.FROZEN, reason, on)
    stop = _start(actor, offer, hold, reason, is_drill, on)
    audit.record(actor, "housing.offer-stopped", stop, stays=len(stays), drill=is_drill)
    for stay in stays:
        open_rehousing(
            household=stay.household,
            stay=stay,
            reason=RehousingReason.STOPPED,
            is_urgent=True,
            actor=actor,
            on=on,
        )
        _tell(actor, stay, is_drill, on)
    return stop


def _start(
    actor: Actor, offer: Offer, hold: OfferHold, reason: str, is_drill: bool, on: date
) -> Stop:
    try:
        with transaction.atomic():
            return Stop.objects.create(
                offer=offer,
                hold=hold,
                reason=reason,
                is_drill=is_drill,
                stopped_on=on,
                stopped_by_id=actor.user_id or None,
            )
    except IntegrityError as error:
        if "one_stop_at_a_time" in str(error):
            raise AlreadyStopped("Deze opvang is al stilgelegd.") from None
        raise


def _tell(actor: Actor, stay: Stay, is_drill: bool, on: date) -> None:
    """Put the stop before the case manager and the coordinators, if there is a case."""
    household = stay.household
    case = household.cases.filter(closed_on=None).first()
    care = TeamCare.objects.open().filter(household=household).select_related("team").first()
    if case is None or care is None:
        return
    case.household = household
    drill = "OEFENING. " if is_drill else ""
    text = (
        f"{drill}Opvangplaats {stay.place.reference} is stilgelegd op {dutch_day(on)} door "
        f"{actor.name}. Zoek vandaag een andere plaats voor dit gezin."
    )
    cases.inform(actor=actor, case=case, team=care.team, text=text, on=on)
    cases.inform_coordinators(actor=actor, case=case, team=care.team, text=text, on=on)


@transaction.atomic
def lift_stop(*, actor: Actor, stop: Stop, reason: str, on: date) -> Stop:
    """Release a stopped offer, with a reason; who was to be moved stays on that list.

    Raises NotAllowed, NotStopped.
    """
    permissions.check_can_safeguard(actor)
    lifted = Stop.objects.filter(pk=stop.pk, lifted_on=None).update(
        lifted_on=on, lifted_by=actor.user_id or None, lift_reason=reason
    )
    if not lifted:
        raise NotStopped("Deze stop is al opgeheven.")
    end_hold(actor, stop.hold, on)
    left = Rehousing.objects.filter(
        closed_on=None, reason=RehousingReason.STOPPED, stay__place__dwelling__offer=stop.offer_id
    )
    left.update(is_urgent=False)
    audit.record(actor, "housing.stop-lifted", stop, reason=reason)
    stop.refresh_from_db()
    return stop
