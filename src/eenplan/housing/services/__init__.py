"""Everything that changes offers, places and stays."""

from eenplan.housing.services.contingents import open_contingent
from eenplan.housing.services.places import add_place, change_state
from eenplan.housing.services.stays import cancel_stay, end_stay, place_household
from eenplan.housing.services.wishes import bind_households, end_bond, note_wishes

__all__ = [
    "bind_households",
    "end_bond",
    "note_wishes",
    "add_place",
    "cancel_stay",
    "change_state",
    "end_stay",
    "open_contingent",
    "place_household",
]
