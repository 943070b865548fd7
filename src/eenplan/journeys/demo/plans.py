"""The plans of the demo: goals in the families' words, progress, evaluations, work and school."""

from eenplan.guidance import first_lists
from eenplan.guidance.models import ListedGoal, ListedStep, ListVersion, StepList, StepText


def set_lists() -> None:
    """Put the first lists of steps in force, unless they are there."""
    first_lists.add_missing(StepList, ListVersion, ListedGoal, ListedStep, StepText)
