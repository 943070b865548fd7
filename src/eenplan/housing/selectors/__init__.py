"""Reading offers, places and stays, and putting them before the placement engine."""

from eenplan.housing.selectors.matching import (
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
from eenplan.housing.selectors.seekers import TONIGHT, household_facts
from eenplan.housing.selectors.stays import seeking, stay_on, stay_to_end, stays_of
from eenplan.housing.selectors.wishes import (
    area_wishes_of,
    bonds_of,
    get_bond,
    open_bonds,
    wishes_of,
)

__all__ = [
    "area_wishes_of",
    "bonds_of",
    "get_bond",
    "open_bonds",
    "wishes_of",
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
