"""Placing a group of families at once: what is asked and offered, the plan, and carrying it out."""

from eenplan.journeys.placing.decision import apply
from eenplan.journeys.placing.question import (
    FilesRefused,
    Question,
    from_database,
    from_files,
    most_urgent,
)
from eenplan.journeys.placing.trial import PlanRefused, TooLarge, Trial, run

__all__ = [
    "FilesRefused",
    "PlanRefused",
    "Question",
    "TooLarge",
    "Trial",
    "apply",
    "from_database",
    "from_files",
    "most_urgent",
    "run",
]
