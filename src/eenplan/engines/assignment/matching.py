"""The special case in which every offer serves one request: exact in milliseconds.

When no two options of one offer can ever be taken together, the question is the classic linear
assignment problem, and the exact answer also gives exact prices.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment

from eenplan.engines.assignment.model import FloatArray, IntArray, Problem
from eenplan.engines.assignment.plan import Prices
from eenplan.engines.assignment.timeline import Timeline

#: A dense table above this many cells takes longer than the price method.
MOST_CELLS = 1_500_000


def is_matching(problem: Problem, line: Timeline) -> bool:
    """Whether every offer can serve one request at most, so that linear assignment is valid."""
    options = problem.options
    if not len(options) or len(problem.requests) * len(problem.offers) > MOST_CELLS:
        return False
    offers = len(problem.offers)
    latest_first = np.full(offers, -1, dtype=np.int64)
    earliest_last = np.full(offers, line.moments, dtype=np.int64)
    np.maximum.at(latest_first, options.offer, line.first)
    np.minimum.at(earliest_last, options.offer, line.last)
    meets = latest_first < earliest_last
    collides = np.zeros(offers, dtype=np.bool_)
    for free, uses in zip(line.free, options.uses, strict=True):
        least = np.full(offers, np.iinfo(np.int64).max // 4, dtype=np.int64)
        np.minimum.at(least, options.offer, uses)
        collides |= 2 * least > free.max(axis=1)
    return bool((meets & collides)[np.unique(options.offer)].all())


def match_exactly(problem: Problem) -> tuple[IntArray, FloatArray]:
    """The best option row per request (-1 = waits) and the lowest fair price per offer, in points.

    The price of an offer is what the best other use of it would have added: a household only
    keeps a place that is worth more to it than that price.
    """
    requests, offers = len(problem.requests), len(problem.offers)
    row_of = _best_rows(problem)
    table = np.zeros((requests, offers))
    table[row_of >= 0] = problem.value[row_of[row_of >= 0]]
    who, where = linear_sum_assignment(table, maximize=True)
    picks = np.full(requests, -1, dtype=np.int64)
    picks[who] = row_of[who, where]
    return picks, _lowest_prices(table, picks, problem)


def _best_rows(problem: Problem) -> IntArray:
    """Per request and offer the row of the best option, -1 where there is none."""
    options = problem.options
    rows = np.full((len(problem.requests), len(problem.offers)), -1, dtype=np.int64)
    order = np.argsort(problem.value, kind="stable")
    rows[options.request[order], options.offer[order]] = order
    return rows


def _lowest_prices(table: FloatArray, picks: IntArray, problem: Problem) -> FloatArray:
    """Raise prices from zero until nobody would rather have another place than its own."""
    prices = np.zeros(table.shape[1])
    placed = np.flatnonzero(picks >= 0)
    own = problem.options.offer[picks[placed]]
    profit = np.zeros(table.shape[0])
    for _ in range(len(placed) + 1):
        profit[placed] = table[placed, own] - prices[own]
        raised = np.maximum(prices, (table - profit[:, None]).max(axis=0))
        if np.array_equal(raised, prices):
            break
        prices = raised
    return prices


def as_prices(problem: Problem, line: Timeline, per_offer: FloatArray) -> Prices:
    """Prices per offer as prices per moment: the whole price sits where all options overlap."""
    options = problem.options
    offers = len(problem.offers)
    latest_first = np.zeros(offers, dtype=np.int64)
    np.maximum.at(latest_first, options.offer, line.first)
    cumulative = np.zeros((len(options.dimensions), offers, line.moments + 1))
    most = np.ones((len(options.dimensions), offers))
    for d, uses in enumerate(options.uses):
        np.maximum.at(most[d], options.offer, uses.astype(np.float64))
    after = np.arange(line.moments + 1)[None, :] > latest_first[:, None]
    dimension = _binding_dimension(problem, line)
    for d in range(len(options.dimensions)):
        share = np.where(dimension == d, per_offer / most[d], 0.0)
        cumulative[d] = after * share[:, None]
    return Prices(options.dimensions, problem.offer_at, line.points, cumulative)


def _binding_dimension(problem: Problem, line: Timeline) -> IntArray:
    """Per offer the first dimension in which two options never fit together."""
    options = problem.options
    chosen = np.zeros(len(problem.offers), dtype=np.int64)
    for d in range(len(options.dimensions) - 1, -1, -1):
        least = np.full(len(problem.offers), np.iinfo(np.int64).max // 4, dtype=np.int64)
        np.minimum.at(least, options.offer, options.uses[d])
        chosen[2 * least > line.free[d].max(axis=1)] = d
    return chosen
