"""What binds several requests at once: together or not, at a fixed place, fair to every group.

None of these is ever part of a score. The solver obeys them, `verify` asks them again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from eenplan.engines.assignment.entities import InvalidProblem


@dataclass(frozen=True, slots=True)
class Link:
    """These requests are all served in offers of one group (a neighbourhood), or all wait.

    Raises InvalidProblem for fewer than two different requests.
    """

    requests: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(set(self.requests)) < 2 or len(set(self.requests)) != len(self.requests):
            raise InvalidProblem(f"a link binds different requests: {self.requests}")


@dataclass(frozen=True, slots=True)
class Floor:
    """Of this group at least `share` times the average share of requests is served.

    Counted over the requests that have a usable option at all: who has none cannot be placed by
    any plan and says nothing about this one. Raises InvalidProblem unless 0 < share <= 1.
    """

    group: str
    share: Fraction = Fraction(95, 100)

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise InvalidProblem(f"floor of {self.group}: share {self.share} is not in (0, 1]")


@dataclass(frozen=True, slots=True)
class Lock:
    """A decision that is fixed: this request gets this offer, from `start` when that is given."""

    request: str
    offer: str
    start: int | None = None


@dataclass(frozen=True)
class Sides:
    """The side constraints of one question, and the norms about them.

    `budget` is the most that all options together may cost. `current` says where who is now
    (request -> offer): staying there earns `keep_bonus` points, as a score part named "keep", and
    with `no_eviction` who can stay is placed in every plan, there or elsewhere.
    """

    links: tuple[Link, ...] = ()
    budget: int | None = None
    floors: tuple[Floor, ...] = ()
    locks: tuple[Lock, ...] = ()
    current: Mapping[str, str] = field(default_factory=dict)
    keep_bonus: int = 50
    no_eviction: bool = True

    def __post_init__(self) -> None:
        linked = [name for link in self.links for name in link.requests]
        wrong = {
            "a request stands in two links": len(set(linked)) != len(linked),
            "a budget below zero": self.budget is not None and self.budget < 0,
            "a keep bonus below zero": self.keep_bonus < 0,
            "two floors for one group": _repeats([floor.group for floor in self.floors]),
            "two locks for one request": _repeats([lock.request for lock in self.locks]),
        }
        for sentence, found in wrong.items():
            if found:
                raise InvalidProblem(sentence)

    def check(self, requests: frozenset[str], offers: frozenset[str]) -> None:
        """Raise InvalidProblem when a side constraint names a request or offer nobody knows.

        A present place may be gone from the offers: that house closed.
        """
        named = {name for link in self.links for name in link.requests} | set(self.current)
        named |= {lock.request for lock in self.locks}
        if strange := sorted(named - requests):
            raise InvalidProblem(f"link, lock or present place of unknown request {strange[0]}")
        if strange := sorted({lock.offer for lock in self.locks} - offers):
            raise InvalidProblem(f"lock on unknown offer {strange[0]}")

    def fingerprint(self) -> str:
        """Everything that decides the outcome, as one text."""
        return repr(
            (
                [link.requests for link in self.links],
                self.budget,
                [(floor.group, str(floor.share)) for floor in self.floors],
                [(lock.request, lock.offer, lock.start) for lock in self.locks],
                sorted(self.current.items()),
                self.keep_bonus,
                self.no_eviction,
            )
        )

    @property
    def are_none(self) -> bool:
        """Whether nothing at all binds requests together or to a place."""
        bound = self.links or self.floors or self.locks or self.current
        return not bound and self.budget is None


def _repeats(names: list[str]) -> bool:
    return len(set(names)) != len(names)
