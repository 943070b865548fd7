"""Everything that changes offers, places and stays."""

from eenplan.housing.services.calls import (
    check_confirmed,
    let_silent_offers_sleep,
    reassess_refusal,
    record_call,
    record_refusal,
)
from eenplan.housing.services.contingents import open_contingent
from eenplan.housing.services.emptying import empty_old_offers
from eenplan.housing.services.holds import hold_offer, release_hold
from eenplan.housing.services.offers import change_offer, register_offer, register_offers
from eenplan.housing.services.people import (
    add_check_type,
    add_member,
    end_check_type,
    end_member,
    explain_check,
    record_check,
)
from eenplan.housing.services.places import add_place, change_state
from eenplan.housing.services.stays import cancel_stay, end_stay, place_household
from eenplan.housing.services.wishes import bind_households, end_bond, note_wishes

__all__ = [
    "add_check_type",
    "add_member",
    "add_place",
    "bind_households",
    "cancel_stay",
    "change_offer",
    "change_state",
    "check_confirmed",
    "empty_old_offers",
    "end_bond",
    "end_check_type",
    "end_member",
    "end_stay",
    "explain_check",
    "hold_offer",
    "let_silent_offers_sleep",
    "note_wishes",
    "open_contingent",
    "place_household",
    "reassess_refusal",
    "record_call",
    "record_check",
    "record_refusal",
    "register_offer",
    "register_offers",
    "release_hold",
]
