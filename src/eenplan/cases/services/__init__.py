"""Everything that changes cases, assignments, steps and contacts."""

from eenplan.cases.services.case import (
    assign,
    assign_by_coordinator,
    open_new_case,
    propose_case_manager,
)
from eenplan.cases.services.closing import close_case
from eenplan.cases.services.contacts import note_contact
from eenplan.cases.services.desk import end_alarm, note_at_the_desk, raise_alarm
from eenplan.cases.services.handovers import (
    first_with_room,
    move_case,
    offer,
    refuse,
    take_over,
    withdraw,
)
from eenplan.cases.services.pending import lapse_pending
from eenplan.cases.services.steps import finish_step, plan_first_visit, plan_route
from eenplan.cases.services.work_items import finish_work_item, inform, pass_on_work_item

__all__ = [
    "assign",
    "assign_by_coordinator",
    "close_case",
    "end_alarm",
    "finish_step",
    "finish_work_item",
    "first_with_room",
    "inform",
    "lapse_pending",
    "move_case",
    "note_at_the_desk",
    "note_contact",
    "offer",
    "open_new_case",
    "pass_on_work_item",
    "plan_first_visit",
    "plan_route",
    "propose_case_manager",
    "raise_alarm",
    "refuse",
    "take_over",
    "withdraw",
]
