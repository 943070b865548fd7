"""A place falls away: who lives there is put on the list for another home. Nobody is evicted."""

from datetime import date, timedelta

from django.db import transaction

from eenplan.cases import services as cases
from eenplan.cases.selectors import open_case
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.engines.placement.words import dutch_day
from eenplan.housing import permissions, services as housing
from eenplan.housing.models import Place, Rehousing, Stay
from eenplan.housing.stay_kinds import RehousingReason
from eenplan.journeys.placing.on_screen import FURTHEST, ImpossibleDay, NothingToTry
from eenplan.organisation.selectors import norm
from eenplan.people.models import TeamCare


@transaction.atomic
def announce_loss(*, actor: Actor, place: Place, day: date, reason: str, on: date) -> int:
    """Put everybody who would live in a place on the list for another home, and tell who follows.

    No stay ends by this: each household goes when it agreed to another place. Who was on the list
    already stays on it. Returns how many households it is about. Raises NotAllowed,
    ImpossibleDay, NothingToTry.
    """
    permissions.check_can_manage(actor)
    if not on <= day <= on + FURTHEST:
        raise ImpossibleDay("Kies een dag vanaf vandaag, binnen een jaar.")
    Place.objects.select_for_update().get(pk=place.pk)
    stays = Stay.objects.lasting_beyond(day).filter(place=place).select_related("household")
    found = {stay.household_id: stay for stay in stays.order_by("-starts_on", "-pk")}
    if not found:
        raise NothingToTry(f"In plaats {place.reference} woont dan niemand.")
    listed = set(
        Rehousing.objects.filter(household__in=found, closed_on=None).values_list(
            "household", flat=True
        )
    )
    soon = timedelta(days=int(norm("stay_end_alarm_days", on=on)))
    for household, stay in sorted(found.items()):
        housing.open_rehousing(
            actor=actor,
            household=stay.household,
            stay=stay,
            reason=RehousingReason.PLACE_GOES,
            is_urgent=day <= on + soon,
            on=on,
        )
        if household not in listed:
            _tell(actor, stay, day, reason, on)
    audit.record(
        actor, "housing.place-falls-away", place, on=day, reason=reason, households=len(found)
    )
    return len(found)


def _tell(actor: Actor, stay: Stay, day: date, reason: str, on: date) -> None:
    case = open_case(stay.household)
    if not case:
        return
    cases.inform(
        actor=actor,
        case=case,
        team=TeamCare.objects.open().get(household=stay.household).team,
        text=f"Plaats {stay.place.reference} valt weg op {dutch_day(day)}, volgens {actor.name}. "
        f"Reden: {reason}. Het gezin blijft tot er een andere plaats is; zoek ze samen.",
        on=on,
    )
