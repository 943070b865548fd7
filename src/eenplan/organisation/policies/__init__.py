"""What is allowed with norms, teams, roles, areas and staff, whoever asks. Who may: permissions."""

from eenplan.organisation.policies.absences import (
    check_absence,
    check_absence_order,
    check_absence_period,
    check_substitute,
)
from eenplan.organisation.policies.cells import (
    check_can_close,
    check_decision,
    check_evaluation_day,
    check_held,
    check_state_follows,
)
from eenplan.organisation.policies.mobility import (
    check_call_is_open,
    check_may_answer,
    check_places_left,
    check_role_of_a_call,
)
from eenplan.organisation.policies.sizes import (
    actual_staff,
    check_room_in_cell,
    check_size_step,
    check_staff_fits,
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
    check_switch_turns,
    check_team,
    check_team_can_end,
)

__all__ = [
    "check_call_is_open",
    "check_may_answer",
    "check_places_left",
    "check_role_of_a_call",
    "actual_staff",
    "check_can_close",
    "check_decision",
    "check_evaluation_day",
    "check_held",
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
    "check_size_step",
    "check_staff_fits",
    "check_state_follows",
    "check_substitute",
    "check_switch_turns",
    "check_team",
    "check_team_can_end",
]
