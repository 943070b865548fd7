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


class CaseClosed(DomainError):
    """Nothing is done in a closed case; what was still open there is settled by opening it again."""


class ImpossibleContact(DomainError):
    field = "on"


class ImpossibleTalk(DomainError):
    """Who was spoken to, or who interpreted, cannot be; `field` says which."""

    def __init__(self, sentence: str, field: str):
        super().__init__(sentence)
        self.field = field


class ChildInterpreted(DomainError):
    """A child interpreted what is sensitive, and the writer did not say to know it."""

    field = "child_is_known"


class NotTheWriter(DomainError):
    """A note is corrected by who wrote it."""


class TooLateToCorrect(DomainError):
    """The days in which a note may be corrected are over."""


class NothingNoted(DomainError):
    """A quick note that says nothing, or promises nothing by a day."""

    field = "text"


class ImpossibleSnooze(DomainError):
    """This cannot wait until then."""

    field = "until"


class AlreadySnoozed(DomainError):
    """It waits already."""
