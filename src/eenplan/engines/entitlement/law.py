"""Dated parameters of the law: read from TOML, looked up for one day or for a column of days."""

import hashlib
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from eenplan.engines.entitlement.errors import NotInForce
from eenplan.engines.entitlement.numbers import Days, Number, Numbers

FOLDER = Path(__file__).parent / "parameters"
GRADES = ("A", "B", "C", "D-high", "D-med", "D-low")
CERTAIN = ("A", "B")
CENT = Decimal("0.01")
INDEXED = (
    *(f"living_wage_{number}" for number in (1, 2, 3)),
    *(f"living_wage_year_{number}" for number in (1, 2, 3)),
    *("spi_general", "spi_shortage_job", "spi_artist"),
)
FOREVER = date.max.toordinal()
TREATMENTS = ("telt", "vrij", "werk", "kunst", "plafond", "regime", "niet gedekt")
SCALE = {
    "EUR": 100,
    "EUR/maand": 100,
    "EUR/jaar": 100,
    "procent": 100,
    "coëfficiënt": 10_000,
    "dagen": 1,
    "maanden": 1,
    "jaren": 1,
    "aantal": 1,
    "ja/nee": 1,
    "regime": 1,
}


class BadParameters(Exception):
    """A parameter file says something it cannot mean."""


@dataclass(frozen=True)
class Value:
    """What a parameter was from one day until the first day without, and who says so."""

    since: date
    until: date | None
    written: str
    number: int
    source: str
    evidence: str
    verified: bool
    note: str


@dataclass(frozen=True)
class Parameter:
    """One rule or amount of the law, with every value it had."""

    key: str
    label: str
    unit: str
    article: str
    values: tuple[Value, ...]

    def on(self, day: date) -> Value:
        """Return the value on a day. Raises NotInForce when there is none."""
        at = self._row(day.toordinal())
        if at < 0:
            raise NotInForce(self.key, self.label, day)
        return self.values[at]

    def version(self, row: int) -> str:
        """Return the name of one value: the key and the day it began."""
        return f"{self.key}@{self.values[row].since.isoformat()}"

    @cached_property
    def _starts(self) -> list[int]:
        return [value.since.toordinal() for value in self.values]

    @cached_property
    def _ends(self) -> list[int]:
        following = [*self._starts[1:], FOREVER]
        return [
            min(value.until.toordinal(), after) if value.until else after
            for value, after in zip(self.values, following, strict=True)
        ]

    @cached_property
    def _columns(self) -> tuple[Numbers, Numbers, Numbers]:
        numbers = [value.number for value in self.values]
        starts, ends, amounts = np.array([self._starts, self._ends, numbers], dtype=np.int64)
        return starts, ends, amounts

    def _row(self, ordinal: int) -> int:
        at = bisect_right(self._starts, ordinal) - 1
        return at if at >= 0 and ordinal < self._ends[at] else -1

    def column(self, days: Days) -> "Looked":
        """Return the value on every day of a column; where there is none, `rows` is -1."""
        if days.same is not None:
            row = self._row(days.same)
            return Looked(self, self.values[row].number if row >= 0 else 0, row, days)
        starts, ends, amounts = self._columns
        rows = np.searchsorted(starts, days.column, side="right") - 1
        missing = (rows < 0) | (days.column >= ends[rows])
        numbers, found = np.where(missing, 0, amounts[rows]), np.where(missing, -1, rows)
        return Looked(self, numbers, found, days)


@dataclass(frozen=True)
class Looked:
    """A parameter on a column of days: one number when all days are one, else a column."""

    parameter: Parameter
    number: Number
    rows: Number
    days: Days


@dataclass(frozen=True)
class Law:
    """All parameters of one set of files."""

    parameters: Mapping[str, Parameter]
    fingerprint: str

    def __getitem__(self, key: str) -> Parameter:
        return self.parameters[key]

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self.parameters.values())

    def supposing(self, key: str, since: date, written: str) -> "Law":
        """Return the parameters as they would be with another value of one of them from a day."""
        before = self.parameters[key]
        value = Value(
            since=since,
            until=None,
            written=written,
            number=_number(key, before.unit, written),
            source="veronderstelling",
            evidence="D-low",
            verified=False,
            note="",
        )
        values = (*(one for one in before.values if one.since < since), value)
        name = hashlib.sha256(f"{self.fingerprint} {key} {since} {written}".encode()).hexdigest()
        changed = replace(before, values=values)
        return Law({**self.parameters, key: changed}, name[:12])

    def indexed(self, since: date, percent: Decimal) -> "Law":
        """Return the parameters with all amounts of the wage and of work risen from a day."""
        found = self
        for key in INDEXED:
            euros = Decimal(self.on(key, since)) / 100 * (1 + percent / 100)
            found = found.supposing(key, since, str(euros.quantize(CENT, ROUND_HALF_UP)))
        return found

    def on(self, key: str, day: date) -> int:
        """Return the number of a parameter on a day, in cents or its own unit."""
        return self.parameters[key].on(day).number


@lru_cache(maxsize=1)
def law() -> Law:
    """Return the parameters that come with Eenplan."""
    return read_law(FOLDER)


def read_law(folder: Path) -> Law:
    """Return the parameters in a folder of TOML files. Raises BadParameters."""
    found: dict[str, Parameter] = {}
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.toml")):
        content = file.read_bytes()
        digest.update(content)
        for key, table in tomllib.loads(content.decode()).items():
            if key in found:
                raise BadParameters(f"{key} staat in twee bestanden")
            found[key] = _parameter(key, table)
    return Law(found, digest.hexdigest()[:12])


def _parameter(key: str, table: dict[str, Any]) -> Parameter:
    unit = table["unit"]
    values = tuple(_value(key, unit, row) for row in table["values"])
    for before, after in zip(values, values[1:], strict=False):
        if before.since >= after.since or (before.until and before.until > after.since):
            raise BadParameters(f"{key}: {after.since} volgt niet op {before.since}")
    return Parameter(key, table["label"], unit, table["article"], values)


def _value(key: str, unit: str, row: dict[str, Any]) -> Value:
    since, until, evidence = row["since"], row.get("until"), row["evidence"]
    if evidence not in GRADES:
        raise BadParameters(f"{key}: {evidence} is geen graad van bewijs")
    if row["verified"] and evidence not in CERTAIN:
        raise BadParameters(f"{key}: {evidence} kan niet nagekeken zijn")
    if until is not None and until <= since:
        raise BadParameters(f"{key}: eindigt vóór {since}")
    return Value(
        since,
        until,
        row["value"],
        _number(key, unit, row["value"]),
        row["source"],
        evidence,
        row["verified"],
        row.get("note", ""),
    )


def _number(key: str, unit: str, written: str) -> int:
    if unit == "tekst":
        return 0
    if unit == "datum":
        return date.fromisoformat(written).toordinal()
    if unit == "behandeling":
        return TREATMENTS.index(written)
    scaled = Decimal(written) * SCALE[unit]
    if scaled != int(scaled) or scaled < 0:
        raise BadParameters(f"{key}: {written} is geen {unit}")
    return int(scaled)
