"""Brings the areas of a division in line with a file of borders."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction

from eenplan.core import audit
from eenplan.core.access import Actor, Capability
from eenplan.core.imports import ImportReport, Watch
from eenplan.territory import remainder
from eenplan.territory.geojson import NewArea, read_areas
from eenplan.territory.models import Area, Division


@transaction.atomic
def prepare_territory(*, actor: Actor) -> Area:
    """Return the primary division's unlocated area, making both in a town that has none.

    Called at installation, so that an address has an area before any border is imported.
    """
    actor.must(Capability.AREAS_MANAGE)
    return remainder.unlocated_area_of(remainder.primary_division())


@transaction.atomic
def import_areas(
    *,
    actor: Actor,
    division_code: str,
    division_name: str,
    is_primary: bool,
    features: Path | bytes | Mapping,
    dry_run: bool,
    code_property: str = "",
    name_property: str = "",
    watch: Watch = iter,
) -> ImportReport:
    """Bring a division in line with a GeoJSON file, all or nothing; areas are known by code.

    Areas that the file no longer has are reported and kept: households and teams of earlier
    years hang on them. The same file again changes nothing. Mistakes are in the report.

    Raises NotAllowed.
    """
    actor.must(Capability.AREAS_MANAGE)
    report = ImportReport("wijken", dry_run)
    areas = read_areas(
        features, report, code_property=code_property, name_property=name_property, watch=watch
    )
    present = Division.objects.select_for_update().filter(code=division_code).first()
    _check_division(division_code, division_name, is_primary, present, report)
    plan = _compared(areas, present, report)
    if dry_run or not report.ok:
        return report
    division, renamed = _saved_division(division_code, division_name, is_primary, present)
    Area.objects.bulk_create([_new_area(division, area) for area in plan.new])
    Area.objects.bulk_update(plan.changed, ["name", "geometry"], batch_size=100)
    remainder.unlocated_area_of(division)
    if report.changes or renamed:
        audit.record(
            actor,
            "territory.areas-imported",
            division,
            new=report.new,
            changed=report.changed,
            codes=", ".join([area.code for area in [*plan.new, *plan.changed]][:50]),
        )
    return report


@dataclass
class _Comparison:
    new: list[NewArea] = field(default_factory=list)
    changed: list[Area] = field(default_factory=list)


def _compared(areas: list[NewArea], division: Division | None, report: ImportReport) -> _Comparison:
    """Return what to write; count it in the report."""
    stored = {area.code: area for area in division.areas.all()} if division else {}
    plan = _Comparison()
    for area in areas:
        known = stored.pop(area.code, None)
        if area.code == remainder.CODE:
            report.errors.append(f"De code {area.code} is voorbehouden: {remainder.NAME}.")
        elif known is None:
            plan.new.append(area)
        elif (known.name, known.geometry) != (area.name, area.geometry):
            known.name, known.geometry = area.name, area.geometry
            plan.changed.append(known)
        else:
            report.same += 1
    report.new, report.changed = len(plan.new), len(plan.changed)
    kept = sorted(area.name for area in stored.values() if not area.is_unlocated)
    if kept and areas:
        report.warnings.append(f"Niet in het bestand, wel bewaard: {', '.join(kept)}.")
    return plan


def _new_area(division: Division, area: NewArea) -> Area:
    return Area(division=division, code=area.code, name=area.name, geometry=area.geometry)


def _check_division(
    code: str, name: str, is_primary: bool, present: Division | None, report: ImportReport
) -> None:
    """Report a bad code or name, and a second division for the neighbourhood teams."""
    try:
        validate_slug(code)
    except ValidationError:
        report.errors.append(
            f"De code van de indeling ({code}) mag enkel letters, cijfers, - en _ bevatten."
        )
    if not name.strip() or len(name) > 80 or len(code) > 40:
        report.errors.append("Geef de indeling een code (tot 40) en een naam (tot 80 tekens).")
    other = Division.objects.filter(is_primary=True).exclude(code=code).first()
    if is_primary and other and not remainder.is_placeholder(other):
        report.errors.append(
            f"De indeling ‘{other.name}’ is al die van de wijkteams; er kan er maar één zijn."
        )


def _saved_division(
    code: str, name: str, is_primary: bool, present: Division | None
) -> tuple[Division, bool]:
    """Return the division under its code, as the primary one when asked for; say if it changed.

    The empty division a town starts with becomes the first one imported: the addresses that
    could not be located yet stay counted.
    """
    if is_primary and not (present and present.is_primary):
        placeholder = Division.objects.filter(is_primary=True).first()
        if placeholder and present:
            placeholder.is_primary = False
            placeholder.save(update_fields=["is_primary"])
        present = present or placeholder
    division = present or Division()
    wanted = (code, name, division.is_primary or is_primary)
    if division.pk and (division.code, division.name, division.is_primary) == wanted:
        return division, False
    division.code, division.name, division.is_primary = wanted
    division.save()
    return division, True
