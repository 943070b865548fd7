"""The broad lines of the demo's households: when they came, for whom they are, where they sleep.

Drawn for all households at once, before the first row is written, so that the staff can be sized
to the work; an outline is small enough to hold a hundred thousand of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from eenplan.organisation.enums import TargetGroup
from eenplan.people.enums import NightShelter as N

TEMPORARY_SHARE = 0.4
HELPED_ELSEWHERE_SHARE = 0.06
YEARS_BACK = 2
CELL_DAYS = 245  # the temporary cell started about eight months ago
CELL_MOST = 250  # newcomers whom twelve colleagues of the cell can follow within the norm

RESIDENT_ORIGINS = {"flemish": 48, "arabic": 20, "turkish": 16, "romanian": 14, "ukrainian": 2}

# Where newcomers sleep, by how long ago they registered: shares of a hundred.
TEMPORARY_SLEEPS = (
    (21, {N.NONE: 18, N.HOTEL: 16, N.FRIENDS: 18, N.RECEPTION: 38, N.HOST: 5, N.OWN_HOME: 5}),
    (90, {N.NONE: 3, N.HOTEL: 13, N.FRIENDS: 13, N.RECEPTION: 42, N.HOST: 7, N.OWN_HOME: 22}),
    (9999, {N.NONE: 0, N.HOTEL: 7, N.FRIENDS: 9, N.RECEPTION: 36, N.HOST: 6, N.OWN_HOME: 42}),
)
RESIDENT_SLEEPS = {N.OWN_HOME: 975, N.FRIENDS: 20, N.HOTEL: 5}


@dataclass(frozen=True, slots=True)
class Outline:
    """One household in broad lines. `area` is the position of its neighbourhood in the town."""

    registered_on: date
    origin: str
    target_group: TargetGroup
    sleeps: N
    area: int
    helped_elsewhere: bool
    closed_on: date | None
    in_cell: bool = False  # followed by the temporary cell

    @property
    def is_temporary(self) -> bool:
        return self.target_group == TargetGroup.TEMPORARY_PROTECTION


def draw_outlines(count: int, area_weights: Sequence[int], rng: Random, on: date) -> list[Outline]:
    """Return the outlines of all households, in order of registration.

    The last newcomers are with the cell. Of a town where more came than it may follow, the earlier
    ones are with the team of their address: the cell does not grow beyond what was decided.
    """
    temporary = round(count * TEMPORARY_SHARE)
    areas = _dealt(temporary, area_weights, rng)
    outlines = [_draw_temporary(area, rng, on) for area in areas]
    areas = _dealt(count - temporary, area_weights, rng)
    outlines += [_draw_resident(area, rng, on) for area in areas]
    outlines.sort(key=lambda outline: outline.registered_on)
    newcomers = [place for place, outline in enumerate(outlines) if outline.is_temporary]
    for place in newcomers[-CELL_MOST:]:
        outlines[place] = replace(outlines[place], in_cell=True)
    return outlines


def _draw_temporary(area: int, rng: Random, on: date) -> Outline:
    days_ago = _days_ago(rng, CELL_DAYS - 5)
    shares = next(shares for until, shares in TEMPORARY_SLEEPS if days_ago <= until)
    sleeps = _weighted(rng, shares)
    return Outline(
        registered_on=on - timedelta(days=days_ago),
        origin="ukrainian",
        target_group=TargetGroup.TEMPORARY_PROTECTION,
        sleeps=sleeps,
        area=area,
        helped_elsewhere=False,
        closed_on=_closed(rng, on, days_ago, sleeps, share=0.04),
    )


def _draw_resident(area: int, rng: Random, on: date) -> Outline:
    days_ago = _days_ago(rng, YEARS_BACK * 365)
    sleeps = _weighted(rng, RESIDENT_SLEEPS)
    return Outline(
        registered_on=on - timedelta(days=days_ago),
        origin=_weighted(rng, RESIDENT_ORIGINS),
        target_group=TargetGroup.RESIDENT,
        sleeps=sleeps,
        area=area,
        helped_elsewhere=rng.random() < HELPED_ELSEWHERE_SHARE,
        closed_on=_closed(rng, on, days_ago, sleeps, share=0.16),
    )


def _days_ago(rng: Random, most: int) -> int:
    """Mostly spread evenly, with a little more in the last two weeks."""
    return rng.randint(0, 14) if rng.random() < 0.06 else rng.randint(0, most)


def _dealt(count: int, weights: Sequence[int], rng: Random) -> list[int]:
    """Return a neighbourhood per household, dealt out so that every share is met."""
    deck = [area for area, weight in enumerate(weights) for _ in range(weight)]
    step = len(deck) / max(count, 1)
    dealt = [deck[int(n * step) % len(deck)] for n in range(count)]
    rng.shuffle(dealt)
    return dealt


def _closed(rng: Random, on: date, days_ago: int, sleeps: N, *, share: float) -> date | None:
    if days_ago < 120 or sleeps != N.OWN_HOME or rng.random() > share * 1.6:
        return None
    return on - timedelta(days=rng.randint(5, days_ago - 60))


def _weighted(rng: Random, shares: dict):
    return rng.choices(list(shares), weights=list(shares.values()))[0]
