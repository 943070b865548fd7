"""Prices as they are kept beside a plan, and as a later search begins with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eenplan.engines.assignment.plan import Prices

if TYPE_CHECKING:
    from eenplan.engines.assignment.prices import Dual


def warm_up(dual: Dual, warm: Prices) -> None:
    """Begin with the prices of an earlier plan, for the offers and times both know."""
    lanes, problem = dual.prepared.lanes, dual.problem
    modes = problem.options.modes
    ids = [
        warm.row_of(problem.offers[u].id, modes[m])
        for u, m in zip(lanes.offer.tolist(), lanes.mode.tolist(), strict=True)
    ]
    rows = np.array(ids, dtype=np.int64)
    points = dual.prepared.line.points
    at = np.append(np.searchsorted(warm.points, points), len(warm.points))
    cell = np.minimum(dual.cell_of[:, :-1], np.maximum(dual.cell_of[:, -1:] - 1, 0))
    for d, name in enumerate(problem.options.dimensions):
        if name in warm.dimensions:
            total = warm.cumulative[warm.dimensions.index(name)][rows][:, at]
            price = np.where(rows[:, None] < 0, 0.0, np.diff(total, axis=1))
            np.add.at(dual.per_cell[d], (np.arange(len(rows))[:, None], cell), price)
    if dual.cost is not None:
        dual.per_side[0] = warm.per_cost * dual.typical_cost
    for i, floor in enumerate(problem.sides.floors):
        dual.per_floor[i] = warm.per_floor.get(floor.group, 0.0)


def prices_of(dual: Dual) -> Prices:
    """The prices found, ready to be stored beside a plan."""
    line, lanes, problem = dual.prepared.line, dual.prepared.lanes, dual.problem
    spread = np.zeros((dual.free.shape[0], len(lanes), line.moments))
    at, moments = np.nonzero(dual.open)
    spread[:, at, moments] = dual.per_cell[:, at, dual.cell_of[at, moments]]
    table = np.zeros((*spread.shape[:2], line.moments + 1))
    np.cumsum(spread, axis=2, out=table[:, :, 1:])
    ids = [problem.offers[u].id for u in lanes.offer.tolist()]
    modes = [problem.options.modes[m] for m in lanes.mode.tolist()]
    floors = {f.group: float(p) for f, p in zip(problem.sides.floors, dual.per_floor, strict=True)}
    return Prices(
        problem.options.dimensions,
        dict(zip(reversed(ids), range(len(ids) - 1, -1, -1), strict=True)),
        line.points,
        table,
        {(u, m): i for i, (u, m) in enumerate(zip(ids, modes, strict=True)) if m},
        dual.per_cost,
        floors,
    )
