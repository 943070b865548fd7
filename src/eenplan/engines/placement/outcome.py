"""What the placement engine answers: a ranking for tonight or a plan for a group, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from eenplan.engines.assignment.plan import Plan


@dataclass(frozen=True, slots=True)
class Requirement:
    """One hard rule for one household and one place: met or not, in a Dutch sentence."""

    rule: str
    title: str
    met: bool
    sentence: str
    source: str


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
    eligible: tuple[RankedPlace, ...]
    blocked: tuple[BlockedPlace, ...]
    rules: tuple[RuleCount, ...]
    red_flow: bool
    summary: str

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
