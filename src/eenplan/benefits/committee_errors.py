"""What the rules of proposal, session, review and second reading refuse."""

from eenplan.core.errors import DomainError


class SaidNo(DomainError):
    """Refused with a sentence; `field` is the field of the form it is about."""

    def __init__(self, text: str, field: str | None = None):
        super().__init__(text)
        self.field = field


class ProposalRefused(SaidNo):
    """A proposal cannot be made, laid before the head, or answered like this."""


class SessionRefused(SaidNo):
    """A session or its agenda cannot be like this."""


class VoteRefused(SaidNo):
    """An item cannot be treated like this."""


class UrgentRefused(SaidNo):
    """The chair cannot grant this alone."""


class ReviewRefused(SaidNo):
    """A review cannot be raised or settled like this."""


class AppealRefused(SaidNo):
    """An appeal or its outcome cannot be noted like this."""


class GuidelineRefused(SaidNo):
    """A guideline cannot be written like this."""


class ReadingRefused(SaidNo):
    """A draw or a second reading cannot be done like this."""
