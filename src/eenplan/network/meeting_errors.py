from eenplan.core.errors import DomainError, StaleVersion


class MeetingRefused(DomainError):
    """The meeting cannot be planned or changed like this."""

    def __init__(self, sentence: str, field: str | None = None):
        super().__init__(sentence)
        self.field = field


class Overlaps(MeetingRefused):
    """Nearly the same people meet about the same in the same neighbourhood; a reason overrules."""

    def __init__(self, sentence: str):
        super().__init__(sentence, "overlap_reason")


class MeetingChanged(StaleVersion):
    """Somebody else changed, held or cancelled the meeting meanwhile."""


class ItemChanged(StaleVersion):
    """Somebody else wrote on this item of the agenda meanwhile."""


class NotOnAgenda(DomainError):
    """This cannot be put on the agenda."""

    def __init__(self, sentence: str, field: str | None = None):
        super().__init__(sentence)
        self.field = field
