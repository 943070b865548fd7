"""The rows of a file of arrivals, put together per family and turned into what the desk writes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from eenplan.core import cells
from eenplan.core.cells import Cell
from eenplan.core.imports import ImportReport, RowError, Watch
from eenplan.core.tabular import Column, read_table
from eenplan.organisation.enums import TargetGroup
from eenplan.people.enums import DocumentKind, NeedCode, NightShelter, Relation, Sex
from eenplan.people.registration import NewHousehold, NewPerson

UKRAINE = "UA"
SCHOOL_AGES = range(6, 18)
SEXES = {"f": Sex.FEMALE, "v": Sex.FEMALE, "m": Sex.MALE, "x": Sex.OTHER}


def _by_value(choices) -> dict[str, Any]:
    return {choice.value.lower(): choice for choice in choices}


def _codes(expected: str, pattern: str) -> Cell:
    """Return a cell with codes in a row, however they are separated."""

    def read(cell: str) -> tuple[str, ...]:
        codes = tuple(dict.fromkeys(code.lower() for code in re.split(r"[;,|/\s]+", cell) if code))
        if not all(re.fullmatch(pattern, code) for code in codes):
            raise ValueError
        return codes

    return Cell(expected, read, ())


def _country(cell: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", cell):
        raise ValueError
    return cell.upper()


NEEDS = tuple(code.value.lower() for code in NeedCode)
COLUMNS = (
    Column("household", cells.text(longest=40), required=True, aliases=("gezin",)),
    Column("arrived_on", cells.day(), required=True, aliases=("aangekomen_op",)),
    Column(
        "family_name_original",
        cells.text(longest=80),
        required=True,
        aliases=("familienaam", "family_name"),
    ),
    Column(
        "given_name_original",
        cells.text(longest=80),
        required=True,
        aliases=("voornaam", "given_name"),
    ),
    Column("sex", cells.choice(SEXES), required=True, aliases=("geslacht",)),
    Column("birth_date", cells.day(), aliases=("geboortedatum",)),
    Column("relation", cells.choice(_by_value(Relation)), required=True, aliases=("verwantschap",)),
    Column(
        "nationality",
        Cell("een landcode van twee letters (UA)", _country, ""),
        aliases=("nationaliteit",),
    ),
    Column("languages", _codes("taalcodes (uk;ru)", r"[a-z]{2,3}"), aliases=("talen",)),
    Column("identity_document", cells.choice(_by_value(DocumentKind)), aliases=("document",)),
    Column("sleeps_tonight", cells.choice(_by_value(NightShelter)), aliases=("slaapt_vannacht",)),
    Column(
        "specific_needs",
        _codes(f"codes uit: {', '.join(NEEDS)}", "|".join(NEEDS)),
        aliases=("specifieke_noden",),
    ),
    Column("pets", cells.text(longest=80), aliases=("huisdieren",)),
)


@dataclass
class FamilyRows:
    """The rows of one family with what is wrong between them."""

    key: str
    rows: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


def family_rows(
    source: Path | bytes, report: ImportReport, *, on: date | None, name: str, watch: Watch
) -> tuple[list[FamilyRows], str]:
    """Return the families of a file in order, and the file's name; cell mistakes are reported.

    A family that lacks something is left out while there are unreadable rows: what it lacks may
    stand in one of them.
    """
    table = read_table(source, columns=COLUMNS, name=name, watch=watch)
    report.errors += table.errors
    report.warnings += table.warnings
    if not table.rows and not table.errors:
        report.errors.append(f"{table.file}: er staan geen rijen onder de kop.")
    families: dict[str, FamilyRows] = {}
    for row, values in table.rows:
        family = families.setdefault(values["household"], FamilyRows(values["household"]))
        family.rows.append((row, values))
    complete = []
    for family in families.values():
        as_a_whole = [*_reference_errors(family, table.file), *_shelter_errors(family, table.file)]
        if as_a_whole and table.errors:
            continue  # the member it lacks may stand in an unreadable row
        family.errors += as_a_whole
        family.errors += _birth_errors(family, table.file, on)
        family.errors += _arrival_errors(family, table.file, on)
        complete.append(family)
    return complete, table.file


def _reference_errors(family: FamilyRows, file: str) -> Iterable[RowError]:
    references = [row for row, values in family.rows if values["relation"] == Relation.REFERENCE]
    if len(references) == 1:
        return
    row = references[1] if references else family.rows[0][0]
    found = (
        f"{len(references)} in gezin {family.key}" if references else f"geen in gezin {family.key}"
    )
    yield RowError(file, row, "relation", "één rij ‘reference’ per gezin", found)


def _shelter_errors(family: FamilyRows, file: str) -> Iterable[RowError]:
    told = {values["sleeps_tonight"] for _, values in family.rows} - {None}
    if len(told) == 1:
        return
    words = ", ".join(sorted(shelter.value.lower() for shelter in told))
    expected = "één slaapplaats voor het hele gezin (none, hotel, friends …)"
    yield RowError(file, family.rows[0][0], "sleeps_tonight", expected, words)


def _arrival_errors(family: FamilyRows, file: str, on: date | None) -> Iterable[RowError]:
    first = family.rows[0][1]["arrived_on"]
    for row, values in family.rows:
        arrived = values["arrived_on"]
        if arrived != first:
            expected = f"dezelfde dag voor het hele gezin ({first})"
            yield RowError(file, row, "arrived_on", expected, str(arrived))
        elif on and arrived > on:
            yield RowError(file, row, "arrived_on", f"een dag tot en met {on}", str(arrived))


def _birth_errors(family: FamilyRows, file: str, on: date | None) -> Iterable[RowError]:
    for row, values in family.rows:
        born, latest = values["birth_date"], on or values["arrived_on"]
        if born and born > latest:
            yield RowError(file, row, "birth_date", f"een dag tot en met {latest}", str(born))


def new_household(family: FamilyRows, stem: str) -> NewHousehold:
    """Return a family as the desk would have written it down."""
    rows = [values for _, values in family.rows]
    reference = next(values for values in rows if values["relation"] == Relation.REFERENCE)
    is_ukrainian = any(values["nationality"] == UKRAINE for values in rows)
    pets = dict.fromkeys(values["pets"] for values in rows if values["pets"])
    return NewHousehold(
        persons=tuple(_person(values) for values in rows),
        arrived_on=reference["arrived_on"],
        sleeps=next(v["sleeps_tonight"] for v in rows if v["sleeps_tonight"]),
        target_group=TargetGroup.TEMPORARY_PROTECTION if is_ukrainian else TargetGroup.RESIDENT,
        contact_language=(*reference["languages"], "nl")[0],
        pets=", ".join(pets)[:80],
        source=f"{stem[:79]}:{family.key}",
    )


def _person(values: dict[str, Any]) -> NewPerson:
    languages, age = values["languages"], _age(values["birth_date"], values["arrived_on"])
    return NewPerson(
        family_name=values["family_name_original"],
        given_name=values["given_name_original"],
        relation=values["relation"],
        sex=values["sex"],
        birth_date=values["birth_date"],
        nationality=values["nationality"],
        speaks=languages,
        needs_interpreter=bool(languages) and "nl" not in languages,
        school_age=age in SCHOOL_AGES,
        document_kind=values["identity_document"] or "",
        needs=tuple(NeedCode(code.upper()) for code in values["specific_needs"]),
    )


def _age(born: date | None, on: date) -> int | None:
    if born is None:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
