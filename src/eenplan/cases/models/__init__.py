"""The case: who holds it, what has to happen, what was said."""

from eenplan.cases.models.case import Assignment, Case
from eenplan.cases.models.contact import Contact
from eenplan.cases.models.handover import Handover, HandoverLine, HandoverRun
from eenplan.cases.models.plan import Step
from eenplan.cases.models.work import WorkItem

__all__ = [
    "Assignment",
    "Case",
    "Contact",
    "Handover",
    "HandoverLine",
    "HandoverRun",
    "Step",
    "WorkItem",
]
