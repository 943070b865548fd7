"""Everything that changes norms, teams, roles and accounts."""

from eenplan.organisation.services.absences import change_absence, note_absence
from eenplan.organisation.services.cells import (
    add_end_criterion,
    add_size_step,
    change_cell_state,
    change_mandate,
    hold_evaluation,
    judge_end_criterion,
    open_cell,
    plan_evaluation,
    withdraw_size_step,
)
from eenplan.organisation.services.norms import set_norm, withdraw_norm
from eenplan.organisation.services.teams import add_team, change_team, end_team, serve_area
from eenplan.organisation.services.users import (
    add_membership,
    add_user,
    block_user,
    change_user,
    end_membership,
    reset_second_factor,
    set_password,
    unblock_user,
)

__all__ = [
    "add_end_criterion",
    "add_size_step",
    "change_cell_state",
    "change_mandate",
    "hold_evaluation",
    "judge_end_criterion",
    "open_cell",
    "plan_evaluation",
    "withdraw_size_step",
    "add_membership",
    "add_team",
    "add_user",
    "block_user",
    "change_absence",
    "change_team",
    "change_user",
    "end_membership",
    "end_team",
    "note_absence",
    "reset_second_factor",
    "serve_area",
    "set_norm",
    "set_password",
    "unblock_user",
    "withdraw_norm",
]
