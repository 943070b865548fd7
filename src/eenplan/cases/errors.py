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


# -- The plan --------------------------------------------------------------------------------------
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


# -- The plan --------------------------------------------------------------------------------------
class ImpossibleDay(DomainError):
    """A day that does not fit what the plan knows already."""

    def __init__(self, text: str, field: str):
        super().__init__(text)
        self.field = field


class NotInHousehold(DomainError):
    """The plan is about members of this household only."""

    field = "person"


class ReasonMissing(DomainError):
    """What is put off or let go says why."""

    field = "reason"


class RuleNotRead(DomainError):
    """A day set by law or for safety moves only with the rule in view."""

    field = "knows_rule"


class TextMissing(DomainError):
    def __init__(self, text: str, field: str):
        super().__init__(text)
        self.field = field


class NothingToAdd(DomainError):
    """All of the chosen template is on the plan already."""

    field = "template"


class WrongPerson(DomainError):
    """Activation is for adults, school for who goes to school."""

    field = "person"


class GoalClosed(DomainError):
    field = "goal"


class OpenStepsLeft(DomainError):
    """A goal is not closed while steps under it are still to do and nobody says what of them."""

    field = "steps"


class NothingMeasured(DomainError):
    """A form of progress without a single figure."""


class AlreadySigned(DomainError):
    field = "person"


class AlreadySo(DomainError):
    def __init__(self, text: str, field: str):
        super().__init__(text)
        self.field = field


class NothingToUpdate(DomainError):
    """The plan follows the list already, or changed since the preview."""


class AlreadyDecided(DomainError):
    """Somebody else decided on this proposal in the meantime."""


class NothingChosen(DomainError):
    """No row of a proposal was ticked."""


class NoReason(DomainError):
    """A decision that needs a reason was made without."""

    field = "reason"


# -- Contacts and the day --------------------------------------------------------------------------
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
