"""The parameters the rights are reckoned with, as rows to read."""

from dataclasses import dataclass
from datetime import date

from eenplan.engines.deadlines import terms
from eenplan.engines.entitlement import Value, law

UNITS = {"ja/nee": ("nee", "ja"), "regime": ("tot en met februari 2026", "vanaf maart 2026")}


@dataclass(frozen=True)
class ParameterLine:
    """One value of one parameter, or one legal term."""

    key: str
    label: str
    article: str
    value: str
    since: date | None
    until: date | None
    source: str
    evidence: str
    verified: bool
    note: str

    def holds_on(self, day: date) -> bool:
        """Say whether this value was in force on a day."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day < self.until)

    def tells_of(self, words: str) -> bool:
        """Say whether every word stands somewhere in what is shown."""
        text = f"{self.label} {self.article} {self.key} {self.source} {self.note}".casefold()
        return all(word in text for word in words.casefold().split())


def parameter_lines() -> list[ParameterLine]:
    """Return every value of every parameter, and after them the legal terms."""
    found = [
        _line(parameter.key, parameter.label, parameter.article, parameter.unit, value, after)
        for parameter in law()
        for value, after in zip(parameter.values, [*parameter.values[1:], None], strict=True)
    ]
    found.sort(key=lambda line: not line.key.startswith("living_wage_"))  # what is asked most
    return found + [
        ParameterLine(
            key=term.key,
            label=f"Termijn: {term.label}",
            article=term.source,
            value=f"{term.length} {term.unit.value}" if term.length else term.unit.value,
            since=term.since,
            until=None,
            source=term.source,
            evidence=term.evidence,
            verified=term.verified,
            note="; ".join(said for said in (f"vanaf: {term.starts}", term.note) if said),
        )
        for term in terms().values()
    ]


def _line(
    key: str, label: str, article: str, unit: str, value: Value, after: Value | None
) -> ParameterLine:
    following = after.since if after else None
    return ParameterLine(
        key=key,
        label=label,
        article=article,
        value=_shown(value, unit),
        since=value.since,
        until=value.until or following,
        source=value.source,
        evidence=value.evidence,
        verified=value.verified,
        note=value.note,
    )


def _shown(value: Value, unit: str) -> str:
    if unit in UNITS:
        return UNITS[unit][value.number]
    if unit == "datum":
        return f"{date.fromisoformat(value.written):%d/%m/%Y}"
    if unit in ("tekst", "behandeling"):
        return value.written
    number = value.written.replace(".", ",")
    per = {"EUR": "euro", "EUR/maand": "euro per maand", "EUR/jaar": "euro per jaar"}
    words = {**per, "procent": "%", "aantal": "", "coëfficiënt": ""}.get(unit, unit)
    return f"{number} {words}".strip()
