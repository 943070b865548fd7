"""Brings the street list in line with a file: which house numbers lie in which area."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from django.db import transaction

from eenplan.core import audit, cells
from eenplan.core.access import Actor, Capability
from eenplan.core.imports import ImportReport, RowError, Watch
from eenplan.core.tabular import Column, Table, read_table
from eenplan.territory import remainder
from eenplan.territory.models import Division, StreetSegment
from eenplan.territory.selectors import areas_named
from eenplan.territory.streets import street_key

LAST_NUMBER = 99999
NUMBER = cells.whole_number(0, LAST_NUMBER)
SIDES = {
    **dict.fromkeys(("oneven", "odd", "o"), StreetSegment.Side.ODD),
    **dict.fromkeys(("even", "e"), StreetSegment.Side.EVEN),
    **dict.fromkeys(("alle", "beide", "all", "alle nummers"), StreetSegment.Side.ALL),
}
SIDE = replace(cells.choice(SIDES), expected="even, oneven of alle")
STREET_COLUMNS = (
    Column("straat", cells.text(longest=100), required=True, aliases=("straatnaam", "street")),
    Column("van", NUMBER, aliases=("van nummer", "from")),
    Column("tot", NUMBER, aliases=("tot nummer", "tot en met", "to")),
    Column("kant", SIDE, aliases=("zijde", "side")),
    Column("wijk", cells.text(longest=80), required=True, aliases=("wijkcode", "area")),
    Column("postcode", cells.text(longest=10), aliases=("postnummer",)),
)


@transaction.atomic
def import_streets(
    *,
    actor: Actor,
    source: Path | bytes,
    dry_run: bool,
    name: str = "",
    watch: Watch = iter,
) -> ImportReport:
    """Bring the street list of the primary division in line with a CSV file, all or nothing.

    Columns straat, van, tot, kant (even, oneven, alle), wijk (code or name) and, for a street
    name that occurs twice in the town, postcode. A street in the file is replaced as a whole;
    streets the file does not name are kept. Mistakes are in the report.

    Raises NotAllowed.
    """
    actor.must(Capability.AREAS_MANAGE)
    table = read_table(source, columns=STREET_COLUMNS, name=name, watch=watch)
    report = ImportReport("straatdelen", dry_run, errors=table.errors, warnings=table.warnings)
    division = Division.objects.select_for_update().filter(is_primary=True).first()
    if division is None or remainder.is_placeholder(division):
        report.errors.append("Importeer eerst de wijken van de wijkteams.")
        return report
    wanted = _segments(table, division)
    _report_crossings(table, wanted)
    new, changed, gone = _compared(wanted, division, report)
    if dry_run or not report.ok or not report.changes:
        return report
    StreetSegment.objects.filter(pk__in=[segment.pk for segment in gone]).delete()
    StreetSegment.objects.bulk_create(new, batch_size=2000)
    StreetSegment.objects.bulk_update(changed, ["area"], batch_size=2000)
    counts = {"new": report.new, "changed": report.changed, "removed": report.removed}
    audit.record(actor, "territory.streets-imported", division, **counts)
    return report


def _segments(table: Table, division: Division) -> list[tuple[int, StreetSegment]]:
    """Return the stretches of the file with their row; report unknown areas and bad numbers."""
    areas = areas_named({values["wijk"] for _, values in table.rows}, division=division)
    segments = {}
    for row, values in table.rows:
        area = areas[values["wijk"]]
        first = 1 if values["van"] is None else values["van"]
        last = LAST_NUMBER if values["tot"] is None else values["tot"]
        key = street_key(values["straat"], values["postcode"])
        if area is None:
            known = f"een wijk van ‘{division.name}’"
            table.errors.append(RowError(table.file, row, "wijk", known, values["wijk"]))
        elif last < first:
            least = f"een nummer vanaf {first}"
            table.errors.append(RowError(table.file, row, "tot", least, str(last)))
        elif not key:
            table.errors.append(RowError(table.file, row, "straat", "een naam", values["straat"]))
        else:
            segment = StreetSegment(
                key=key,
                number_from=first,
                number_to=last,
                side=values["kant"] or StreetSegment.Side.ALL,
                area=area,
            )
            segments.setdefault((*_identity(segment), area.pk), (row, segment))
    return list(segments.values())


def _identity(segment: StreetSegment) -> tuple[str, int, int, str]:
    return segment.key, segment.number_from, segment.number_to, segment.side


def _report_crossings(table: Table, wanted: list[tuple[int, StreetSegment]]) -> None:
    """Report each row that gives a house to a second area; an address has one answer."""
    for other_side in (StreetSegment.Side.EVEN, StreetSegment.Side.ODD):
        before: tuple[int, StreetSegment] | None = None
        same_side = (found for found in wanted if found[1].side != other_side)
        for row, segment in sorted(same_side, key=lambda found: _identity(found[1])):
            if (
                before
                and before[1].key == segment.key
                and segment.number_from <= before[1].number_to
            ):
                if before[1].area_id != segment.area_id:
                    free = f"een wijk per huisnummer (rij {before[0]} noemt {before[1].area.name})"
                    found = f"{segment.area.name} voor {segment.number_from} en hoger"
                    table.errors.append(RowError(table.file, row, "wijk", free, found))
                if before[1].number_to >= segment.number_to:
                    continue
            before = row, segment


def _compared(
    wanted: list[tuple[int, StreetSegment]], division: Division, report: ImportReport
) -> tuple[list[StreetSegment], list[StreetSegment], Iterable[StreetSegment]]:
    """Return the stretches to add, to move to another area, and to drop; count them."""
    keys = {segment.key for _, segment in wanted}
    rows = StreetSegment.objects.filter(area__division=division, key__in=keys)
    stored = {_identity(segment): segment for segment in rows}
    new, changed = [], []
    for _, segment in wanted:
        known = stored.pop(_identity(segment), None)
        if known is None:
            new.append(segment)
        elif known.area_id != segment.area_id:
            known.area = segment.area
            changed.append(known)
        else:
            report.same += 1
    report.new, report.changed, report.removed = len(new), len(changed), len(stored)
    return new, changed, stored.values()
