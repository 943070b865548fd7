"""The prices of a plan as data: what a place is worth to the others, kept until the next plan."""

import json

from eenplan.engines.assignment.plan import Prices
from eenplan.engines.placement import from_json, to_json
from eenplan.engines.placement.pressure import UnreadablePrices


def to_data(prices: Prices) -> dict:
    """Return prices as data for a JSON column."""
    return json.loads(to_json(prices))


def from_data(data: dict) -> Prices | None:
    """Return the prices that were kept; None for what is no prices (any more)."""
    try:
        return from_json(json.dumps(data))
    except UnreadablePrices:
        return None
