"""What every matching question is made of: requests, offers, options and the plan that comes out.

Time is counted in whole periods (days or weeks: the caller chooses, the kernel only compares).
Every interval is half-open: an option from 10 to 14 uses periods 10, 11, 12 and 13. Formulation:
multiple multidimensional knapsack (Ahani et al., Operations Research 69(5), 2021), with capacity
on a timeline.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
FloatArray = npt.NDArray[np.float64]

#: The end of an interval without an end: later than any date a caller can name.
FOREVER = 10_000_000


class InvalidProblem(ValueError):
    """The question itself is wrong: a double id, an option of nobody, an empty interval."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One named hard rule between a request and an offer.

    `test` receives the facts of both and returns None when allowed, or the Dutch sentence with
    the values when refused; `met` says in Dutch what was satisfied. `template` is the sentence
    without values, for lists of rules.
    """

    id: str
    title: str
    template: str
    source: str
    test: Callable[[Any, Any], str | None]
    met: Callable[[Any, Any], str]
    version: str = "1"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One rule that says no, in words."""

    rule: str
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody who must be served whole or not at all.

    `base` is the value of serving at all (points, far above any quality score), `size` the
    persons or cases it counts for, `arrived` the period of first come; `facts` is what the rules
    look at.
    """

    id: str
    base: int
    size: int = 1
    arrived: int = 0
    facts: Any = None


@dataclass(frozen=True, slots=True)
class Booking:
    """Capacity that is already taken from `start` to `end` (exclusive; FOREVER when open)."""

    start: int
    end: int
    uses: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something with capacity per dimension (households, persons, cases) while it is open."""

    id: str
    capacity: Mapping[str, int]
    opens: int = 0
    closes: int = FOREVER
    bookings: tuple[Booking, ...] = ()
    facts: Any = None


@dataclass(frozen=True, slots=True)
class Option:
    """One permitted way to serve one request: this offer, from start to end, with its points."""

    request: str
    offer: str
    start: int
    end: int
    uses: Mapping[str, int]
    parts: Mapping[str, int]


@dataclass(frozen=True, eq=False)
class Options:
    """All permitted options as columns, sorted by request then offer; a row is an option's name.

    `request` and `offer` are positions in the problem's tuples, `uses` has one row per dimension,
    `parts` one column per named score part.
    """

    dimensions: tuple[str, ...]
    request: IntArray
    offer: IntArray
    start: IntArray
    end: IntArray
    uses: IntArray
    parts: Mapping[str, IntArray]

    def __len__(self) -> int:
        return len(self.request)

    @cached_property
    def quality(self) -> IntArray:
        """The sum of the score parts of each option, in points."""
        total = np.zeros(len(self), dtype=np.int64)
        for column in self.parts.values():
            total += column
        return total

    def only(self, rows: IntArray | BoolArray) -> Options:
        """The same table with the given rows."""
        return Options(
            self.dimensions,
            self.request[rows],
            self.offer[rows],
            self.start[rows],
            self.end[rows],
            self.uses[:, rows],
            {name: column[rows] for name, column in self.parts.items()},
        )


def options_from(
    requests: Sequence[Request], offers: Sequence[Offer], rows: Iterable[Option]
) -> Options:
    """The option table of a list of options; convenient for small questions.

    Raises InvalidProblem for an option of an unknown request or offer.
    """
    request_at = {request.id: i for i, request in enumerate(requests)}
    offer_at = {offer.id: i for i, offer in enumerate(offers)}
    listed = list(rows)
    for option in listed:
        if option.request not in request_at or option.offer not in offer_at:
            raise InvalidProblem(
                f"option of unknown request or offer: {option.request} / {option.offer}"
            )
    listed.sort(key=lambda o: (request_at[o.request], offer_at[o.offer], o.start, o.end))
    dimensions = tuple(sorted({d for offer in offers for d in offer.capacity}))
    names = sorted({name for option in listed for name in option.parts})

    def column(values: Iterable[int]) -> IntArray:
        return np.fromiter(values, dtype=np.int64, count=len(listed))

    return Options(
        dimensions,
        column(request_at[o.request] for o in listed),
        column(offer_at[o.offer] for o in listed),
        column(o.start for o in listed),
        column(o.end for o in listed),
        np.array([[o.uses.get(d, 0) for o in listed] for d in dimensions], dtype=np.int64).reshape(
            len(dimensions), len(listed)
        ),
        {name: column(o.parts.get(name, 0) for o in listed) for name in names},
    )


@dataclass(frozen=True, eq=False)
class Problem:
    """One matching question. Options are what the rules left; the rules stay to explain the rest.

    Raises InvalidProblem when ids repeat, or options are out of order, empty in time or use less
    than nothing.
    """

    requests: tuple[Request, ...]
    offers: tuple[Offer, ...]
    options: Options
    rules: tuple[Rule, ...] = ()
    seed: int = 0

    def __post_init__(self) -> None:
        for what, ids in (("request", self.request_at), ("offer", self.offer_at)):
            if len(ids) != len(self.requests if what == "request" else self.offers):
                raise InvalidProblem(f"{what} ids repeat")
        _check_options(self.options, len(self.requests), len(self.offers))

    @cached_property
    def request_at(self) -> dict[str, int]:
        """Position of each request by id."""
        return {request.id: i for i, request in enumerate(self.requests)}

    @cached_property
    def offer_at(self) -> dict[str, int]:
        """Position of each offer by id."""
        return {offer.id: i for i, offer in enumerate(self.offers)}

    @cached_property
    def value(self) -> IntArray:
        """Base value of the request plus quality, per option, in points."""
        base = np.array([request.base for request in self.requests], dtype=np.int64)
        return base[self.options.request] + self.options.quality

    @cached_property
    def inputs_hash(self) -> str:
        """A fingerprint of everything that decides the outcome, for the audit record."""
        digest = hashlib.sha256()
        for request in self.requests:
            digest.update(repr((request.id, request.base, request.size, request.arrived)).encode())
        for offer in self.offers:
            booked = [(b.start, b.end, sorted(b.uses.items())) for b in offer.bookings]
            digest.update(
                repr(
                    (offer.id, sorted(offer.capacity.items()), offer.opens, offer.closes, booked)
                ).encode()
            )
        table = self.options
        for column in (
            table.request,
            table.offer,
            table.start,
            table.end,
            table.uses,
            *table.parts.values(),
        ):
            digest.update(np.ascontiguousarray(column).tobytes())
        digest.update(
            repr(
                (
                    table.dimensions,
                    tuple(table.parts),
                    sorted(self.rule_versions.items()),
                    self.seed,
                )
            ).encode()
        )
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


def _check_options(options: Options, requests: int, offers: int) -> None:
    if not len(options):
        return
    keys = options.request * max(offers, 1) + options.offer
    problems = {
        "options are not sorted by request and offer": bool((np.diff(keys) < 0).any()),
        "option of an unknown request": not 0
        <= options.request.min()
        <= options.request.max()
        < requests,
        "option of an unknown offer": not 0 <= options.offer.min() <= options.offer.max() < offers,
        "option without duration": bool((options.start >= options.end).any()),
        "option that uses less than nothing": bool((options.uses < 0).any()),
    }
    for sentence, wrong in problems.items():
        if wrong:
            raise InvalidProblem(sentence)
