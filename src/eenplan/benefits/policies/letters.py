"""What is refused when a letter is made or goes out, whoever asks."""

from datetime import date

from eenplan.benefits.enums import Delivery, LetterKind
from eenplan.benefits.letters import Told, missing_elements
from eenplan.benefits.letters_errors import LetterRefused, MissingElements
from eenplan.benefits.models import Letter
from eenplan.benefits.models.letters import EBOX_SINCE

WAYS_OF_A_DECISION = (Delivery.REGISTERED, Delivery.EBOX, Delivery.HANDED)
NEEDS_A_NUMBER = (Delivery.REGISTERED, Delivery.EBOX)


def check_whole(told: Told) -> None:
    """Raise MissingElements while the letter lacks something the law wants in it."""
    missing = missing_elements(told)
    if missing:
        pages = [each.settled_on for each in missing if each.settled_on]
        raise MissingElements([each.label for each in missing], pages[0] if pages else None)


def check_way(letter: Letter, how: str, reference: str) -> None:
    """Raise LetterRefused for a way in which this letter may not go, or without its number."""
    if letter.kind == LetterKind.DECISION and how not in WAYS_OF_A_DECISION:
        raise LetterRefused(
            "Een beslissing gaat aangetekend, met de eBox of tegen ontvangstbewijs (RMI art. 21 "
            "§4).",
            "how",
        )
    if how in NEEDS_A_NUMBER and letter.kind == LetterKind.DECISION and not reference:
        raise LetterRefused("Schrijf het nummer van de zending.", "reference")


def check_sent_on(letter: Letter, how: str, sent_on: date, *, on: date) -> None:
    """Raise LetterRefused for a day on which this letter cannot have gone out."""
    first = _first_day(letter)
    if not first <= sent_on <= on:
        raise LetterRefused(f"Kies een dag van {first:%d/%m/%Y} tot en met vandaag.", "sent_on")
    if how == Delivery.EBOX and sent_on < EBOX_SINCE:
        raise LetterRefused(f"De eBox kan pas sinds {EBOX_SINCE:%d/%m/%Y}.", "how")


def _first_day(letter: Letter) -> date:
    """Return the day of the letter itself, or of its decision: it cannot have gone out before."""
    made_on = date.fromisoformat(letter.told["made_on"])
    return max(made_on, letter.decision.decided_on) if letter.decision else made_on


def check_received_on(sent_on: date, received_on: date, *, on: date) -> None:
    """Raise LetterRefused for a day on which the letter cannot have come."""
    if not sent_on <= received_on <= on:
        raise LetterRefused(
            f"Kies een dag van {sent_on:%d/%m/%Y} tot en met vandaag.", "received_on"
        )
