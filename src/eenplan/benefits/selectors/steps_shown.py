"""A report and its calculation, told to who decides: nothing else of the file."""

from dataclasses import dataclass

from eenplan.benefits.answers import Ask, accepts, in_words
from eenplan.benefits.enums import Section
from eenplan.benefits.means_kinds import KINDS
from eenplan.benefits.models import Calculation, Investigation, Means
from eenplan.benefits.questions import BY_KEY


@dataclass(frozen=True)
class Told:
    """One finding in words."""

    label: str
    value: str
    source: str


@dataclass(frozen=True)
class Step:
    """One step of a calculation."""

    label: str
    cents: int | None
    source: str
    is_verified: bool
    versions: tuple[str, ...]
    note: str = ""


def findings_told(report: Investigation | None) -> list[tuple[str, list[Told]]]:
    """Return the findings of a report in words, per part of it."""
    if report is None:
        return []
    rows = {section: [] for section in Section}
    for row in report.findings.order_by("pk"):
        question = BY_KEY.get(row.key)
        label = question.label if question else row.key.replace("_", " ")
        source = _source(row.get_source_display(), row.source_note)
        rows[Section(row.section)].append(Told(label, _said(question, row.value), source))
    return [(section.label, found) for section, found in rows.items() if found]


def means_told(report: Investigation | None) -> list[Told]:
    """Return who lives in and the resources of a report, in words."""
    if report is None:
        return []
    return [_of_means(row) for row in report.means.select_related("person")]


def _of_means(row: Means) -> Told:
    kind = KINDS.get(row.kind)
    asks = {ask.key: ask for ask in kind.asks} if kind else {}
    parts = (
        f"{asks[key].label if key in asks else key.replace('_', ' ')} {_said(asks.get(key), value)}"
        for key, value in row.data.items()
        if value not in (None, "")
    )
    label = kind.label if kind else row.kind.replace("_", " ")
    source = _source(row.get_source_display(), row.source_note)
    return Told(f"{label}: {row.person or row.other_name}", "; ".join(parts) or "–", source)


def _source(source: str, note: str) -> str:
    return f"{source}: {note}" if note else source


def _said(ask: Ask | None, value: object) -> str:
    """Return a kept answer in words; one that no question of today explains as it is."""
    if value is None or value == "":
        return "–"
    if ask is None or not accepts(ask, value):
        return str(value)
    return in_words(ask, value)


def steps_of(calculation: Calculation | None) -> list[Step]:
    """Return the steps of a calculation as they were kept."""
    outcome = calculation.outcome if calculation else {}
    parts = outcome.get("parts") or {"right": outcome}
    return [_step(step) for part in parts.values() for step in part.get("steps", ())]


def _step(step: dict) -> Step:
    return Step(
        label=step.get("label", ""),
        cents=step.get("amount_cents"),
        source=step.get("source", ""),
        is_verified=bool(step.get("verified", False)),
        versions=tuple(
            f"{one.get('name')} = {one.get('value')}" for one in step.get("parameters", ())
        ),
        note=step.get("note", ""),
    )
