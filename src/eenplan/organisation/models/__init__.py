"""Teams, the people who work in them, and the norms the municipality sets itself."""

from eenplan.organisation.models.absences import Absence
from eenplan.organisation.models.cells import (
    CellStatus,
    EndCriterion,
    Evaluation,
    Mandate,
    SizeStep,
)
from eenplan.organisation.models.mobility import (
    CallAnswer,
    ReserveCandidate,
    StaffCall,
    Vacancy,
)
from eenplan.organisation.models.norms import Norm
from eenplan.organisation.models.qualifications import (
    AcceptedDiploma,
    Diploma,
    StaffQualification,
)
from eenplan.organisation.models.teams import Membership, Team, TeamArea, User

__all__ = [
    "Absence",
    "AcceptedDiploma",
    "CallAnswer",
    "CellStatus",
    "Diploma",
    "EndCriterion",
    "Evaluation",
    "Mandate",
    "Membership",
    "Norm",
    "ReserveCandidate",
    "SizeStep",
    "StaffCall",
    "StaffQualification",
    "Team",
    "TeamArea",
    "User",
    "Vacancy",
]
