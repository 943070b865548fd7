"""How much others want a place: the prices of the last plan, asked for one household, and kept.

Prices are kept from one evening to the next as JSON, so that a household that comes tonight does
not take what somebody else needs more.
"""

from __future__ import annotations

import json

import numpy as np

from eenplan.engines.assignment.model import IntArray
from eenplan.engines.assignment.plan import Prices
from eenplan.engines.placement.model import MODES
from eenplan.engines.placement.problem import PERSONS
from eenplan.engines.placement.table import Table

VERSION = 1


class UnreadablePrices(ValueError):
    """Kept prices are not of this version, or are no prices at all."""


def pressures(prices: Prices | None, table: Table, row: int, columns: IntArray) -> IntArray:
    """How much others want each of these places when this household could be there, in points.

    A shared house has a price for each way to use it; the household takes the cheapest it may.
    """
    if prices is None or not len(columns):
        return np.zeros(len(columns), dtype=np.int64)
    stock, persons = table.stock, int(table.persons[row])
    shared = stock.several[columns]
    uses = np.stack(
        [
            np.where(shared, persons, 0) if name == PERSONS else np.ones(len(columns), np.int64)
            for name in prices.dimensions
        ]
    )
    start, end = table.start[row, columns], table.end[row, columns]
    paid = prices.pressures(stock.price_rows(prices)[columns], start, end, uses)
    inside = np.flatnonzero(shared)
    if len(inside) and prices.lanes:
        modes = table.households[row].modes or MODES
        ways = [
            prices.pressures(
                stock.price_rows(prices, mode)[columns[inside]],
                start[inside],
                end[inside],
                uses[:, inside],
            )
            for mode in modes
        ]
        paid[inside] = np.min(ways, axis=0)
    paid = paid + prices.per_cost * stock.rents[columns]
    found: IntArray = np.rint(paid).astype(np.int64)
    return found


def to_json(prices: Prices) -> str:
    """Prices as text, to keep until the next plan; to a hundredth of a point."""
    table = np.round(prices.cumulative, 2)
    rows = [
        [[n, float(v)] for n, v in _steps(table[d, u])]
        for d in range(table.shape[0])
        for u in range(table.shape[1])
    ]
    return json.dumps(
        {
            "version": VERSION,
            "dimensions": list(prices.dimensions),
            "offers": dict(prices.offers),
            "lanes": [[offer, mode, row] for (offer, mode), row in prices.lanes.items()],
            "points": prices.points.tolist(),
            "shape": list(table.shape),
            "rows": rows,
            "per_cost": prices.per_cost,
            "per_floor": dict(prices.per_floor),
        },
        separators=(",", ":"),
    )


def _steps(row: np.ndarray) -> list[tuple[int, float]]:
    """Where a running total changes, and to what; most places have few prices or none."""
    changes = np.flatnonzero(np.diff(row, prepend=0.0))
    return [(int(n), float(row[n])) for n in changes]


def from_json(text: str) -> Prices:
    """The prices that were kept. Raises UnreadablePrices for anything else."""
    try:
        kept = json.loads(text)
        if kept["version"] != VERSION:
            raise UnreadablePrices(f"prices of version {kept['version']}")
        dimensions, rows, moments = kept["shape"]
        table = np.zeros((dimensions * rows, moments))
        for number, steps in enumerate(kept["rows"]):
            for start, value in steps:
                table[number, start:] = value
        return Prices(
            dimensions=tuple(kept["dimensions"]),
            offers={str(k): int(v) for k, v in kept["offers"].items()},
            points=np.array(kept["points"], dtype=np.int64),
            cumulative=table.reshape(dimensions, rows, moments),
            lanes={(str(o), str(m)): int(r) for o, m, r in kept["lanes"]},
            per_cost=float(kept["per_cost"]),
            per_floor={str(k): float(v) for k, v in kept["per_floor"].items()},
        )
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise UnreadablePrices(str(error)) from None
