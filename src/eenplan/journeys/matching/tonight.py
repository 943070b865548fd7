"""A crisis at the desk: a household gets a place at once, and somebody looks at it afterwards."""

from datetime import date, datetime

from django.db import transaction

from eenplan.core.access import Actor
from eenplan.housing import permissions, policies, services as housing
from eenplan.housing.errors import HostFamilyNotAtOnce
from eenplan.housing.models import Place, Proposal, Stay
from eenplan.housing.selectors import candidates
from eenplan.journeys.rehousing import give_place
from eenplan.people.models import Household


@transaction.atomic
def place_tonight(
    *,
    actor: Actor,
    household: Household,
    place: Place,
    on: date,
    at: datetime,
    rank: int | None = None,
) -> Stay:
    """Give a household a place at once. Without consent on paper, so it is looked at within days.

    Never with a family: there the whole way holds, with time to think and a meeting. What was known
    of all places at the moment of the choice is kept. A proposal that ran for them is overtaken.

    Raises NotAllowed, HostFamilyNotAtOnce, PlaceUnavailable, PlaceTaken, AlreadyHoused.
    """
    permissions.check_can_place(actor)
    if policies.is_at_a_family(place):
        raise HostFamilyNotAtOnce(
            f"Plaats {place.reference} is bij een gastgezin. Die geeft u nooit meteen: er is "
            "bedenktijd, een kennismaking en een tweede blik nodig. Maak een voorstel aan de "
            "matchtafel."
        )
    found = candidates(household, on=on, at=at)
    stay = give_place(actor=actor, household=household, place=place, on=on, rank=rank, at=at)
    for overtaken in Proposal.objects.live(at).filter(household=household):
        why = f"het gezin kreeg meteen plaats {place.reference}"
        housing.withdraw_proposal(actor=actor, proposal=overtaken, why=why, at=at)
    housing.record_choice(
        actor=actor, found=found, place=place, household=household, at=at, stay=stay
    )
    housing.ask_look_at_stay(actor=actor, stay=stay, on=on)
    return stay
