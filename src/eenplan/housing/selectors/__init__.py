"""Reading offers, places and stays, and putting them before the placement engine."""

from eenplan.housing.selectors.matching import (
    TONIGHT,
    household_facts,
    place_facts,
    places_to_propose,
    policy_on,
)
from eenplan.housing.selectors.places import (
    contingents,
    free,
    get_place,
    places_by_reference,
    places_on,
    usable,
)
from eenplan.housing.selectors.stays import seeking, stay_on, stay_to_end, stays_of

__all__ = [
    "TONIGHT",
    "contingents",
    "free",
    "get_place",
    "household_facts",
    "place_facts",
    "places_by_reference",
    "places_on",
    "places_to_propose",
    "policy_on",
    "seeking",
    "stay_on",
    "stay_to_end",
    "stays_of",
    "usable",
]
