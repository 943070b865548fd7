"""Until when somebody may appeal against a decision, and why the term runs or does not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from eenplan.benefits.letters import missing_elements, told_from
from eenplan.benefits.models import Decision, Letter
from eenplan.engines.deadlines import due, terms

WAGES = ("LIVING_WAGE", "INSTALLATION_PREMIUM")


@dataclass(frozen=True)
class AppealTerm:
    """When the term began and ends; neither while it does not run. `notes` say why, in words."""

    begins_on: date | None
    last_day: date | None
    notes: tuple[str, ...]
    is_verified: bool

    def is_over(self, on: date) -> bool:
        """Say whether the last day has passed."""
        return self.last_day is not None and on > self.last_day


def appeal_term(decision: Decision, letters: Iterable[Letter]) -> AppealTerm:
    """Return the term to appeal: three months from the first whole letter that went out.

    A letter that lacked something does not begin it, nor does one of which a later letter says
    that it lacked something. A later letter never begins it again by itself.
    """
    key = "appeal" if decision.right in WAGES else "aid_appeal"
    ordered = sorted(letters, key=lambda letter: (letter.made_at, letter.pk))
    disowned = {letter.replaces_id for letter in ordered if letter.earlier_lacked}
    notes: list[str] = []
    begun = None
    for letter in ordered:
        told = getattr(letter, "notification", None)
        if told is None:
            continue
        if begun:
            notes.append(
                f"De brief die op {told.sent_on:%d/%m/%Y} vertrok, verandert de termijn niet."
            )
        elif lack := _lacks(letter, disowned):
            notes.append(f"De brief van {told.sent_on:%d/%m/%Y} telt niet: {lack}")
        else:
            begun = told
    if begun is None:
        notes.insert(0, "De beroepstermijn loopt nog niet.")
        return AppealTerm(None, None, tuple(notes), terms()[key].verified)
    if begun.received_on is None:
        notes.insert(0, "Gerekend vanaf de verzending: wanneer de brief aankwam, is niet bekend.")
    first = begun.received_on or begun.sent_on
    return AppealTerm(first, due(key, first).day, tuple(notes), terms()[key].verified)


def _lacks(letter: Letter, disowned: set[int | None]) -> str:
    """Return why the law does not let the term begin with a letter, or nothing."""
    if letter.pk in disowned:
        return "een latere brief zegt dat hij niet volledig was."
    lacking = missing_elements(told_from(letter.told))
    return f"er ontbreekt {'; '.join(each.label for each in lacking)}." if lacking else ""
