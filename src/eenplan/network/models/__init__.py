"""What goes on around a household: referrals, questions to an expert, who else works with it."""

from eenplan.network.models.questions import Answer, Helpdesk, Question, ReusableAnswer
from eenplan.network.models.referrals import Referral, ReferralEvent, ReferralLink
from eenplan.network.models.ties import HouseholdTie

__all__ = [
    "Answer",
    "Helpdesk",
    "HouseholdTie",
    "Question",
    "Referral",
    "ReferralEvent",
    "ReferralLink",
    "ReusableAnswer",
]
