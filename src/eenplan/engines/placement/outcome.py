"""What the placement engine answers: a ranking for tonight or a plan for a group, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar, overload

from eenplan.engines.assignment.plan import Plan

T = TypeVar("T")


class Lazily(Sequence[T], Generic[T]):
    """A sequence whose items are made when they are read: of thousands a screen shows a few."""

    def __init__(self, length: int, make: Callable[[int], T]) -> None:
        self._length, self._make = length, make
        self._made: dict[int, T] = {}

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            return tuple(self[n] for n in range(*index.indices(self._length)))
        place = index + self._length if index < 0 else index
        if not 0 <= place < self._length:
            raise IndexError(index)
        if place not in self._made:
            self._made[place] = self._make(place)
        return self._made[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Lazily({self._length})"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One hard rule for one household and one place: met or not, in a Dutch sentence.

    `telling` is False where a rule is met because it asks nothing of this household and place.
    """

    rule: str
    title: str
    met: bool
    sentence: str
    source: str
    telling: bool = True


Worded = Callable[[], tuple[Requirement, ...]]


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One consideration: points given, out of how many."""

    id: str
    label: str
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class RankedPlace:
    """A place where the household may go: rank from 1, score in points, pressure of others."""

    place: str
    label: str
    rank: int
    score: int
    pressure: int
    start: date
    until: date | None
    parts: tuple[ScorePart, ...]
    worded: Worded = field(repr=False, compare=False)

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """Every rule, and how this place meets it; put into words when asked for."""
        return self.worded()

    @property
    def told(self) -> tuple[Requirement, ...]:
        """The rules that ask something of this household and place: what a person wants to read."""
        return tuple(requirement for requirement in self.requirements if requirement.telling)

    @property
    def net(self) -> int:
        """What is left of the score when the wish of others is taken off."""
        return self.score - self.pressure


@dataclass(frozen=True, slots=True)
class BlockedPlace:
    """A place where the household may not go, and the ids of the rules that say so."""

    place: str
    label: str
    rules: tuple[str, ...]
    refusals: Worded = field(repr=False, compare=False)
    worded: Worded = field(repr=False, compare=False)

    @property
    def failed(self) -> tuple[Requirement, ...]:
        """Every rule that says no; put into words when asked for."""
        return self.refusals()

    @property
    def passed(self) -> tuple[Requirement, ...]:
        """The rules this place does meet; put into words when asked for."""
        return self.worded()

    @property
    def only_rule(self) -> str | None:
        """The rule that blocks alone, so that changing it would open this place."""
        return self.rules[0] if len(self.rules) == 1 else None


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many places one rule excludes, and how many only this rule excludes."""

    rule: str
    title: str
    places: int
    only: int
    sentence: str


@dataclass(frozen=True)
class Ranking:
    """The answer for one household: places in order, and the reason for every other place."""

    household: str
    on: date
    eligible: Sequence[RankedPlace]
    blocked: Sequence[BlockedPlace]
    rules: tuple[RuleCount, ...]
    red_flow: bool
    summary: str
    hold_hours: int = 24

    @property
    def best(self) -> RankedPlace | None:
        """The first choice, or None when nothing is possible."""
        return self.eligible[0] if self.eligible else None


@dataclass(frozen=True, slots=True)
class Placement:
    """One proposed placement, with the points of the household and of the place."""

    household: str
    place: str
    start: date
    until: date | None
    persons: int
    base: int
    pressure: int
    parts: tuple[ScorePart, ...]

    @property
    def score(self) -> int:
        """The quality of this place for this household, in points."""
        return sum(part.points for part in self.parts)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A household without a proposal: how many places suit it, and what excludes the others."""

    household: str
    persons: int
    suitable: int
    rules: tuple[RuleCount, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class FirstCome:
    """What handing out places in order of arrival would have given, on the same input."""

    fit: str
    households: int
    persons: int
    objective: int


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who lived somewhere and does not stay there; without `place` nothing was found."""

    household: str
    left: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Apart:
    """Households that belong together and are not planned together, and why: work for a person."""

    households: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class GroupShare:
    """How one group fares in the plan: placed out of those with a possible place."""

    group: str
    placed: int
    possible: int
    floor: int  # the fewest that the floor asks for

    @property
    def met(self) -> bool:
        """Whether the floor is reached."""
        return self.placed >= self.floor


@dataclass(frozen=True, slots=True)
class Fairness:
    """How the groups fare, and what the floors cost compared with a plan without.

    `price` is in points; `households` and `persons` are how many more (or fewer) are placed.
    """

    floor_percent: int
    groups: tuple[GroupShare, ...]
    price: int
    households: int
    persons: int
    sentence: str


@dataclass(frozen=True)
class PlacementPlan:
    """A proposal for a group. Objective and bound are in points; gap 0.0 = proven best."""

    on: date
    placements: tuple[Placement, ...]
    unplaced: tuple[Waiting, ...]
    listed: Mapping[tuple[str, str], int]
    objective: int
    bound: int
    gap: float
    persons: int
    first_come: tuple[FirstCome, ...]
    kernel: Plan
    moves: tuple[Move, ...] = ()
    apart: tuple[Apart, ...] = ()
    fairness: Fairness | None = None
