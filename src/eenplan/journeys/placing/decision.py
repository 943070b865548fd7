"""Carrying out a plan: every proposed stay in one transaction, or none."""

from datetime import date

from django.db import transaction

from eenplan.core.access import Actor
from eenplan.core.errors import DomainError
from eenplan.housing import policies, services as housing
from eenplan.housing.models import Place, Stay
from eenplan.housing.permissions import check_can_place
from eenplan.housing.selectors import seeking
from eenplan.journeys.placing.trial import PlanRefused, Trial
from eenplan.journeys.rehousing import give_place


@transaction.atomic
def apply(*, actor: Actor, trial: Trial, on: date) -> list[Stay]:
    """Give every household of the plan its place, from the day the plan says.

    The rules are asked again for each stay, on what the database holds now, and a second person is
    asked to look at each; a place with a family goes the whole way instead. Raises NotAllowed,
    and PlanRefused when a household or place changed since the plan was made.
    """
    check_can_place(actor)
    households = {household.number: household for household in seeking(on)}
    placements = trial.plan.placements
    places = Place.objects.in_bulk([p.place for p in placements], field_name="reference")
    stays = []
    for proposal in placements:
        household, place = households.get(proposal.household), places.get(proposal.place)
        if household is None or place is None:
            raise PlanRefused(
                f"{proposal.household} of {proposal.place} is veranderd sinds het plan gemaakt is."
            )
        if policies.is_at_a_family(place):
            raise PlanRefused(
                f"{proposal.place} is bij een gastgezin. Maak een voorstel aan de matchtafel."
            )
        try:
            stay = give_place(actor=actor, household=household, place=place, on=proposal.start)
            housing.ask_look_at_stay(actor=actor, stay=stay, on=on)
            stays.append(stay)
        except DomainError as error:
            raise PlanRefused(
                f"{proposal.household} kan niet naar {proposal.place}: {error}"
            ) from None
    return stays
