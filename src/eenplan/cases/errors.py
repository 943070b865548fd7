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
