"""What goes on around a household: referrals, questions to an expert, who else works with it."""

from eenplan.network.models.meetings import AgendaItem, Meeting, Participant, WishToDiscuss
from eenplan.network.models.questions import Answer, Helpdesk, Question, ReusableAnswer
from eenplan.network.models.referrals import Referral, ReferralEvent, ReferralLink
from eenplan.network.models.signals import PolicyPoint, Signal
from eenplan.network.models.ties import HouseholdTie

__all__ = [
    "AgendaItem",
    "Answer",
    "Helpdesk",
    "HouseholdTie",
    "Meeting",
    "Participant",
    "PolicyPoint",
    "Question",
    "Referral",
    "ReferralEvent",
    "ReferralLink",
    "ReusableAnswer",
    "Signal",
    "WishToDiscuss",
]
