"""Equal claims are decided by lot: a number per request that only the seed and its id decide."""

from __future__ import annotations

import hashlib

import numpy as np

from eenplan.engines.assignment.model import IntArray, Problem
from eenplan.engines.assignment.plan import Tie
from eenplan.engines.assignment.timeline import Prepared


def lottery_number(seed: int, request: str) -> int:
    """The lot of one request, the lowest wins; nobody can foresee it without the seed."""
    digest = hashlib.sha256(f"{seed}\x1f{request}".encode()).digest()
    return int.from_bytes(digest[:4], "big")


def lottery_order(problem: Problem) -> IntArray:
    """The lot of every request, in the order of the requests."""
    lots = (lottery_number(problem.seed, request.id) for request in problem.requests)
    return np.fromiter(lots, dtype=np.int64, count=len(problem.requests))


def draw(prepared: Prepared, picks: IntArray) -> tuple[IntArray, tuple[Tie, ...]]:
    """The same plan after the lots are drawn: of equal claims on a place the lowest number has it.

    A claim is equal when somebody who waits has the very same option (time, use, mode, cost,
    points), the same size and the same groups. Linked, locked and present households keep what
    they have.
    """
    problem = prepared.usable
    options, lots = problem.options, lottery_order(problem)
    loose = (prepared.parties.of_request < 0) & ~prepared.must
    waiting = np.flatnonzero((picks < 0) & loose)
    open_rows = np.flatnonzero(np.isin(options.request, waiting))
    taken = picks[(picks >= 0) & loose]
    claims: dict[tuple[object, ...], list[int]] = {}
    for row in open_rows[np.isin(options.offer[open_rows], options.offer[taken])].tolist():
        claims.setdefault(_claim(problem, row), []).append(row)
    drawn, ties = picks.copy(), []
    for row in taken[np.argsort(lots[options.request[taken]], kind="stable")].tolist():
        equals = [r for r in claims.get(_claim(problem, row), ()) if drawn[options.request[r]] < 0]
        if equals:
            winner, ties_here = _decide(problem, row, equals, lots)
            drawn[options.request[row]] = -1
            drawn[options.request[winner]] = winner
            claims[_claim(problem, row)].append(row)
            ties.extend(ties_here)
    return drawn, tuple(ties)


def _claim(problem: Problem, row: int) -> tuple[object, ...]:
    options = problem.options
    request = problem.requests[int(options.request[row])]
    return (
        int(options.offer[row]),
        int(options.start[row]),
        int(options.end[row]),
        tuple(options.uses[:, row].tolist()),
        options.mode_of(row),
        options.cost_of(row),
        int(problem.value[row]),
        request.size,
        request.groups,
    )


def _decide(problem: Problem, row: int, equals: list[int], lots: IntArray) -> tuple[int, list[Tie]]:
    who = problem.options.request
    claimants = sorted([row, *equals], key=lambda r: (int(lots[who[r]]), int(who[r])))
    winner, *others = claimants
    name = {r: problem.requests[int(who[r])].id for r in claimants}
    offer = problem.offers[int(problem.options.offer[row])].id
    mine = int(lots[who[winner]])
    return winner, [Tie(offer, name[winner], name[r], (mine, int(lots[who[r]]))) for r in others]
