"""Areas out of a GeoJSON file: each checked, each mistake a Dutch sentence about one area."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely import STRtree
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from eenplan.core.imports import ImportReport, Watch
from eenplan.core.text_files import UnreadableFile, contents, decoded

# How the open data of Flemish towns, Statbel and the provinces call them; the surest first:
# a file of sectors also carries the number of the neighbourhood around each sector.
CODE_PROPERTIES = (
    *("nis9_code", "nis9", "cd_sector", "nissectie", "nis7", "ggw7", "geoitem", "wijknr"),
    *("wijkcode", "wijknummer", "zonecode", "code", "id"),
)
NAME_PROPERTIES = (
    *("sectornaam", "tx_sector_descr_nl", "wijknaam", "wijk", "zonenaam", "naam", "name"),
    *("label", "omschrijving"),
)
LONGEST_CODE, LONGEST_NAME = 40, 80
SAME_GROUND = 0.001  # of the smaller of two areas: more in common is worth a word


@dataclass(frozen=True)
class NewArea:
    """One area of a file, fit to be stored."""

    code: str
    name: str
    shape: BaseGeometry

    @property
    def geometry(self) -> dict[str, Any]:
        """Return the border as GeoJSON, as the database gives it back."""
        return json.loads(json.dumps(mapping(self.shape)))


def read_areas(
    source: Path | bytes | Mapping,
    report: ImportReport,
    *,
    code_property: str = "",
    name_property: str = "",
    watch: Watch = iter,
) -> list[NewArea]:
    """Return the areas of a FeatureCollection; what is wrong goes to the report, with the file."""
    found = ImportReport()
    areas = _areas(source, found, code_property, name_property, watch)
    file = f"{source.name}: " if isinstance(source, Path) else ""
    report.errors += [f"{file}{error}" for error in found.errors]
    report.warnings += [f"{file}{warning}" for warning in found.warnings]
    return areas


def _areas(
    source: Path | bytes | Mapping,
    report: ImportReport,
    code_property: str,
    name_property: str,
    watch: Watch,
) -> list[NewArea]:
    features = _features(source, report)
    if not features:
        return []
    code_property = _property(features, code_property, CODE_PROPERTIES, "code", report)
    name_property = _property(features, name_property, NAME_PROPERTIES, "naam", report)
    if report.errors:
        return []
    areas = [
        area
        for place, feature in watch(list(enumerate(features, start=1)))
        if (area := _area(feature, place, code_property, name_property, report))
    ]
    _report_doubles(areas, report)
    _report_overlaps(areas, report)
    return areas


def _features(source: Path | bytes | Mapping, report: ImportReport) -> list[Mapping]:
    try:
        data = source if isinstance(source, Mapping) else json.loads(decoded(contents(source)))
    except UnreadableFile as error:
        report.errors.append(str(error))
        return []
    except ValueError as error:
        line = f" (regel {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        report.errors.append(f"Dit is geen geldig JSON-bestand{line}.")
        return []
    except RecursionError:
        report.errors.append("Dit is geen geldig JSON-bestand: te diep genest.")
        return []
    features = data.get("features") if isinstance(data, Mapping) else None
    if not isinstance(features, list) or data.get("type") != "FeatureCollection":
        report.errors.append("Dit is geen GeoJSON met wijken: er is geen ‘FeatureCollection’ in.")
        return []
    if not features:
        report.errors.append("Er staat geen enkele wijk in het bestand.")
    return [feature if isinstance(feature, Mapping) else {} for feature in features]


def _properties(feature: Mapping) -> Mapping:
    found = feature.get("properties")
    return found if isinstance(found, Mapping) else {}


def _property(
    features: list[Mapping], given: str, known: tuple[str, ...], what: str, report: ImportReport
) -> str:
    """Return the property that holds the code or the name: the given one, or a known one."""
    present = {key: None for feature in features for key in _properties(feature)}
    by_lower = {key.lower(): key for key in present}
    found = next(
        (by_lower[name] for name in ([given.lower()] if given else known) if name in by_lower), ""
    )
    if not found:
        wanted = f"‘{given}’" if given else f"met de {what} van de wijk"
        report.errors.append(
            f"Geen eigenschap {wanted} gevonden. Het bestand heeft: {', '.join(present) or 'geen'}."
        )
    return found


def _area(
    feature: Mapping, place: int, code_property: str, name_property: str, report: ImportReport
) -> NewArea | None:
    """Return one area, or None after reporting why not."""
    code = _word(_properties(feature).get(code_property))
    name = _word(_properties(feature).get(name_property))
    label = f"Wijk {place} ({name or code or 'zonder naam'})"
    try:
        if not code or not name:
            raise ValueError("de code of de naam ontbreekt")
        if len(code) > LONGEST_CODE or len(name) > LONGEST_NAME:
            raise ValueError(
                f"de code (tot {LONGEST_CODE} tekens) of de naam (tot {LONGEST_NAME}) is te lang"
            )
        return NewArea(code, name, _border(feature.get("geometry"), label, report))
    except ValueError as error:
        report.errors.append(f"{label}: {error}.")
        return None


def _word(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _border(geometry: Any, label: str, report: ImportReport) -> BaseGeometry:
    """Return the border as one or more valid polygons. Raises ValueError with what is wrong."""
    if not isinstance(geometry, Mapping):
        raise ValueError("de grens ontbreekt")
    try:
        drawn = shapely.force_2d(shape(geometry))
    except Exception as error:  # shapely has no one error for coordinates that are no coordinates
        raise ValueError("de grens is geen gesloten lijn van coördinaten") from error
    if drawn.is_empty:
        raise ValueError("de grens is leeg")
    _check_coordinates(drawn)
    if not drawn.is_valid:
        report.warnings.append(f"{label}: de grens kruist zichzelf en is rechtgezet.")
        drawn = shapely.make_valid(drawn, method="structure")
    surface = _surface(drawn)
    if surface.is_empty:
        raise ValueError("de grens is een punt of een lijn; er is geen oppervlakte")
    if surface.geom_type != drawn.geom_type:
        report.warnings.append(f"{label}: losse punten en lijnen zijn weggelaten.")
    return surface


def _surface(drawn: BaseGeometry) -> BaseGeometry:
    """Return the polygons only: real files have a stray line beside them here and there."""
    if drawn.geom_type in ("Polygon", "MultiPolygon"):
        return drawn
    parts = [part for part in shapely.get_parts(drawn) if part.geom_type.endswith("Polygon")]
    return shapely.union_all(parts) if parts else shapely.Polygon()


def _check_coordinates(drawn: BaseGeometry) -> None:
    west, south, east, north = drawn.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError(
            "De coördinaten zijn geen lengte- en breedtegraad (WGS 84) maar bijvoorbeeld Lambert 72"
        )
    if 49 < west < east < 52 and 2 < south < north < 7:
        raise ValueError("de lengte- en breedtegraad zijn verwisseld")


def _report_doubles(areas: list[NewArea], report: ImportReport) -> None:
    for code, count in Counter(area.code for area in areas).items():
        if count > 1:
            report.errors.append(f"De code {code} komt {count} keer voor.")
    for name, count in Counter(area.name for area in areas).items():
        if count > 1:
            report.warnings.append(f"De naam {name} komt {count} keer voor.")


def _report_overlaps(areas: list[NewArea], report: ImportReport) -> None:
    shapes = [area.shape for area in areas]
    pairs = STRtree(shapes).query(shapes, predicate="intersects").T if shapes else ()
    for one, other in sorted((int(a), int(b)) for a, b in pairs if a < b):
        first, second = areas[one], areas[other]
        common = first.shape.intersection(second.shape).area
        share = common / min(first.shape.area, second.shape.area)
        if share > SAME_GROUND:
            percent = f"{share:.1%}".replace(".", ",")
            report.warnings.append(
                f"{first.name} en {second.name} overlappen elkaar ({percent} van de kleinste)."
            )
