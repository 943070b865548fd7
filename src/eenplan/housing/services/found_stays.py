"""A stay that guests found by themselves: they lived there before the offer came in, and stay."""

from datetime import date

from django.db import transaction

from eenplan.core.access import Actor
from eenplan.engines.placement.words import dutch_day
from eenplan.housing import permissions, policies
from eenplan.housing.errors import ImpossibleFoundStay
from eenplan.housing.models import Place, Stay
from eenplan.housing.selectors import get_place, household_facts
from eenplan.housing.services.follow_up import plan_visits
from eenplan.housing.services.rehousing import placed_again
from eenplan.housing.services.stays import agree_stay
from eenplan.people.models import Household


@transaction.atomic
def register_found_stay(
    *,
    actor: Actor,
    household: Household,
    place: Place,
    starts_on: date,
    until: date | None,
    on: date,
) -> Stay:
    """Write down that a household lives in a place it found itself, since before the offer.

    Nobody chose this place for them, so the rules of choosing are not asked; the promises of the
    database hold as for every stay, and the inspection and the checks of the hosts follow. Visits
    are planned from today on. Raises NotAllowed, ImpossibleFoundStay, PlaceTaken, AlreadyHoused,
    Stopped.
    """
    permissions.check_can_manage(actor)
    Place.objects.select_for_update().get(pk=place.pk)
    Household.objects.select_for_update(no_key=True).get(pk=household.pk)
    held = get_place(place.pk, on=on)
    policies.check_not_stopped(held)
    _check_days(held, household, starts_on, until, on)
    [facts] = household_facts([household], on=on)
    stay = agree_stay(
        actor,
        household,
        held,
        facts.persons,
        starts_on,
        until,
        rank=None,
        looked_at_from=on,
        event="housing.found-stay-registered",
    )
    plan_visits(stay=stay, on=on)
    placed_again(actor=actor, household=household, stay=stay, on=on)
    return stay


def _check_days(
    place: Place, household: Household, starts_on: date, until: date | None, on: date
) -> None:
    """Raise ImpossibleFoundStay unless guests could have lived there since a day."""
    offer = place.dwelling.offer
    if not offer.found_privately:
        raise ImpossibleFoundStay(
            "Bij dit aanbod staat niet dat er al gasten wonen. Doe een voorstel aan de matchtafel."
        )
    if starts_on > offer.received_on:
        raise ImpossibleFoundStay(
            f"Het aanbod kwam binnen op {dutch_day(offer.received_on)}. Wie daarna introk, kreeg "
            "de plaats van ons: doe een voorstel aan de matchtafel.",
            "starts_on",
        )
    if starts_on < household.arrived_on:
        raise ImpossibleFoundStay(
            f"Dit gezin kwam aan op {dutch_day(household.arrived_on)}. Kies die dag of een latere.",
            "starts_on",
        )
    if until and until <= on:
        raise ImpossibleFoundStay("Kies een einde na vandaag, of laat het leeg.", "until")
