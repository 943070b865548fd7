"""A plan under improvement: free a neighbourhood, solve it exactly, keep what is not worse.

Large neighbourhood search (Shaw 1998): somebody who waits or sits badly, with those who hold the
places that person could use.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from eenplan.engines.assignment.exact import Answer, Left, best_of_columns
from eenplan.engines.assignment.matrix import Matrix
from eenplan.engines.assignment.model import BoolArray, FloatArray, IntArray
from eenplan.engines.assignment.relaxed import relax_and_fix
from eenplan.engines.assignment.search import Effort
from eenplan.engines.assignment.timeline import Prepared

_SMALLEST = 12
#: As if tried in vain so often: who is settled already is looked at last.
_SETTLED = 5.0
#: How exactly a neighbourhood, and a block, has to be solved.
_GAP, _BLOCK_GAP = 5e-5, 5e-4


class Repair:
    """The plan as columns of a table, the sizes that worked, and the lots for where to look."""

    def __init__(
        self,
        matrix: Matrix,
        picks: IntArray,
        net: FloatArray,
        seed: int,
        left: Left | None = None,
        settled: BoolArray | None = None,
    ) -> None:
        self._left = left
        self._matrix, self._prepared = matrix, matrix.prepared
        self.x = matrix.filled(picks)
        self._activity: FloatArray = matrix.table @ self.x
        self._random = np.random.default_rng(seed)
        self._net, self._gain = net[matrix.rows], matrix.gain
        options = self._prepared.usable.options
        self._who, self._offer = options.request[matrix.rows], options.offer[matrix.rows]
        requests = len(self._prepared.must)
        self._limits = np.searchsorted(self._who, np.arange(requests + 1))
        self._can = self._limits[1:] > self._limits[:-1]
        self._best = np.full(requests, -np.inf)
        np.maximum.at(self._best, self._who, self._net)
        self._best = np.maximum(self._best, np.where(self._prepared.must, -np.inf, 0.0))
        self._tired = np.zeros(requests) if settled is None else _SETTLED * settled
        self._columns_of_offer()

    def _columns_of_offer(self) -> None:
        """Who holds something of each offer, and the mode columns of each offer."""
        self._held: list[set[int]] = [set() for _ in self._prepared.problem.offers]
        self._row_of = np.full(len(self._prepared.must), -1, dtype=np.int64)
        for row in np.flatnonzero(self.x[: len(self._matrix.rows)] > 0.5).tolist():
            self._hold(int(self._who[row]), row)
        self._z: dict[int, list[int]] = {}
        for lane in self._matrix.z_lanes.tolist():
            offer = int(self._prepared.lanes.offer[lane])
            self._z.setdefault(offer, []).append(int(self._matrix.z_of[lane]))

    def _hold(self, request: int, row: int) -> None:
        if (old := int(self._row_of[request])) >= 0:
            self._held[int(self._offer[old])].discard(request)
        self._row_of[request] = row
        if row >= 0:
            self._held[int(self._offer[row])].add(request)

    @property
    def worth(self) -> float:
        """The value of the plan less what is missing, in points."""
        return float(self._matrix.gain @ self.x)

    def charge(self, per_cost: float) -> None:
        """From now on what options cost counts at this price per unit, beside the budget.

        Without it nobody saves: where the budget is spent, no neighbourhood by itself gains by
        being cheaper, and who waits stays waiting.
        """
        self._gain = self._matrix.gain
        cost = self._prepared.usable.options.cost
        if per_cost and cost is not None:
            self._gain = self._gain.copy()
            self._gain[: len(self._matrix.rows)] -= per_cost * cost[self._matrix.rows]

    def run(self, work: Effort, enough: Callable[[float], bool]) -> None:
        """Improve a number of neighbourhoods, larger while they are easy, smaller while not.

        `enough(worth)` is asked between rounds and may end it early.
        """
        worth, reach = self.worth, float(work.repair_size)
        most = min(float(self._can.sum()), 2.0 * work.repair_size)
        for _ in range(work.repairs):
            members = self._neighbourhood(int(reach))
            if not len(members) or enough(worth):
                return
            columns = self._columns(members)
            answer = best_of_columns(
                self._matrix,
                columns,
                self.x,
                self._activity,
                nodes=work.nodes,
                gap=_GAP,
                seconds=self._seconds(),
                gain=self._gain[columns],
            )
            gained = self._accept(members, columns, answer)
            worth = self.worth
            easy = answer.proven and answer.nodes <= 1
            reach = min(most, reach * 1.06 + 1) if easy else max(_SMALLEST, reach * 0.85)
            self._tired[members] = (self._tired[members] + 1) if gained <= 0 else 0

    def run_blocks(self, work: Effort, enough: Callable[[float], bool]) -> None:
        """Improve the whole once, in blocks so large that only a linear programme sees them whole.

        A block begins where most can still be gained, among those no block has looked at.
        """
        worth = self.worth
        seen = np.zeros(len(self._can), dtype=np.bool_)
        while not (seen | ~self._can).all() and not enough(worth):
            first = int(np.argmax(np.where(seen | ~self._can, -1.0, self._regret())))
            members = self._around(first, work.block_size)
            columns = self._columns(members)
            answer = relax_and_fix(
                self._matrix,
                columns,
                self.x,
                self._activity,
                nodes=work.nodes,
                gap=_BLOCK_GAP,
                seconds=self._seconds(),
            )
            worth += self._accept(members, columns, answer)
            seen[members] = True

    def _seconds(self) -> float | None:
        return None if self._left is None else self._left()

    def _accept(self, members: IntArray, free: IntArray, answer: Answer) -> float:
        """Take an answer for these requests over when it is not worse; what it gained."""
        if answer.x is None:
            return 0.0
        gained = float(self._gain[free] @ (answer.x - self.x[free]))
        if gained < -1e-6:
            return 0.0
        changed = np.flatnonzero(answer.x != self.x[free])
        columns = free[changed]
        self._activity += self._matrix.table[:, columns] @ (answer.x[changed] - self.x[columns])
        self.x[columns] = answer.x[changed]
        self._note(members)
        return gained

    def _note(self, members: IntArray) -> None:
        for member in members.tolist():
            a, b = self._limits[member], self._limits[member + 1]
            chosen = np.flatnonzero(self.x[a:b] > 0.5)
            self._hold(member, int(a + chosen[0]) if len(chosen) else -1)

    def _columns(self, members: IntArray) -> IntArray:
        spans = [np.arange(self._limits[m], self._limits[m + 1]) for m in members.tolist()]
        rows = np.concatenate([np.zeros(0, dtype=np.int64), *spans])
        offers = set(self._offer[rows].tolist()) if self._z else set()
        modes = [z for offer in sorted(offers) for z in self._z.get(offer, ())]
        missing = self._matrix.missing_of[members]
        return np.concatenate(
            [
                rows,
                np.array(modes, dtype=np.int64),
                missing[missing >= 0],
                self._matrix.floor_columns,
            ]
        )

    def _regret(self) -> FloatArray:
        """What everybody misses against the best after prices, less for who was tried in vain."""
        waits = self._row_of < 0
        own = np.where(waits, 0.0, self._net[self._row_of])
        regret = np.maximum(self._best - own, 0.0) + waits
        regret[~self._can] = 0.0
        typical = float(regret[regret > 0].mean()) if (regret > 0).any() else 0.0
        regret[self._can] += 0.02 * typical
        rested: FloatArray = regret * 0.5**self._tired
        return rested

    def _neighbourhood(self, size: int) -> IntArray:
        """Somebody who waits or sits badly, and those who hold the places that person could use."""
        regret = self._regret()
        if regret.sum() <= 0:
            return np.zeros(0, dtype=np.int64)
        return self._around(int(self._random.choice(len(regret), p=regret / regret.sum())), size)

    def _around(self, first: int, size: int) -> IntArray:
        """Whoever holds something of the offers near `first`, offer by offer, and so on."""
        members, queue, taken = self._with_party(first), [first], set[int]()
        while queue and len(members) < size:
            near = set(self._offer[self._options_of(queue.pop(0))].tolist()) - taken
            offers = sorted(near)
            self._random.shuffle(offers)
            for offer in offers:
                if len(members) >= size:
                    break
                taken.add(offer)
                for one in sorted(self._held[offer] - members)[: 2 * size]:
                    members |= self._with_party(one)
                    queue.append(one)
        return np.array(sorted(members), dtype=np.int64)

    def _options_of(self, request: int) -> IntArray:
        return np.arange(self._limits[request], self._limits[request + 1])

    def _with_party(self, request: int) -> set[int]:
        party = int(self._prepared.parties.of_request[request])
        if party < 0:
            return {request}
        return set(self._prepared.parties.members[party].tolist())

    def picks(self) -> IntArray:
        """The option row of each request, -1 for who waits."""
        return self._matrix.picks(self.x)


def feasible(prepared: Prepared, picks: IntArray) -> bool:
    """Whether everybody who must be served is, and every floor is reached."""
    served = picks >= 0
    return bool((served | ~prepared.must).all() and (prepared.floors @ served <= 1e-9).all())
