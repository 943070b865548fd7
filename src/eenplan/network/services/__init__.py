"""Everything that changes referrals, questions, ties, signals and neighbourhood meetings."""

from eenplan.network.services.agendas import (
    add_case,
    add_signal,
    add_theme,
    ask_to_discuss,
    note_item,
    remove_item,
)
from eenplan.network.services.answers import answer_by_link, answer_received, note_answer
from eenplan.network.services.links import make_link, revoke_link
from eenplan.network.services.meetings import (
    NOTHING_TO_DISCUSS,
    Plan,
    cancel_meeting,
    change_meeting,
    hold_meeting,
    plan_meeting,
)
from eenplan.network.services.pending import end_pending, move_pending
from eenplan.network.services.policy_points import add_to_point, answer_point, make_point
from eenplan.network.services.questions import (
    add_to_answer,
    answer_question,
    ask_question,
    mark_read,
    set_helpdesk,
    withdraw_question,
)
from eenplan.network.services.referrals import (
    send_referral,
    withdraw_consent,
    withdraw_referral,
)
from eenplan.network.services.reminders import remind_unanswered
from eenplan.network.services.reusing import make_reusable, withdraw_reusable
from eenplan.network.services.signals import (
    close_signal,
    give_signal,
    link_signal,
    take_signal,
    unlink_signal,
)
from eenplan.network.services.ties import end_tie, note_tie, withdraw_tie_consent

__all__ = [
    "NOTHING_TO_DISCUSS",
    "Plan",
    "add_case",
    "add_signal",
    "add_theme",
    "add_to_answer",
    "add_to_point",
    "answer_by_link",
    "answer_point",
    "answer_question",
    "answer_received",
    "ask_question",
    "ask_to_discuss",
    "cancel_meeting",
    "change_meeting",
    "close_signal",
    "end_pending",
    "end_tie",
    "give_signal",
    "hold_meeting",
    "link_signal",
    "make_link",
    "make_point",
    "make_reusable",
    "mark_read",
    "move_pending",
    "note_answer",
    "note_item",
    "note_tie",
    "plan_meeting",
    "remind_unanswered",
    "remove_item",
    "revoke_link",
    "send_referral",
    "set_helpdesk",
    "take_signal",
    "unlink_signal",
    "withdraw_consent",
    "withdraw_question",
    "withdraw_referral",
    "withdraw_reusable",
    "withdraw_tie_consent",
]
