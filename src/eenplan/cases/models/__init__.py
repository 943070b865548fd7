"""The case: who holds it, what has to happen, what was said."""

from eenplan.cases.models.case import Assignment, Case
from eenplan.cases.models.contact import Contact, EarlierContact
from eenplan.cases.models.plan import Step
from eenplan.cases.models.work import Snooze, WorkItem

__all__ = [
    "Assignment",
    "Case",
    "Contact",
    "EarlierContact",
    "Snooze",
    "Step",
    "WorkItem",
]
