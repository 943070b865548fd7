"""Cases to case managers: who can still take a household, within the norm."""

from eenplan.engines.caseload.model import (
    BlockedWorker,
    CaseloadProposal,
    CaseNeed,
    RankedWorker,
    Worker,
)
from eenplan.engines.caseload.propose import propose

__all__ = [
    "BlockedWorker",
    "CaseNeed",
    "CaseloadProposal",
    "RankedWorker",
    "Worker",
    "propose",
]
