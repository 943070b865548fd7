"""What the caseload engine is told about workers and cases, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache


class ImpossibleWorker(ValueError):
    """A worker with a share of full time outside 0 to 1, or with less than no households."""


@dataclass(frozen=True, slots=True)
class Worker:
    """A case manager: the share of a full-time job that goes to cases, and the households held.

    Raises ImpossibleWorker for a fraction outside 0 to 1 or a negative number of households.
    """

    id: str
    name: str
    fraction: Decimal | float
    households: int
    languages: frozenset[str] = frozenset()
    team: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.fraction <= 1 or self.households < 0:
            raise ImpossibleWorker(f"{self.id}: {self.fraction} full time, {self.households}")

    def cap(self, norm_per_fte: int) -> int:
        """The most households within the norm: norm times fraction, rounded down to whole ones."""
        return _whole_share(self.fraction, norm_per_fte)


@lru_cache(maxsize=1024)
def _whole_share(fraction: Decimal | float, norm_per_fte: int) -> int:
    # str first: 0.7 as a float times 40 would be 27.999... and lose a household.
    share = Decimal(str(fraction)) * norm_per_fte
    return int(share.to_integral_value(rounding=ROUND_FLOOR))


@dataclass(frozen=True, slots=True)
class CaseNeed:
    """A household that needs a case manager: the languages it speaks and the team of its area."""

    id: str
    languages: frozenset[str] = frozenset()
    team: str | None = None
    household_size: int = 1


@dataclass(frozen=True, slots=True)
class Weights:
    """How many points each consideration is worth at most."""

    load: int = 600
    language: int = 250
    team: int = 200


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One consideration: points given, out of how many, in words."""

    id: str
    label: str
    points: int
    most: int
    sentence: str


@dataclass(frozen=True, slots=True)
class RankedWorker:
    """A worker who can take the case within the norm; loads are households out of `cap`."""

    worker: str
    name: str
    rank: int
    score: int
    before: int
    after: int
    cap: int
    load: str
    parts: tuple[ScorePart, ...]


@dataclass(frozen=True, slots=True)
class BlockedWorker:
    """A worker who cannot take the case, with every reason and the rule it comes from."""

    worker: str
    name: str
    before: int
    cap: int
    load: str
    rules: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseloadProposal:
    """Who could take this case, best first, and why the others cannot. A person decides."""

    case: str
    norm_per_fte: int
    ranked: tuple[RankedWorker, ...]
    blocked: tuple[BlockedWorker, ...]
    summary: str

    @property
    def best(self) -> RankedWorker | None:
        """The first choice, or None when everybody is at the norm."""
        return self.ranked[0] if self.ranked else None
