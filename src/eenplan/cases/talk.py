"""What somebody writes down about a contact, before it is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from eenplan.cases.enums import ContactKind, Interpreter
from eenplan.cases.models import Contact, Goal
from eenplan.people.models import Person


@dataclass(frozen=True)
class Talk:
    """A contact as it was told: how, when, with whom, in which language, and what was said."""

    kind: ContactKind
    on: date
    note: str
    at: time | None = None
    minutes: int | None = None
    language: str = ""
    interpreter: str = ""
    interpreted_by: Person | None = None
    is_sensitive: bool = False
    child_is_known: bool = False  # the writer knows that a child interpreted, and says so
    spoken_with: Sequence[Person] = ()
    goals: Sequence[Goal] = ()

    @property
    def columns(self) -> dict[str, Any]:
        """Return what stands in the contact's own row."""
        return {
            "kind": self.kind,
            "on": self.on,
            "at": self.at,
            "minutes": self.minutes,
            "note": self.note,
            "language": self.language,
            "interpreter": self.interpreter,
            "interpreted_by": self.interpreted_by,
            "is_sensitive": self.is_sensitive,
        }


def facts_of(contact: Contact) -> dict[str, str]:
    """Return all of a contact but its text, in words: to show beside what replaced it."""
    return _facts(contact, contact.spoken_with.all(), contact.goals.all())


def facts_told(talk: Talk) -> dict[str, str]:
    """Return the same of what somebody is about to write."""
    return _facts(Contact(**talk.columns), talk.spoken_with, talk.goals)


def _facts(contact: Contact, persons: Iterable[Person], goals: Iterable[Goal]) -> dict[str, str]:
    return {
        "Hoe": contact.get_kind_display(),
        "Wanneer": f"{contact.on:%d/%m/%Y}" + (f" om {contact.at:%H:%M}" if contact.at else ""),
        "Hoe lang": f"{contact.minutes} minuten" if contact.minutes else "",
        "Met wie": ", ".join(sorted(map(str, persons))),
        "Taal": contact.get_language_display(),
        "Wie tolkte": interpreted(contact.interpreter, contact.interpreted_by),
        "Doelen": ", ".join(sorted(map(str, goals))),
        "Gevoelig": "ja" if contact.is_sensitive else "nee",
    }


def interpreted(interpreter: str, relative: Person | None) -> str:
    """Return who interpreted in words: "een familielid (Olha Kovalchuk)"."""
    words = Interpreter(interpreter).label if interpreter else ""
    return f"{words} ({relative})" if relative else words
