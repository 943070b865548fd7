"""Everything that changes referrals, questions to experts and ties with services."""

from eenplan.network.services.answers import answer_by_link, answer_received, note_answer
from eenplan.network.services.links import make_link, revoke_link
from eenplan.network.services.pending import end_pending, move_pending
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
from eenplan.network.services.ties import end_tie, note_tie, withdraw_tie_consent

__all__ = [
    "add_to_answer",
    "answer_by_link",
    "answer_question",
    "answer_received",
    "ask_question",
    "end_pending",
    "end_tie",
    "make_link",
    "make_reusable",
    "mark_read",
    "move_pending",
    "note_answer",
    "note_tie",
    "remind_unanswered",
    "revoke_link",
    "send_referral",
    "set_helpdesk",
    "withdraw_consent",
    "withdraw_question",
    "withdraw_referral",
    "withdraw_reusable",
    "withdraw_tie_consent",
]
