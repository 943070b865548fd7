"""Larger questions: keep the options that survive the prices, hand out by price, then improve.

Improving is exact re-solving of small neighbourhoods (large neighbourhood search, Shaw 1998): a
household that waits or sits badly, with those who hold the places it could use.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eenplan.engines.assignment.baseline import hand_out
from eenplan.engines.assignment.exact import best_of_rows
from eenplan.engines.assignment.model import FloatArray, IntArray, Problem
from eenplan.engines.assignment.outcome import worth
from eenplan.engines.assignment.prices import Dual
from eenplan.engines.assignment.timeline import Cells, Ledger, Timeline


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to try, in counts and never in seconds: the same input gives the same plan.

    `price_rounds` for the prices, `exact_options`: up to this many options the whole question is
    solved exactly, `kept_options` per request in larger ones, `repairs` neighbourhoods of about
    `repair_size` requests each.
    """

    price_rounds: int
    exact_options: int
    kept_options: int
    repairs: int
    repair_size: int
    nodes: int = 200


EFFORTS = {
    "quick": Effort(60, 800, 8, 0, 30),
    "normal": Effort(90, 2000, 10, 12, 40),
    "thorough": Effort(400, 6000, 12, 150, 60),
}


def price_orders(
    problem: Problem, dual: Dual, net: FloatArray
) -> list[tuple[FloatArray, IntArray]]:
    """Five ways to hand out by price: by which key, and in which order of requests."""
    requests = len(problem.requests)
    settled = np.zeros(requests)
    np.maximum.at(settled, problem.options.request, dual.demand)
    typical = float(np.median(problem.value)) if len(problem.options) else 0.0
    sure_first = np.argsort(-settled, kind="stable")
    gain_first = np.argsort(-dual.best_of_each(net), kind="stable")
    base_first = np.argsort([-r.base for r in problem.requests], kind="stable")
    wanted = net + typical * dual.demand
    leaning = net + 0.08 * typical * dual.demand
    return [
        (wanted, sure_first),
        (leaning, sure_first),
        (net, gain_first),
        (wanted, gain_first),
        (net, base_first),
    ]


def best_hand_out(problem: Problem, cells: Cells, dual: Dual, net: FloatArray) -> IntArray:
    """The best of the five ways to hand out by price."""
    tries = [
        hand_out(problem, cells, order.tolist(), key)
        for key, order in price_orders(problem, dual, net)
    ]
    return max(tries, key=lambda picks: worth(problem, picks))


def promising_rows(problem: Problem, net: FloatArray, keep: int, always: IntArray) -> IntArray:
    """The `keep` options per request with the best value after prices, plus those already chosen.

    Never by a household's own score: on a large instance that lost a third of what was possible,
    because everybody keeps the same popular places.
    """
    order = np.lexsort((-net, problem.options.request))
    request = problem.options.request[order]
    rank = np.arange(len(order)) - np.searchsorted(request, request)
    chosen = np.zeros(len(problem.options), dtype=np.bool_)
    chosen[order[rank < keep]] = True
    chosen[always[always >= 0]] = True
    return np.flatnonzero(chosen).astype(np.int64)


class Repair:
    """A plan under improvement: frees a neighbourhood, solves it, keeps what is not worse."""

    def __init__(
        self, problem: Problem, line: Timeline, rows: IntArray, picks: IntArray, net: FloatArray
    ) -> None:
        self._problem, self._line, self._rows, self.picks = problem, line, rows, picks
        self._best_net = np.zeros(len(problem.requests))
        np.maximum.at(self._best_net, problem.options.request, net)
        self._net = net
        self._random = np.random.default_rng(problem.seed)
        self._limits = np.searchsorted(
            problem.options.request[rows], np.arange(len(problem.requests) + 1)
        )

    def run(self, effort: Effort) -> None:
        """Improve a fixed number of neighbourhoods."""
        for _ in range(effort.repairs):
            if not self.improve(self._neighbourhood(effort.repair_size), effort.nodes):
                break

    def improve(self, requests: IntArray, nodes: int) -> bool:
        """Re-solve these requests with everybody else fixed; False when there is nobody to move."""
        if not len(requests):
            return False
        rows = np.concatenate([self._options_of(int(r)) for r in requests])
        kept = self.picks.copy()
        kept[requests] = -1
        rows, free = self._still_open(rows, kept)
        line = Timeline(self._line.points, self._line.first, self._line.last, free)
        chosen, _ = best_of_rows(self._problem, line, rows, nodes=nodes)
        value = self._problem.value
        old = self.picks[requests]
        if value[chosen].sum() >= value[old[old >= 0]].sum():
            self.picks = kept
            self.picks[self._problem.options.request[chosen]] = chosen
        return True

    def _options_of(self, request: int) -> IntArray:
        return self._rows[self._limits[request] : self._limits[request + 1]]

    def _still_open(self, rows: IntArray, kept: IntArray) -> tuple[IntArray, IntArray]:
        """The capacity the others leave, and the rows that still fit in it."""
        options, line = self._problem.options, self._line
        free = line.free.copy()
        for k in kept[kept >= 0].tolist():
            u = int(options.offer[k])
            free[:, u, line.first[k] : line.last[k]] -= options.uses[:, k][:, None]
        left = Timeline(line.points, line.first[rows], line.last[rows], free)
        ledger = Ledger(Cells(options.only(rows), left))
        fits = [i for i in range(len(rows)) if ledger.fits(i)]
        return rows[fits], free

    def _neighbourhood(self, size: int) -> IntArray:
        """Somebody who waits or sits badly, and those who hold the places that person could use."""
        holders = self._holders()
        regret = self._best_net - np.where(self.picks >= 0, self._net[self.picks], 0.0)
        regret = np.where(self._limits[1:] > self._limits[:-1], np.maximum(regret, 0.0), 0.0)
        regret[(self.picks < 0) & (self._limits[1:] > self._limits[:-1])] += 1.0
        if regret.sum() <= 0:
            return np.zeros(0, dtype=np.int64)
        first = int(self._random.choice(len(regret), p=regret / regret.sum()))
        members, queue = {first}, [first]
        while queue and len(members) < size:
            near = self._options_of(queue.pop(0))
            others = {h for u in self._problem.options.offer[near].tolist() for h in holders[u]}
            fresh = sorted(others - members)
            self._random.shuffle(fresh)
            fresh = fresh[: min(8, size - len(members))]
            members.update(fresh)
            queue.extend(fresh)
        return np.array(sorted(members), dtype=np.int64)

    def _holders(self) -> list[list[int]]:
        holders: list[list[int]] = [[] for _ in self._problem.offers]
        for request, row in enumerate(self.picks.tolist()):
            if row >= 0:
                holders[int(self._problem.options.offer[row])].append(request)
        return holders
