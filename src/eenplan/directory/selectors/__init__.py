"""Reading the social map: who offers what, what is open on a day, who sits where and when."""

from eenplan.directory.selectors.offers import (
    active_services_on,
    areas_to_choose,
    fresh_since,
    get_partner,
    get_service,
    hours_of,
    own_teams,
    partners,
    services,
    services_of,
    with_hours,
)
from eenplan.directory.selectors.sittings import (
    AHEAD,
    WEEKS_AHEAD,
    Sitting,
    get_sitting_day,
    next_of_each,
    sitting_days,
    sitting_days_between,
    upcoming_sittings,
)

__all__ = [
    "AHEAD",
    "WEEKS_AHEAD",
    "Sitting",
    "active_services_on",
    "areas_to_choose",
    "fresh_since",
    "get_partner",
    "get_service",
    "get_sitting_day",
    "hours_of",
    "next_of_each",
    "own_teams",
    "partners",
    "services",
    "services_of",
    "sitting_days",
    "sitting_days_between",
    "upcoming_sittings",
    "with_hours",
]
