"""A division drawn as SVG on the server: the picture beside a list that says the same."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry import shape

from eenplan.territory.models import Area

WIDTH, MARGIN = 1000, 12  # of the drawing, in its own units
DETAIL = 1.5  # bends smaller than this disappear: borders in common bend alike
SHADES = 4  # k1 to k4; k0 is nothing
LETTER_WIDTH = 11  # of the name of an area, about


@dataclass(frozen=True)
class DrawnArea:
    """One area: its outline, its shade and what it says."""

    area_id: int
    name: str
    value_text: str
    d: str
    shade: str
    x: float
    y: float
    title: str
    url: str
    shows_name: bool  # there is room for it


@dataclass(frozen=True)
class DrawnPoint:
    """One place on the map."""

    x: float
    y: float
    label: str
    url: str


@dataclass(frozen=True)
class AreaMap:
    """All that the template `cotton/area_map.html` needs."""

    label: str
    view_box: str
    areas: tuple[DrawnArea, ...]
    points: tuple[DrawnPoint, ...]
    legend: tuple[tuple[str, str], ...]  # shade and the values it stands for

    @property
    def has_links(self) -> bool:
        """Say whether something on the map can be followed; then it is a group, not an image."""
        return any(part.url for part in (*self.areas, *self.points))


@dataclass(frozen=True)
class _Sheet:
    """Turns longitude and latitude into places on the drawing."""

    west: float
    north: float
    per_longitude: float
    per_latitude: float

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        return (
            MARGIN + (longitude - self.west) * self.per_longitude,
            MARGIN + (self.north - latitude) * self.per_latitude,
        )

    def draw(self, outline: shapely.Geometry) -> shapely.Geometry:
        def placed(points):
            return [self.place(longitude, latitude) for longitude, latitude in points]

        return shapely.transform(outline, placed)


def area_map(
    areas: Iterable[Area],
    values: Mapping[int, float],
    *,
    label: str,
    url: Callable[[Area], str] | None = None,
    points: Sequence[tuple[float, float, str, str]] = (),
    unit: str = "",
) -> AreaMap:
    """Return the map of a division's areas, darker where the value is higher.

    `values` by area id; `url` gives the page of an area; `points` are longitude, latitude,
    label and page (or ""). Areas without a border (not located) stand in the page's list only.
    """
    drawn = [area for area in areas if area.geometry]
    outlines = [shape(area.geometry) for area in drawn]
    sheet, height = _sheet(outlines, points)
    bounds = _shade_bounds([values.get(area.pk) or 0 for area in drawn])
    return AreaMap(
        label=label,
        view_box=f"0 0 {WIDTH} {height}",
        areas=tuple(
            _drawn_area(area, outline, values.get(area.pk), bounds, url, unit)
            for area, outline in zip(drawn, _simple(sheet, outlines), strict=True)
        ),
        points=tuple(
            DrawnPoint(*map(_tenth, sheet.place(longitude, latitude)), text, page or "")
            for longitude, latitude, text, page in points
        ),
        legend=_legend(bounds),
    )


def _sheet(outlines: list, points: Sequence[tuple]) -> tuple[_Sheet, int]:
    """Return the projection in which all of it just fits the width, and the height it takes."""
    dots = [shapely.Point(longitude, latitude) for longitude, latitude, *_ in points]
    if not (outlines or dots):
        return _Sheet(0, 0, 1, 1), WIDTH // 2
    west, south, east, north = shapely.total_bounds([*outlines, *dots])
    squeeze = math.cos(math.radians((south + north) / 2))  # a degree of longitude is shorter
    per_latitude = (WIDTH - 2 * MARGIN) / max((east - west) * squeeze, (north - south) / 2, 1e-6)
    height = math.ceil((north - south) * per_latitude) + 2 * MARGIN
    return _Sheet(west, north, per_latitude * squeeze, per_latitude), height


def _simple(sheet: _Sheet, outlines: list) -> list[shapely.Geometry]:
    """Return the outlines on the drawing without their finest bends."""
    placed = [sheet.draw(outline) for outline in outlines]
    try:
        return list(shapely.coverage_simplify(placed, DETAIL))
    except shapely.GEOSException:  # areas that overlap, or points upon each other
        return list(shapely.simplify(placed, DETAIL / 2))


def _drawn_area(area, outline, value, bounds, url, unit) -> DrawnArea:
    widest = max(shapely.get_parts(outline), key=lambda part: part.area, default=outline)
    spot = shapely.point_on_surface(widest)
    said = "geen cijfer" if value is None else f"{_written(value)} {unit}".strip()
    return DrawnArea(
        area_id=area.pk,
        name=area.name,
        value_text="" if value is None else _written(value),
        d=_path(outline),
        shade=_shade(value or 0, bounds),
        x=_tenth(spot.x),
        y=_tenth(spot.y),
        title=f"{area.name} {said}",
        url=url(area) if url else "",
        shows_name=_room_at(spot, widest) > len(area.name) * LETTER_WIDTH,
    )


def _room_at(spot: shapely.Point, outline: shapely.Geometry) -> float:
    """Return how wide the area is at the height of its name."""
    across = shapely.LineString([(-MARGIN, spot.y), (WIDTH + MARGIN, spot.y)])
    stretches = shapely.get_parts(outline.intersection(across))
    return max((part.length for part in stretches if part.distance(spot) < 1), default=0.0)


def _path(outline: shapely.Geometry) -> str:
    rings = []
    for polygon in shapely.get_parts(outline):
        for ring in (polygon.exterior, *polygon.interiors):
            rings.append(
                "M" + "L".join(f"{_tenth(x):g},{_tenth(y):g}" for x, y in ring.coords[:-1]) + "Z"
            )
    return "".join(rings)


def _tenth(length: float) -> float:
    return round(length, 1)


def _shade_bounds(values: list[float]) -> list[float]:
    """Return the highest value of each shade: equal steps up to the highest value there is.

    Of whole numbers the bounds are whole, so that the legend reads 1–3, 4–6 and never 3,5.
    """
    highest = max(values, default=0)
    if highest <= 0:
        return []
    if all(value == int(value) for value in values):
        steps = min(SHADES, int(highest))
        return [math.ceil(highest * step / steps) for step in range(1, steps + 1)]
    return [highest * step / SHADES for step in range(1, SHADES + 1)]


def _shade(value: float, bounds: list[float]) -> str:
    if value <= 0:
        return "k0"
    place = next(n for n, bound in enumerate(bounds) if value <= bound)
    return f"k{place + 1 + SHADES - len(bounds)}"


def _legend(bounds: list[float]) -> tuple[tuple[str, str], ...]:
    lines, below = [("k0", "0")], 0.0
    whole = all(isinstance(bound, int) for bound in bounds)
    for bound in bounds:
        first = below + 1 if whole else below
        text = _written(bound) if first == bound else f"{_written(first)}–{_written(bound)}"
        lines.append((_shade(bound, bounds), text))
        below = bound
    return tuple(lines)


def _written(value: float) -> str:
    number = int(value) if value == int(value) else round(value, 1)
    return str(number).replace(".", ",")
