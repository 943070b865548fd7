"""Leiemonde: the invented town of the demo, with borders, streets and houses.

No such municipality exists, nor its postcode. Drawn by rule from fixed seeds: the same town every
time, on every machine. Its neighbourhoods and its police zones are both made of the same small
blocks, grouped around other centres, so that neither division nests in the other.
"""

import json
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping

from eenplan.core.access import Actor
from eenplan.territory.errors import TerritoryRefused
from eenplan.territory.models import Area, Division
from eenplan.territory.services import import_areas, import_streets

TOWN, POSTCODE = "Leiemonde", "9899"
NEIGHBOURHOODS = ("wijken", "Wijken", "W")
POLICE_ZONES = ("politiezones", "Politiezones", "P")
NAMES = (
    *("Oude Sluis", "Ververskaai", "Zwanenhoek", "Lindekouter", "Bruynakker", "Meersdreef"),
    *("Vlasblomme", "Torenveld", "Galgemeers", "Wissenhage", "Spoorhoek", "Hoppeland"),
)
ZONE_NAMES = ("Zone Kern", "Zone Noordoost", "Zone Noordwest", "Zone Zuidwest", "Zone Zuidoost")
STEMS = (
    *("Waterhoen", "Rietvoorn", "Blekers", "Spinnewiel", "Kaardebol", "Zilverwilg", "Pennoen"),
    *("Turfschip", "Lakenwevers", "Boterbloem", "Hazelworm", "Kwikstaart", "Roodborst", "Vlier"),
    *("Moerbei", "Schippers", "Klompenmakers", "Zeezijde", "Gouwe", "Ooievaars", "Palingtrekkers"),
    *("Karrewiel", "Distelvink", "Korenbloem", "Mandenvlechters", "Veldleeuwerik", "Sleutelbloem"),
    *("Wolspoel", "Duizendblad", "Kikvors", "Lantaarn", "Steenuil"),
)
ENDINGS = ("straat", "laan", "dreef")
STREETS_PER_AREA = 8
SHARED_STREETS = ("Oeverse Steenweg", "Halverwegstraat", "Scheidingsdreef")
BLOCKS, SEED = 240, 1302
CENTRE = (3.4612, 50.9284)  # somewhere along the Leie
KM = (1 / (111.32 * math.cos(math.radians(CENTRE[1]))), 1 / 111.32)  # in degrees
HOUSE_EVERY_KM = 0.009


@dataclass(frozen=True)
class Street:
    """The houses of a street that lie in one area, on a line."""

    name: str
    first: int
    last: int
    side: str  # "alle", "even", "oneven"
    line: tuple[tuple[float, float], tuple[float, float]]

    def houses(self) -> range:
        """Return the house numbers that exist."""
        if self.side == "alle":
            return range(self.first, self.last + 1)
        odd = int(self.side == "oneven")
        return range(self.first + (self.first % 2 != odd), self.last + 1, 2)

    def place_of(self, number: int) -> tuple[float, float]:
        """Return where a house stands."""
        along = (number - self.first + 0.5) / (self.last - self.first + 1)
        (x0, y0), (x1, y1) = self.line
        return round(x0 + (x1 - x0) * along, 6), round(y0 + (y1 - y0) * along, 6)


@dataclass(frozen=True)
class Town:
    """The borders of both divisions by code, and the streets of each neighbourhood."""

    neighbourhoods: dict[str, shapely.Geometry]
    zones: dict[str, shapely.Geometry]
    streets: dict[str, tuple[Street, ...]]


def make_town(*, actor: Actor, on: date) -> Division:
    """Return the neighbourhoods of Leiemonde, importing the town where it is not there yet.

    Raises TerritoryRefused in a municipality that has neighbourhoods of its own.
    """
    town = drawn_town()
    for (code, name, _), names, areas in (
        (NEIGHBOURHOODS, NAMES, town.neighbourhoods),
        (POLICE_ZONES, ZONE_NAMES, town.zones),
    ):
        report = import_areas(
            actor=actor,
            division_code=code,
            division_name=name,
            is_primary=code == NEIGHBOURHOODS[0],
            features=_collection(areas, names),
            dry_run=False,
        )
        if not report.ok:
            raise TerritoryRefused(" ".join(report.lines()))
    report = import_streets(
        actor=actor, source=street_list(town).encode(), dry_run=False, name="straten.csv"
    )
    if not report.ok:
        raise TerritoryRefused(" ".join(report.lines()))
    return Division.objects.get(code=NEIGHBOURHOODS[0])


def random_address(rng: random.Random, area: Area) -> dict[str, Any]:
    """Return the address of some house in a neighbourhood of Leiemonde, with its coordinates."""
    street = rng.choice(drawn_town().streets[area.code])
    number = rng.choice(street.houses())
    longitude, latitude = street.place_of(number)
    return {
        "street": street.name,
        "house_number": f"{number}{rng.choice(('', '', '', '', 'A', ' bus 1', ' bus 2'))}",
        "postcode": POSTCODE,
        "place": TOWN,
        "longitude": longitude,
        "latitude": latitude,
    }


def street_list(town: Town) -> str:
    """Return the street list as the CSV file a town would send."""
    rows = [
        f"{street.name};{street.first};{street.last};{street.side};{code}"
        for code, streets in town.streets.items()
        for street in streets
    ]
    return "\n".join(["straat;van;tot;kant;wijk", *rows])


@lru_cache(maxsize=1)
def drawn_town() -> Town:
    """Return the town, drawn from the seed."""
    rng = random.Random(SEED)
    outline = _outline(rng)
    blocks = _blocks(outline, rng)
    neighbourhoods = _grouped(blocks, _ring(5, 1.35, 0.3) + _ring(7, 3.1, 0.0), NEIGHBOURHOODS[2])
    zones = _grouped(blocks, [(0.2, -0.1), *_ring(4, 2.9, math.pi / 4)], POLICE_ZONES[2])
    return Town(neighbourhoods, zones, _streets(neighbourhoods, rng))


def _collection(areas: dict[str, shapely.Geometry], names: Sequence[str]) -> dict:
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "naam": name},
            "geometry": mapping(border),
        }
        for (code, border), name in zip(areas.items(), names, strict=True)
    ]
    return json.loads(json.dumps({"type": "FeatureCollection", "features": features}))


def _ring(count: int, radius: float, turn: float) -> list[tuple[float, float]]:
    angles = [turn + 2 * math.pi * n / count for n in range(count)]
    return [(radius * math.cos(angle) * 1.15, radius * math.sin(angle)) for angle in angles]


def _outline(rng: random.Random) -> shapely.Polygon:
    """Return an irregular town limit, in km around the centre."""
    waves = [(rng.uniform(0.05, 0.13), rng.uniform(0, 2 * math.pi), n) for n in (2, 3, 5, 7)]
    points = []
    for step in range(90):
        angle = 2 * math.pi * step / 90
        radius = 4.2 * (1 + sum(size * math.sin(n * angle + turn) for size, turn, n in waves))
        points.append((radius * math.cos(angle) * 1.15, radius * math.sin(angle)))
    return shapely.Polygon(points)


def _blocks(outline: shapely.Polygon, rng: random.Random) -> list[shapely.Polygon]:
    """Return small blocks that fill the outline: neighbours share their corners exactly."""
    west, south, east, north = outline.bounds
    seeds: list[shapely.Point] = []
    while len(seeds) < BLOCKS:
        spot = shapely.Point(rng.uniform(west, east), rng.uniform(south, north))
        if outline.contains(spot) and all(spot.distance(other) > 0.22 for other in seeds):
            seeds.append(spot)
    cells = shapely.voronoi_polygons(shapely.MultiPoint(seeds), extend_to=outline)
    parts = (part for cell in cells.geoms for part in shapely.get_parts(cell & outline))
    return [shapely.transform(part, _on_earth) for part in parts if part.area > 1e-9]


def _on_earth(points: np.ndarray) -> np.ndarray:
    return np.round(points * KM + CENTRE, 6)


def _grouped(
    blocks: list[shapely.Polygon], centres: list[tuple[float, float]], letter: str
) -> dict[str, shapely.Geometry]:
    """Return an area around each centre, of the blocks nearest to it."""
    places = np.array(centres)
    members: dict[int, list[shapely.Polygon]] = {n: [] for n in range(len(centres))}
    for block in blocks:
        middle = (np.array(block.centroid.coords[0]) - CENTRE) / KM
        members[int(np.argmin(((places - middle) ** 2).sum(axis=1)))].append(block)
    return {f"{letter}{n + 1:02d}": shapely.union_all(own) for n, own in members.items()}


def _streets(
    areas: dict[str, shapely.Geometry], rng: random.Random
) -> dict[str, tuple[Street, ...]]:
    """Return the streets per area: eight of its own, and three streets shared with neighbours."""
    names = [f"{stem}{ending}" for stem in STEMS for ending in ENDINGS]
    rng.shuffle(names)
    lines = {code: _lines_inside(border, rng) for code, border in areas.items()}
    found = {
        code: [
            Street(names.pop(), 1, _houses_on(line), "alle", line)
            for line in (next(lines[code]) for _ in range(STREETS_PER_AREA))
        ]
        for code in areas
    }
    through, *borders = SHARED_STREETS
    for n, code in enumerate(list(areas)[:3]):  # one long street, numbered through three areas
        line = next(lines[code])
        found[code].append(Street(through, 100 * n + 1, 100 * n + 100, "alle", line))
    for name, pair in zip(borders, _neighbours(areas), strict=False):  # one side each
        for code, side in zip(pair, ("oneven", "even"), strict=True):
            found[code].append(Street(name, 1, 80, side, next(lines[code])))
    return {code: tuple(streets) for code, streets in found.items()}


def _lines_inside(border: shapely.Geometry, rng: random.Random) -> Iterator[tuple]:
    """Yield straight lines that stay well within a border."""
    inside = border.buffer(-0.0012)
    west, south, east, north = inside.bounds
    while True:
        ends = [(rng.uniform(west, east), rng.uniform(south, north)) for _ in range(2)]
        line = shapely.LineString(ends)
        if 0.004 < line.length < 0.015 and inside.contains(line):
            yield tuple(line.coords)


def _houses_on(line: tuple) -> int:
    (x0, y0), (x1, y1) = line
    return int(math.hypot((x1 - x0) / KM[0], (y1 - y0) / KM[1]) / HOUSE_EVERY_KM)


def _neighbours(areas: dict[str, shapely.Geometry]) -> Iterator[tuple[str, str]]:
    """Yield pairs of areas with a border in common, each area once."""
    left = list(areas)
    while left:
        code = left.pop()
        other = next((o for o in left if areas[code].intersection(areas[o]).length > 0.005), None)
        if other:
            left.remove(other)
            yield code, other
