from eenplan.core.errors import DomainError


class PlaceUnavailable(DomainError):
    """The place cannot take this household: taken, too small, not inspected, form closed."""

    field = "place"


class AlreadyHoused(DomainError):
    """The household has a stay then; a household is in one place at a time."""

    field = "place"


class ImpossibleState(DomainError):
    field = "state"
