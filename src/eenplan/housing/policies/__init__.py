"""What the state of a thing allows, by subject."""

from eenplan.housing.policies.proposals import (
    check_live,
    check_look_is_asked,
    check_meeting_day,
    check_not_answered,
    check_other_person,
    check_period,
    check_ready,
    check_reason,
    check_time_to_think,
    is_at_a_family,
    is_own,
    spoken,
)
from eenplan.housing.policies.stays import check_first_night_elsewhere, check_no_night_passed

__all__ = [
    "check_first_night_elsewhere",
    "check_live",
    "check_look_is_asked",
    "check_meeting_day",
    "check_no_night_passed",
    "check_not_answered",
    "check_other_person",
    "check_period",
    "check_ready",
    "check_reason",
    "check_time_to_think",
    "is_at_a_family",
    "is_own",
    "spoken",
]
