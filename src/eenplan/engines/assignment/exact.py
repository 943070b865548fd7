"""The exact answer for a part of the columns, by mixed-integer programming (HiGHS in scipy)."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from eenplan.engines.assignment.matrix import Matrix
from eenplan.engines.assignment.model import FloatArray, IntArray

#: Seconds that are left. Only a measurement passes one: with it, a plan depends on the machine.
Left = Callable[[], float]

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


class Answer(NamedTuple):
    """The columns found (None: none), the proven bound, and how hard it was."""

    x: FloatArray | None
    bound: float | None
    nodes: int
    proven: bool


def best_of_columns(
    matrix: Matrix,
    free: IntArray,
    x: FloatArray | None = None,
    activity: FloatArray | None = None,
    *,
    nodes: int,
    gap: float = 0.0,
    seconds: float | None = None,
    gain: FloatArray | None = None,
    least: float | None = None,
) -> Answer:
    """The best values of the `free` columns with the others as in `x` (zero without it).

    `gain` is what the free columns are worth, when not what the matrix says. `activity` is
    table @ x. `nodes` limits the search tree, so that effort and not the clock decides when to
    stop. Answers worth less than `least` do not count: whether there is a better one is often
    known long before the best is.
    """
    if not len(free):
        return Answer(None, None, 0, False)
    part = cut(matrix, free, x, activity)
    options: Any = {"node_limit": nodes, "mip_rel_gap": gap}
    if seconds is not None:
        options["time_limit"] = max(0.05, seconds)
    worth = matrix.gain[free] if gain is None else gain
    limits = [LinearConstraint(part.table, part.low, part.high)]
    if least is not None:
        limits.append(LinearConstraint(csc_array(worth[None, :]), least, np.inf))
    with silent_stdout():
        answer = milp(
            -worth,
            constraints=limits,
            integrality=matrix.whole[free],
            bounds=Bounds(0, matrix.top[free]),
            options=options,
        )
    bound = None if answer.mip_dual_bound is None else -float(answer.mip_dual_bound)
    count = 0 if answer.mip_node_count is None else int(answer.mip_node_count)
    if answer.x is None:
        # With a least worth there may be no answer at all, and that may be proven.
        return Answer(None, bound, count, answer.status == 2)
    rounded = np.where(matrix.whole[free] == 1, np.round(answer.x), np.maximum(answer.x, 0.0))
    return Answer(rounded, bound, count, answer.status == 0)


class Part(NamedTuple):
    """The rows that some columns touch, less what the other columns take."""

    table: csc_array
    low: FloatArray
    high: FloatArray
    rows: IntArray


def cut(matrix: Matrix, free: IntArray, x: FloatArray | None, activity: FloatArray | None) -> Part:
    """The part of a table that these columns touch, with the others as in `x`."""
    part: csc_array = matrix.table[:, free]
    touched, row = np.unique(part.indices, return_inverse=True)
    part = csc_array((part.data, row, part.indptr), shape=(len(touched), len(free)))
    low, high = matrix.low[touched], matrix.high[touched]
    if x is not None and activity is not None:
        taken = activity[touched] - part @ x[free]
        low, high = low - taken, high - taken
    return Part(part, low, high, touched.astype(np.int64))
