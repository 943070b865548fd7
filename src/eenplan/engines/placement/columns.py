"""Each hard rule as a column of yes and no, for many households and places at once.

One function per rule id, beside the sentences of `on_offer`, `on_fit`, `on_safety`, `calendar`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from eenplan.engines.assignment.model import FOREVER, BoolArray, IntArray
from eenplan.engines.placement.model import Closure, Household

if TYPE_CHECKING:
    from eenplan.engines.placement.table import Table


def of_places(table: Table, flags: BoolArray) -> BoolArray:
    """The same answer for every household."""
    return np.broadcast_to(flags[None, :], table.shape)


def of_households(table: Table, test: Callable[[Household], object]) -> BoolArray:
    """The same answer for every place."""
    flags = np.array([bool(test(h)) for h in table.households], dtype=np.bool_)
    return np.broadcast_to(flags[:, None], table.shape)


def of_both(table: Table, test: Callable[[Household], object], places: BoolArray) -> BoolArray:
    """Where the household and the place both say so; no table is made when nobody does."""
    flags = np.array([bool(test(h)) for h in table.households], dtype=np.bool_)
    if not flags.any():
        return nowhere(table)
    return flags[:, None] & places[None, :]


def nowhere(table: Table) -> BoolArray:
    """A rule that refuses nothing."""
    return np.broadcast_to(np.zeros((), dtype=np.bool_), table.shape)


def _from(table: Table, since: IntArray) -> BoolArray:
    """Refused from a day on, per place; FOREVER = never."""
    if not len(since) or since.min() >= FOREVER:
        return nowhere(table)
    refused: BoolArray = table.first >= since[None, :]
    return refused


def _closed(table: Table, what: str, closures: Mapping[Any, Closure]) -> BoolArray:
    since = np.full(len(table.stock), FOREVER, dtype=np.int64)
    for name, closure in closures.items():
        since[table.stock.with_tag(f"{what}:{name}")] = closure.since.toordinal()
    return _from(table, since)


def _red_flow(table: Table) -> BoolArray:
    return of_households(table, lambda h: h.unaccompanied_minor)


def _form_open(table: Table) -> BoolArray:
    return _closed(table, "form", table.situation.policy.forms_closed)


def _kind_open(table: Table) -> BoolArray:
    return _closed(table, "kind", table.situation.policy.kinds_closed)


def _live(table: Table) -> BoolArray:
    paused = table.stock.paused_until
    if not paused.any():
        return of_places(table, table.stock.not_live)
    return (table.first < paused[None, :]) | table.stock.not_live[None, :]


def _inspected(table: Table) -> BoolArray:
    return of_places(table, table.stock.unseen)


def _inspection_valid(table: Table) -> BoolArray:
    return _from(table, table.stock.inspected_until)


def _people_checked(table: Table) -> BoolArray:
    return _from(table, table.stock.people_until)


def _ready(table: Table) -> BoolArray:
    return of_places(table, table.stock.not_ready)


def _confirmed(table: Table) -> BoolArray:
    most = table.situation.policy.reconfirm_after_days
    if most is None:
        return nowhere(table)
    ago = table.situation.on.toordinal() - table.stock.confirmed_on
    return of_places(table, ago > most)


def _available(table: Table) -> BoolArray:
    opens, closes = (column[None, :] for column in table.stock.offered)
    earliest = table.earliest[:, None]
    start = np.maximum(earliest, opens)
    late = opens > earliest + table.situation.horizon_days
    over = closes <= earliest
    gone = table.leaves[:, None] <= start
    return late | over | gone | (closes - start < table.shortest(start))


def _free(table: Table) -> BoolArray:
    has_stays = table.stock.occupied[None, :]
    if not has_stays.any():
        return nowhere(table)
    dates = _available(table)
    refused = ~table.possible & ~dates & has_stays
    start, end = table.start, table.end
    if (dates & has_stays).any():
        start, end, anyhow = table.stays(table.stock.ever_layers)
        refused |= ~anyhow & dates & has_stays
        start, end = np.where(dates, start, table.start), np.where(dates, end, table.end)
    lived_in = table.stock.lived_in
    if len(lived_in):
        refused[:, lived_in] |= _too_full(table, start[:, lived_in], end[:, lived_in])
    return refused


def _too_full(table: Table, start: IntArray, end: IntArray) -> BoolArray:
    """Where others share the house: full when the stay begins, or when one of them comes later."""
    houses, layers = table.stock.lived_in, table.stock.stay_layers
    most = table.stock.numbers_of_households[houses][None, :]
    beds = table.stock.max_persons[houses][None, :]
    full = np.zeros(start.shape, dtype=np.bool_)
    for moment in (start, *(np.maximum(start, begins[None, :]) for begins, _, _ in layers)):
        households = np.zeros(start.shape, dtype=np.int64)
        people = np.zeros(start.shape, dtype=np.int64)
        for begins, ends, persons in layers:
            there = (begins[None, :] <= moment) & (moment < ends[None, :])
            households += there
            people += there * persons[None, :]
        over = households >= most
        over |= table.persons[:, None] > np.maximum(0, beds - people)
        full |= over & (moment < end)
    return full


def _beds(table: Table) -> BoolArray:
    return table.persons[:, None] > table.stock.max_persons[None, :]


def _step_free(table: Table) -> BoolArray:
    return of_both(table, lambda h: h.step_free, ~table.stock.step_free)


def _pets(table: Table) -> BoolArray:
    return of_both(table, lambda h: h.pets, ~table.stock.pets)


def _smoke_free(table: Table) -> BoolArray:
    return of_both(table, lambda h: h.smoke_free, table.stock.smoking)


def _children(table: Table) -> BoolArray:
    return of_both(table, lambda h: h.has_children, table.stock.no_children)


def _own_room(table: Table) -> BoolArray:
    return of_places(table, table.stock.no_room)


def _company(table: Table) -> BoolArray:
    if all(h.makeup is None for h in table.households):
        return nowhere(table)
    with_men = of_both(
        table,
        lambda h: h.makeup == "women" or (h.makeup is not None and h.has_children),
        table.stock.men_or_unknown_hosts,
    )
    houses = table.stock.houses
    if not len(houses):
        return with_men
    own, layers = table.stock.house_modes
    first = table.first[:, houses]
    left = np.broadcast_to(own[None, :], first.shape)
    for ends, bits in layers:
        left = np.where(ends[None, :] > first, left & bits[None, :], left)
    asked = np.array([h.makeup is not None for h in table.households], dtype=np.bool_)
    refused = np.array(with_men)
    refused[:, houses] |= ((left & table.bits[:, None]) == 0) & asked[:, None]
    return refused


def _kept_apart(table: Table) -> BoolArray:
    if not any(h.apart_from for h in table.households):
        return nowhere(table)
    refused = np.zeros(table.shape, dtype=np.bool_)
    for i, household in enumerate(table.households):
        for other in household.apart_from:
            for u, end in table.stock.homes.get(other, ()):
                refused[i, u] |= end > table.first[i, u]
    return refused


def _secret(table: Table) -> BoolArray:
    return of_both(table, lambda h: h.secret_address, table.stock.shared | table.stock.host)


def _tagged(table: Table, tags: Callable[[Household], list[str]]) -> BoolArray:
    pointed = [tags(household) for household in table.households]
    if not any(pointed):
        return nowhere(table)
    refused = np.zeros(table.shape, dtype=np.bool_)
    for i, found in enumerate(pointed):
        for tag in found:
            refused[i] |= table.stock.with_tag(tag)
    return refused


def _shielded(table: Table) -> BoolArray:
    return _tagged(table, lambda h: [f"area:{area}" for area in h.avoid_areas])


def _no_veto(table: Table) -> BoolArray:
    return _tagged(table, lambda h: [tag for tag in h.vetoes if tag != "provider:"])


def _not_refused(table: Table) -> BoolArray:
    return _tagged(table, lambda h: [f"provider:{name}" for name in h.refused_by if name])


def _together(table: Table) -> BoolArray:
    if not any(link.home for h in table.households for link in h.links):
        return nowhere(table)
    refused = np.zeros(table.shape, dtype=np.bool_)
    for i, household in enumerate(table.households):
        for link in household.links:
            if link.home:
                what = "area" if link.level == "area" else "house"
                refused[i] |= ~table.stock.with_tag(f"{what}:{link.home}")
    return refused


def _affordable(table: Table) -> BoolArray:
    left = table.situation.policy.budget_eur_month
    if left is None:
        return nowhere(table)
    return of_places(table, table.stock.rents > left)


COLUMNS: Mapping[str, Callable[[Table], BoolArray]] = {
    "red-flow": _red_flow,
    "form-open": _form_open,
    "kind-open": _kind_open,
    "offer-live": _live,
    "inspected": _inspected,
    "inspection-valid": _inspection_valid,
    "people-checked": _people_checked,
    "ready": _ready,
    "confirmed": _confirmed,
    "available": _available,
    "free": _free,
    "beds": _beds,
    "step-free": _step_free,
    "pets": _pets,
    "smoke-free": _smoke_free,
    "children": _children,
    "own-room": _own_room,
    "company": _company,
    "kept-apart": _kept_apart,
    "secret-address": _secret,
    "shielded": _shielded,
    "no-veto": _no_veto,
    "not-refused": _not_refused,
    "together": _together,
    "budget": _affordable,
}
