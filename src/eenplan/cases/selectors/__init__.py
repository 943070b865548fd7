"""Reading cases: what is to do, who holds what, what was said."""

from eenplan.cases.selectors.case import (
    assignments_of,
    case_manager,
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
from eenplan.cases.selectors.rebalancing import (
    get_rebalancing,
    latest_rebalancing,
    moves_of,
    undecided,
)
from eenplan.cases.selectors.steps import get_step, obligations, steps_of, visits
from eenplan.cases.selectors.work_items import get_work_item, waiting_for

__all__ = [
    "get_rebalancing",
    "latest_rebalancing",
    "moves_of",
    "undecided",
    "assignments_of",
    "case_manager",
    "get_case",
    "get_step",
    "get_work_item",
    "held_by",
    "households_of",
    "languages_of",
    "obligations",
    "open_case",
    "own_cases",
    "quiet_cases",
    "steps_of",
    "team_in_charge",
    "timeline",
    "visits",
    "waiting_for",
    "worker_choices",
]
