"""Which met rules a person wants to read: those that ask something of this household and place."""

from __future__ import annotations

from collections.abc import Callable

from eenplan.engines.placement.model import HOST, Household, Place

#: When a rule that is met says something about this household and place. The others always do.
_TELLS: dict[str, Callable[[Household, Place], object]] = {
    "red-flow": lambda h, p: False,
    "kind-open": lambda h, p: False,
    "offer-live": lambda h, p: p.offer != "live",
    "inspection-valid": lambda h, p: p.inspected_until,
    "people-checked": lambda h, p: p.form == HOST,
    "confirmed": lambda h, p: p.confirmed_on,
    "step-free": lambda h, p: h.step_free,
    "pets": lambda h, p: h.pets,
    "smoke-free": lambda h, p: h.smoke_free,
    "children": lambda h, p: h.has_children,
    "own-room": lambda h, p: p.form == HOST,
    "company": lambda h, p: p.is_shared or p.form == HOST,
    "kept-apart": lambda h, p: h.apart_from,
    "secret-address": lambda h, p: h.secret_address,
    "shielded": lambda h, p: h.avoid_areas,
    "no-veto": lambda h, p: h.vetoes,
    "not-refused": lambda h, p: h.refused_by,
    "together": lambda h, p: h.links,
    "budget": lambda h, p: p.rent_eur_month,
}


def tells(rule: str, household: Household, place: Place) -> bool:
    """Whether a rule asks anything of this household and place at all."""
    return rule not in _TELLS or bool(_TELLS[rule](household, place))
