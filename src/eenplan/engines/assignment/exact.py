"""The exact answer for a small set of options, by mixed-integer programming (HiGHS in scipy)."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from eenplan.engines.assignment.model import FloatArray, IntArray, Problem
from eenplan.engines.assignment.timeline import Timeline

_one_at_a_time = threading.Lock()


@contextmanager
def silent_stdout() -> Iterator[None]:
    """Send file descriptor 1 to nowhere: HiGHS in scipy 1.17 prints a debug line there."""
    with _one_at_a_time:
        kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 1)
            yield
        finally:
            os.dup2(kept, 1)
            os.close(kept)
            os.close(nowhere)


def capacity_rows(problem: Problem, line: Timeline, rows: IntArray) -> tuple[csr_array, FloatArray]:
    """One row per request and per offer, dimension and start: matrix over `rows`, and the limits.

    Capacity is only checked at starts inside each offer; between starts use can only fall, and
    bookings that start later are starts as well.
    """
    options = problem.options
    request, offer = options.request[rows], options.offer[rows]
    _, position = np.unique(request, return_inverse=True)
    found: list[tuple[IntArray, IntArray, float]] = []
    order = np.argsort(offer, kind="stable")
    cuts = np.flatnonzero(np.diff(offer[order])) + 1
    for group in np.split(order, cuts) if len(rows) else []:
        found.extend(_rows_of_offer(problem, line, rows, group))
    lengths = np.array([len(columns) for columns, _, _ in found], dtype=np.int64)
    first_row = int(position.max()) + 1 if len(rows) else 0
    row_index = np.concatenate([position, first_row + np.repeat(np.arange(len(found)), lengths)])
    column_index = np.concatenate([np.arange(len(rows)), *(columns for columns, _, _ in found)])
    weights = np.concatenate([np.ones(len(rows)), *(used for _, used, _ in found)])
    limits = np.concatenate([np.ones(first_row), [limit for _, _, limit in found]])
    shape = (first_row + len(found), len(rows))
    return csr_array((weights, (row_index, column_index)), shape=shape), limits


def _rows_of_offer(
    problem: Problem, line: Timeline, rows: IntArray, group: IntArray
) -> Iterator[tuple[IntArray, IntArray, float]]:
    picked = rows[group]
    first, last = line.first[picked], line.last[picked]
    offer = int(problem.options.offer[picked[0]])
    free = line.free[:, offer]
    moments = np.union1d(np.unique(first), np.flatnonzero(np.diff(free, axis=1).any(axis=0)) + 1)
    for moment in moments.tolist():
        here = (first <= moment) & (last > moment)
        for d, uses in enumerate(problem.options.uses[:, picked]):
            used = uses[here]
            if used.sum() > free[d, moment]:
                yield group[here], used, float(free[d, moment])


def best_of_rows(
    problem: Problem, line: Timeline, rows: IntArray, *, nodes: int, gap: float = 0.0
) -> tuple[IntArray, float | None]:
    """The best choice among the given option rows, and a proven bound on it (None without answer).

    `nodes` limits the search tree, so that effort and not the clock decides when to stop.
    """
    if not len(rows):
        return rows, 0.0
    matrix, limits = capacity_rows(problem, line, rows)
    value = problem.value[rows].astype(np.float64)
    with silent_stdout():
        answer = milp(
            -value,
            constraints=LinearConstraint(matrix, -np.inf, limits),
            integrality=np.ones(len(rows), dtype=np.int64),
            bounds=Bounds(0, 1),
            options={"node_limit": nodes, "mip_rel_gap": gap},
        )
    if answer.x is None:
        return rows[:0], None
    bound = -float(answer.mip_dual_bound) if answer.mip_dual_bound is not None else None
    return rows[np.flatnonzero(answer.x > 0.5)], bound
