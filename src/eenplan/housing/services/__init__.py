"""Everything that changes offers, places and stays."""

from eenplan.housing.services.contingents import open_contingent
from eenplan.housing.services.contracts import (
    add_contract,
    add_cost,
    book_rents,
    change_contract,
    settle_deposit,
    take_back_cost,
)
from eenplan.housing.services.dwellings import (
    Part,
    add_unit,
    change_dwelling,
    change_place,
    merge_units,
    split_unit,
)
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
from eenplan.housing.services.photos import add_photo, photo_file, remove_photo
from eenplan.housing.services.places import add_place, change_state
from eenplan.housing.services.stays import cancel_stay, end_stay, place_household
from eenplan.housing.services.works import add_work, change_work, drop_work, finish_work

__all__ = [
    "Part",
    "add_contract",
    "add_cost",
    "add_photo",
    "add_place",
    "add_unit",
    "add_work",
    "answer_item",
    "begin_inspection",
    "book_rents",
    "cancel_inspection",
    "cancel_stay",
    "change_contract",
    "change_dwelling",
    "change_place",
    "change_state",
    "change_work",
    "decide_inspection",
    "drop_work",
    "end_stay",
    "finish_work",
    "merge_units",
    "open_contingent",
    "photo_file",
    "place_household",
    "plan_inspection",
    "remove_photo",
    "settle_deposit",
    "split_unit",
    "take_back_cost",
    "take_over_approvals",
    "take_over_inspection",
    "taken_over_rows",
]
