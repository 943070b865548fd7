"""That nothing was decided in time: from when somebody may appeal against it, and until when."""

from dataclasses import dataclass
from datetime import date

from eenplan.benefits.models import Appeal, Application
from eenplan.benefits.selectors.terms import decision_term
from eenplan.benefits.stages import TermKind
from eenplan.engines.deadlines import due, terms

RMI_RIGHTS = ("LIVING_WAGE", "INSTALLATION_PREMIUM")
TOO_SOON = "De termijn om te beslissen was op {:%d/%m/%Y} nog niet voorbij: de rechtbank oordeelt."
TOO_LATE = "Later dan drie maanden na het einde van die termijn (tot {:%d/%m/%Y}): de rechtbank "
TOO_LATE += "oordeelt."


@dataclass(frozen=True)
class Absence:
    """The last day to decide, and the last day to appeal against its absence, as far as known."""

    decide_by: date | None
    appeal_by: date | None
    source: str
    is_verified: bool
    is_there: bool  # the term is over, and nothing was decided

    def warning(self, filed_on: date) -> str:
        """Return in words what is wrong with the day of an appeal, or nothing."""
        if self.decide_by is None or filed_on <= self.decide_by:
            return TOO_SOON.format(filed_on)
        if self.appeal_by and filed_on > self.appeal_by:
            return TOO_LATE.format(self.appeal_by)
        return ""


def absence_of(application: Application, *, on: date) -> Absence:
    """Return whether an application with its stage still waits after the last day to decide.

    The three months of the appeal are counted from that last day: the finding that nothing was
    decided. Under social aid that term is not verified.
    """
    key = "appeal" if application.right in RMI_RIGHTS else "aid_appeal"
    term = decision_term(application, on=on)
    by = term.due_on if term and term.kind == TermKind.DECISION else None
    return Absence(
        decide_by=by,
        appeal_by=due(key, by).day if by else None,
        source=terms()[key].source,
        is_verified=terms()[key].verified,
        is_there=bool(term and term.is_overdue),
    )


def appeals_without_decision(application: Application) -> list[Appeal]:
    """Return the appeals against the absence of a decision, the latest first."""
    return list(application.appeals.filter(decision=None).order_by("-filed_on", "-pk"))
