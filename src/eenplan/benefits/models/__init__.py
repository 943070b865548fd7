"""Rights and money: from the register of applications to the claim on the State."""

from eenplan.benefits.models.applications import (
    Application,
    CompetenceCheck,
    RegisterCorrection,
    Suspension,
)
from eenplan.benefits.models.centre import CentreDetails
from eenplan.benefits.models.claims import (
    AidNotice,
    ClaimGround,
    ClaimSentAgain,
    CostStatement,
    StateClaim,
)
from eenplan.benefits.models.committee import (
    AgendaItem,
    CommitteeSession,
    DecisionProposal,
    Recusal,
    SessionMember,
)
from eenplan.benefits.models.decisions import (
    Appeal,
    Decision,
    Grant,
    IntegrationProject,
    Review,
)
from eenplan.benefits.models.filling import RunCandidate, RunFile, Withholding
from eenplan.benefits.models.guidelines import (
    Guideline,
    GuidelineVersion,
    ReadingDraw,
    SecondReading,
)
from eenplan.benefits.models.hindrances import Sanction, StayAbroad
from eenplan.benefits.models.investigations import (
    Calculation,
    Evidence,
    Finding,
    Investigation,
    Means,
)
from eenplan.benefits.models.ledger import JournalEntry, JournalLine
from eenplan.benefits.models.letters import Letter, Notification
from eenplan.benefits.models.paid_to import PaidTo
from eenplan.benefits.models.payments import (
    GONE,
    BankDetails,
    BankFile,
    Payment,
    PaymentRun,
    Recovery,
)

__all__ = [
    "GONE",
    "AgendaItem",
    "AidNotice",
    "Appeal",
    "Application",
    "BankDetails",
    "BankFile",
    "Calculation",
    "CentreDetails",
    "ClaimGround",
    "ClaimSentAgain",
    "CommitteeSession",
    "CompetenceCheck",
    "CostStatement",
    "Decision",
    "DecisionProposal",
    "Evidence",
    "Finding",
    "Grant",
    "Guideline",
    "GuidelineVersion",
    "IntegrationProject",
    "Investigation",
    "JournalEntry",
    "JournalLine",
    "Letter",
    "Means",
    "Notification",
    "PaidTo",
    "Payment",
    "PaymentRun",
    "ReadingDraw",
    "Recovery",
    "Recusal",
    "RegisterCorrection",
    "Review",
    "RunCandidate",
    "RunFile",
    "Sanction",
    "SecondReading",
    "SessionMember",
    "StateClaim",
    "StayAbroad",
    "Suspension",
    "Withholding",
]
