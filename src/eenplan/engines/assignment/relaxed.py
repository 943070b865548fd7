"""Large parts: solve the linear programme, keep what it decides, and solve the rest exactly.

Nearly everybody has a whole place in the linear programme; only who is split over several places,
and the shared houses whose mode is not decided, are left to the search tree (relax and fix).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import linprog as _typed_linprog

from eenplan.engines.assignment.exact import Answer, best_of_columns, cut, silent_stdout
from eenplan.engines.assignment.matrix import Matrix
from eenplan.engines.assignment.model import BoolArray, FloatArray, IntArray

_linprog: Any = _typed_linprog
_WHOLE = 0.99


class Relaxed(NamedTuple):
    """The answer of the linear programme, and the price of each row of the table it touched."""

    x: FloatArray
    rows: IntArray
    price: FloatArray


def relax(
    matrix: Matrix,
    free: IntArray,
    x: FloatArray | None = None,
    activity: FloatArray | None = None,
    seconds: float | None = None,
) -> Relaxed | None:
    """Solve the linear programme of these columns; None when it did not come to an end."""
    if not len(free):
        return None
    part = cut(matrix, free, x, activity)
    equal = part.low == part.high
    table = part.table.tocsr()
    with silent_stdout():
        answer = _linprog(
            -matrix.gain[free],
            A_ub=table[~equal],
            b_ub=part.high[~equal],
            A_eq=table[equal] if equal.any() else None,
            b_eq=part.high[equal] if equal.any() else None,
            bounds=np.stack([np.zeros(len(free)), matrix.top[free]], axis=1),
            method="highs-ds",
            options={} if seconds is None else {"time_limit": max(0.05, seconds)},
        )
    if answer.status != 0:
        return None
    price = np.zeros(len(part.high))
    price[~equal] = np.maximum(0.0, -np.asarray(answer.ineqlin.marginals))
    return Relaxed(np.asarray(answer.x), part.rows, price)


def relax_and_fix(
    matrix: Matrix,
    free: IntArray,
    x: FloatArray,
    activity: FloatArray,
    *,
    nodes: int,
    gap: float,
    relaxed: Relaxed | None = None,
    seconds: float | None = None,
) -> Answer:
    """A good, not always the best, answer for the free columns with the others as in `x`."""
    found = relaxed or relax(matrix, free, x, activity, seconds)
    if found is None:
        return Answer(None, None, 0, False)
    whole = np.zeros(matrix.width)
    whole[free] = found.x
    undecided = _undecided(matrix, free, whole)
    fixed = x.copy()
    fixed[free] = np.round(whole[free])
    fixed[free[undecided]] = 0.0
    changed = np.flatnonzero(fixed != x)
    now = activity + matrix.table[:, changed] @ (fixed[changed] - x[changed])
    rest = free[undecided]
    if not len(rest):
        return Answer(fixed[free], None, 0, True)
    answer = best_of_columns(matrix, rest, fixed, now, nodes=nodes, gap=gap, seconds=seconds)
    if answer.x is None:
        return answer
    fixed[rest] = answer.x
    return Answer(fixed[free], None, answer.nodes, answer.proven)


def split_requests(matrix: Matrix, relaxed: Relaxed) -> BoolArray:
    """Who has no whole place in the linear programme over all columns, or a house without mode."""
    undecided = _undecided(matrix, np.arange(matrix.width), relaxed.x)
    found = np.zeros(len(matrix.prepared.must), dtype=np.bool_)
    found[matrix.who[undecided[: len(matrix.rows)]]] = True
    return found


def _undecided(matrix: Matrix, free: IntArray, x: FloatArray) -> BoolArray:
    """Which free columns belong to somebody, or to a house, that is not decided as a whole."""
    prepared, number = matrix.prepared, len(matrix.rows)
    z = matrix.z_of[matrix.z_lanes]
    in_part = (x[z] > 1 - _WHOLE) & (x[z] < _WHOLE)
    loose = np.zeros(len(prepared.problem.offers), dtype=np.bool_)
    loose[prepared.lanes.offer[matrix.z_lanes[in_part]]] = True
    offer = prepared.usable.options.offer[matrix.rows]
    decided = np.zeros(len(prepared.must), dtype=np.bool_)
    decided[matrix.who[(x[:number] > _WHOLE) & ~loose[offer]]] = True
    parties = prepared.parties
    if len(parties):
        linked = parties.of_request >= 0
        decided[linked] &= ~parties.any_of(~decided)[parties.of_request[linked]]
    open_ = np.ones(matrix.width, dtype=np.bool_)
    open_[:number] = ~decided[matrix.who]
    open_[z] = loose[prepared.lanes.offer[matrix.z_lanes]]
    musts = np.flatnonzero(prepared.must)
    open_[matrix.missing_of[musts]] = ~decided[musts]
    found: BoolArray = open_[free]
    return found
