"""Cases to case managers: who can take a household, and how to level what everybody carries."""

from eenplan.engines.caseload.forecast import Forecast, forecast
from eenplan.engines.caseload.model import (
    BlockedWorker,
    CaseloadProposal,
    CaseNeed,
    RankedWorker,
    Worker,
)
from eenplan.engines.caseload.propose import load_words, propose, ranking
from eenplan.engines.caseload.rebalance import inputs_hash, rebalance
from eenplan.engines.caseload.rebalance_model import (
    CarriedLoad,
    Carrier,
    HeldCase,
    ImpossibleRebalancing,
    Limits,
    Move,
    Points,
    Rebalancing,
    StaysAbove,
)
from eenplan.engines.caseload.rebalance_verify import verify_rebalancing

__all__ = [
    "BlockedWorker",
    "CarriedLoad",
    "Carrier",
    "CaseNeed",
    "CaseloadProposal",
    "Forecast",
    "HeldCase",
    "ImpossibleRebalancing",
    "Limits",
    "Move",
    "Points",
    "RankedWorker",
    "Rebalancing",
    "StaysAbove",
    "Worker",
    "forecast",
    "inputs_hash",
    "load_words",
    "propose",
    "ranking",
    "rebalance",
    "verify_rebalancing",
]
