"""Which area an address lies in, and the divisions of the town."""

import copy
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

import shapely
from django.db.models import QuerySet

from eenplan.territory import remainder
from eenplan.territory.borders import Borders, all_borders, point_of
from eenplan.territory.models import Area, Division, StreetSegment
from eenplan.territory.streets import readings, street_key


class Locatable(Protocol):
    """An address as territory sees it; the register of people brings its own class."""

    @property
    def street(self) -> str: ...
    @property
    def house_number(self) -> str: ...
    @property
    def postcode(self) -> str: ...
    @property
    def longitude(self) -> float | None: ...
    @property
    def latitude(self) -> float | None: ...


def locate(address: Locatable, *, on: date) -> Area:
    """Return the area of the primary division that an address lies in.

    By its coordinates; else by the street list; else the area "Niet te lokaliseren". Two queries
    at most. `on` is the day of the question: borders are not dated yet, callers already are.
    """
    return locate_all([address], on=on)[0]


def locate_all(addresses: Sequence[Locatable], *, on: date) -> list[Area]:
    """Return the area of each address in the same order; as few queries as for one."""
    borders = _primary_borders()
    points = [point_of(address.longitude, address.latitude) for address in addresses]
    by_point = dict(
        zip(
            (n for n, point in enumerate(points) if point),
            borders.containing([point for point in points if point]),
            strict=True,
        )
    )
    listed = _by_street(borders, [a for n, a in enumerate(addresses) if n not in by_point])
    found = (by_point[n] if n in by_point else next(listed) for n in range(len(addresses)))
    unlocated = borders.unlocated
    return [copy.copy(area or unlocated) for area in found]  # what is kept stays unchanged


def locate_in(division: Division, longitude: float | None, latitude: float | None) -> Area:
    """Return the area of any division that a point lies in, else its unlocated area."""
    borders = all_borders()[division.pk]
    point = point_of(longitude, latitude)
    area = borders.containing([point])[0] if point else None
    return copy.copy(area or borders.unlocated or remainder.unlocated_area_of(division))


def middle_of(area: Area) -> tuple[float, float] | None:
    """Return a point well inside an area (longitude, latitude); None for what has no border."""
    if area.geometry is None:
        return None
    point = shapely.geometry.shape(area.geometry).representative_point()
    return point.x, point.y


def area_named(name: str, *, division: Division | None = None) -> Area | None:
    """Return the area with a name (or code), of the primary division unless told otherwise.

    Capitals, accents, hyphens and a municipality in brackets make no difference, as long as
    one area fits: "bissegem" finds "Bissegem (Kortrijk)".
    """
    return areas_named([name], division=division)[name]


def areas_named(
    names: Iterable[str], *, division: Division | None = None
) -> dict[str, Area | None]:
    """Return the area of each name as `area_named` finds it, in one query for all."""
    borders = all_borders()[division.pk] if division else _primary_borders()
    by_spelling = [_by_spelling(borders, spellings) for spellings in (_names, _short_names)]
    found = {}
    for name in names:
        fitting = (areas.get(street_key(name), []) for areas in by_spelling)
        area = next((areas[0] for areas in fitting if len(areas) == 1), None)
        found[name] = copy.copy(area)
    return found


def _by_spelling(borders: Borders, spellings: Callable[[Area], set[str]]) -> dict[str, list[Area]]:
    found: dict[str, list[Area]] = {}
    for area in borders.areas:
        for spelling in spellings(area) - {""}:
            found.setdefault(spelling, []).append(area)
    return found


def _names(area: Area) -> set[str]:
    return {street_key(area.name), street_key(area.code)}


def _short_names(area: Area) -> set[str]:
    return {street_key(re.sub(r"\s*\([^)]*\)\s*$", "", area.name))}


def divisions() -> QuerySet[Division]:
    """Return the ways the town is divided, the one of the neighbourhood teams first."""
    return Division.objects.order_by("-is_primary", "name")


def primary_division() -> Division | None:
    """Return the division of the neighbourhood teams."""
    return Division.objects.filter(is_primary=True).first()


def areas_of(division: Division) -> QuerySet[Area]:
    """Return the areas of a division by name, what cannot be located last."""
    return division.areas.order_by("is_unlocated", "name", "code")


def _primary_borders() -> Borders:
    """Return the primary division's borders; a town without any gets its unlocated area here."""
    borders = next(iter(all_borders().values()), None)
    if borders is None or not borders.division.is_primary or borders.unlocated is None:
        remainder.unlocated_area_of(remainder.primary_division())
        borders = next(iter(all_borders().values()))
    return borders


def _by_street(borders: Borders, addresses: Sequence[Locatable]) -> Iterator[Area | None]:
    """Yield the area of each address by the street list, None when the list has no one answer."""
    asked = [readings(a.street or "", a.house_number or "", a.postcode or "") for a in addresses]
    keys = {key for pairs in asked for key, _ in pairs}
    segments: dict[str, list[StreetSegment]] = {}
    if keys:
        rows = StreetSegment.objects.filter(key__in=keys, area__division=borders.division)
        for segment in rows.order_by("pk"):
            segments.setdefault(segment.key, []).append(segment)
    areas = {area.pk: area for area in borders.areas}
    for pairs in asked:
        answers = (_one_area(segments.get(key, []), number) for key, number in pairs)
        yield areas.get(next((area for area in answers if area), None))


def _one_area(segments: list[StreetSegment], number: int | None) -> int | None:
    """Return the only area the house can be in; a street without number may have one as well."""
    fitting = {s.area_id for s in segments if number is None or _has_house(s, number)}
    return fitting.pop() if len(fitting) == 1 else None


def _has_house(segment: StreetSegment, number: int) -> bool:
    right_side = segment.side in (segment.Side.ALL, ("EVEN", "ODD")[number % 2])
    return right_side and segment.number_from <= number <= segment.number_to
