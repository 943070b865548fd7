"""A first contingent from two CSV files, one line per person and one per offer."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from eenplan.engines.placement.model import Household, Place

_Day = date | None


def read_contingent(folder: Path) -> tuple[list[Household], list[Place], date]:
    """The families and offers of `*arrivals.csv` and `*offers.csv`, and the day after arrivals."""
    people = _rows(folder, "*arrivals.csv")
    families: dict[str, list[dict[str, str]]] = {}
    for row in people:
        families.setdefault(row["household"], []).append(row)
    waiting = [_household(name, rows) for name, rows in families.items()]
    offered = [_place(row) for row in _rows(folder, "*offers.csv")]
    return waiting, offered, max(household.arrived_on for household in waiting)


def _rows(folder: Path, pattern: str) -> list[dict[str, str]]:
    (path,) = folder.glob(pattern)
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _household(name: str, rows: list[dict[str, str]]) -> Household:
    first = rows[0]
    needs = {need for row in rows for need in row["specific_needs"].split(";")}
    return Household(
        name,
        len(rows),
        date.fromisoformat(first["arrived_on"]),
        tonight=first["sleeps_tonight"] or "none",  # type: ignore[arg-type]
        bedrooms_needed=(len(rows) + 1) // 2,
        step_free="mobility" in needs,
        pets=any(row["pets"] for row in rows),
        has_children=any(row["relation"] == "child" for row in rows),
    )


def _place(row: dict[str, str]) -> Place:
    """A place as if checked and made ready: the question is how well it can be handed out."""
    shared = row["kind"] == "shared_house"
    beds = int(row["max_persons"])
    return Place(
        row["reference"],
        row["reference"],
        row["form"],  # type: ignore[arg-type]
        row["kind"],
        row["neighbourhood"],
        beds,
        "READY",
        int(row["bedrooms"]) if row["bedrooms"] else None,
        _day(row["available_from"]),
        _day(row["available_until"]),
        row["step_free"] == "yes",
        row["pets"] == "yes",
        int(row["rent_eur_month"] or 0),
        max_households=max(2, round(beds / 3.75)) if shared else 1,
    )


def _day(text: str) -> _Day:
    return date.fromisoformat(text) if text else None
