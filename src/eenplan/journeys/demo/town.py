"""Where demo households live: houses of the invented town, each in its neighbourhood."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from eenplan.core.access import Actor
from eenplan.territory.models import Area
from eenplan.territory.selectors import areas_of
from eenplan.territory.town import make_town, random_address

FIRST_AREA_WEIGHT, OTHER_WEIGHTS = 28, (14, 10, 12, 9, 11)


@dataclass(frozen=True)
class DemoTown:
    """The neighbourhoods by code, and the area of who has no address."""

    areas: tuple[Area, ...]
    unlocated: Area

    @property
    def weights(self) -> list[int]:
        """Return how many households live in each neighbourhood: the first is the largest."""
        others = range(len(self.areas) - 1)
        return [FIRST_AREA_WEIGHT, *(OTHER_WEIGHTS[n % len(OTHER_WEIGHTS)] for n in others)]

    def draw_address(self, position: int, rng: Random) -> dict[str, Any]:
        """Return a house in a neighbourhood, with `area`."""
        area = self.areas[position]
        return {**random_address(rng, area), "area": area}


def prepare_town(*, actor: Actor, on: date) -> DemoTown:
    """Import the invented town and return it.

    Raises TerritoryRefused in a municipality that has neighbourhoods of its own.
    """
    areas = list(areas_of(make_town(actor=actor, on=on)))
    located = sorted((area for area in areas if not area.is_unlocated), key=lambda a: a.code)
    [unlocated] = [area for area in areas if area.is_unlocated]
    return DemoTown(tuple(located), unlocated)
