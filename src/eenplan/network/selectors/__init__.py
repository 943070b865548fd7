"""Reading the network around a household."""

from eenplan.network.selectors.questions import questions_of, unread_answers
from eenplan.network.selectors.referrals import (
    history_of,
    pending_of,
    referrals_of,
    sends_referrals,
    unanswered_of_team,
)
from eenplan.network.selectors.ties import overlaps, ties_of

__all__ = [
    "history_of",
    "overlaps",
    "pending_of",
    "questions_of",
    "referrals_of",
    "sends_referrals",
    "ties_of",
    "unanswered_of_team",
    "unread_answers",
]
