"""Small moves, very many: one request at a time changes place, also where it overflows a little.

Tabu search with a penalty for what does not fit (after Diaz and Fernandez 2001): room is a matter
of price, dearer while places overflow and cheaper while all fits, and whoever has just left a place
does not come back at once. For plain questions, where every offer packs its own knapsack.
"""

from __future__ import annotations

import numpy as np

from eenplan.engines.assignment.exact import Left
from eenplan.engines.assignment.knapsacks import Reach
from eenplan.engines.assignment.model import FloatArray, IntArray
from eenplan.engines.assignment.timeline import Prepared

#: So many options per request take part, those a good plan is most likely to have.
_KEPT = 8
#: Waiting of who must be served is worth so much less than nothing, times the dearest option.
_MISSING = 3.0
#: How long a place just left is closed, at least and at most, in moves.
_CLOSED = 8, 16
#: After so many plans in a row that fit (or do not) room becomes cheaper (or dearer), and how much.
_PATIENCE, _CHEAPER, _DEARER = 3, 0.98, 1.02
#: The least price of room, against the average: also what nobody pays for can overflow.
_LEAST_PRICE = 0.2
#: The clock, where there is one, is asked once in so many moves.
_ASKED = 50


def by_moves(
    prepared: Prepared, found: Reach, price: FloatArray, seed: int, moves: int, used: Left
) -> IntArray | None:
    """The best plan met in so many moves, beginning with what was mostly packed; None: none fits.

    `price` is what a unit of each offer is worth.
    """
    return _Moves(prepared, found, price, seed).run(moves, used)


class _Moves:
    """A plan that may overflow: per request a choice among its likely options and waiting."""

    def __init__(self, prepared: Prepared, found: Reach, price: FloatArray, seed: int) -> None:
        options, self._random = prepared.usable.options, np.random.default_rng(seed)
        who, requests, offers = options.request, len(prepared.must), len(price)
        order = np.lexsort((-found.of_option, who))
        rank = np.arange(len(order)) - prepared.limits[who]
        rows, at = order[rank < _KEPT], rank[rank < _KEPT]
        shape = requests, min(_KEPT, int(rank.max(initial=0)) + 1) + 1
        # The last column is waiting, at an offer of its own without end.
        self._row = np.full(shape, -1, dtype=np.int64)
        self._row[who[rows], at] = rows
        self._offer = np.full(shape, offers, dtype=np.int64)
        self._offer[who[rows], at] = options.offer[rows]
        dear = _MISSING * float(np.abs(prepared.usable.value).max(initial=1))
        self._value = np.full(shape, -1e15)
        self._value[who[rows], at] = prepared.usable.value[rows]
        self._value[:, -1] = np.where(prepared.must, -dear, 0.0)
        self._need = np.zeros(shape)
        self._need[who[rows], at] = options.uses[0, rows]
        self._room = np.append(np.maximum(prepared.line.free[0, :, 0], 0).astype(np.float64), 1e15)
        least = _LEAST_PRICE * float(price.mean()) + 1e-6
        self._price = np.append(np.maximum(price, least), 0.0)
        likely = np.full(shape, -1.0)
        likely[who[rows], at] = found.share[rows]
        likely[:, -1] = 1e-9
        self._choice: IntArray = likely.argmax(axis=1)

    def run(self, moves: int, used: Left) -> IntArray | None:
        """Move, and remember the best plan in which all fits."""
        everybody = np.arange(len(self._choice))
        choice, closed = self._choice, np.zeros(self._value.shape, dtype=np.int64)
        here, value = self._offer[everybody, choice], self._value[everybody, choice]
        need = self._need[everybody, choice]
        excess = np.bincount(here, need, len(self._room)) - self._room
        total, best, kept = float(value.sum()), -np.inf, None
        fitting, dearness, price = 0, 1.0, self._price
        of_option = price[self._offer]
        times = self._random.integers(*_CLOSED, size=4096).tolist()
        for move in range(1, moves):
            over = np.maximum(excess, 0.0)
            gain = np.maximum(excess[self._offer] + self._need, 0.0) - over[self._offer]
            gain = self._value - of_option * gain
            gain += (price[here] * (over[here] - np.maximum(excess[here] - need, 0)) - value)[
                :, None
            ]
            gain[everybody, choice] = -np.inf
            gain[closed > move] = -np.inf
            who, to = divmod(int(gain.argmax()), gain.shape[1])
            closed[who, choice[who]] = move + times[move % len(times)]
            excess[here[who]] -= need[who]
            total += self._value[who, to] - value[who]
            choice[who], here[who] = to, self._offer[who, to]
            value[who], need[who] = self._value[who, to], self._need[who, to]
            excess[here[who]] += need[who]
            fits = bool(excess.max() <= 0)
            fitting = max(fitting, 0) + 1 if fits else min(fitting, 0) - 1
            if fits and total > best + 1e-9:
                best, kept = total, choice.copy()
            if abs(fitting) >= _PATIENCE:
                dearness *= _CHEAPER if fits else _DEARER
                price = self._price * dearness
                of_option = price[self._offer]
            if move % _ASKED == 0 and used() >= 1:
                break
        return None if kept is None else self._row[everybody, kept]
