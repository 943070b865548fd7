from eenplan.core.errors import DomainError


class UnknownNorm(DomainError):
    field = "key"


class NormNotInForce(DomainError):
    """The norm has no value on the asked day; it never silently becomes zero."""

    settled_on = "organisation:norms"


class NormOutOfRange(DomainError):
    field = "value"


class NoCompetentTeam(DomainError):
    """No team serves this address, and there is no central team to fall back on."""

    settled_on = "organisation:teams"


class DayInThePast(DomainError):
    """What was decided stays decided: a change counts from today or later."""

    field = "starts_on"


class DayTaken(DomainError):
    """Something else was already decided from that day on."""

    field = "starts_on"


class EndBeforeStart(DomainError):
    field = "ends_on"


class AlreadySo(DomainError):
    """The change would change nothing."""


class TeamRefused(DomainError):
    """A team cannot be this; `field` says which part of it."""

    def __init__(self, sentence: str, field: str | None = None):
        super().__init__(sentence)
        self.field = field


class TeamInUse(DomainError):
    """Households are in the team's care: they go first."""

    field = "ends_on"


class CellFull(DomainError):
    """A temporary cell has a mandate for so many staff and no more."""


class UsernameTaken(DomainError):
    field = "username"


class WeakPassword(DomainError):
    field = "password"


class LastAdministrator(DomainError):
    """Somebody must be left who can let people in."""


class OwnAccount(DomainError):
    """Nobody decides about the own roles or account."""


class MembershipRefused(DomainError):
    """Somebody cannot have this role; `field` says which part of it."""

    def __init__(self, sentence: str, field: str | None = None):
        super().__init__(sentence)
        self.field = field


class StaffRefused(MembershipRefused):
    """Something about staff cannot be so; `field` says which part of it."""


class AbsenceRefused(MembershipRefused):
    """Somebody cannot be away like this; `field` says which part of it."""


class CellRefused(TeamRefused):
    """The life of a temporary cell cannot go this way; `field` says which part of it."""
