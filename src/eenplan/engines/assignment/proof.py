"""A tighter bound: the linear programme of the promising options gives prices that prove more.

Whatever prices come out, the bound they give over all options is valid; options that turn out
promising at the new prices join in the next round (column generation).
"""

from __future__ import annotations

import numpy as np

from eenplan.engines.assignment.matrix import Matrix
from eenplan.engines.assignment.model import FloatArray
from eenplan.engines.assignment.prices import Dual
from eenplan.engines.assignment.relaxed import Relaxed


def prove(matrix: Matrix, dual: Dual, relaxed: Relaxed) -> FloatArray:
    """Try the prices of the linear programme as a bound; the net values at these prices."""
    prepared = matrix.prepared
    price = np.zeros(len(matrix.high))
    price[relaxed.rows] = relaxed.price
    cells = matrix.cells
    per_cell = np.zeros_like(dual.per_cell)
    mine = price[cells.first : cells.first + len(cells.lane)]
    per_cell[cells.dimension, cells.lane, dual.cell_of[cells.lane, cells.moment]] = mine
    floors = price[matrix.floor_row : matrix.floor_row + len(prepared.floors)]
    budget = float(price[matrix.budget_row]) if matrix.budget_row >= 0 else 0.0
    strong = matrix.strong
    paid = price[strong.first : strong.first + len(strong.lane)]
    entries = (strong.request[paid > 0], strong.lane[paid > 0], paid[paid > 0])
    return dual.prove(per_cell, dual.side_prices(budget, floors), entries)
