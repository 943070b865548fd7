"""Which options can still be part of a better plan, when the bound is close to the plan.

An option that pulls the bound below the plan in hand cannot lead to a better one. What remains,
the core, is often so small that it can be solved exactly; its answer is then the answer of the
whole question.
"""

from __future__ import annotations

import numpy as np

from eenplan.engines.assignment.knapsacks import Reach
from eenplan.engines.assignment.model import IntArray
from eenplan.engines.assignment.search import promising_rows
from eenplan.engines.assignment.timeline import Prepared

#: The part of the usual difference in worth that is clear.
_CLEARLY = 0.35
#: This part of the room of an offer is given to whoever is mostly packed there, before all else.
_FIXED = 0.7


def core_rows(found: Reach, worth: float, picks: IntArray) -> IntArray:
    """The options that a plan of at least `worth` can have, and those of the plan in hand."""
    chosen = found.of_option >= worth - 1e-6
    chosen[picks[picks >= 0]] = True
    return np.flatnonzero(chosen).astype(np.int64)


def is_thin(prepared: Prepared, found: Reach) -> bool:
    """Whether most options are clearly not in a good plan, so that a search tree gets to an end.

    Where what an option is worth goes with what it needs, prices make nearly all equal.
    """
    value, who = prepared.usable.value, prepared.usable.options.request
    best = np.full(len(prepared.must), np.iinfo(np.int64).min)
    np.maximum.at(best, who, value)
    usual = float(np.median(best[who] - value))
    return float(np.median(found.bound - found.of_option)) >= _CLEARLY * usual


def likely_rows(found: Reach, per_request: float, picks: IntArray) -> IntArray:
    """So many options per request, those that a good plan is most likely to have."""
    number = min(int(per_request * len(picks)), len(found.of_option) - 1)
    lowest = -np.partition(-found.of_option, number)[number]
    return core_rows(found, lowest, picks)


def guessed_rows(prepared: Prepared, found: Reach, keep: int, picks: IntArray) -> IntArray:
    """The one option of who was mostly packed there, and `keep` options of the others.

    So many are left free that every offer has room for another choice.
    """
    options = prepared.usable.options
    chosen = np.zeros(len(options), dtype=np.bool_)
    chosen[promising_rows(prepared, found.net, keep, picks)] = True
    room = _FIXED * np.maximum(prepared.line.free[0, :, 0], 0)
    decided = np.zeros(len(picks), dtype=np.bool_)
    for row in np.argsort(-found.share, kind="stable").tolist():
        if found.share[row] < 0.5:
            break
        who, offer, need = options.request[row], options.offer[row], options.uses[0, row]
        if not decided[who] and need <= room[offer]:
            decided[who] = True
            room[offer] -= need
            chosen[prepared.limits[who] : prepared.limits[who + 1]] = False
            chosen[row] = True
    return np.flatnonzero(chosen).astype(np.int64)
