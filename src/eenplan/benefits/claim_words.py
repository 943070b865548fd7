"""How a claim is told: amounts, days, and the engine's steps as rows that can be kept."""

from datetime import date
from typing import Any

from eenplan.engines.entitlement import Outcome, Step, euros


def euro_of(cents: int) -> str:
    """Return an amount the way a sentence has it."""
    return f"{euros(cents)} euro"


def day_of(day: date | None) -> str:
    """Return a day as it is read here."""
    return f"{day:%d/%m/%Y}" if day else "?"


def told(outcome: Outcome | None) -> list[dict[str, Any]]:
    """Return the steps of an outcome as plain data: label, amount, article, values used."""
    return [_step(step) for step in outcome.steps] if outcome else []


def _step(step: Step) -> dict[str, Any]:
    return {
        "label": step.label,
        "amount": step.amount,
        "source": step.source,
        "evidence": step.evidence,
        "verified": step.verified,
        "versions": [
            {
                "name": version.name,
                "label": version.label,
                "value": version.value,
                "source": version.source,
                "evidence": version.evidence,
                "verified": version.verified,
                "note": version.note,
            }
            for version in step.versions
        ],
    }
