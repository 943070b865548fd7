"""What the money refuses, each with a Dutch sentence for the screen."""

from eenplan.core.errors import DomainError


class BookedOtherwise(DomainError):
    """The same fact was booked before with other lines: somebody must look."""


class ImpossibleAmount(DomainError):
    field = "amount"


class ImpossibleAccount(DomainError):
    """Not an account number a bank of the euro payments area knows."""

    field = "iban"


class UnreadableHolder(ImpossibleAccount):
    """A name on an account in letters no bank of the payments area reads."""

    field = "holder"


class AccountSettled(DomainError):
    """This account was confirmed, or replaced, a moment ago."""


class SamePerson(DomainError):
    """A second person is needed, and this is the first."""


class ImpossibleRun(DomainError):
    field = "period"


class RunMovedOn(DomainError):
    """The run is not where this step begins: somebody else took it further."""


class NotFinished(DomainError):
    """There is still something to reckon, so the run cannot be frozen."""


class FileDiffers(DomainError):
    """The bytes made again are not those of the freeze. This must not happen."""


class UnreadableFile(DomainError):
    field = "file"


class ImpossibleRecovery(DomainError):
    field = "instalment"


class ImpossiblePayee(DomainError):
    """Somebody else cannot be paid like this; `field` is where."""

    def __init__(self, text: str, field: str | None = None):
        super().__init__(text)
        self.field = field
