"""Placing a group of families at once: what is asked and offered, the plan, and carrying it out."""

from eenplan.journeys.placing.decision import apply
from eenplan.journeys.placing.question import FilesRefused, Question, from_database, from_files
from eenplan.journeys.placing.trial import PlanRefused, Trial, run

__all__ = [
    "FilesRefused",
    "PlanRefused",
    "Question",
    "Trial",
    "apply",
    "from_database",
    "from_files",
    "run",
]
