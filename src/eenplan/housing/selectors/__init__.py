"""Reading offers, places and stays, and putting them before the placement engine."""

from eenplan.housing.selectors.inspections import (
    answers_of,
    approved_until,
    checklist_on,
    get_inspection,
    get_photo,
    inspected_until,
    inspections_of,
    months_after,
    reasons_against,
    to_inspect,
    valid_until_from,
)
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
    "answers_of",
    "approved_until",
    "checklist_on",
    "contingents",
    "free",
    "get_inspection",
    "get_photo",
    "get_place",
    "household_facts",
    "inspected_until",
    "inspections_of",
    "months_after",
    "place_facts",
    "places_by_reference",
    "places_on",
    "places_to_propose",
    "policy_on",
    "reasons_against",
    "seeking",
    "stay_on",
    "stay_to_end",
    "stays_of",
    "to_inspect",
    "usable",
    "valid_until_from",
]
