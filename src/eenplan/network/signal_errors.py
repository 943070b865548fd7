from eenplan.core.errors import DomainError, StaleVersion


class SignalMoved(StaleVersion):
    """Somebody else changed or closed the signal after this form was opened."""


class SignalClosed(DomainError):
    """A signal that has its answer is not taken up, linked or closed once more."""


class SaidNothing(DomainError):
    """A text that has to be there is empty."""

    def __init__(self, sentence: str, field: str):
        super().__init__(sentence)
        self.field = field


class ImpossibleDay(DomainError):
    def __init__(self, sentence: str, field: str):
        super().__init__(sentence)
        self.field = field


class NoOpenCase(DomainError):
    """A household without open case has nobody to bring the signal to."""


class NotChosen(DomainError):
    """A point for the policy makers is made of signals that were chosen and still can be."""

    field = "signals"


class PointAnswered(DomainError):
    """Another answered this point a moment ago."""
