from eenplan.core.errors import DomainError


class CaseAlreadyOpen(DomainError):
    """The household has an open case; there is one plan and one case manager."""


class AboveNorm(DomainError):
    """The worker would hold more households than the norm allows, and no reason was given."""

    field = "overrule_reason"


class WorkerNotInTeam(DomainError):
    field = "worker"


class AlreadyDone(DomainError):
    """Somebody else finished this step in the meantime."""


class ImpossibleContact(DomainError):
    field = "on"


class CaseClosed(DomainError):
    """The case is closed: nothing is added to it any more."""


class ImpossibleClosing(DomainError):
    field = "on"


class StillOpen(DomainError):
    """A case is not closed, or a team not ended, while something of it is still open."""


class AlreadySettled(DomainError):
    """Somebody else answered this handover, or it was withdrawn, a moment ago."""


class HandoverRefused(DomainError):
    """A handover that cannot be: to itself, to the own neighbourhood, twice at once."""

    field = "to_team"


class NobodyHasRoom(DomainError):
    """Every case manager of the team is at the norm."""

    field = "overrule_reason"
