"""Where each decision stands with the State: told, accepted, claimed, refused."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from eenplan.benefits.enums_claims import ClaimCase, StateLaw
from eenplan.benefits.enums_money import ClaimState
from eenplan.benefits.models import AidNotice, CostStatement, Decision, Grant, StateClaim
from eenplan.benefits.selectors.claim_facts import law_of_grant
from eenplan.benefits.selectors.claims import asks_ground, claims, notices_of
from eenplan.benefits.selectors.quarters import MONTHS_BACK, months_back, next_quarter, quarter_of
from eenplan.core.errors import NotFound
from eenplan.engines.deadlines import due

STATES = (
    *("grond onbekend", "nog te melden", "melding geweigerd", "gemeld", "stilzwijgend aanvaard"),
    *("aanvaard", "deels ingediend", "ingediend", "deels geweigerd", "verloren"),
    "opnieuw in te dienen",
    "geen terugbetaling",
)


@dataclass(frozen=True)
class Status:
    """A decision with its last notice and what its claims come to."""

    decision: Decision
    grant: Grant
    notice: AidNotice | None
    rows: list[StateClaim]
    state: str
    tacit_on: date | None

    def total(self, name: str) -> int:
        return sum(getattr(row, f"{name}_cents") for row in self.rows)

    @property
    def paid(self) -> int:
        return self.total("paid")

    @property
    def claimed(self) -> int:
        return self.total("claimed")

    @property
    def not_yet(self) -> int:
        return self.total("not_yet")

    @property
    def own(self) -> int:
        return self.total("own")

    @property
    def supplement(self) -> int:
        return self.total("supplement")


def statuses(*, on: date, state: str = "") -> list[Status]:
    """Return the decisions that grant something and are not long past, latest first."""
    since = months_back(on, MONTHS_BACK)
    grants = Grant.objects.lasting_beyond(since).select_related("decision", "household")
    rows: dict[int, list[StateClaim]] = defaultdict(list)
    for row in claims().filter(month__gte=since):
        rows[row.grant_id].append(row)
    notices = notices_of(grant.decision_id for grant in grants)
    found = [
        status_of(grant, notices.get(grant.decision_id), rows[grant.pk], on=on)
        for grant in grants.order_by("-decision__decided_on", "-pk")
    ]
    return [one for one in found if state in ("", one.state)]


def status_of(grant: Grant, notice: AidNotice | None, rows: list[StateClaim], *, on: date):
    """Return where the decision of a grant stands with the State."""
    tacit = None
    if notice and law_of_grant(grant) == StateLaw.L1965:  # silence accepts under L1965 only
        tacit = due("tacit_acceptance", notice.sent_on).day
    state = _words(notice, rows, tacit, on)
    return Status(grant.decision, grant, notice, rows, state, tacit)


def _words(notice: AidNotice | None, rows: list[StateClaim], tacit: date | None, on: date) -> str:
    if rows and all(row.case == ClaimCase.NONE for row in rows):
        return "geen terugbetaling"
    if any(asks_ground(row) for row in rows):
        return "grond onbekend"
    if rows and all(row.state == ClaimState.LOST for row in rows):
        return "verloren"
    return _of_claims(rows) or _of_notice(notice, tacit, on)


def _of_claims(rows: list[StateClaim]) -> str:
    sent = [row for row in rows if row.statement_id or row.corrects_id]
    if any(row.state == ClaimState.REFUSED for row in rows):
        return "deels geweigerd"
    if any(_goes_again(row) for row in rows):
        return "opnieuw in te dienen"
    if sent:
        return "ingediend" if len(sent) == len(rows) else "deels ingediend"
    return ""


def _goes_again(row: StateClaim) -> bool:
    """Say whether a row waits to be sent in the place of one the State refused."""
    return row.statement_id is None and bool(
        row.corrects and row.corrects.state == ClaimState.REFUSED
    )


def _of_notice(notice: AidNotice | None, tacit: date | None, on: date) -> str:
    if notice is None:
        return "nog te melden"
    if notice.refused_on:
        return "melding geweigerd"
    if notice.accepted_on:
        return "aanvaard"
    return "stilzwijgend aanvaard" if tacit and on > tacit else "gemeld"


def grants_of(decision: Decision) -> list[Grant]:
    """Return what a decision grants: one, or nothing."""
    return list(Grant.objects.filter(decision=decision).select_related("beneficiary", "decision"))


def last_notice(decision: Decision) -> AidNotice | None:
    """Return the last notice of a decision."""
    return notices_of([decision.pk]).get(decision.pk)


# -- Statements -----------------------------------------------------------------------------------
def statements():
    """Return the statements that were made, latest quarter first."""
    return CostStatement.objects.defer("content", "data").select_related("made_by")


def get_statement(pk: int) -> CostStatement:
    """Return a statement with its content, or raise NotFound."""
    found = CostStatement.objects.select_related("made_by").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def claims_in(statement: CostStatement):
    """Return the claims that went out in a statement, as they went."""
    rows = statement.claims.select_related("grant__decision", "grant__household", "corrects")
    return rows.order_by("month", "grant__decision__year", "grant__decision__serial", "pk")


def quarters_over(*, on: date) -> list[date]:
    """Return the quarters that are over and have something paid, latest first."""
    months: Iterable[date] = (
        StateClaim.objects.order_by().values_list("month", flat=True).distinct()
    )
    found = {quarter_of(month) for month in months}
    return sorted((first for first in found if next_quarter(first) <= on), reverse=True)
