"""What the state of a thing allows, by subject."""

from eenplan.housing.policies.dwellings import (
    check_may_be_ready,
    check_may_drop,
    check_stays_fit,
    has_approval,
)
from eenplan.housing.policies.stays import check_first_night_elsewhere, check_no_night_passed

__all__ = [
    "check_first_night_elsewhere",
    "check_may_be_ready",
    "check_may_drop",
    "check_no_night_passed",
    "check_stays_fit",
    "has_approval",
]
