"""Until when the law gives this centre to decide on an application."""

from dataclasses import dataclass
from datetime import date

from eenplan.benefits.models import Application
from eenplan.benefits.register_facts import entry_facts
from eenplan.benefits.selectors.terms import deciding_by

FAR = date.max


@dataclass(frozen=True)
class LegalTerm:
    """The last day to decide; none while the clock stands still."""

    day: date | None
    note: str = ""

    @property
    def order(self) -> date:
        return self.day or FAR


def legal_term(application: Application) -> LegalTerm:
    """Return when the term of an application ends, as its own page says it.

    Its corrections and suspensions were read with it, or are now.
    """
    found = deciding_by(application, entry_facts(application).term_starts_on)
    return LegalTerm(found.day, "; ".join(found.notes))
