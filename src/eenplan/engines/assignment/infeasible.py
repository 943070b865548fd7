"""When nobody can obey everything at once: which locks stand in each other's way, in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from eenplan.engines.assignment.exact import best_of_columns
from eenplan.engines.assignment.matrix import Matrix
from eenplan.engines.assignment.model import BoolArray, Lock, Problem
from eenplan.engines.assignment.search import Effort
from eenplan.engines.assignment.timeline import Prepared, prepare


class Infeasible(ValueError):
    """No plan obeys everything that is fixed. `drop` is the smallest set of locks to lift.

    Empty `drop`: no lock is to blame, but the present places or the floors are.
    """

    def __init__(self, sentence: str, drop: tuple[Lock, ...] = ()) -> None:
        super().__init__(sentence)
        self.drop = drop


def explain_infeasible(prepared: Prepared, work: Effort) -> Infeasible:
    """Which locks to drop, or what else makes it impossible."""
    problem = prepared.problem
    drop = locks_to_drop(problem, work.nodes)
    if drop:
        names = ", ".join(f"{lock.request} op {lock.offer}" for lock in drop)
        return Infeasible(f"Niet alles kan tegelijk vastliggen: {names}", drop)
    if problem.sides.floors:
        return Infeasible("De ondergrenzen per groep kunnen niet gehaald worden")
    return Infeasible("Wie nu een plaats heeft, kan niet allemaal een plaats houden")


def locks_to_drop(problem: Problem, nodes: int = 200) -> tuple[Lock, ...]:
    """The smallest set of locks without which the others can all hold; empty when all can.

    The locked, those who may not be turned out and whoever is linked to them are looked at, with
    all their options; nobody else can stand in the way of a lock.
    """
    locks = problem.sides.locks
    if not locks:
        return ()
    # Fairness has no say in whether two decisions can stand side by side.
    prepared = prepare(replace(problem, sides=replace(problem.sides, locks=(), floors=())))
    protected = prepared.must.copy()
    locked = np.array([problem.request_at[lock.request] for lock in locks], dtype=np.int64)
    prepared.must[locked] = True
    options = prepared.usable.options
    rows = np.flatnonzero(_concerned(prepared)[options.request])
    matrix = Matrix(prepared, rows)
    is_locked = np.zeros(len(protected), dtype=np.bool_)
    is_locked[locked] = True
    # To serve a locked request elsewhere, or not at all, is to drop its lock.
    obeyed = _obeyed(prepared, locks)[rows]
    matrix.gain[: len(rows)] = -1.0 * (is_locked[options.request[rows]] & ~obeyed)
    musts = np.flatnonzero(prepared.must)
    matrix.gain[matrix.missing_of[musts]] = np.where(protected[musts], -1000.0, -1.0)
    answer = best_of_columns(matrix, np.arange(matrix.width), nodes=20 * nodes)
    if answer.x is None:
        return ()
    picks = matrix.picks(answer.x)
    kept = _obeyed(prepared, locks)
    return tuple(
        lock
        for lock, who in zip(locks, locked.tolist(), strict=True)
        if picks[who] < 0 or not kept[picks[who]]
    )


def _obeyed(prepared: Prepared, locks: tuple[Lock, ...]) -> BoolArray:
    """Which options are the locked ones."""
    problem = prepared.usable
    found = np.zeros(len(problem.options), dtype=np.bool_)
    for lock in locks:
        rows = problem.rows_of(problem.request_at[lock.request])
        mine = slice(rows.start, rows.stop)
        same = problem.options.offer[mine] == problem.offer_at[lock.offer]
        if lock.start is not None:
            same &= problem.options.start[mine] == lock.start
        found[mine] = same
    return found


def _concerned(prepared: Prepared) -> BoolArray:
    """Who has to be served, and whoever is linked to them."""
    found = prepared.must.copy()
    parties = prepared.parties
    if len(parties):
        linked = parties.of_request >= 0
        found[linked] |= parties.any_of(prepared.must)[parties.of_request[linked]]
    return found
