"""Step lists, read from dated, sourced files: one for the worker's plan and the public page.

A step whose evidence is below A or B is unverified law and is shown as such.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "steps"
VERIFIED_GRADES = ("A", "B")


@dataclass(frozen=True)
class RouteStep:
    """One step of a route. `days` counts from registration; None means no fixed day."""

    code: str
    title: str
    owner: str  # FAMILY, DESK, CASE_MANAGER or PARTNER
    days: int | None
    per: str  # "household", "person", "adult" (18+), "child" (under 18), "pupil" or "twelve" (12+)
    rule: str
    source: str
    evidence: str

    @property
    def is_verified(self) -> bool:
        return self.evidence in VERIFIED_GRADES


@cache
def route(target_group: str) -> tuple[RouteStep, ...]:
    """Return the steps of a target group in order; empty when it has no route."""
    file = FOLDER / f"{target_group.lower()}.toml"
    if not file.exists():
        return ()
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["step"]
    return tuple(RouteStep(**({"days": None} | row)) for row in rows)
