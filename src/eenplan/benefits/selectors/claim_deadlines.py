"""What must be sent when, and what would be lost in euro when nobody does."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, Sum

from eenplan.benefits.claim_months import Known, splits
from eenplan.benefits.enums import ProposalKind
from eenplan.benefits.enums_claims import ClaimCase, DeadlineKind, StateLaw
from eenplan.benefits.enums_money import ClaimState, Component
from eenplan.benefits.models import AidNotice, ClaimGround, Decision, Grant, StateClaim
from eenplan.benefits.selectors.claim_facts import gather, known_months, law_of
from eenplan.benefits.selectors.projects import Missing, missing_projects
from eenplan.benefits.selectors.quarters import (
    MONTHS_BACK,
    months_back,
    next_quarter,
    quarter_of,
    quarter_words,
)
from eenplan.engines.deadlines import due
from eenplan.engines.deadlines.terms import month_end

TOLD = (ProposalKind.GRANT, ProposalKind.REVISE, ProposalKind.STOP)
ONE = timedelta(days=1)


@dataclass(frozen=True)
class Deadline:
    """One thing to do: until when, from when it costs money, and how much is at stake.

    `at_stake` is what waits for it, `lost_by` what is lost of it more by the day that was asked.
    """

    kind: DeadlineKind
    due_on: date | None
    loses_from: date | None
    what: str
    source: str
    at_stake: int
    lost: int
    lost_by: int
    on: date
    decision: Decision | None = None
    household: str = ""
    quarter: date | None = None

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.on > self.due_on

    @property
    def label(self) -> str:
        return self.kind.label


def deadlines(*, on: date, by: date, kind: str = "") -> list[Deadline]:
    """Return what must be sent, soonest first, and what each would cost by a day."""
    found: list[Deadline] = []
    if kind in ("", DeadlineKind.NOTICE, DeadlineKind.REPORT):
        found += _notices(on, by)
    if kind in ("", DeadlineKind.STATEMENT):
        found += _statements(on, by)
    if kind in ("", DeadlineKind.PROJECT):
        found += [_project(one, on, by) for one in missing_projects(on=on)]
    found = [one for one in found if kind in ("", one.kind)]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.what))


def decisions_to_tell(*, on: date):
    """Return the decisions of which the State knows nothing yet, or which it refused to hear."""
    open_notice = AidNotice.objects.filter(decision=OuterRef("pk"), refused_on=None)
    unpaid = ClaimGround.objects.on(on).filter(
        person=OuterRef("grant__beneficiary"), law=StateLaw.L1965, case=ClaimCase.NONE
    )
    wage = Q(right__in=(Component.LIVING_WAGE, Component.INSTALLATION_PREMIUM))
    rows = Decision.objects.filter(
        ~Exists(open_notice), kind__in=TOLD, decided_on__gte=months_back(on, MONTHS_BACK)
    )
    return (
        rows.filter(wage | ~Exists(unpaid))
        .select_related("application__household", "grant")
        .order_by("decided_on", "pk")
    )


def _notices(on: date, by: date) -> list[Deadline]:
    decisions = list(decisions_to_tell(on=on))
    grants = {decision.grant.pk for decision in decisions if _grant(decision)}
    money = _at_stake(grants, on, by)
    return [_notice(decision, money, on) for decision in decisions]


def _grant(decision: Decision) -> Grant | None:
    return getattr(decision, "grant", None)


def _at_stake(grants: set[int], on: date, by: date) -> dict[int, tuple[int, int, int]]:
    """Return per grant what waits, what is lost already, and what is lost more by a day."""
    facts = gather(since=months_back(on, MONTHS_BACK), grants=grants)
    known = known_months(facts)
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one, now, then in _both(known, on, by):
        held = sums[one.grant_id]
        held[0] += now.not_yet_cents + now.supplement_cents
        held[1] += now.lost_cents
        held[2] += then.lost_cents - now.lost_cents + now.supplement_cents - then.supplement_cents
    return {grant: (held[0], held[1], held[2]) for grant, held in sums.items()}


def _both(known: list[Known], on: date, by: date) -> Iterable[tuple]:
    return zip(known, splits(known, on=on), splits(known, on=by), strict=True)


def _notice(decision: Decision, money: dict, on: date) -> Deadline:
    grant = _grant(decision)
    at_stake, lost, lost_by = money.get(grant.pk, (0, 0, 0)) if grant else (0, 0, 0)
    is_wage = law_of(decision.right) == StateLaw.RMI
    end = month_end(decision.decided_on)
    begins = (grant.starts_on if grant else decision.starts_on) or decision.decided_on
    last = due("report_minister", end).day if is_wage else due("notice_of_aid", begins).day
    loss = due("report_loss", end).day if is_wage else last + ONE if last else None
    return Deadline(
        kind=DeadlineKind.REPORT if is_wage else DeadlineKind.NOTICE,
        due_on=last,
        loses_from=loss,
        what=f"{decision.number}: {decision.get_kind_display()}, {decision.get_right_display()}",
        source="RMI art. 21 §6" if is_wage else "L1965 art. 9",
        at_stake=at_stake,
        lost=lost,
        lost_by=lost_by,
        on=on,
        decision=decision,
        household=decision.application.household.number,
    )


def _statements(on: date, by: date) -> list[Deadline]:
    noticed = AidNotice.objects.filter(decision=OuterRef("grant__decision"), refused_on=None)
    rows = StateClaim.objects.filter(
        Exists(noticed), law=StateLaw.L1965, statement=None, corrected_by=None
    ).exclude(state__in=(ClaimState.REFUSED, ClaimState.LOST))
    stakes: dict[date, int] = defaultdict(int)
    sums = {name: Sum(f"{name}_cents") for name in ("claimed", "not_yet", "supplement")}
    for row in rows.order_by().values("month").annotate(**sums):
        stakes[quarter_of(row["month"])] += row["claimed"] + row["not_yet"] + row["supplement"]
    return [_statement(first, stake, on, by) for first, stake in stakes.items() if stake]


def _statement(first: date, stake: int, on: date, by: date) -> Deadline:
    term = due("cost_statement", next_quarter(first) - ONE)
    return Deadline(
        kind=DeadlineKind.STATEMENT,
        due_on=term.day,
        loses_from=term.day + ONE if term.day else None,
        what=f"Kostenstaat van het {quarter_words(first)}",
        source="L1965 art. 12",
        at_stake=stake,
        lost=0,
        lost_by=stake if term.expired(by) else 0,
        on=on,
        quarter=first,
    )


def _project(missing: Missing, on: date, by: date) -> Deadline:
    """A month without a project costs its supplement: counted in month ends until the day."""
    months = (by.year - on.year) * 12 + by.month - on.month
    monthly = missing.monthly_cents or 0
    return Deadline(
        kind=DeadlineKind.PROJECT,
        due_on=missing.due_on or month_end(on),
        loses_from=month_end(on) + ONE,
        what=f"{missing.grant.decision.number}: nog geen GPMI",
        source=missing.why,
        at_stake=monthly,
        lost=0,
        lost_by=monthly * max(months, 0),
        on=on,
        decision=missing.grant.decision,
        household=missing.grant.household.number,
    )
