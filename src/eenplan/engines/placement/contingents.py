"""Contingents of reception places: what expected persons ask, and what blocks the next one.

Plain arithmetic of the city's own plan (Kortrijk, 7-puntenplan Oekraïne, 14 maart 2022, points 5
and 7): contingents of 40 families or 60 to 70 persons, one social worker per 40 families, about
165 000 euro per contingent. The numbers are norms that the caller passes in.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Literal


class ImpossibleNorm(ValueError):
    """A norm or a count that cannot be: a block of nobody, or less than nothing."""


@dataclass(frozen=True, slots=True)
class Norms:
    """Persons and families per contingent, families per full-time worker, euro per contingent."""

    persons_per_contingent: int = 60
    families_per_contingent: int = 40
    families_per_worker: int = 40
    budget_per_contingent: Decimal = Decimal(165_000)

    def __post_init__(self) -> None:
        counts = (
            self.persons_per_contingent,
            self.families_per_contingent,
            self.families_per_worker,
        )
        if min(counts) < 1 or self.budget_per_contingent < 0:
            raise ImpossibleNorm("a contingent, a family and a worker count for at least one")


@dataclass(frozen=True, slots=True)
class Need:
    """What an expected number of persons asks: contingents, families, full-time workers, euro."""

    persons: int
    contingents: int
    families: int
    workers: int
    budget: Decimal


def need_for(expected_persons: int, norms: Norms | None = None) -> Need:
    """The contingents needed for a number of persons, always whole ones.

    Raises ImpossibleNorm for fewer than no persons.
    """
    norm = norms or Norms()
    if expected_persons < 0:
        raise ImpossibleNorm("fewer than no persons")
    contingents = -(-expected_persons // norm.persons_per_contingent)
    families = contingents * norm.families_per_contingent
    return Need(
        persons=expected_persons,
        contingents=contingents,
        families=families,
        workers=-(-families // norm.families_per_worker),
        budget=contingents * norm.budget_per_contingent,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One condition for opening the next contingent: needed, available, and short by how much."""

    what: Literal["places", "workers", "budget"]
    needed: Decimal
    available: Decimal
    sentence: str

    @property
    def short(self) -> Decimal:
        """How much is missing; 0 when there is enough."""
        return max(Decimal(0), self.needed - self.available)

    @property
    def ok(self) -> bool:
        """Whether this condition is met."""
        return self.short == 0


@dataclass(frozen=True, slots=True)
class NextBlock:
    """Whether the next contingent can open, and the three conditions with their figures."""

    places: Line
    workers: Line
    budget: Line

    @property
    def lines(self) -> tuple[Line, Line, Line]:
        """The three conditions in the order of the screen."""
        return self.places, self.workers, self.budget

    @property
    def can_open(self) -> bool:
        """True when nothing is short."""
        return all(line.ok for line in self.lines)

    @property
    def blocked_by(self) -> tuple[str, ...]:
        """What is short: places, workers, budget."""
        return tuple(line.what for line in self.lines if not line.ok)


def next_block(
    places_ready: int,
    families_served: int,
    worker_fte: Decimal | float,
    norm: int = 40,
    contingent_size: int = 40,
    budget_granted: Decimal = Decimal(0),
    budget_per_contingent: Decimal = Decimal(165_000),
    open_contingents: int = 0,
) -> NextBlock:
    """What blocks opening the next contingent of `contingent_size` families.

    `places_ready` are free family places ready to live in, `families_served` the families now
    followed by `worker_fte` full-time workers at `norm` families each, `budget_granted` all euro
    granted so far for the open contingents and the next one. Workers are counted to a tenth of a
    full-time job, rounded up. Raises ImpossibleNorm for a count below zero or a norm below one.
    """
    workers = Decimal(str(worker_fte))
    counts = [places_ready, families_served, open_contingents]
    if (
        min(counts) < 0
        or min(workers, budget_granted) < 0
        or min(norm, contingent_size) < 1
        or budget_per_contingent < 0
    ):
        raise ImpossibleNorm("a count below zero or a norm below one")
    fte = Decimal(families_served + contingent_size) / norm
    fte = fte.quantize(Decimal("0.1"), rounding=ROUND_CEILING)
    money = (open_contingents + 1) * budget_per_contingent
    return NextBlock(
        places=_line("places", Decimal(contingent_size), Decimal(places_ready)),
        workers=_line("workers", fte, workers),
        budget=_line("budget", money, budget_granted),
    )


_NOUNS = {
    "places": "plaatsen klaar",
    "workers": "voltijdse maatschappelijk werkers",
    "budget": "euro toegekend",
}


def _line(
    what: Literal["places", "workers", "budget"], needed: Decimal, available: Decimal
) -> Line:
    sentence = f"{dutch_number(available)} van {dutch_number(needed)} {_NOUNS[what]}."
    short = needed - available
    if short > 0:
        sentence += " " + _missing(what, short)
    return Line(what, needed, available, sentence)


def _missing(what: str, short: Decimal) -> str:
    number = dutch_number(short)
    if what == "places":
        return "Er ontbreekt 1 plaats." if short == 1 else f"Er ontbreken {number} plaatsen."
    return f"Er ontbreekt {number} {'voltijds' if what == 'workers' else 'euro'}."


def dutch_number(value: Decimal) -> str:
    """A number the Dutch way: 825.000 and 1,5."""
    text = f"{value.normalize():,f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")
