"""Households to places: who sleeps where, why, and why not elsewhere."""

from eenplan.engines.placement.batch import plan
from eenplan.engines.placement.match import match_now
from eenplan.engines.placement.model import Closure, Household, Place, Policy, Stay
from eenplan.engines.placement.outcome import PlacementPlan, Ranking

__all__ = [
    "Closure",
    "Household",
    "Place",
    "PlacementPlan",
    "Policy",
    "Ranking",
    "Stay",
    "match_now",
    "plan",
]
