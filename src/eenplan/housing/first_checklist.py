"""The checklist a new installation starts with, from first/checklist.toml."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "first" / "checklist.toml"
SINCE = date(2022, 3, 14)


@cache
def first_checklist() -> dict:
    """Return the first checklist as the file has it."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def occupancy_is_verified() -> bool:
    """Return whether the table of the occupancy norm was checked; if not: never a number."""
    return bool(first_checklist()["occupancy"]["verified"])


def add_first(checklist_model, item_model) -> None:
    """Write the first checklist, unless there is one already."""
    said = first_checklist()
    if checklist_model.objects.filter(number=said["number"]).exists():
        return
    whole = {name: said[name] for name in ("number", "title", "source", "evidence", "verified")}
    # Its questions are written before it begins: after that the database lets nothing change.
    can_wait = checklist_model._meta.get_field("starts_on").null
    checklist = checklist_model.objects.create(starts_on=None if can_wait else SINCE, **whole)
    inherited = {name: said[name] for name in ("evidence", "verified")}
    item_model.objects.bulk_create(
        item_model(checklist=checklist, position=position, **{**inherited, **item})
        for position, item in enumerate(said["items"], start=1)
    )
    checklist_model.objects.filter(pk=checklist.pk).update(starts_on=SINCE)
