"""What the state of a thing allows, by subject."""

from eenplan.housing.policies.dwellings import check_may_be_ready
from eenplan.housing.policies.stays import check_first_night_elsewhere, check_no_night_passed

__all__ = ["check_first_night_elsewhere", "check_may_be_ready", "check_no_night_passed"]
