"""Reading cases: what is to do, who holds what, what was said."""

from eenplan.cases.selectors.activation import (
    activation_counts,
    activations,
    get_activation,
    roads_of,
    school_counts,
    schoolings,
)
from eenplan.cases.selectors.case import (
    assignments_of,
    case_manager,
    get_case,
    held_by,
    households_of,
    languages_of,
    latest_case,
    open_case,
    own_cases,
    team_in_charge,
    worker_choices,
)
from eenplan.cases.selectors.contacts import quiet_cases, timeline
from eenplan.cases.selectors.goals import (
    Plan,
    get_goal,
    get_review,
    hidden_domains,
    open_goals,
    plan_of,
    reviews_due,
    titles_of,
)
from eenplan.cases.selectors.plan_text import plan_hash, plan_text
from eenplan.cases.selectors.steps import get_step, obligations, steps_of, visits
from eenplan.cases.selectors.updates import cases_to_steer, updates
from eenplan.cases.selectors.work_items import get_work_item, waiting_for

__all__ = [
    "Plan",
    "activation_counts",
    "activations",
    "assignments_of",
    "case_manager",
    "cases_to_steer",
    "get_activation",
    "get_case",
    "get_goal",
    "get_review",
    "get_step",
    "get_work_item",
    "held_by",
    "hidden_domains",
    "households_of",
    "languages_of",
    "latest_case",
    "obligations",
    "open_case",
    "open_goals",
    "own_cases",
    "plan_hash",
    "plan_of",
    "plan_text",
    "quiet_cases",
    "reviews_due",
    "roads_of",
    "school_counts",
    "schoolings",
    "steps_of",
    "team_in_charge",
    "timeline",
    "titles_of",
    "updates",
    "visits",
    "waiting_for",
    "worker_choices",
]
