"""Everything that changes cases, assignments, steps and contacts."""

from eenplan.cases.services.case import (
    assign,
    assign_by_coordinator,
    open_new_case,
    propose_case_manager,
)
from eenplan.cases.services.contacts import note_contact
from eenplan.cases.services.steps import finish_step, plan_first_visit, plan_route
from eenplan.cases.services.work_items import finish_work_item, inform, pass_on_work_item

__all__ = [
    "assign",
    "assign_by_coordinator",
    "finish_step",
    "finish_work_item",
    "inform",
    "note_contact",
    "open_new_case",
    "pass_on_work_item",
    "plan_first_visit",
    "plan_route",
    "propose_case_manager",
]
