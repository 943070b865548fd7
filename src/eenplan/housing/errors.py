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


class NotInspected(PlaceUnavailable):
    """The dwelling of the place has no approval that counts on the first day."""


class InspectionClosed(DomainError):
    """The inspection has its verdict, or was called off."""


class InspectionIncomplete(DomainError):
    """An approval needs an answer to every question, and no defect that stands in its way."""

    field = "verdict"


class ImpossibleValidity(DomainError):
    """An approval counts until a day after the verdict."""

    field = "valid_until"


class ImpossiblePlan(DomainError):
    """An appointment is today or later."""

    field = "planned_on"


class WrongPhoto(DomainError):
    """Not a photo, too large, or one too many."""

    field = "photo"


class WorkClosed(DomainError):
    """The work is done or dropped already."""


class ImpossibleWork(DomainError):
    """A work is ready after it begins, and done on a day that is not still to come."""

    field = "ready_on"


class ImpossibleContract(DomainError):
    """A contract that ends before it begins, or overlaps another."""

    field = "ends_on"


class ImpossibleDeposit(DomainError):
    """A deposit is paid once and comes back once, on a day that is over."""

    field = "deposit"


class ImpossibleCost(DomainError):
    field = "amount"


class UnitsInUse(DomainError):
    """Somebody lives in a unit that would go, or would no longer fit in it."""

    field = "max_persons"


class PlaceKept(PlaceTaken):
    """The place is kept for another household for a while."""


class ProposalRuns(DomainError):
    """Something is proposed to this household already."""


class ProposalOver(DomainError):
    """The proposal ended or expired before this was done."""


class NotYet(DomainError):
    """Something comes first: time to think, a meeting, an answer, a look, a signature."""


class ReasonNeeded(DomainError):
    """Who departs from the proposal says why."""

    def __init__(self, message: str, field: str):
        super().__init__(message)
        self.field = field


class AlreadyAnswered(DomainError):
    """This side answered already, or somebody looked already."""


class OwnProposal(DomainError):
    """A second look is somebody else's."""


class NoProvider(DomainError):
    """Nobody to ask: we manage the place ourselves."""


class ImpossibleMeeting(DomainError):
    field = "on"


class ImpossibleStart(DomainError):
    field = "starts_on"


class HostFamilyNotAtOnce(PlaceUnavailable):
    """A place with a family is never given at once."""


class AgreementSigned(DomainError):
    """What both signed is not made anew."""


class AgreementMissing(DomainError):
    """Nothing can be signed that was not made yet."""


class ContingentBlocked(DomainError):
    """Places, workers or budget are short, and nobody said why it opens all the same."""

    field = "reason"


class ImpossibleReason(DomainError):
    """A reason to say no cannot be so: its name is taken, or its consequence is not allowed."""

    def __init__(self, text: str, field: str | None = None):
        super().__init__(text)
        self.field = field


class ImpossibleChecklist(DomainError):
    """A version of the checklist cannot be so, or does not change any more."""

    def __init__(self, text: str, field: str | None = None):
        super().__init__(text)
        self.field = field


class ImpossibleFoundStay(DomainError):
    """Guests cannot have found this place themselves before the offer came in."""

    def __init__(self, text: str, field: str | None = None):
        super().__init__(text)
        self.field = field


class BondExists(DomainError):
    """The two households have a bond already; it ends first."""

    field = "number"


class NoBondWithItself(DomainError):
    field = "number"
