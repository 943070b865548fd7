from eenplan.core.errors import DomainError


class NotADraft(DomainError):
    """What is or was in force is never changed; a change is the next version."""

    settled_on = "guidance:lists"


class DraftThere(DomainError):
    """A list has one draft at a time, for all coordinators together."""

    settled_on = "guidance:lists"


class EmptyDraft(DomainError):
    """A route without steps would plan nothing for anybody."""


class DayRefused(DomainError):
    field = "starts_on"


class CodeTaken(DomainError):
    field = "code"


class GoalInUse(DomainError):
    """A goal leaves a template together with its steps, or not at all."""


class TitleTaken(DomainError):
    field = "title"


class GoalWanted(DomainError):
    """In a template every step stands under a goal."""

    field = "goal"


class AlreadyInForce(DomainError):
    """Only a version that has yet to begin is withdrawn."""


class SourceWanted(DomainError):
    """A verified rule names where it was read."""

    field = "source"


class StillADraft(DomainError):
    """A translation is made from words that are in force."""
