"""Everything that changes offers, places and stays."""

from eenplan.housing.services.contingents import open_contingent
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
from eenplan.housing.services.safety import (
    lift_stop,
    note_on_incident,
    report_incident,
    stop_offer,
)
from eenplan.housing.services.stays import cancel_stay, end_stay, place_household
from eenplan.housing.services.wishes import bind_households, end_bond, note_wishes

__all__ = [
    "bind_households",
    "end_bond",
    "note_wishes",
    "add_place",
    "ask_rehousing",
    "cancel_stay",
    "change_state",
    "close_rehousing",
    "correct_end",
    "correct_visit",
    "end_stay",
    "escalate_visits",
    "extend_stay",
    "lift_stop",
    "note_absence",
    "note_no_answer",
    "note_on_incident",
    "note_return",
    "note_try",
    "open_contingent",
    "open_rehousing",
    "place_household",
    "plan_missing_visits",
    "plan_review",
    "plan_visits",
    "record_extra_visit",
    "record_visit",
    "report_incident",
    "stop_offer",
    "take_presence",
    "tell_overdue_absences",
    "warn_of_ends",
]
