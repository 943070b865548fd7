"""What rebalancing is told about workers and the cases they hold, and what it answers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal


class ImpossibleRebalancing(ValueError):
    """A question that cannot be: a double id, a share outside 0 to 1, less than no minutes."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A case manager who may give and take cases within a team.

    `fraction` is the share of full time that usually goes to cases: what is held is measured
    against it. `open_fraction` is what is left of it these days, with leave taken off: what may
    be taken on is measured against that, so that a holiday takes nobody's files away. What is held
    outside the cases of the question counts along (`elsewhere`).
    """

    id: str
    name: str
    fraction: Decimal
    open_fraction: Decimal | None = None
    languages: frozenset[str] = frozenset()
    team: str | None = None
    elsewhere_households: int = 0
    elsewhere_minutes: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.taking <= self.fraction <= 1:
            raise ImpossibleRebalancing(f"{self.id}: {self.fraction} full time, {self.taking} open")
        if self.elsewhere_households < 0 or self.elsewhere_minutes < 0:
            raise ImpossibleRebalancing(f"{self.id}: less than nothing elsewhere")

    @property
    def taking(self) -> Decimal:
        """The share of full time against which new cases are measured."""
        return self.fraction if self.open_fraction is None else self.open_fraction


@dataclass(frozen=True, slots=True)
class HeldCase:
    """A case with its weight in minutes a month, its holder, and what may keep it where it is."""

    id: str
    holder: str | None
    minutes: int
    languages: frozenset[str] = frozenset()
    team: str | None = None
    label: str = ""
    days_held: int | None = None
    in_handover: bool = False
    days_to_legal_date: int | None = None

    def __post_init__(self) -> None:
        if self.minutes < 0:
            raise ImpossibleRebalancing(f"{self.id}: {self.minutes} minutes")


@dataclass(frozen=True, slots=True)
class Limits:
    """The norms of a rebalancing: when somebody carries too much, and what is left alone.

    `tolerance` is how many percent above the mean of the team still counts as level.
    """

    norm_per_fte: int = 40
    settle_days: int = 30
    legal_days: int = 14
    tolerance: int = 10

    def __post_init__(self) -> None:
        if self.norm_per_fte < 1 or min(self.settle_days, self.legal_days, self.tolerance) < 0:
            raise ImpossibleRebalancing(f"{self}")

    def cap(self, fraction: Decimal) -> int:
        """The most households within the norm for a share of full time."""
        return int((fraction * self.norm_per_fte).to_integral_value(rounding=ROUND_FLOOR))


@dataclass(frozen=True, slots=True)
class Points:
    """What a good answer is worth: to have a place at all, to stay, a language, room."""

    placed: int = 10_000
    keep: int = 1_000
    language: int = 120
    room: int = 80


@dataclass(frozen=True, slots=True)
class CarriedLoad:
    """What somebody carries, in households and minutes a month, against what is within bounds.

    `cap` is the norm. `most` is the same, or more when the team as a whole holds more than its
    norms allow: then what is too much is at least spread.
    """

    carrier: str
    name: str
    households: int
    cap: int
    most: int
    minutes: int
    ceiling: int

    @property
    def gives(self) -> bool:
        """More households than there may be, or more minutes than level allows."""
        return self.households > self.most or self.minutes > self.ceiling

    @property
    def is_above(self) -> bool:
        """More households than the norm, or more minutes than level allows."""
        return self.households > self.cap or self.minutes > self.ceiling

    @property
    def words(self) -> str:
        """The load as the screen says it: "43 van 40 gezinnen, 151 uur per maand"."""
        return f"{self.households} van {self.cap} gezinnen, {hours(self.minutes)} per maand"


@dataclass(frozen=True, slots=True)
class Move:
    """One case that would change hands, and why, in words.

    `needs_reason` when the taker ends above the norm: whoever accepts it says why.
    """

    case: str
    label: str
    giver: str | None
    taker: str
    minutes: int
    needs_reason: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class StaysAbove:
    """Somebody who carries too much after all proposed moves, and why, in words."""

    carrier: str
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Rebalancing:
    """A proposal, never a decision. `fewest` is proven: fewer changes bring nobody further.

    `gap` is what the kernel could not prove of its own value, 0.0 when it is the best.
    """

    moves: tuple[Move, ...]
    above: tuple[StaysAbove, ...]
    unserved: tuple[str, ...]
    before: tuple[CarriedLoad, ...]
    after: tuple[CarriedLoad, ...]
    fewest: int
    gap: float
    methods: tuple[str, ...]
    seed: int
    inputs_hash: str
    summary: str


def hours(minutes: int) -> str:
    """Minutes as hours the Dutch way: "6,5 uur", "40 uur"."""
    whole, rest = divmod(round(minutes / 6), 10)
    return f"{whole},{rest} uur" if rest else f"{whole} uur"


def fingerprint(
    carriers: Sequence[Carrier],
    cases: Sequence[HeldCase],
    limits: Limits,
    points: Points,
    locks: Sequence[str],
    seed: int,
) -> str:
    """A hash of everything that decides the outcome, whatever the order it was read in.

    Days do not count by themselves, only what they keep in place (`locks`): a proposal is as good
    tomorrow, until somebody's situation changes.
    """
    people = sorted(
        repr((c.id, str(c.fraction.normalize()), str(c.taking.normalize()), sorted(c.languages)))
        + repr((c.team, c.elsewhere_households, c.elsewhere_minutes))
        for c in carriers
    )
    files = sorted(
        repr((c.id, c.holder, c.minutes, sorted(c.languages), c.team, lock))
        for c, lock in zip(cases, locks, strict=True)
    )
    whole = repr((people, files, limits, points, seed))
    return hashlib.sha256(whole.encode()).hexdigest()
