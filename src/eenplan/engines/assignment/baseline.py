"""What practice does without a plan: hand out places in order of arrival."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

import numpy as np

from eenplan.engines.assignment.ledger import Ledger, Way
from eenplan.engines.assignment.lottery import lottery_order
from eenplan.engines.assignment.model import FloatArray, IntArray, Problem
from eenplan.engines.assignment.outcome import plan_from
from eenplan.engines.assignment.plan import Plan
from eenplan.engines.assignment.timeline import Prepared, prepare

Fit = Literal["first", "best"]
Key = FloatArray | IntArray | None


def arrival_order(problem: Problem) -> IntArray:
    """Requests by arrival; who came the same day keeps the order of the list."""
    return np.argsort([request.arrived for request in problem.requests], kind="stable")


def pressing_order(problem: Problem) -> IntArray:
    """Requests by the value of serving them at all; the lottery decides between equals."""
    base = np.array([-request.base for request in problem.requests], dtype=np.int64)
    return np.lexsort((lottery_order(problem), base))


def hand_out(prepared: Prepared, order: Iterable[int], key: Key, *, stay: bool = True) -> IntArray:
    """One request after the other takes the option with the highest key that still fits.

    Without a key: the first that fits, in the order of the offers. Who may not be turned out stays
    where they are (unless `stay` is off) and who must be served chooses first; linked requests are
    served together or not at all. Returns one option row per request, -1 where nothing was left.
    """
    return _Handing(prepared, key).run(list(order), stay)


class _Handing:
    """One round of handing out."""

    def __init__(self, prepared: Prepared, key: Key) -> None:
        self._prepared, self._key = prepared, key
        self._ledger = Ledger(prepared)
        self._limits: list[int] = prepared.limits.tolist()
        self._party: list[int] = prepared.parties.of_request.tolist()
        self._picks = np.full(len(prepared.problem.requests), -1, dtype=np.int64)
        self._done: set[int] = set()
        self._choices: dict[int, list[int]] = {}
        for number, party in enumerate(prepared.parties.party_of_choice.tolist()):
            self._choices.setdefault(party, []).append(number)

    def run(self, order: list[int], stay: bool) -> IntArray:
        if stay:
            self._stay()
        must = self._prepared.must.tolist()
        for request in sorted(order, key=lambda r: not must[r]):
            if self._picks[request] >= 0:
                continue
            if self._party[request] < 0:
                self._serve(self._ways(request))
            elif self._party[request] not in self._done:
                self._done.add(self._party[request])
                self._serve_party(self._party[request])
        return self._picks

    def _stay(self) -> None:
        """Keep those who may not be turned out, each at the best way to stay."""
        problem = self._prepared.usable
        rows = np.flatnonzero(problem.keeps & self._prepared.must[problem.options.request])
        best = rows[np.lexsort((-problem.value[rows], problem.options.request[rows]))]
        for way in self._ledger.ways(best):
            request = int(problem.options.request[way.row])
            if self._picks[request] < 0 and self._party[request] < 0 and self._ledger.fits(way):
                self._put(way, request)
        for number, members in enumerate(self._prepared.parties.members):
            self._stay_together(number, members, rows)

    def _stay_together(self, number: int, members: IntArray, rows: IntArray) -> None:
        who = self._prepared.usable.options.request
        put: list[tuple[Way, int]] = []
        for member in members.tolist():
            ways = self._ledger.ways(rows[who[rows] == member])
            way = next((w for w in ways if self._ledger.fits(w)), None)
            if way is None:
                break
            self._put(way, member)
            put.append((way, member))
        if len(put) == len(members):
            self._done.add(number)
        else:
            self._undo(put)

    def _put(self, way: Way, request: int) -> None:
        self._ledger.take(way)
        self._picks[request] = way.row

    def _undo(self, put: list[tuple[Way, int]]) -> None:
        for way, request in put:
            self._ledger.give_back(way)
            self._picks[request] = -1

    def _ways(self, request: int) -> Iterator[Way]:
        a, b = self._limits[request], self._limits[request + 1]
        return self._ledger.ways(self._sorted(np.arange(a, b)))

    def _sorted(self, rows: IntArray) -> IntArray:
        if self._key is None:
            return rows
        return rows[np.argsort(-self._key[rows], kind="stable")]

    def _serve(self, ways: Iterator[Way]) -> Way | None:
        for way in ways:
            if self._ledger.fits(way):
                self._put(way, int(self._prepared.usable.options.request[way.row]))
                return way
        return None

    def _serve_party(self, party: int) -> None:
        """All members in the first group, by what it is worth to them together, that has room."""
        parties = self._prepared.parties
        segments: dict[int, list[int]] = {}
        ends = np.append(parties.starts[1:], len(parties.rows))
        choices = set(self._choices.get(party, ()))
        low = np.searchsorted(parties.choice, min(choices)) if choices else 0
        high = np.searchsorted(parties.choice, max(choices), side="right") if choices else 0
        for segment in range(int(low), int(high)):
            segments.setdefault(int(parties.choice[segment]), []).append(segment)
        listed: list[tuple[float, int, list[IntArray]]] = []
        for found in segments.values():
            rows = [self._sorted(parties.rows[parties.starts[s] : ends[s]]) for s in found]
            worth = 0.0 if self._key is None else sum(float(self._key[r[0]]) for r in rows)
            listed.append((-worth, len(listed), rows))
        for _, _, rows in sorted(listed, key=lambda entry: entry[:2]):
            if self._all_of(rows):
                return

    def _all_of(self, rows: list[IntArray]) -> bool:
        put: list[tuple[Way, int]] = []
        for mine in rows:
            way = self._serve(self._ledger.ways(mine))
            if way is None:
                self._undo(put)
                return False
            put.append((way, int(self._prepared.usable.options.request[way.row])))
        return True


def first_come(problem: Problem, fit: Fit = "first", ready: Prepared | None = None) -> Plan:
    """First come, first served: the first offer that fits, or the best one left at that moment.

    It obeys everything but the fairness floors, which nobody who works in order of arrival can
    see. `ready` saves preparing the same problem again.
    """
    prepared = ready or prepare(problem)
    usable = prepared.usable
    key = usable.value if fit == "best" else None
    picks = hand_out(prepared, arrival_order(usable).tolist(), key)
    upper = bound_of_best_options(usable)
    plan = plan_from(prepared, picks, bound=upper, method=f"first-come-{fit}-fit")
    return replace(plan, inputs_hash=problem.inputs_hash)


def bound_of_best_options(problem: Problem) -> int:
    """What everybody's own best option would give together: nothing can ever be worth more."""
    best = np.full(len(problem.requests), np.iinfo(np.int64).min, dtype=np.int64)
    np.maximum.at(best, problem.options.request, problem.value)
    must = np.array([request.must for request in problem.requests], dtype=np.bool_)
    # Who must be served may be worth less than nothing; whoever has no option adds nothing.
    counts = (best > 0) | (must & (best > np.iinfo(np.int64).min))
    return int(best[counts].sum())
