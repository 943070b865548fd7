"""Which area a point lies in: all borders of the town in memory, renewed when they change."""

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from django.db import connection

from eenplan.territory.models import Area, Division

Point = tuple[float, float]  # longitude, latitude

# The place and the writing transaction of every row: differs after each committed, uncommitted
# or rolled-back change, whoever made it, without a version row that somebody must keep.
VERSION = " UNION ALL ".join(
    "SELECT count(*), coalesce(sum(hashtext(ctid::text || ' ' || xmin::text)::bigint), 0) "
    f"FROM {model._meta.db_table}"
    for model in (Division, Area)
)


@dataclass(frozen=True)
class Borders:
    """One division with its areas in order of code; points find their area."""

    division: Division
    areas: tuple[Area, ...]
    unlocated: Area | None

    @cached_property
    def _shapes(self) -> np.ndarray:
        shapes = shapely.make_valid([_shape(area) for area in self.areas], method="structure")
        shapely.prepare(shapes)
        # A prepared shape completes itself at its first question; two threads must not both do so.
        shapely.intersects(shapes, shapely.point_on_surface(shapes))
        return shapes

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(self._shapes)

    def containing(self, points: Sequence[Point]) -> list[Area | None]:
        """Return the area of each point, None outside all.

        On a shared border or an overlap the first area by code has it: one answer, always.
        """
        found: list[Area | None] = [None] * len(points)
        if not self.areas or not points:
            return found
        dots = shapely.points(points)
        which, where = self._tree.query(dots)
        inside = shapely.intersects(self._shapes[where], dots[which])
        first = np.full(len(points), len(self.areas))
        np.minimum.at(first, which[inside], where[inside])
        return [self.areas[n] if n < len(self.areas) else None for n in first]


_kept: tuple[object, dict[int, Borders]] | None = None
_loading = threading.Lock()


def all_borders() -> dict[int, Borders]:
    """Return the borders of every division by its id, the primary division first.

    One query to see that nothing changed; two more when something did.
    """
    global _kept
    with connection.cursor() as cursor:
        cursor.execute(VERSION)
        version = cursor.fetchall()
    kept = _kept
    if kept is None or kept[0] != version:
        with _loading:
            kept = _kept = (version, _load())
    return kept[1]


def _load() -> dict[int, Borders]:
    areas: dict[int, list[Area]] = {}
    for area in Area.objects.order_by("code", "pk"):
        areas.setdefault(area.division_id, []).append(area)
    found = {}
    for division in Division.objects.order_by("-is_primary", "name"):
        own = areas.get(division.pk, [])
        for area in own:
            area.division = division
        found[division.pk] = Borders(
            division,
            tuple(area for area in own if not area.is_unlocated),
            next((area for area in own if area.is_unlocated), None),
        )
        found[division.pk].containing([(0, 0)])  # builds its index before anybody shares it
    return found


def _shape(area: Area):
    return shapely.geometry.shape(area.geometry)


def point_of(longitude, latitude) -> Point | None:
    """Return the point of two coordinates, or None when they are absent or no place on earth."""
    if longitude is None or latitude is None:
        return None
    point = float(longitude), float(latitude)
    on_earth = all(map(math.isfinite, point)) and abs(point[0]) <= 180 and abs(point[1]) <= 90
    return point if on_earth else None
