"""Everything that changes cases, assignments, steps and contacts."""

from eenplan.cases.services.case import (
    assign,
    assign_by_coordinator,
    open_new_case,
    propose_case_manager,
)
from eenplan.cases.services.contacts import correct_contact, note_contact, note_talk
from eenplan.cases.services.quick_notes import save_quick_note
from eenplan.cases.services.rebalancing import (
    accept_moves,
    propose_rebalancing,
    propose_when_above_norm,
)
from eenplan.cases.services.snoozing import end_snooze, snooze_item, snooze_quiet, snooze_step
from eenplan.cases.services.staffing import answer_advice
from eenplan.cases.services.steps import (
    add_step,
    change_step,
    drop_step,
    finish_step,
    keep_step,
    plan_arrival,
    postpone_step,
)
from eenplan.cases.services.work_items import finish_work_item, inform, put_back_work_item

__all__ = [
    "answer_advice",
    "accept_moves",
    "propose_rebalancing",
    "propose_when_above_norm",
    "add_step",
    "assign",
    "assign_by_coordinator",
    "change_step",
    "correct_contact",
    "drop_step",
    "end_snooze",
    "finish_step",
    "finish_work_item",
    "inform",
    "keep_step",
    "note_contact",
    "note_talk",
    "open_new_case",
    "plan_arrival",
    "postpone_step",
    "propose_case_manager",
    "put_back_work_item",
    "save_quick_note",
    "snooze_item",
    "snooze_quiet",
    "snooze_step",
]
