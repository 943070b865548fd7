"""What is refused around stays abroad and sanctions, each with a Dutch sentence."""

from eenplan.core.errors import DomainError


class HindranceRefused(DomainError):
    """A stay or a sanction that cannot be like this; `field` is where."""

    def __init__(self, text: str, field: str | None = None):
        super().__init__(text)
        self.field = field


class StayRefused(HindranceRefused):
    """A stay abroad that cannot be, or not at the same time as another."""


class SanctionRefused(HindranceRefused):
    """A sanction that the law, or the decision it rests on, does not allow."""


class AlreadyWithdrawn(HindranceRefused):
    """Somebody withdrew or corrected this a moment ago."""
