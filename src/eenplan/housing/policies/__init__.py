"""What the state of a thing allows, by subject."""

from eenplan.housing.policies.dwellings import (
    check_may_be_ready,
    check_may_drop,
    check_stays_fit,
    has_approval,
)
from eenplan.housing.policies.follow_up import (
    check_can_correct,
    check_guest_visit,
    check_interpreter,
    check_not_locked,
    check_visit_day,
)
from eenplan.housing.policies.offers import (
    check_called_on,
    check_can_replace,
    check_not_emptied,
    check_offer,
    check_terms,
    check_unit,
    stay_refusal,
)
from eenplan.housing.policies.stays import (
    STOPPED,
    check_first_night_elsewhere,
    check_no_night_passed,
    check_not_stopped,
    check_nothing_noted,
)

__all__ = [
    "STOPPED",
    "check_called_on",
    "check_can_correct",
    "check_can_replace",
    "check_first_night_elsewhere",
    "check_guest_visit",
    "check_interpreter",
    "check_may_be_ready",
    "check_may_drop",
    "check_no_night_passed",
    "check_not_emptied",
    "check_not_locked",
    "check_not_stopped",
    "check_nothing_noted",
    "check_offer",
    "check_stays_fit",
    "check_terms",
    "check_unit",
    "check_visit_day",
    "has_approval",
    "stay_refusal",
]
