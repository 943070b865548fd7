"""What an entry of the register says now: as it was written, with its corrections beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from eenplan.benefits.enums import Channel
from eenplan.benefits.models import Application, RegisterCorrection

YES, NO = "ja", "nee"
DAYS = ("handed_in_on", "received_on", "first_received_on", "sent_on")
LABELS = {
    "channel": "Hoe ze binnenkwam",
    "handed_in_on": "Binnengekomen op",
    "received_on": "Geldt als ontvangen op",
    "first_received_on": "Eerst ontvangen op (ander OCMW)",
    "sent_on": "Daar doorgezonden op",
    "other_centre": "Doorgezonden door",
    "words": "De vraag, in eigen woorden",
    "is_urgent": "Dringend",
}
CORRECTABLE = tuple(name for name in LABELS if name != "received_on")  # that one follows


@dataclass(frozen=True)
class EntryFacts:
    """An application as it counts: what was written, put right by the last correction of each."""

    channel: str
    handed_in_on: date
    received_on: date
    first_received_on: date | None
    sent_on: date | None
    other_centre: str
    words: str
    is_urgent: bool

    @property
    def term_starts_on(self) -> date:
        """The day from which the term to decide is counted (RMI art. 21 §1)."""
        return self.sent_on or self.received_on

    @property
    def right_starts_on(self) -> date:
        """The day a right may begin: of receipt, at the first centre if there was one."""
        return self.first_received_on or self.received_on


def entry_facts(
    application: Application, corrections: Iterable[RegisterCorrection] | None = None
) -> EntryFacts:
    """Return an entry as it counts, with its corrections in the order they were made."""
    made = application.corrections.all() if corrections is None else corrections
    facts = EntryFacts(**{name: getattr(application, name) for name in LABELS})
    for row in made:
        if row.field in LABELS:
            facts = replace(facts, **{row.field: read_fact(row.field, row.becomes)})
    return facts


def read_fact(field: str, written: str) -> date | str | bool | None:
    """Return a corrected value as the entry has it."""
    if field in DAYS:
        return date.fromisoformat(written) if written else None
    return written == YES if field == "is_urgent" else written


def write_fact(value: date | str | bool | None) -> str:
    """Return a value as a correction keeps it."""
    if isinstance(value, bool):
        return YES if value else NO
    return value.isoformat() if isinstance(value, date) else (value or "")


def tell_fact(field: str, written: str) -> str:
    """Return a kept value in words of the screen."""
    if field in DAYS and written:
        return f"{date.fromisoformat(written):%d/%m/%Y}"
    if field == "channel":
        return str(dict(Channel.choices).get(written, written))
    return written or "niets"
