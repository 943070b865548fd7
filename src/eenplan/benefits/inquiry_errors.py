"""What an investigation refuses, each with a Dutch sentence."""

from eenplan.core.errors import DomainError


class InvestigationOpen(DomainError):
    """There is one under way for this application already."""


class NothingToInvestigate(DomainError):
    """The application was withdrawn or sent to another centre."""


class AlreadySigned(DomainError):
    """A signed report is not changed; a next one is begun."""


class AlreadyFollowed(DomainError):
    """A next investigation was begun already."""


class NotAnAnswer(DomainError):
    """What was noted is no answer to the question."""

    def __init__(self, sentence: str, field: str | None = None):
        super().__init__(sentence)
        self.field = field


class EvidenceAsked(DomainError):
    """This proof was asked for already."""

    field = "what"


class Incomplete(DomainError):
    """The report lacks what a social report must hold; `missing` says what."""

    def __init__(self, sentence: str, missing: tuple[str, ...] = ()):
        super().__init__(sentence)
        self.missing = missing


class NotQualified(DomainError):
    """Who wants to sign has no accepted diploma that is valid on the day."""

    advice = "Een collega met een aanvaard diploma kan ondertekenen."


class NotReckoned(DomainError):
    """The engine gives no amount; the sentence says why and what to do, never nought."""

    def __init__(self, sentence: str, advice: str, kind: str):
        super().__init__(f"{sentence} {advice}")
        self.sentence, self.advice, self.kind = sentence, advice, kind


class NeedsNoReckoning(DomainError):
    """Other financial aid is not reckoned with the amounts of the law."""
