"""What is refused around letters; `str()` is the sentence for the screen."""

from collections.abc import Sequence

from eenplan.core.errors import DomainError


class LetterRefused(DomainError):
    """A letter cannot be made or sent like this; `field` is where."""

    def __init__(self, text: str, field: str | None = None):
        super().__init__(text)
        self.field = field


class MissingElements(LetterRefused):
    """The letter lacks what the law wants in it: the elements that lack, by name."""

    def __init__(self, labels: Sequence[str], settled_on: str | None = None):
        self.labels = tuple(labels)
        self.settled_on = settled_on
        super().__init__(f"De brief is niet volledig. Er ontbreekt: {'; '.join(labels)}.")


class AlreadyMade(LetterRefused):
    """There is a letter already; who wants another says what was wrong with it."""


class AlreadySent(LetterRefused):
    """It was noted already how this letter went out, or that it came."""


class NoCentre(LetterRefused):
    """Nobody wrote down yet who the centre is on paper."""

    settled_on = "letters:centre"


class CentreRefused(LetterRefused):
    """The details of the centre cannot be like this, or from that day."""
