"""What every matching question is made of: requests, offers, options, and what binds them.

Time is counted in whole periods (days or weeks: the caller chooses, the kernel only compares).
Every interval is half-open: an option from 10 to 14 uses periods 10, 11, 12 and 13. Formulation:
multiple multidimensional knapsack (Ahani et al., Operations Research 69(5), 2021), with capacity
on a timeline.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from eenplan.engines.assignment.entities import (
    FOREVER,
    Booking,
    BoolArray,
    FloatArray,
    IntArray,
    InvalidProblem,
    Offer,
    Option,
    Refusal,
    Request,
    Rule,
)
from eenplan.engines.assignment.sides import Floor, Link, Lock, Sides
from eenplan.engines.assignment.table import Options, options_from

__all__ = [
    "FOREVER",
    "KEEP",
    "BoolArray",
    "Booking",
    "FloatArray",
    "Floor",
    "IntArray",
    "InvalidProblem",
    "Link",
    "Lock",
    "Offer",
    "Option",
    "Options",
    "Problem",
    "Refusal",
    "Request",
    "Rule",
    "Sides",
    "options_from",
]

#: The score part of who stays at the present place.
KEEP = "keep"


@dataclass(frozen=True, eq=False)
class Problem:
    """One matching question. Options are what the rules left; the rules stay to explain the rest.

    Raises InvalidProblem when ids repeat, when options are out of order, empty in time or use less
    than nothing, and when a side constraint names somebody unknown.
    """

    requests: tuple[Request, ...]
    offers: tuple[Offer, ...]
    options: Options
    rules: tuple[Rule, ...] = ()
    seed: int = 0
    sides: Sides = Sides()

    def __post_init__(self) -> None:
        for what, ids in (("request", self.request_at), ("offer", self.offer_at)):
            if len(ids) != len(self.requests if what == "request" else self.offers):
                raise InvalidProblem(f"{what} ids repeat")
        self.options.check(len(self.requests), len(self.offers))
        if KEEP in self.options.parts and self.sides.current:
            raise InvalidProblem(f"the score part {KEEP!r} is the kernel's own")
        if not self.sides.are_none:
            self.sides.check(frozenset(self.request_at), frozenset(self.offer_at))

    def with_options(self, options: Options) -> Problem:
        """The same question with other options."""
        return replace(self, options=options)

    @cached_property
    def request_at(self) -> dict[str, int]:
        """Position of each request by id."""
        return {request.id: i for i, request in enumerate(self.requests)}

    @cached_property
    def offer_at(self) -> dict[str, int]:
        """Position of each offer by id."""
        return {offer.id: i for i, offer in enumerate(self.offers)}

    @cached_property
    def present(self) -> IntArray:
        """Per request the position of the offer where it is now, -1 when nowhere or closed."""
        found = np.full(len(self.requests), -1, dtype=np.int64)
        for request, offer in self.sides.current.items():
            found[self.request_at[request]] = self.offer_at.get(offer, -1)
        return found

    @cached_property
    def keeps(self) -> BoolArray:
        """Which options leave somebody at the present place."""
        same: BoolArray = self.present[self.options.request] == self.options.offer
        return same

    @cached_property
    def value(self) -> IntArray:
        """Base value of the request plus quality plus keep bonus, per option, in points."""
        base = np.array([request.base for request in self.requests], dtype=np.int64)
        worth: IntArray = base[self.options.request] + self.options.quality
        if self.sides.current:
            worth = worth + self.sides.keep_bonus * self.keeps
        return worth

    @cached_property
    def inputs_hash(self) -> str:
        """A fingerprint of everything that decides the outcome, for the audit record."""
        digest = hashlib.sha256()
        for request in self.requests:
            named = (request.id, request.base, request.size, request.arrived)
            digest.update(repr((named, sorted(request.groups), request.must)).encode())
        for offer in self.offers:
            booked = [(b.start, b.end, sorted(b.uses.items())) for b in offer.bookings]
            dates = (sorted(offer.capacity.items()), offer.opens, offer.closes)
            digest.update(repr((offer.id, dates, booked, offer.group)).encode())
        table = self.options
        columns = (table.request, table.offer, table.start, table.end, table.uses)
        for column in (*columns, *table.parts.values(), table.cost, table.mode):
            if column is not None:
                digest.update(np.ascontiguousarray(column).tobytes())
        names = (table.dimensions, tuple(table.parts), table.modes)
        versions = sorted(self.rule_versions.items())
        digest.update(repr((names, versions, self.seed, self.sides.fingerprint())).encode())
        return digest.hexdigest()

    @cached_property
    def rule_versions(self) -> dict[str, str]:
        """Which version of which rule was applied."""
        return {rule.id: rule.version for rule in self.rules}

    def rows_of(self, request: int) -> range:
        """The option rows of one request, by position."""
        table = self.options.request
        return range(
            int(np.searchsorted(table, request)), int(np.searchsorted(table, request, side="right"))
        )
