"""What the state of a thing allows, by subject."""

from eenplan.housing.policies.offers import (
    check_called_on,
    check_can_replace,
    check_not_emptied,
    check_offer,
    check_terms,
    check_unit,
    stay_refusal,
)
from eenplan.housing.policies.stays import check_first_night_elsewhere, check_no_night_passed

__all__ = [
    "check_called_on",
    "check_can_replace",
    "check_first_night_elsewhere",
    "check_no_night_passed",
    "check_not_emptied",
    "check_offer",
    "check_terms",
    "check_unit",
    "stay_refusal",
]
