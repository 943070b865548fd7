"""From dated norms to the policy of a day: which key of a norm is which number of the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import SupportsInt

from eenplan.engines.placement.model import Closure, Form, Policy, Weights

#: Norm key to weight. What has no norm keeps the value of the product.
WEIGHTS = {
    "weight_roof": "roof",
    "weight_person": "per_person",
    "weight_no_roof": "no_roof_tonight",
    "weight_friends": "friends_tonight",
    "weight_hotel": "hotel_tonight",
    "weight_waiting_day": "per_waiting_day",
    "weight_wish": "wish",
    "weight_near": "near",
    "weight_space": "space",
    "weight_needs": "needs",
    "weight_length": "length",
    "weight_rent": "rent",
    "weight_soon": "soon",
    "weight_keep": "keep",
}
NUMBERS = {
    "offer_reconfirm_days": "reconfirm_after_days",
    "placement_hold_hours": "hold_hours",
    "placement_shortest_days": "shortest_stay_days",
    "placement_long_days": "full_length_days",
    "placement_rent_ceiling": "rent_ceiling_eur",
    "placement_near_metres": "near_metres",
    "placement_floor_percent": "floor_percent",
}


def policy_from(
    norms: Mapping[str, SupportsInt],
    *,
    forms_closed: Mapping[Form, Closure] | None = None,
    kinds_closed: Mapping[str, Closure] | None = None,
    budget_eur_month: int | None = None,
    version: str = "1",
) -> Policy:
    """The policy these norms make; `version` names the day they were read for."""
    weights = {name: int(norms[key]) for key, name in WEIGHTS.items() if key in norms}
    defaults = {field.name: field.default for field in fields(Policy)}
    numbers = {
        name: int(norms[key]) if key in norms else defaults[name] for key, name in NUMBERS.items()
    }
    return Policy(
        forms_closed=dict(forms_closed or {}),
        kinds_closed=dict(kinds_closed or {}),
        weights=Weights(**weights),
        budget_eur_month=budget_eur_month,
        version=version,
        **numbers,  # type: ignore[arg-type]
    )
