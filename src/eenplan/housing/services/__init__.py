"""Everything that changes offers, places and stays."""

from eenplan.housing.services.agreements import make_agreement, note_signed
from eenplan.housing.services.answers import Said, note_answer, note_reassessed
from eenplan.housing.services.calls import check_confirmed, let_silent_offers_sleep, record_call
from eenplan.housing.services.checklists import (
    Asked,
    add_question,
    begin_checklist,
    change_question,
    put_checklist_in_force,
    remove_question,
    take_checklist_back,
    throw_checklist_away,
)
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
from eenplan.housing.services.found_stays import register_found_stay
from eenplan.housing.services.holds import hold_offer, release_hold
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
from eenplan.housing.services.offers import change_offer, register_offer, register_offers
from eenplan.housing.services.people import (
    add_check_type,
    add_member,
    end_check_type,
    end_member,
    explain_check,
    record_check,
)
from eenplan.housing.services.photos import add_photo, photo_file, remove_photo
from eenplan.housing.services.places import add_place, change_state
from eenplan.housing.services.presence import (
    note_absence,
    note_return,
    take_presence,
    tell_overdue_absences,
)
from eenplan.housing.services.proposals import (
    Wanted,
    end_proposal,
    hold,
    note_meeting,
    propose_place,
    withdraw_proposal,
)
from eenplan.housing.services.records import forget_plans, keep_plan, record_choice
from eenplan.housing.services.refusal_reasons import (
    add_refusal_reason,
    rename_refusal_reason,
    resume_refusal_reason,
    stop_refusal_reason,
)
from eenplan.housing.services.rehousing import (
    ask_rehousing,
    close_rehousing,
    note_try,
    open_rehousing,
)
from eenplan.housing.services.safety import lift_stop, note_on_incident, report_incident, stop_offer
from eenplan.housing.services.second_looks import ask_look_at_stay, look_again, look_at_stay
from eenplan.housing.services.stays import cancel_stay, end_stay, place_household
from eenplan.housing.services.wishes import bind_households, end_bond, note_wishes
from eenplan.housing.services.works import add_work, change_work, drop_work, finish_work

__all__ = [
    "Asked",
    "Part",
    "Said",
    "Wanted",
    "add_check_type",
    "add_contract",
    "add_cost",
    "add_member",
    "add_photo",
    "add_place",
    "add_question",
    "add_refusal_reason",
    "add_unit",
    "add_work",
    "answer_item",
    "ask_look_at_stay",
    "ask_rehousing",
    "begin_checklist",
    "begin_inspection",
    "bind_households",
    "book_rents",
    "cancel_inspection",
    "cancel_stay",
    "change_contract",
    "change_dwelling",
    "change_offer",
    "change_place",
    "change_question",
    "change_state",
    "change_work",
    "check_confirmed",
    "close_rehousing",
    "correct_end",
    "correct_visit",
    "decide_inspection",
    "drop_work",
    "empty_old_offers",
    "end_bond",
    "end_check_type",
    "end_member",
    "end_proposal",
    "end_stay",
    "escalate_visits",
    "explain_check",
    "extend_stay",
    "finish_work",
    "forget_plans",
    "hold",
    "hold_offer",
    "keep_plan",
    "let_silent_offers_sleep",
    "lift_stop",
    "look_again",
    "look_at_stay",
    "make_agreement",
    "merge_units",
    "note_absence",
    "note_answer",
    "note_meeting",
    "note_no_answer",
    "note_on_incident",
    "note_reassessed",
    "note_return",
    "note_signed",
    "note_try",
    "note_wishes",
    "open_contingent",
    "open_rehousing",
    "photo_file",
    "place_household",
    "plan_inspection",
    "plan_missing_visits",
    "plan_review",
    "plan_visits",
    "propose_place",
    "put_checklist_in_force",
    "record_call",
    "record_check",
    "record_choice",
    "record_extra_visit",
    "record_visit",
    "register_found_stay",
    "register_offer",
    "register_offers",
    "release_hold",
    "remove_photo",
    "remove_question",
    "rename_refusal_reason",
    "report_incident",
    "resume_refusal_reason",
    "settle_deposit",
    "split_unit",
    "stop_offer",
    "stop_refusal_reason",
    "take_back_cost",
    "take_checklist_back",
    "take_over_approvals",
    "take_over_inspection",
    "take_presence",
    "taken_over_rows",
    "tell_overdue_absences",
    "throw_checklist_away",
    "warn_of_ends",
    "withdraw_proposal",
]
