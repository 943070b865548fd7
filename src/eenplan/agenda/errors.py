from eenplan.core.errors import DomainError


class QueueRefused(DomainError):
    """A visit cannot be written down like this."""

    def __init__(self, sentence: str, field: str | None = None):
        super().__init__(sentence)
        self.field = field


class CalledByAnother(DomainError):
    """Somebody else called this visitor a moment ago."""

    settled_on = "agenda:queue"


class NoLongerThere(DomainError):
    """The visitor is not in that place in the queue any more."""

    settled_on = "agenda:queue"


class HoursRefused(DomainError):
    """Walk-in or planned hours that cannot be."""

    settled_on = "agenda:hours"

    def __init__(self, sentence: str, field: str | None = None):
        super().__init__(sentence)
        self.field = field


class AppointmentRefused(DomainError):
    """An appointment that cannot be made like this."""

    settled_on = "agenda:week"

    def __init__(self, sentence: str, field: str | None = None):
        super().__init__(sentence)
        self.field = field


class DoubleBooked(AppointmentRefused):
    """The worker or the room is taken at that moment, the way there and back included."""


class HomeVisitRefused(DomainError):
    """A home visit that cannot begin or end like this."""

    settled_on = "agenda:away"

    def __init__(self, sentence: str, field: str | None = None):
        super().__init__(sentence)
        self.field = field
