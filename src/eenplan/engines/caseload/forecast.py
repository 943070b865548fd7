"""When a team will be full, seen from the weeks behind it: a straight line, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from statistics import mean, stdev

#: Beyond a year a straight line through some weeks says nothing any more.
LONGEST = 52
#: Beyond half a year no week is named in a table of teams.
NEAR = 26


@dataclass(frozen=True, slots=True)
class Forecast:
    """Weeks until the norm is exceeded: about `weeks`, between `soonest` and `latest`.

    None where the line never gets there, or only after a year. `per_week` is the mean net inflow.
    """

    held: int
    capacity: int
    per_week: float
    weeks: int | None
    soonest: int | None
    latest: int | None
    sentence: str

    @property
    def is_above(self) -> bool:
        """Whether the team holds more than the norm already."""
        return self.held > self.capacity

    @property
    def is_near(self) -> bool:
        """Whether the norm is exceeded within half a year; later is too far to name a week."""
        return self.weeks is not None and self.weeks <= NEAR


def forecast(nets: Sequence[int], held: int, capacity: int) -> Forecast:
    """Draw the mean net inflow of these weeks on, one standard error lower and higher as well.

    `nets` is in minus out per whole week, oldest first.
    """
    if not nets:
        return Forecast(held, capacity, 0.0, None, None, None, "Er zijn nog geen volle weken.")
    per_week = mean(nets)
    spread = stdev(nets) / sqrt(len(nets)) if len(nets) > 1 else abs(per_week)
    room = capacity - held
    weeks = _weeks(room, per_week)
    soonest, latest = _weeks(room, per_week + spread), _weeks(room, per_week - spread)
    words = _sentence(nets, held, capacity, (weeks, soonest, latest))
    return Forecast(held, capacity, per_week, weeks, soonest, latest, words)


def _weeks(room: int, per_week: float) -> int | None:
    """The whole weeks after which there is less than no room; None when not within a year."""
    if room < 0:
        return 0
    if per_week <= 0:
        return None
    weeks = ceil((room + 1) / per_week)
    return weeks if weeks <= LONGEST else None


def _sentence(
    nets: Sequence[int], held: int, capacity: int, found: tuple[int | None, int | None, int | None]
) -> str:
    weeks, soonest, latest = found
    behind = f"de laatste {len(nets)} weken" if len(nets) > 1 else "de laatste week"
    if held > capacity:
        return f"Het team zit nu al boven de norm: {held} gezinnen, plaats voor {capacity}."
    if soonest is None:
        return f"Gaat het verder zoals {behind}, dan blijft het team het hele jaar binnen de norm."
    if weeks is None:
        return (
            f"Gaat het verder zoals {behind}, dan blijft het team binnen de norm. Zeker is dat "
            f"niet: met wat meer instroom zit het team over {_in_weeks(soonest)} boven de norm."
        )
    if latest is None:
        range_ = f"ten vroegste over {_in_weeks(soonest)}, misschien veel later"
    else:
        range_ = f"tussen {soonest} en {_in_weeks(latest)}"
    return (
        f"Gaat het verder zoals {behind}, dan zit het team over ongeveer {_in_weeks(weeks)} boven "
        f"de norm ({range_})."
    )


def _in_weeks(number: int) -> str:
    return "1 week" if number == 1 else f"{number} weken"
