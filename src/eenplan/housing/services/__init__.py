"""Everything that changes offers, places and stays."""

from eenplan.housing.services.agreements import make_agreement, note_signed
from eenplan.housing.services.answers import Said, note_answer, note_reassessed
from eenplan.housing.services.contingents import open_contingent
from eenplan.housing.services.places import add_place, change_state
from eenplan.housing.services.proposals import (
    Wanted,
    end_proposal,
    hold,
    note_meeting,
    propose_place,
    withdraw_proposal,
)
from eenplan.housing.services.records import forget_plans, keep_plan, record_choice
from eenplan.housing.services.second_looks import ask_look_at_stay, look_again, look_at_stay
from eenplan.housing.services.stays import cancel_stay, end_stay, place_household
from eenplan.housing.services.wishes import bind_households, end_bond, note_wishes

__all__ = [
    "Said",
    "Wanted",
    "add_place",
    "ask_look_at_stay",
    "bind_households",
    "cancel_stay",
    "change_state",
    "end_bond",
    "end_proposal",
    "end_stay",
    "forget_plans",
    "hold",
    "keep_plan",
    "look_again",
    "look_at_stay",
    "make_agreement",
    "note_answer",
    "note_meeting",
    "note_reassessed",
    "note_signed",
    "note_wishes",
    "open_contingent",
    "place_household",
    "propose_place",
    "record_choice",
    "withdraw_proposal",
]
