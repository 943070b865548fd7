"""The hard rules about what the household needs of a place, and what it refuses."""

from __future__ import annotations

from eenplan.engines.placement.model import HOST, Household, Place
from eenplan.engines.placement.windows import Situation
from eenplan.engines.placement.words import euro, persons, sleeping_places, tag_words


def beds(situation: Situation, household: Household, place: Place) -> str | None:
    """The whole household fits; it is never split."""
    if household.persons > place.max_persons:
        return f"{sleeping_places(place.max_persons)}, {persons(household.persons)}"
    return None


def step_free(situation: Situation, household: Household, place: Place) -> str | None:
    """Somebody who cannot climb stairs only gets a step-free place."""
    if household.step_free and not place.step_free:
        return "Niet drempelvrij, wel nodig"
    return None


def pets(situation: Situation, household: Household, place: Place) -> str | None:
    """A pet comes along or the household does not come."""
    return "Geen huisdieren toegelaten" if household.pets and not place.pets_allowed else None


def smoke_free(situation: Situation, household: Household, place: Place) -> str | None:
    """Who has ill lungs, or asks for it, does not live with smoke."""
    if household.smoke_free and place.smoking:
        return "Er wordt gerookt, het gezin heeft een rookvrije plaats nodig"
    return None


def children(situation: Situation, household: Household, place: Place) -> str | None:
    """Children are welcome where children come to live."""
    if household.has_children and not place.children_welcome:
        return "Kinderen zijn hier niet welkom"
    return None


def own_room(situation: Situation, household: Household, place: Place) -> str | None:
    """With a host family one has a room of one's own, with a door."""
    if place.form == HOST and place.own_room is False:
        return "Geen eigen kamer met een deur"
    return None


def no_veto(situation: Situation, household: Household, place: Place) -> str | None:
    """What the household refuses is not proposed."""
    refused = sorted(household.vetoes & place.tags) if household.vetoes else []
    if not refused:
        return None
    words = ", ".join(tag_words(tag, place.label) for tag in refused)
    return f"Het gezin wil dit niet: {words}"


def not_refused(situation: Situation, household: Household, place: Place) -> str | None:
    """The provider did not say no to this household before."""
    if place.provider and place.provider in household.refused_by:
        return "De aanbieder zei eerder nee tegen dit gezin"
    return None


def affordable(situation: Situation, household: Household, place: Place) -> str | None:
    """The rent fits in the budget that is left each month, when one is set."""
    left = situation.policy.budget_eur_month
    if left is None or place.rent_eur_month <= left:
        return None
    return f"{euro(place.rent_eur_month)} per maand, er is nog {euro(left)} budget"


def met_beds(situation: Situation, household: Household, place: Place) -> str:
    """Return how many beds there are for how many persons, in words."""
    return f"{sleeping_places(place.max_persons)} voor {persons(household.persons)}"


def met_step_free(situation: Situation, household: Household, place: Place) -> str:
    """Return whether step-free was needed, in words."""
    return "Drempelvrij" if household.step_free else "Drempelvrij is niet nodig"


def met_pets(situation: Situation, household: Household, place: Place) -> str:
    """Return whether pets come along, in words."""
    return "Huisdieren toegelaten" if household.pets else "Geen huisdieren"


def met_smoke_free(situation: Situation, household: Household, place: Place) -> str:
    """Return what is known of smoking, in words."""
    if not household.smoke_free:
        return "Rookvrij is niet nodig"
    return "Rookvrij" if place.smoking is False else "Niet bekend of er gerookt wordt: vraag het na"


def met_children(situation: Situation, household: Household, place: Place) -> str:
    """Return whether children come along, in words."""
    return "Kinderen zijn welkom" if household.has_children else "Geen kinderen"


def met_own_room(situation: Situation, household: Household, place: Place) -> str:
    """Return what is known of the room, in words."""
    if place.form != HOST:
        return "Geen gastgezin"
    return "Eigen kamer met een deur" if place.own_room else "Niet bekend of er een deur is"


def met_affordable(situation: Situation, household: Household, place: Place) -> str:
    """Return what the place costs, in words."""
    if situation.policy.budget_eur_month is None:
        return "Geen budget bepaald"
    return f"{euro(place.rent_eur_month)} per maand, binnen het budget"
