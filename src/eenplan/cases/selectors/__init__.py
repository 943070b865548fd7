"""Reading cases: what is to do, who holds what, what was said."""

from eenplan.cases.selectors.case import (
    assignments_of,
    case_manager,
    former_case,
    get_case,
    held_by,
    households_of,
    languages_of,
    open_case,
    own_cases,
    team_in_charge,
    worker_choices,
)
from eenplan.cases.selectors.contacts import quiet_cases, timeline
from eenplan.cases.selectors.handovers import (
    get_handover,
    get_run,
    handovers,
    handovers_to_answer,
    holders_in,
    households_to_hand_over,
    lines_of,
    may_open_after,
    pending_handover,
    progress_of,
    runs_of,
)
from eenplan.cases.selectors.steps import get_step, obligations, steps_of, visits
from eenplan.cases.selectors.work_items import get_work_item, waiting_for

__all__ = [
    "assignments_of",
    "case_manager",
    "former_case",
    "get_case",
    "get_handover",
    "get_run",
    "get_step",
    "get_work_item",
    "handovers",
    "handovers_to_answer",
    "holders_in",
    "held_by",
    "households_of",
    "households_to_hand_over",
    "languages_of",
    "lines_of",
    "may_open_after",
    "obligations",
    "open_case",
    "own_cases",
    "pending_handover",
    "progress_of",
    "quiet_cases",
    "runs_of",
    "steps_of",
    "team_in_charge",
    "timeline",
    "visits",
    "waiting_for",
    "worker_choices",
]
