"""Guests who found a place themselves, before it was offered: their stay is written down."""

from django.urls import reverse

from eenplan.core.access import Capability
from eenplan.core.errors import NotFound
from eenplan.core.pages import AppRequest, note_read
from eenplan.core.questions import Question, asking
from eenplan.desk.place_forms import FoundStayForm
from eenplan.engines.placement.words import dutch_day
from eenplan.housing.errors import ImpossibleFoundStay
from eenplan.housing.selectors import get_offer
from eenplan.housing.selectors.offers import units_of
from eenplan.journeys.rehousing import note_found_stay
from eenplan.people.searching import parse
from eenplan.people.selectors import get_household, ground_of


def _about(request: AppRequest, offer_id: int) -> Question:
    offer = get_offer(offer_id, on=request.actor.on)
    if not offer.found_privately or offer.emptied_on:
        raise NotFound(offer_id)
    units = units_of(offer)
    return Question(
        f"Wie woont er al in aanbod {offer.reference or offer.pk}?",
        "Noteer het verblijf",
        reverse("offers:offer", args=[offer.pk]),
        subject={str(unit.pk): unit for unit in units},
        intro=(
            f"Alleen voor wie hier al woonde toen het aanbod binnenkwam, op "
            f"{dutch_day(offer.received_on)}. Zij blijven. De bezoeken worden gepland; de controle "
            "van het huis en van de mensen volgt."
        ),
        initial={
            "starts_on": offer.received_on,
            "place": str(units[0].pk) if len(units) == 1 else "",
        },
        options={"units": units},
        template="housing/offers/form.html",
    )


def _note(request: AppRequest, units: dict, said: dict) -> tuple[str, str]:
    household = _household(request, said["number"])
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    place = units[said["place"]]
    stay = note_found_stay(
        actor=request.actor,
        household=household,
        place=place,
        starts_on=said["starts_on"],
        until=said["until"],
        on=request.actor.on,
    )
    told = f"Gezin {household.number} woont in {place.reference} sinds {dutch_day(stay.starts_on)}."
    if stay.persons > place.max_persons:
        told += (
            f" Let op: {stay.persons} personen op {place.max_persons} slaapplaatsen. Kijk dat na "
            "bij de controle."
        )
    return told, reverse("housing:stay", args=[stay.pk])


def _household(request: AppRequest, typed: str):
    """Return the household with the number that was typed, within the actor's sight."""
    try:
        return get_household(request.actor, *(parse(typed).household or (0, 0)))
    except NotFound:
        raise ImpossibleFoundStay(
            "We vinden geen gezin met dit nummer dat u mag openen.", "number"
        ) from None


found_stay = asking(FoundStayForm, needs=Capability.HOUSING_MANAGE, about=_about, act=_note)
