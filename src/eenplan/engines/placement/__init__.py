"""Households to places: who sleeps where, why, and why not elsewhere."""

from eenplan.engines.placement.account import Account, WhyNot, explain, why_not
from eenplan.engines.placement.batch import Asked, Planned, plan, planned
from eenplan.engines.placement.changes import Difference, WhatIf, what_if
from eenplan.engines.placement.checking import verify
from eenplan.engines.placement.envy import Envy, envies
from eenplan.engines.placement.match import match_now
from eenplan.engines.placement.model import (
    Closure,
    Household,
    Link,
    Makeup,
    Place,
    Point,
    Policy,
    Stay,
    makeup_of,
)
from eenplan.engines.placement.norms import policy_from
from eenplan.engines.placement.outcome import PlacementPlan, Ranking
from eenplan.engines.placement.pressure import from_json, to_json
from eenplan.engines.placement.stock import Stock

__all__ = [
    "Account",
    "Asked",
    "Closure",
    "Difference",
    "Envy",
    "Household",
    "Link",
    "Makeup",
    "Place",
    "PlacementPlan",
    "Planned",
    "Point",
    "Policy",
    "Ranking",
    "Stay",
    "Stock",
    "WhatIf",
    "WhyNot",
    "envies",
    "explain",
    "from_json",
    "makeup_of",
    "match_now",
    "plan",
    "planned",
    "policy_from",
    "to_json",
    "verify",
    "what_if",
    "why_not",
]
