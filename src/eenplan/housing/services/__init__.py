"""Everything that changes offers, places and stays."""

from eenplan.housing.services.inspections import (
    answer_item,
    begin_inspection,
    cancel_inspection,
    decide_inspection,
    plan_inspection,
    take_over_approvals,
    take_over_inspection,
    taken_over_rows,
)
from eenplan.housing.services.places import add_place, change_state
from eenplan.housing.services.stays import cancel_stay, end_stay, place_household

__all__ = [
    "add_place",
    "answer_item",
    "begin_inspection",
    "cancel_inspection",
    "cancel_stay",
    "change_state",
    "decide_inspection",
    "end_stay",
    "place_household",
    "plan_inspection",
    "take_over_approvals",
    "take_over_inspection",
    "taken_over_rows",
]
