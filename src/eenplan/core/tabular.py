"""Tables from files: every cell read as its column promises, every mistake told at once."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eenplan.core import cells
from eenplan.core.cells import Cell
from eenplan.core.imports import RowError, Watch
from eenplan.core.text_files import UnreadableFile, contents, decoded

MAX_ROWS = 100_000
DELIMITERS = ";,\t"


@dataclass(frozen=True)
class Column:
    """A column a file has, or may have. Required: it must be there and every cell filled."""

    name: str
    kind: Cell = field(default_factory=cells.text)
    required: bool = False
    aliases: tuple[str, ...] = ()


@dataclass
class Table:
    """The good rows of a file with their row numbers, and all that is wrong with the others."""

    file: str
    rows: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    errors: list[RowError | str] = field(default_factory=list)
    warnings: list[RowError | str] = field(default_factory=list)


def read_table(
    source: Path | bytes,
    *,
    columns: Sequence[Column],
    name: str = "",
    max_rows: int = MAX_ROWS,
    watch: Watch = iter,
) -> Table:
    """Return the rows of a CSV file, each a dict by column name, and every mistake in it.

    Never raises on bad content: what cannot be read at all is one sentence in `errors`. A row
    with a mistake is left out of `rows`; an absent optional column reads as empty cells.
    """
    table = Table(name or (source.name if isinstance(source, Path) else "bestand"))
    try:
        records = _records(decoded(contents(source)), columns, max_rows)
    except UnreadableFile as error:
        table.errors.append(f"{table.file}: {error}")
        return table
    first_row, header = records[0]
    places = _places(header, columns, table, first_row)
    if table.errors:
        return table
    for row, values in watch(records[1:]):
        _read_row(table, columns, places, len(header), row, values)
    return table


def _records(text: str, columns: Sequence[Column], max_rows: int) -> list[tuple[int, list[str]]]:
    """Return the rows that hold something, numbered as a spreadsheet numbers them."""
    start = _skip_separator_line(text)
    delimiter = _delimiter(text[start:], columns)
    records = []
    for row, record in _numbered(text[start:], delimiter, first=2 if start else 1):
        if not any(cell.strip() for cell in record):
            continue
        records.append((row, record))
        if len(records) > max_rows + 1:
            raise UnreadableFile(f"Er staan meer dan {max_rows} rijen in het bestand. Splits het.")
    if not records:
        raise UnreadableFile("Het bestand is leeg.")
    return records


def _numbered(text: str, delimiter: str, *, first: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    row = first - 1
    try:
        for row, record in enumerate(reader, start=first):
            yield row, record
    except csv.Error:
        raise UnreadableFile(
            f'Rij {row + 1} is niet te lezen: een aanhalingsteken (") is niet gesloten of staat'
            " midden in een cel."
        ) from None


def _skip_separator_line(text: str) -> int:
    """Return where the table starts: after the line "sep=;" that Excel may put before it."""
    first = text[: text.find("\n") + 1]
    return len(first) if first.strip().casefold()[:4] == "sep=" else 0


def _delimiter(text: str, columns: Sequence[Column]) -> str:
    """Return the sign that splits the header into most known names, then into most cells."""
    known = {_key(name) for column in columns for name in (column.name, *column.aliases)}
    header = next((line for line in text.splitlines() if line.strip(f" {DELIMITERS}")), "")

    def fit(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([header], delimiter=delimiter), [])
        return sum(_key(name) in known for name in names), len(names)

    return max(DELIMITERS, key=fit)


def _key(name: str) -> str:
    return "".join(name.casefold().split()).replace("_", "").replace("-", "")


def _places(
    header: list[str], columns: Sequence[Column], table: Table, row: int
) -> dict[str, int | None]:
    """Return where each column stands; report what is missing, double or unknown."""
    by_key: dict[str, list[int]] = {}
    for place, cell in enumerate(header):
        by_key.setdefault(_key(cell), []).append(place)
    places: dict[str, int | None] = {}
    for column in columns:
        keys = dict.fromkeys(map(_key, (column.name, *column.aliases)))
        found = [place for key in keys for place in by_key.pop(key, [])]
        places[column.name] = found[0] if found else None
        if len(found) > 1:
            names = ", ".join(header[place].strip() for place in found)
            table.errors.append(RowError(table.file, row, column.name, "één zo'n kolom", names))
        elif column.required and not found:
            read = ", ".join(filter(None, (cell.strip() for cell in header)))
            table.errors.append(RowError(table.file, row, column.name, "deze kolom", read))
    unknown = [header[found[0]].strip() for key, found in by_key.items() if key]
    if unknown:
        table.warnings.append(f"{table.file}: onbekende kolommen genegeerd: {', '.join(unknown)}.")
    return places


def _read_row(
    table: Table,
    columns: Sequence[Column],
    places: dict[str, int | None],
    width: int,
    row: int,
    values: list[str],
) -> None:
    extra = [value for value in values[width:] if value.strip()]
    if len(values) < width or extra:
        found = str(len(values))
        table.errors.append(RowError(table.file, row, "", f"{width} cellen", found))
        return
    errors = len(table.errors)
    read = {}
    for column in columns:
        place = places[column.name]
        cell = values[place].strip() if place is not None else ""
        try:
            read[column.name] = _read_cell(column, cell)
        except ValueError:
            table.errors.append(RowError(table.file, row, column.name, column.kind.expected, cell))
    if len(table.errors) == errors:
        table.rows.append((row, read))


def _read_cell(column: Column, cell: str) -> Any:
    if cell:
        return column.kind.read(cell)
    if column.required:
        raise ValueError
    return column.kind.empty
