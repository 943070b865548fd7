"""Who asks, what is offered, by which rule, and one permitted way to bring both together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
    look at. `groups` are the labels the fairness floors count by; they never change a score.
    `must`: a plan that does not serve this request is no plan.
    """

    id: str
    base: int
    size: int = 1
    arrived: int = 0
    facts: Any = None
    groups: frozenset[str] = frozenset()
    must: bool = False


@dataclass(frozen=True, slots=True)
class Booking:
    """Capacity that is already taken from `start` to `end` (exclusive; FOREVER when open)."""

    start: int
    end: int
    uses: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something with capacity per dimension (households, persons, cases) while it is open.

    `group` is where it is, for requests that stay together (a neighbourhood); "" when unknown,
    which is a group of its own.
    """

    id: str
    capacity: Mapping[str, int]
    opens: int = 0
    closes: int = FOREVER
    bookings: tuple[Booking, ...] = ()
    facts: Any = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One permitted way to serve one request: this offer, from start to end, with its points.

    `mode` is how a shared offer is used then (for instance only women and children): an offer has
    one mode at most in a plan. Who may live there in two modes has an option for each. An offer
    has a mode in all its options or in none. `cost` counts against the budget.
    """

    request: str
    offer: str
    start: int
    end: int
    uses: Mapping[str, int]
    parts: Mapping[str, int]
    mode: str = ""
    cost: int = 0
