"""Larger questions: keep the options that survive the prices, hand out by price, then improve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from eenplan.engines.assignment.baseline import hand_out, pressing_order
from eenplan.engines.assignment.model import FloatArray, IntArray
from eenplan.engines.assignment.prices import Dual
from eenplan.engines.assignment.timeline import Prepared


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to try, in counts and never in seconds: the same input gives the same plan.

    `price_rounds` for the prices, `exact_options`: up to this many options the whole question is
    solved exactly, `kept_options` per request in larger ones, `repairs` neighbourhoods of about
    `repair_size` requests each and `nodes` of a search tree. Before these: `proofs` rounds of
    linear programming over all requests with `proof_options` each, or, where the whole is too
    large for that, over blocks of `block_size` requests (0: not). Without `trees` what these split
    is not searched at once, but handed out and left to the neighbourhoods: a quicker start. What
    the bound leaves possible is solved exactly where it is not more than `core_options` per
    request. It stops early at `gap`.
    """

    price_rounds: int
    exact_options: int
    kept_options: int
    repairs: int
    repair_size: int
    nodes: int = 200
    proofs: int = 0
    proof_options: int = 6
    block_size: int = 0
    gap: float = 0.0
    core_options: int = 0
    trees: bool = True


EFFORTS = {
    "quick": Effort(60, 800, 8, 0, 30),
    "normal": Effort(90, 2000, 10, 12, 40),
    "thorough": Effort(300, 6000, 12, 150, 60, proofs=3, proof_options=8, gap=1e-4),
}


#: Handing out one by one overspends early, so dearer budgets are tried as well.
_DEARER = (0.0, 0.5, 1.5)


def price_orders(
    prepared: Prepared, dual: Dual, net: FloatArray
) -> Iterator[tuple[FloatArray, IntArray]]:
    """Ways to hand out by price: by which key, and in which order of requests."""
    problem = prepared.usable
    settled = np.zeros(len(problem.requests))
    np.maximum.at(settled, problem.options.request, dual.demand)
    typical = float(np.median(problem.value)) if len(problem.options) else 0.0
    sure_first = np.argsort(-settled, kind="stable")
    gain_first = np.argsort(-dual.best_of_each(net), kind="stable")
    pressing = pressing_order(problem)
    wanted = net + typical * dual.demand
    yield wanted, sure_first
    yield net + 0.08 * typical * dual.demand, sure_first
    paid = dual.budget_part()
    for factor in _dearer(paid):
        for key, order in ((net, gain_first), (wanted, gain_first), (net, pressing)):
            yield key - factor * paid, order


def hand_out_shares(
    prepared: Prepared, dual: Dual, share: FloatArray, net: FloatArray
) -> list[IntArray]:
    """The plans nearest to these shares of options: the surest choose first, each its largest."""
    problem = prepared.usable
    settled = np.zeros(len(problem.requests))
    np.maximum.at(settled, problem.options.request, share)
    typical = float(np.median(problem.value)) if len(problem.options) else 0.0
    order, paid = np.argsort(-settled, kind="stable").tolist(), dual.budget_part()
    keys = (net + typical * share - factor * paid for factor in _dearer(paid))
    return [hand_out(prepared, order, key, stay=False) for key in keys]


def _dearer(paid: FloatArray) -> tuple[float, ...]:
    return _DEARER if paid.any() else (0.0,)


def hand_outs(prepared: Prepared, dual: Dual, net: FloatArray) -> list[IntArray]:
    """Every way to hand out by price, and one more where some may not be turned out."""
    found = []
    for key, order in price_orders(prepared, dual, net):
        found.append(hand_out(prepared, order.tolist(), key, stay=False))
    if prepared.problem.sides.current:
        key, order = next(price_orders(prepared, dual, net))
        found.append(hand_out(prepared, order.tolist(), key))
    return found


def promising_rows(prepared: Prepared, net: FloatArray, keep: int, always: IntArray) -> IntArray:
    """The `keep` options per request with the best value after prices, plus those already chosen.

    Never by a household's own score: on a large instance that lost a third of what was possible,
    because everybody keeps the same popular places. Linked requests keep as many in each of the
    best groups of their party.
    """
    request = prepared.usable.options.request
    order = np.lexsort((-net, request))
    rank = np.arange(len(order)) - np.searchsorted(request, request)
    chosen = np.zeros(len(request), dtype=np.bool_)
    chosen[order[rank < keep]] = True
    chosen[always[always >= 0]] = True
    chosen[_of_parties(prepared, net, keep)] = True
    return np.flatnonzero(chosen).astype(np.int64)


def _of_parties(prepared: Prepared, net: FloatArray, keep: int) -> IntArray:
    parties = prepared.parties
    if not len(parties.rows):
        return parties.rows
    _, worth = parties.choices(net)
    order = np.lexsort((-worth, parties.party_of_choice))
    rank = np.arange(len(order)) - np.searchsorted(parties.party_of_choice, parties.party_of_choice)
    best = np.zeros(len(worth), dtype=np.bool_)
    best[order[rank < 3]] = True
    inside = np.lexsort((-net[parties.rows], parties.segment))
    place = np.arange(len(inside)) - parties.starts[parties.segment]
    few = parties.rows[inside[place < max(3, keep // 2)]]
    at = np.zeros(len(net), dtype=np.int64)
    at[parties.rows] = parties.choice[parties.segment]
    return few[best[at[few]]]
