"""Outside layouts as questions for the kernel: pairs in three CSV files, and OR-Library's GAP form.

A file that is not what it should be is refused with one sentence that names the file and the line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

import numpy as np

from eenplan.engines.assignment.model import Offer, Options, Problem, Request

#: More digits after the point than this are rounded: the kernel counts in whole numbers.
DIGITS = 6
LARGEST = Decimal(10) ** 12


class BadFile(ValueError):
    """The file is not in the layout; the sentence says where and why."""


@dataclass(frozen=True)
class Outside:
    """A question from outside: the kernel's problem, and how its points are read back."""

    problem: Problem
    scale: int
    offset: int
    sense: str
    name: str

    def outward(self, points: int) -> float | int:
        """Points of the kernel as the objective of the file."""
        total = points if self.sense == "max" else self.offset - points
        value = (total - (self.offset if self.sense == "max" else 0)) / self.scale
        return int(value) if value == int(value) else value


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a CSV file with where they stand; every column must be there."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadFile(f"{path.name}: the file is missing in {path.parent}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{path.name}: cannot be read as UTF-8 text ({error})") from None
    reader = csv.DictReader(text.splitlines(), skipinitialspace=True)
    names = [name.strip() for name in reader.fieldnames or ()]
    reader.fieldnames = names
    missing = [name for name in columns if name not in names]
    if missing:
        raise BadFile(f"{path.name}: column {missing[0]!r} is missing")
    for row in reader:
        where = f"{path.name} line {reader.line_num}"
        if any(row.get(name) is None or not row[name].strip() for name in columns):
            raise BadFile(f"{where}: a field is empty or missing")
        yield where, {name: row[name].strip() for name in columns}


def _number(text: str, where: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise BadFile(f"{where}: {text!r} is not a number") from None
    if not value.is_finite() or abs(value) > LARGEST:
        raise BadFile(f"{where}: {text!r} is not a usable number")
    return value


def _whole(text: str, where: str, what: str, least: int) -> int:
    value = _number(text, where)
    if value != value.to_integral_value():
        raise BadFile(f"{where}: {what} {text!r} is not a whole number")
    if value < least:
        raise BadFile(f"{where}: {what} {text} is below {least}")
    return int(value)


def _scale(values: list[Decimal]) -> int:
    """The power of ten that makes all values whole, up to DIGITS."""
    digits = max((-int(v.normalize().as_tuple().exponent) for v in values), default=0)
    return int(10 ** min(DIGITS, max(0, digits)))


def _scaled(value: Decimal, scale: int) -> int:
    return int((value * scale).to_integral_value())


def _table(path: Path, key: str, number: str, least: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for where, row in _rows(path, (key, number)):
        if row[key] in found:
            raise BadFile(f"{where}: {key} {row[key]!r} stands there twice")
        found[row[key]] = _whole(row[number], where, number, least)
    if not found:
        raise BadFile(f"{path.name}: there is no {key} in it")
    return found


def read_pairs(folder: Path) -> Outside:
    """cases.csv (case,size), places.csv (place,capacity in persons), pairs.csv (case,place,weight).

    Raises BadFile for anything that is not so.
    """
    cases = _table(folder / "cases.csv", "case", "size", 1)
    places = _table(folder / "places.csv", "place", "capacity", 0)
    weights: dict[tuple[str, str], Decimal] = {}
    for where, row in _rows(folder / "pairs.csv", ("case", "place", "weight")):
        pair = row["case"], row["place"]
        if pair[0] not in cases:
            raise BadFile(f"{where}: case {pair[0]!r} is not in cases.csv")
        if pair[1] not in places:
            raise BadFile(f"{where}: place {pair[1]!r} is not in places.csv")
        if pair in weights:
            raise BadFile(f"{where}: the pair {pair[0]!r}, {pair[1]!r} stands there twice")
        weights[pair] = _number(row["weight"], where)
    scale = _scale(list(weights.values()))
    case_at = {name: i for i, name in enumerate(cases)}
    place_at = {name: i for i, name in enumerate(places)}
    listed = sorted(
        (case_at[case], place_at[place], cases[case], _scaled(weight, scale))
        for (case, place), weight in weights.items()
    )
    columns = np.array(listed, dtype=np.int64).reshape(-1, 4)
    requests = [Request(name, 0, size, i) for i, (name, size) in enumerate(cases.items())]
    offers = [Offer(name, {"persons": capacity}) for name, capacity in places.items()]
    return Outside(_problem(requests, offers, columns), scale, 0, "max", folder.name)


def _problem(requests: list[Request], offers: list[Offer], columns: np.ndarray) -> Problem:
    request, offer, size, weight = columns.T.copy()
    dimension = next(iter(offers[0].capacity))
    zero = np.zeros(len(columns), dtype=np.int64)
    options = Options(
        (dimension,), request, offer, zero, zero + 1, size[None, :], {"weight": weight}
    )
    return Problem(tuple(requests), tuple(offers), options)


def read_gap(path: Path, sense: str) -> list[Outside]:
    """All instances of a file in OR-Library's form: m n, m rows of n costs, m of n needs, m limits.

    The files of the library begin with the number of instances; without it there is one. Raises
    BadFile for anything that is not so.
    """
    try:
        words = path.read_text(encoding="utf-8-sig").split()
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{path.name}: cannot be read as text ({error})") from None
    if len(words) < 2:
        raise BadFile(f"{path.name}: too few numbers, not even the sizes m and n")
    numbers = [_number(word, f"{path.name} number {i}") for i, word in enumerate(words, start=1)]
    several = _fits(numbers, 1, int(numbers[0]) if numbers[0] == int(numbers[0]) else -1)
    if several or (not _fits(numbers, 0, 1) and _looks_like_library(numbers)):
        return _instances(path, numbers, 1, int(numbers[0]), sense)
    return _instances(path, numbers, 0, 1, sense)


def _fits(numbers: list[Decimal], at: int, count: int) -> bool:
    """Whether so many instances from here use up all the numbers exactly."""
    for _ in range(max(0, count)):
        if at + 2 > len(numbers) or min(numbers[at], numbers[at + 1]) < 1:
            return False
        at += 2 + int(numbers[at]) * (2 * int(numbers[at + 1]) + 1)
    return count > 0 and at == len(numbers)


def _looks_like_library(numbers: list[Decimal]) -> bool:
    """Whether the first instance fits better behind a number of instances than at the start."""
    if len(numbers) < 3 or min(numbers[:3]) < 1:
        return False
    alone = 2 + int(numbers[0]) * (2 * int(numbers[1]) + 1)
    behind = 3 + int(numbers[1]) * (2 * int(numbers[2]) + 1)
    return behind <= len(numbers) < alone


def _instances(
    path: Path, numbers: list[Decimal], at: int, count: int, sense: str
) -> list[Outside]:
    found = []
    for number in range(1, count + 1):
        name = f"{path.stem}-{number}" if count > 1 else path.stem
        if at + 2 > len(numbers):
            raise BadFile(f"{path.name}: too few numbers, instance {number} of {count} is missing")
        m, n = (
            _whole(str(numbers[at + i]), f"{path.name} instance {number}", what, 1)
            for i, what in enumerate(("number of agents", "number of jobs"))
        )
        at += 2
        needed = m * (2 * n + 1)
        values = numbers[at : at + needed]
        if len(values) < needed:
            short = needed - len(values)
            raise BadFile(f"{path.name} instance {number}: too few numbers, {short} are missing")
        at += needed
        found.append(_gap(f"{path.name} instance {number}", name, m, n, values, sense))
    if at < len(numbers):
        raise BadFile(f"{path.name}: {len(numbers) - at} numbers too many at the end")
    return found


def _gap(where: str, name: str, m: int, n: int, values: list[Decimal], sense: str) -> Outside:
    """One instance: every job is assigned to one agent; agents have limited means."""
    costs, needs, limits = values[: m * n], values[m * n : 2 * m * n], values[2 * m * n :]
    if min(needs) < 0:
        raise BadFile(f"{where}: a job that needs less than nothing ({min(needs)})")
    if min(limits) < 0:
        raise BadFile(f"{where}: negative capacity {min(limits)}")
    scale, means = _scale(costs), _scale([*needs, *limits])
    cost = np.array([_scaled(v, scale) for v in costs], dtype=np.int64).reshape(m, n).T
    need = np.array([_scaled(v, means) for v in needs], dtype=np.int64).reshape(m, n).T
    # All jobs are served, so a shift per job changes nothing but keeps all points above zero.
    shift = cost.max(axis=1) + 1 if sense == "min" else 1 - cost.min(axis=1)
    points = shift[:, None] - cost if sense == "min" else shift[:, None] + cost
    job, agent = np.repeat(np.arange(n), m), np.tile(np.arange(m), n)
    columns = np.stack([job, agent, need.ravel(), points.ravel()], axis=1)
    requests = [Request(f"job {j + 1}", 0, 1, j, must=True) for j in range(n)]
    offers = [
        Offer(f"agent {i + 1}", {"means": _scaled(limit, means)}) for i, limit in enumerate(limits)
    ]
    problem = _problem(requests, offers, columns)
    return Outside(problem, scale, int(shift.sum()), sense, name)
