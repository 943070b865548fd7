"""What the register, the terms and the finding of competence refuse, in words."""

from eenplan.core.errors import DomainError


class ImpossibleEntry(DomainError):
    """Something in an application cannot be; `field` says what."""

    def __init__(self, text: str, field: str | None = None):
        super().__init__(text)
        self.field = field


class AskedTwice(DomainError):
    """The same right is open for this household already; look before writing it down again."""

    field = "right"


class ApplicationOver(DomainError):
    """The application was decided on, withdrawn or forwarded: this cannot be done any more."""


class ImpossibleSuspension(DomainError):
    """The term cannot stand still then: it is over, it stands still already, or the days differ."""

    def __init__(self, text: str, field: str | None = None):
        super().__init__(text)
        self.field = field


class CompetenceKnown(DomainError):
    """Somebody wrote down already whether this centre is competent."""


class ImpossibleForwarding(DomainError):
    """Nothing to forward, without its letters, or on a day that cannot be."""

    def __init__(self, text: str, field: str | None = None):
        super().__init__(text)
        self.field = field
