"""Small invented divisions for tests: squares side by side."""

from dataclasses import dataclass
from datetime import date

from eenplan.core.access import system_actor
from eenplan.territory.models import Division
from eenplan.territory.services import import_areas

DAY = date(2026, 3, 1)
ACTOR = system_actor(DAY)


@dataclass(frozen=True)
class Address:
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    place: str = ""
    longitude: float | None = None
    latitude: float | None = None


def square(west: float, south: float = 0.0, size: float = 1.0) -> dict:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(code, name, geometry) -> dict:
    return {"type": "Feature", "properties": {"code": code, "naam": name}, "geometry": geometry}


def collection(*features) -> dict:
    return {"type": "FeatureCollection", "features": list(features)}


def row_of_squares(*names: str) -> dict:
    return collection(
        *(feature(f"W{n + 1}", name, square(float(n))) for n, name in enumerate(names))
    )


def imported(features, *, code="wijken", name="Wijken", primary=True, dry_run=False, **options):
    return import_areas(
        actor=ACTOR,
        division_code=code,
        division_name=name,
        is_primary=primary,
        features=features,
        dry_run=dry_run,
        **options,
    )


def town_of(*names: str) -> Division:
    report = imported(row_of_squares(*names))
    assert report.ok
    return Division.objects.get(is_primary=True)
