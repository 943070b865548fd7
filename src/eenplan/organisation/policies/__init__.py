"""What is allowed with norms, teams, roles, areas and staff, whoever asks. Who may: permissions."""

from eenplan.organisation.policies.absences import (
    check_absence,
    check_absence_order,
    check_absence_period,
    check_substitute,
)
from eenplan.organisation.policies.teams import (
    BOUNDS,
    check_administrator_left,
    check_can_serve,
    check_membership,
    check_norm_day,
    check_norm_value,
    check_not_oneself,
    check_not_past,
    check_room_in_cell,
    check_staff_fits,
    check_switch_turns,
    check_team,
    check_team_can_end,
)

__all__ = [
    "BOUNDS",
    "check_absence",
    "check_absence_order",
    "check_absence_period",
    "check_administrator_left",
    "check_can_serve",
    "check_membership",
    "check_norm_day",
    "check_norm_value",
    "check_not_oneself",
    "check_not_past",
    "check_room_in_cell",
    "check_staff_fits",
    "check_substitute",
    "check_switch_turns",
    "check_team",
    "check_team_can_end",
]
