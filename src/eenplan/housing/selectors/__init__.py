"""Reading offers, places and stays, and putting them before the placement engine."""

from eenplan.housing.selectors.calls import (
    call_list,
    calls_of,
)
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
    place_facts,
    places_to_propose,
    policy_on,
)
from eenplan.housing.selectors.offers import (
    get_offer,
    offer_facts,
    offers_on,
    refused_pairs,
)
from eenplan.housing.selectors.people import (
    people_checked_until,
)
from eenplan.housing.selectors.places import (
    contingents,
    free,
    get_place,
    places_by_reference,
    places_on,
    usable,
)
from eenplan.housing.selectors.seekers import (
    TONIGHT,
    household_facts,
)
from eenplan.housing.selectors.stages import (
    held_offers,
    offer_stage,
    offers_with_stage,
)
from eenplan.housing.selectors.stays import (
    seeking,
    stay_on,
    stay_to_end,
    stays_of,
)
from eenplan.housing.selectors.wishes import (
    area_wishes_of,
    bonds_of,
    get_bond,
    open_bonds,
    wishes_of,
)

__all__ = [
    "TONIGHT",
    "answers_of",
    "approved_until",
    "area_wishes_of",
    "bonds_of",
    "call_list",
    "calls_of",
    "checklist_on",
    "contingents",
    "free",
    "get_bond",
    "get_inspection",
    "get_offer",
    "get_photo",
    "get_place",
    "held_offers",
    "household_facts",
    "inspected_until",
    "inspections_of",
    "months_after",
    "offer_facts",
    "offer_stage",
    "offers_on",
    "offers_with_stage",
    "open_bonds",
    "people_checked_until",
    "place_facts",
    "places_by_reference",
    "places_on",
    "places_to_propose",
    "policy_on",
    "reasons_against",
    "refused_pairs",
    "seeking",
    "stay_on",
    "stay_to_end",
    "stays_of",
    "to_inspect",
    "usable",
    "valid_until_from",
    "wishes_of",
]
