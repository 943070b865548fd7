from eenplan.core.errors import DomainError


class ReferralRefused(DomainError):
    """This referral cannot be sent to this service or team."""


class AlreadyReferred(ReferralRefused):
    """The household was referred to this service before, and that is not over."""


class NoValidConsent(DomainError):
    """Without consent that holds, nothing of a household is shared."""

    def __init__(self, sentence: str, field: str):
        super().__init__(sentence)
        self.field = field


class AlreadyAnswered(DomainError):
    """Somebody else answered, or the referral was withdrawn, a moment ago."""


class NeedsReason(DomainError):
    """A refusal and a withdrawal say why."""

    field = "why"


class LinkRefused(DomainError):
    """No link is made for a referral that is over, stays inside, or has no consent any more."""


class Recognisable(DomainError):
    """The text names the household, and an expert opens no files."""

    def __init__(self, sentence: str, field: str):
        super().__init__(sentence)
        self.field = field


class NoHelpdesk(DomainError):
    """Nobody answers questions on this theme."""

    field = "theme"


class AnsweredByColleague(DomainError):
    """Another expert answered this question first."""


class QuestionClosed(DomainError):
    """The question was answered or withdrawn in the meantime."""


class ImpossibleTie(DomainError):
    def __init__(self, sentence: str, field: str):
        super().__init__(sentence)
        self.field = field
