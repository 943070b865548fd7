"""What the rules refuse around a stay; the Dutch sentences stand with the rules."""

from eenplan.core.errors import DomainError


class VisitRefused(DomainError):
    """A visit cannot be written down like this; `field` is where."""

    def __init__(self, text: str, field: str | None = None):
        super().__init__(text)
        self.field = field


class WrongInterpreterRefused(VisitRefused):
    """Somebody interpreted before whom a guest does not speak freely."""


class Locked(DomainError):
    """The offer is stopped: what was written about it is kept as it is."""


class Stopped(DomainError):
    """The offer is stopped: nobody comes in, and no stay there is made longer."""

    field = "place"


class AlreadyStopped(DomainError):
    """Somebody stopped this offer already."""


class NotStopped(DomainError):
    """The stop was lifted already."""


class ReportRefused(VisitRefused):
    """A report cannot be written down or followed up like this."""


class RehousingRefused(VisitRefused):
    """A household is on the list already, or is not on it any more."""


class PresenceRefused(VisitRefused):
    """An absence or a presence list cannot be noted like this."""


class ExtensionRefused(DomainError):
    """A stay cannot be made longer: a rule says no, or the place is promised to somebody."""

    field = "until"
