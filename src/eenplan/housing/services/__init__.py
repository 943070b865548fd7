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
from eenplan.housing.services.ends import correct_end, extend_stay, plan_review, warn_of_ends
from eenplan.housing.services.follow_up import (
    correct_visit,
    escalate_visits,
    note_no_answer,
    plan_missing_visits,
    plan_visits,
    record_extra_visit,
    record_visit,
)
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
from eenplan.housing.services.presence import (
    note_absence,
    note_return,
    take_presence,
    tell_overdue_absences,
)
from eenplan.housing.services.rehousing import (
    ask_rehousing,
    close_rehousing,
    note_try,
    open_rehousing,
)
from eenplan.housing.services.safety import lift_stop, note_on_incident, report_incident, stop_offer
from eenplan.housing.services.stays import cancel_stay, end_stay, place_household
from eenplan.housing.services.wishes import bind_households, end_bond, note_wishes

__all__ = [
    "add_check_type",
    "add_member",
    "add_place",
    "ask_rehousing",
    "bind_households",
    "cancel_stay",
    "change_offer",
    "change_state",
    "check_confirmed",
    "close_rehousing",
    "correct_end",
    "correct_visit",
    "empty_old_offers",
    "end_bond",
    "end_check_type",
    "end_member",
    "end_stay",
    "escalate_visits",
    "explain_check",
    "extend_stay",
    "hold_offer",
    "let_silent_offers_sleep",
    "lift_stop",
    "note_absence",
    "note_no_answer",
    "note_on_incident",
    "note_return",
    "note_try",
    "note_wishes",
    "open_contingent",
    "open_rehousing",
    "place_household",
    "plan_missing_visits",
    "plan_review",
    "plan_visits",
    "reassess_refusal",
    "record_call",
    "record_check",
    "record_extra_visit",
    "record_refusal",
    "record_visit",
    "register_offer",
    "register_offers",
    "release_hold",
    "report_incident",
    "stop_offer",
    "take_presence",
    "tell_overdue_absences",
    "warn_of_ends",
]
