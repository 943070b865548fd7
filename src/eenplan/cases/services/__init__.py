"""Everything that changes cases, assignments, steps and contacts."""

from eenplan.cases.services.case import (
    assign,
    assign_by_coordinator,
    open_new_case,
    propose_case_manager,
)
from eenplan.cases.services.contacts import note_contact
from eenplan.cases.services.steps import (
    add_step,
    change_step,
    drop_step,
    finish_step,
    keep_step,
    plan_arrival,
    postpone_step,
)
from eenplan.cases.services.work_items import finish_work_item, inform

__all__ = [
    "add_step",
    "assign",
    "assign_by_coordinator",
    "change_step",
    "drop_step",
    "finish_step",
    "finish_work_item",
    "inform",
    "keep_step",
    "note_contact",
    "open_new_case",
    "plan_arrival",
    "postpone_step",
    "propose_case_manager",
]
