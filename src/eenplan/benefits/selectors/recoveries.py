"""Recoveries as finance reads them: what was to come back, what did, what is left."""

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from eenplan.benefits.enums import ProposalKind
from eenplan.benefits.enums_money import Account
from eenplan.benefits.models import Decision, JournalLine, Recovery
from eenplan.core.errors import NotFound


def recoveries() -> QuerySet[Recovery]:
    """Return every recovery with what is left of it by the books, the newest first."""
    left = Sum("lines__cents", filter=Q(lines__account=Account.RECEIVABLE))
    return Recovery.objects.annotate(left_cents=Coalesce(left, 0)).order_by("-starts_on", "-pk")


def dressed(rows: QuerySet[Recovery]) -> QuerySet[Recovery]:
    """Return recoveries with what a list shows of them."""
    left = Sum("lines__cents", filter=Q(lines__account=Account.RECEIVABLE))
    return (
        rows.annotate(left_cents=Coalesce(left, 0))
        .select_related("person", "decision__application__household")
        .order_by("-starts_on", "-pk")
    )


def get_recovery(pk: int) -> Recovery:
    """Return a recovery with what is left of it. Raises NotFound."""
    found = dressed(Recovery.objects.filter(pk=pk)).first()
    if found is None:
        raise NotFound
    return found


def entries_of(recovery: Recovery) -> QuerySet[JournalLine]:
    """Return what was booked on a recovery, the oldest first."""
    rows = JournalLine.objects.filter(recovery=recovery, account=Account.RECEIVABLE)
    return rows.select_related("entry").order_by("entry__booked_on", "entry_id")


def to_begin() -> QuerySet[Decision]:
    """Return the decisions that recover something, of which nothing was begun."""
    rows = Decision.objects.filter(kind=ProposalKind.RECOVER, recovery=None, amount_cents__gt=0)
    return rows.select_related("application__household", "application__applicant")


def get_to_begin(pk: int) -> Decision:
    """Return such a decision. Raises NotFound."""
    found = to_begin().filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
