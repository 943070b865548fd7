"""Why an outside question has no answer: proven, or only not found."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from eenplan.engines.assignment.exact import silent_stdout
from eenplan.engines.assignment.model import Problem

NOT_FOUND = "no assignment of all jobs was found; whether there is one is not proven"


def reason(problem: Problem, seconds: float) -> str:
    """Why not all jobs are assigned, asked of the file itself and not of the kernel."""
    options = problem.options
    room = np.array([sum(offer.capacity.values()) for offer in problem.offers])
    need = options.uses[0]
    fits = need <= room[options.offer]
    least = np.full(len(problem.requests), np.iinfo(np.int64).max)
    np.minimum.at(least, options.request[fits], need[fits])
    if (nowhere := np.flatnonzero(least == np.iinfo(np.int64).max)).size:
        return f"infeasible: {problem.requests[int(nowhere[0])].id} fits no agent"
    if least.sum() > room.sum():
        return "infeasible: the jobs need more than all agents have together"
    return _searched(problem, room, seconds)


def _searched(problem: Problem, room: np.ndarray, seconds: float) -> str:
    options, jobs = problem.options, len(problem.requests)
    column = np.arange(len(options))
    entries = np.concatenate([np.ones(len(options)), options.uses[0]])
    row = np.concatenate([options.request, jobs + options.offer])
    shape = (jobs + len(room), len(options))
    table = coo_array((entries, (row, np.concatenate([column, column]))), shape=shape).tocsc()
    low = np.concatenate([np.ones(jobs), np.full(len(room), -np.inf)])
    with silent_stdout():
        answer = milp(
            np.zeros(len(options)),
            constraints=LinearConstraint(table, low, np.concatenate([np.ones(jobs), room])),
            integrality=np.ones(len(options)),
            bounds=Bounds(0, 1),
            options={"time_limit": max(0.1, seconds)},
        )
    if answer.status == 2:
        return "infeasible: no assignment of all jobs fits, proven by search"
    return NOT_FOUND
