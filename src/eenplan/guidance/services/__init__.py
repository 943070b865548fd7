"""Lists of steps get a next version: drafted, translated, put in force from a day, withdrawn."""

from eenplan.guidance.services.drafting import (
    add_listed_goal,
    add_listed_step,
    change_listed_goal,
    change_listed_step,
    move_listed_step,
    remove_listed_goal,
    remove_listed_step,
)
from eenplan.guidance.services.texts import set_text
from eenplan.guidance.services.versions import (
    add_template_list,
    discard_draft,
    put_in_force,
    start_draft,
    withdraw_version,
)

__all__ = [
    "add_listed_goal",
    "add_listed_step",
    "add_template_list",
    "change_listed_goal",
    "change_listed_step",
    "discard_draft",
    "move_listed_step",
    "put_in_force",
    "remove_listed_goal",
    "remove_listed_step",
    "set_text",
    "start_draft",
    "withdraw_version",
]
