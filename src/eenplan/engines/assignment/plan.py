"""The answer to a matching question: who goes where, who waits, at what price and bound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from eenplan.engines.assignment.model import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Assignment:
    """One request served: where, when, and why it scored what it scored (points)."""

    request: str
    offer: str
    start: int
    end: int
    uses: Mapping[str, int]
    base: int
    parts: Mapping[str, int]

    @property
    def value(self) -> int:
        """Base value plus all score parts."""
        return self.base + sum(self.parts.values())


@dataclass(frozen=True)
class Prices:
    """What a unit of capacity is worth to the others: per dimension, offer and period, in points.

    `cumulative[d, u, i]` is the price of offer u in dimension d, summed over the periods before
    `points[i]`.
    """

    dimensions: tuple[str, ...]
    offers: Mapping[str, int]
    points: IntArray
    cumulative: FloatArray

    def pressure(self, offer: str, start: int, end: int, uses: Mapping[str, int]) -> int:
        """How much others want this offer then, in points; 0 for an offer the plan did not see."""
        if offer not in self.offers:
            return 0
        row = self.cumulative[:, self.offers[offer]]
        first, last = (
            np.searchsorted(self.points, start, side="right") - 1,
            np.searchsorted(self.points, end),
        )
        spans = row[:, max(int(last), 0)] - row[:, max(int(first), 0)]
        return round(
            sum(
                uses.get(d, 0) * float(span) for d, span in zip(self.dimensions, spans, strict=True)
            )
        )


@dataclass(frozen=True)
class Plan:
    """A proposal, never a decision: who goes where, who waits, how far from the best it may be."""

    assignments: tuple[Assignment, ...]
    unplaced: tuple[str, ...]
    objective: int
    bound: int
    method: str
    seed: int
    inputs_hash: str
    rule_versions: Mapping[str, str]
    prices: Prices | None = field(default=None, compare=False, repr=False)

    @property
    def gap(self) -> float:
        """The share of the proven bound that may still be missing; 0.0 means proven best."""
        return (self.bound - self.objective) / self.bound if self.bound > 0 else 0.0

    def of(self, request: str) -> Assignment | None:
        """The assignment of one request, or None while it waits."""
        return next((a for a in self.assignments if a.request == request), None)
