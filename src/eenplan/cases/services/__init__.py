"""Everything that changes cases, assignments, steps and contacts."""

from eenplan.cases.services.activation import SchoolPlace, end_stage, set_school, set_stage
from eenplan.cases.services.case import (
    assign,
    assign_by_coordinator,
    assign_first,
    open_new_case,
    propose_case_manager,
)
from eenplan.cases.services.closing import close_case
from eenplan.cases.services.contacts import correct_contact, note_contact, note_talk
from eenplan.cases.services.desk import end_alarm, note_at_the_desk
from eenplan.cases.services.goals import (
    add_goal,
    add_template,
    change_goal,
    close_goal,
)
from eenplan.cases.services.handovers import (
    first_with_room,
    move_case,
    offer,
    refuse,
    take_over,
    withdraw,
)
from eenplan.cases.services.pending import lapse_pending
from eenplan.cases.services.quick_notes import save_quick_note
from eenplan.cases.services.reviews import (
    hold_review,
    measure,
    next_review_day,
    plan_review,
    sign_plan,
)
from eenplan.cases.services.second_looks import ask_second_look, second_look_is_over
from eenplan.cases.services.snoozing import (
    end_snooze,
    snooze_item,
    snooze_quiet,
    snooze_step,
)
from eenplan.cases.services.steps import (
    add_step,
    change_step,
    drop_step,
    finish_step,
    keep_step,
    plan_arrival,
    postpone_step,
)
from eenplan.cases.services.updates import bring_up_to_date
from eenplan.cases.services.work_items import (
    finish_work_item,
    inform,
    inform_coordinators,
    pass_on_work_item,
    put_back_work_item,
)

__all__ = [
    "SchoolPlace",
    "ask_second_look",
    "second_look_is_over",
    "add_goal",
    "add_step",
    "add_template",
    "assign",
    "assign_by_coordinator",
    "assign_first",
    "bring_up_to_date",
    "change_goal",
    "change_step",
    "close_case",
    "close_goal",
    "correct_contact",
    "drop_step",
    "end_alarm",
    "end_snooze",
    "end_stage",
    "finish_step",
    "finish_work_item",
    "first_with_room",
    "hold_review",
    "inform",
    "inform_coordinators",
    "keep_step",
    "lapse_pending",
    "measure",
    "move_case",
    "next_review_day",
    "note_at_the_desk",
    "note_contact",
    "note_talk",
    "offer",
    "open_new_case",
    "pass_on_work_item",
    "plan_arrival",
    "plan_review",
    "postpone_step",
    "propose_case_manager",
    "put_back_work_item",
    "refuse",
    "save_quick_note",
    "set_school",
    "set_stage",
    "sign_plan",
    "snooze_item",
    "snooze_quiet",
    "snooze_step",
    "take_over",
    "withdraw",
]
