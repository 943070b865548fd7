"""A household gets a roof: the stay, the new address, and the social service that is told."""

from datetime import date

from django.db import transaction

from eenplan.cases import services as cases
from eenplan.cases.selectors import open_case
from eenplan.core.access import Actor
from eenplan.housing import services as housing
from eenplan.housing.models import Place, Stay
from eenplan.people import services as people
from eenplan.people.enums import NightShelter
from eenplan.people.models import Household, TeamCare
from eenplan.people.registration import NewAddress


@transaction.atomic
def give_place(
    *, actor: Actor, household: Household, place: Place, on: date, rank: int | None = None
) -> Stay:
    """Accept a proposal: the household stays in the place from a day on.

    The case manager is informed automatically (seed 004, point 5); the team in charge does not
    change because somebody found a roof in another neighbourhood.

    Raises NotAllowed, PlaceUnavailable, AlreadyHoused.
    """
    stay = housing.place_household(actor=actor, household=household, place=place, on=on, rank=rank)
    people.move_household(
        actor=actor,
        household=household,
        to=NewAddress(
            street=place.address or f"Opvangplaats {place.reference}",
            longitude=place.longitude,
            latitude=place.latitude,
        ),
        area=place.area,
        sleeps=NightShelter.RECEPTION,
        on=on,
    )
    case = open_case(household)
    if case:
        cases.inform(
            actor=actor,
            case=case,
            team=TeamCare.objects.open().get(household=household).team,
            text=f"Opvangplaats {place.reference} toegewezen door {actor.name}: neem contact op "
            "en plan het huisbezoek.",
            on=on,
        )
    return stay


@transaction.atomic
def settle(*, on: date) -> int:
    """Let stays and moves that were agreed beforehand count from their day; return how many."""
    arrived = Stay.objects.on(on).values("household")
    sheltered = Household.objects.filter(pk__in=arrived).exclude(sleeps=NightShelter.RECEPTION)
    return sheltered.update(sleeps=NightShelter.RECEPTION) + people.settle_moves(on=on)
