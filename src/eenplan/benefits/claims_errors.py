"""What the rules of claims and projects refuse, each with a Dutch sentence."""

from eenplan.core.errors import DomainError


class ImpossibleProject(DomainError):
    """A project (GPMI) that the law, or the one before it, does not allow."""

    field = "kind"


class SignedTooSoon(ImpossibleProject):
    """Before the days to think it over had passed."""

    field = "signed_on"


class ProjectOver(DomainError):
    """The project ended already."""

    field = "ends_on"


class ImpossibleGround(DomainError):
    """A ground that does not belong to this aid, or misses a day it needs."""

    field = "case"


class ImpossibleNotice(DomainError):
    field = "sent_on"


class NoticeAnswered(DomainError):
    """The State answered this notice already, or there is none to answer."""

    field = "answer"


class QuarterNotOver(DomainError):
    field = "quarter"


class NothingNew(DomainError):
    """Nothing is new or corrected since the last statement of the quarter."""

    field = "quarter"


class ClaimAnswered(DomainError):
    """The State answered this claim already, or it was never sent."""

    field = "answer"


class NotSentAgain(DomainError):
    """This claim was not refused, goes out again already, or is too late for it."""

    field = "why"
