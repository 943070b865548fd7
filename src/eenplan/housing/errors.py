from eenplan.core.errors import DomainError


class PlaceUnavailable(DomainError):
    """The place cannot take this household: taken, too small, not inspected, form closed."""

    field = "place"


class PlaceTaken(PlaceUnavailable):
    """Somebody else lives there, or was given the place a moment ago."""


class AlreadyHoused(DomainError):
    """The household has a stay then; a household is in one place at a time."""

    field = "place"


class ImpossibleState(DomainError):
    field = "state"


class ReferenceTaken(DomainError):
    """Another place goes by this reference."""

    field = "reference"


class ImpossiblePeriod(DomainError):
    """A place is offered until a day after it becomes available."""

    field = "available_until"


class NoSleeper(DomainError):
    """A place has a bedroom and a bed at least."""

    field = "max_persons"


class ImpossibleEnd(DomainError):
    """A stay ends after its first night, and no later than was agreed."""

    field = "on"


class StayBegun(DomainError):
    """Only a stay of which no night has passed can be taken back."""


class PossibleDouble(DomainError):
    """The provider, the address or a withdrawn offer may be known already; look before writing."""


class ImpossibleOffer(DomainError):
    """Something in an offer cannot be; `field` says what."""

    def __init__(self, text: str, field: str | None = None):
        super().__init__(text)
        self.field = field


class OfferHeld(DomainError):
    """The offer is paused, dormant, withdrawn or stopped, and this cannot be done then."""


class ImpossibleCall(DomainError):
    field = "called_on"


class ImpossibleCheck(DomainError):
    field = "shown_on"


class HostUnchecked(PlaceUnavailable):
    """Not every adult of the host household has a positive check that counts."""


class ContingentBlocked(DomainError):
    """Places, workers or budget are short, and nobody said why it opens all the same."""

    field = "reason"


class BondExists(DomainError):
    """The two households have a bond already; it ends first."""

    field = "number"


class NoBondWithItself(DomainError):
    field = "number"
