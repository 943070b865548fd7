"""The rival beside us: the whole question for HiGHS alone, in a process of its own.

It has the same seconds. What it finds counts too: the better of the two is the answer, so nobody
who hands the file to the solver without a kernel gets a better one in that time.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from multiprocessing.connection import Connection
from typing import NamedTuple

import numpy as np

from eenplan.engines.assignment.exact import Left, best_of_columns
from eenplan.engines.assignment.matrix import Matrix
from eenplan.engines.assignment.model import IntArray
from eenplan.engines.assignment.timeline import Prepared

#: Above this many options the solver alone finds nothing of use in the seconds there are.
MOST_OPTIONS = 40_000
#: More nodes than any time is enough for.
_ALL_NODES = 10**9


class Found(NamedTuple):
    """What it came to: the option row of each request, what is proven, and whether it is done."""

    picks: IntArray | None
    bound: float | None
    proven: bool


class Alone:
    """HiGHS on the whole question, started now; `left` says how many seconds there are."""

    def __init__(self, prepared: Prepared, left: Left) -> None:
        self._found: Found | None = None
        self._left = left
        self._process = None
        if not 0 < len(prepared.usable.options) <= MOST_OPTIONS or _cores() < 2:
            return
        # A fork: the question is there already, and no thread runs yet.
        forked = multiprocessing.get_context("fork")
        self._ours, theirs = forked.Pipe(duplex=False)
        ends = time.perf_counter() + left()
        self._process = forked.Process(target=_solve, args=(prepared, ends, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def is_done(self) -> bool:
        """Whether it has proven its answer already."""
        self._look(0.0)
        return self._found is not None and self._found.proven

    def answer(self) -> Found:
        """What it has when the seconds are over."""
        self._look(max(0.0, self._left()))
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None
        return self._found or Found(None, None, proven=False)

    def stop(self) -> Found:
        """Nothing better can come of it."""
        self._left = lambda: 0.0
        return self.answer()

    def _look(self, seconds: float) -> None:
        if self._process is None or self._found is not None:
            return
        try:
            if self._ours.poll(seconds):
                self._found = self._ours.recv()
        except EOFError:
            self._found = Found(None, None, proven=False)


def _cores() -> int:
    """On one core the two would only take each other's time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def _solve(prepared: Prepared, ends: float, pipe: Connection) -> None:
    matrix = Matrix(prepared, np.arange(len(prepared.usable.options)))
    free = np.arange(matrix.width)
    seconds = ends - time.perf_counter()
    answer = best_of_columns(matrix, free, nodes=_ALL_NODES, seconds=seconds)
    picks = None if answer.x is None else matrix.picks(answer.x)
    pipe.send(Found(picks, answer.bound, answer.proven))
