"""Many households handed over in one decision: a worker leaves, a temporary cell is wound down.

First a plan that writes nothing. Then a run with a line for each household, carried out line by
line: each in a transaction of its own, so that a household moves whole or not at all, and a run
that was killed goes on where it stopped, also when two processes carry it out at once.
"""

from eenplan.journeys.handing_over.carrying_out import (
    carry_out,
    decide,
    go_on,
    stop,
    unfinished_runs,
)
from eenplan.journeys.handing_over.planning import Plan, PlannedLine, PlannedTeam, plan

__all__ = [
    "Plan",
    "PlannedLine",
    "PlannedTeam",
    "carry_out",
    "decide",
    "go_on",
    "plan",
    "stop",
    "unfinished_runs",
]
