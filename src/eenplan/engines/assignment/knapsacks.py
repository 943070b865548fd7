"""A tighter bound for plain questions: every place packs what it likes best, whole.

Lagrangian relaxation of "everybody is served once": each offer then packs its own knapsack, by
dynamic programming, of requests at what they are worth less the price of the request. Because a
knapsack holds whole requests only, the bound is closer than that of any linear programme (Fisher,
Jaikumar and Van Wassenhove 1986), and it tells of every option how good a plan with it can be.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from eenplan.engines.assignment.exact import Left
from eenplan.engines.assignment.model import BoolArray, FloatArray, IntArray
from eenplan.engines.assignment.timeline import Prepared

#: Larger capacities than this take too long to pack.
_DEEPEST = 4000
#: After so many rounds without a better bound the step is made smaller, until it is so small.
_PATIENCE, _SMALLER, _LEAST = 6, 0.6, 0.004
#: How much of what was packed is remembered from round to round.
_MEMORY = 0.95


class Reach(NamedTuple):
    """`bound`: no plan is worth more. `of_option`: no plan with this option is worth more.

    `net` orders the options of one request, and tells what serving it is worth at these prices;
    `share` says how often an option was packed in the last rounds.
    """

    bound: float
    of_option: FloatArray
    net: FloatArray
    share: FloatArray


def packable(prepared: Prepared) -> bool:
    """Whether it is a question of one kind of room, at one moment, with nothing at the side."""
    problem = prepared.problem
    plain = problem.sides.are_none and problem.options.mode is None
    at_once = prepared.line.free.shape[2] == 1 and len(prepared.line.free) == 1
    return plain and at_once and bool(prepared.line.free.max(initial=0) <= _DEEPEST)


def reach(prepared: Prepared, price: FloatArray, worth: float, rounds: int, used: Left) -> Reach:
    """The bound after some rounds from these prices of requests; `worth` is a plan in hand."""
    knapsacks = [_Knapsack(prepared, offer) for offer in range(len(prepared.problem.offers))]
    value = prepared.usable.value.astype(np.float64)
    who, must = prepared.usable.options.request, prepared.must
    best, found = np.inf, np.full(len(value), np.inf)
    best_price, keen, since = price, 1.0, 0
    share = np.zeros(len(value))
    for _ in range(rounds):
        if used() >= 1 and best < np.inf:
            break
        gain = value - price[who]
        chosen = np.zeros(len(value), dtype=np.bool_)
        packed = sum(knapsack.pack(gain, chosen) for knapsack in knapsacks)
        share = _MEMORY * share + (1 - _MEMORY) * chosen
        bound = float(price.sum() + packed)
        if bound < best - 1e-9:
            since = 0 if bound < best - 1e-4 * max(1.0, best - worth) else since + 1
            best, best_price = bound, price
        else:
            since += 1
        for knapsack in knapsacks:
            found[knapsack.rows] = np.minimum(found[knapsack.rows], bound + knapsack.loss(gain))
        if since >= _PATIENCE:
            since, keen, price = 0, keen * _SMALLER, best_price
            if keen < _LEAST:
                break
            continue
        excess = np.bincount(who[chosen], minlength=len(price)) - 1.0
        excess[~must & (price <= 0) & (excess < 0)] = 0.0
        length = float(excess @ excess)
        if length == 0 or best < worth + 1 - 1e-6:
            break
        price = price + keen * max(1.0, bound - worth) / length * excess
        price = np.where(must, price, np.maximum(price, 0.0))
    net = best_price[who] + np.minimum(0.0, found - best)
    return Reach(best, found, net, share)


class _Knapsack:
    """One offer: which options it has, and what fits."""

    def __init__(self, prepared: Prepared, offer: int) -> None:
        options = prepared.usable.options
        self._room = max(0, int(prepared.line.free[0, offer, 0]))
        rows: IntArray = np.flatnonzero(options.offer == offer)
        self.rows = rows[options.uses[0, rows] <= self._room]
        self._needs: IntArray = options.uses[0, self.rows]
        self._filled = np.zeros(self._room + 1)

    def pack(self, gain: FloatArray, chosen: BoolArray) -> float:
        """What its best contents are worth; they are marked as chosen."""
        mine = gain[self.rows]
        likes = np.flatnonzero(mine > 0)
        filled = np.zeros(self._room + 1)
        taken = np.zeros((len(likes), self._room + 1), dtype=np.bool_)
        steps = list(zip(self._needs[likes].tolist(), mine[likes].tolist(), strict=True))
        for step, (need, worth) in enumerate(steps):
            more = filled[: self._room + 1 - need] + worth
            np.greater(more, filled[need:], out=taken[step, need:])
            np.maximum(more, filled[need:], out=filled[need:])
        room = self._room
        for step in range(len(steps) - 1, -1, -1):
            if taken[step, room]:
                chosen[self.rows[likes[step]]] = True
                room -= steps[step][0]
        self._filled = filled
        return float(filled[-1])

    def loss(self, gain: FloatArray) -> FloatArray:
        """Per option what the contents lose at least when it has to be in."""
        lost = gain[self.rows] + self._filled[self._room - self._needs] - self._filled[-1]
        found: FloatArray = np.minimum(0.0, lost)
        return found
