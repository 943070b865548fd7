"""Plain questions of one kind of room: a tighter bound by packing, and the core it leaves."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from eenplan.engines.assignment.attempt import Attempt
from eenplan.engines.assignment.core import core_rows, guessed_rows, is_thin, likely_rows
from eenplan.engines.assignment.exact import best_of_columns
from eenplan.engines.assignment.knapsacks import Reach, reach
from eenplan.engines.assignment.matrix import Matrix
from eenplan.engines.assignment.model import FloatArray, IntArray
from eenplan.engines.assignment.moves import by_moves
from eenplan.engines.assignment.prices import Dual
from eenplan.engines.assignment.repair import Repair
from eenplan.engines.assignment.search import promising_rows

#: How exactly the search tree has to close what the guess left open.
_TREE_GAP = 3e-4
#: The part of the seconds, where these are given, for the bound, for small
#: moves, for neighbourhoods, for the core and for a guess at it.
_SHARE_BOUND, _SHARE_MOVES, _SHARE_AROUND, _SHARE_CORE, _SHARE_GUESS = 0.2, 0.1, 0.3, 0.6, 0.35
#: How many small moves per round of prices.
_MOVES = 250
#: How many options are left to the others.
_GUESS = 5
#: How many of the likely options per request a guess has.
_LIKELY = 1.8
#: A neighbourhood of whole knapsacks is hard already when it is small.
_AROUND = 24


@dataclass(eq=False)
class Packing(Attempt):
    """A search where every offer packs its own knapsack."""

    def by_packing(self, dual: Dual, net: FloatArray, best: IntArray) -> IntArray:
        """Improve around with the tighter bound of packing, and solve exactly what it leaves."""
        prepared, work = self.prepared, self.work
        price, used = dual.best_of_each(net), self.used(_SHARE_BOUND)
        found = reach(prepared, price, self.standing(best), 3 * work.price_rounds, used)
        self.bound = min(self.bound, math.floor(found.bound + 1e-6))
        seed = prepared.problem.seed
        best, tried, guessed = self._moved(found, dual, best, seed), False, False
        while not self.enough(self.standing(best)):
            if not guessed:
                best, guessed = self._guess(found, best), True
            best, seed = self._around_core(found, best, seed), seed + 1
            if not tried:
                best, tried = self._by_core(found, best)
            if self.left is None:
                break
            best = self._moved(found, dual, best, seed)
        return best

    def _around_core(self, found: Reach, best: IntArray, seed: int) -> IntArray:
        """Improve neighbourhoods, with options only that can be part of a better plan."""
        prepared, work = self.prepared, self.work
        rows = promising_rows(prepared, found.net, work.kept_options, best)
        core = core_rows(found, self.standing(best) + 1, best)
        rows = np.intersect1d(rows, core, assume_unique=True)
        repair = Repair(Matrix(prepared, rows), best, found.net, seed, self.left)
        work = replace(work, repair_size=_AROUND, nodes=work.nodes // 3)
        repair.run(work, self.enough_for(_SHARE_AROUND))
        return repair.picks()

    def _moved(self, found: Reach, dual: Dual, best: IntArray, seed: int) -> IntArray:
        """The better of a plan and what very many small moves come to."""
        if self.enough(self.standing(best)):
            return best
        offers = len(self.prepared.problem.offers)
        price = np.zeros(offers)
        price[self.prepared.lanes.offer] = dual.per_cell[0].sum(axis=1)
        used = self.used(_SHARE_MOVES)
        picks = by_moves(self.prepared, found, price, seed, _MOVES * self.work.price_rounds, used)
        return best if picks is None else max(best, picks, key=self.standing)

    def _by_core(self, found: Reach, best: IntArray) -> tuple[IntArray, bool]:
        """Solve what the bound leaves possible, when that is little; whether it was."""
        aim = self.standing(best) + 1
        if self.enough(aim - 1):
            return best, False
        if len(core_rows(found, aim, best)) > self.work.core_options * len(best):
            return best, False
        return self._core_exactly(found, aim, best), True

    def _guess(self, found: Reach, best: IntArray) -> IntArray:
        """The plan that comes of the options a good plan is most likely to have."""
        worth = self.standing(best)
        if is_thin(self.prepared, found):
            rows, gap = likely_rows(found, _LIKELY, best), 0.0
        else:
            rows = guessed_rows(self.prepared, found, _GUESS, best)
            gap = _TREE_GAP
        matrix = Matrix(self.prepared, rows)
        free, nodes, seconds = (
            np.arange(matrix.width),
            50 * self.work.nodes,
            self.part(_SHARE_GUESS),
        )
        answer = best_of_columns(matrix, free, nodes=nodes, gap=gap, seconds=seconds)
        if answer.x is not None and matrix.gain @ answer.x > worth:
            return matrix.picks(answer.x)
        return best

    def _core_exactly(self, found: Reach, aim: float, best: IntArray) -> IntArray:
        """The best of the plans worth at least `aim`, or the plan in hand."""
        matrix = Matrix(self.prepared, core_rows(found, aim, best))
        free, worth = np.arange(matrix.width), self.standing(best)
        nodes, seconds = 50 * self.work.nodes, self.part(_SHARE_CORE)
        answer = best_of_columns(matrix, free, nodes=nodes, gap=0.0, seconds=seconds, least=aim)
        if answer.x is None and answer.proven:
            self.bound = min(self.bound, math.floor(worth + 1e-6))
        if answer.bound is not None:
            # Plans outside this core are worth less than what was aimed at.
            top = max(answer.bound, worth, aim - 1)
            self.bound = min(self.bound, math.floor(top + 1e-6))
        if answer.x is not None and matrix.gain @ answer.x > worth:
            return matrix.picks(answer.x)
        return best
