"""The prices of a plan as data: what a place is worth to the others, kept until the next plan."""

import numpy as np

from eenplan.engines.assignment.plan import Prices


def to_data(prices: Prices) -> dict:
    """Return prices as data for a JSON column: of each row only where its running total changes."""
    table = np.round(prices.cumulative, 2)
    dimensions, offers, moments = table.shape
    rows = [_steps(row) for row in table.reshape(dimensions * offers, moments)]
    return {
        "dimensions": list(prices.dimensions),
        "offers": dict(prices.offers),
        "width": moments,
        "points": [int(point) for point in prices.points],
        "rows": rows,
    }


def _steps(row) -> list[list]:
    changes = np.flatnonzero(np.diff(row, prepend=0.0))
    return [[int(n), float(row[n])] for n in changes]


def from_data(data: dict) -> Prices | None:
    """Return the prices that were kept; None for what is no prices (any more)."""
    try:
        points = np.array(data["points"], dtype=np.int64)
        rows = data["rows"]
        width, dimensions = data["width"], len(data["dimensions"])
        table = np.zeros((len(rows), width))
        for number, steps in enumerate(rows):
            for start, value in steps:
                table[number, start:] = value
        return Prices(
            dimensions=tuple(data["dimensions"]),
            offers=data["offers"],
            points=points,
            cumulative=table.reshape(dimensions, len(rows) // max(dimensions, 1), width),
        )
    except (KeyError, TypeError, ValueError, IndexError):
        return None
