"""The case: who holds it, what has to happen, what was said."""

from eenplan.cases.models.activation import Activation, Schooling
from eenplan.cases.models.case import Assignment, Case
from eenplan.cases.models.contact import Contact
from eenplan.cases.models.handover import Handover, HandoverLine, HandoverRun
from eenplan.cases.models.plan import Goal, Step, StepChange
from eenplan.cases.models.progress import Measurement, PlanReview, PlanSigning
from eenplan.cases.models.work import WorkItem

__all__ = [
    "Activation",
    "Assignment",
    "Case",
    "Contact",
    "Goal",
    "Handover",
    "HandoverLine",
    "HandoverRun",
    "Measurement",
    "PlanReview",
    "PlanSigning",
    "Schooling",
    "Step",
    "StepChange",
    "WorkItem",
]
