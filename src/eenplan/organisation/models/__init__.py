"""Teams, the people who work in them, and the norms the municipality sets itself."""

from eenplan.organisation.models.absences import Absence
from eenplan.organisation.models.cells import (
    CellStatus,
    EndCriterion,
    Evaluation,
    Mandate,
    SizeStep,
)
from eenplan.organisation.models.norms import Norm
from eenplan.organisation.models.teams import Membership, Team, TeamArea, User

__all__ = [
    "Absence",
    "CellStatus",
    "EndCriterion",
    "Evaluation",
    "Mandate",
    "Membership",
    "Norm",
    "SizeStep",
    "Team",
    "TeamArea",
    "User",
]
