"""Filling an open run: which grants it looks at, and reckoning them a piece at a time.

A piece is one transaction: a process that dies leaves it as if it never began. Two workers share
the pieces; none left to take does not mean that all are done, which only the freeze can tell.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from eenplan.benefits.enums import Rhythm
from eenplan.benefits.enums_money import CandidateState, Component, HeldReason, RunState
from eenplan.benefits.models import (
    GONE,
    BankDetails,
    Grant,
    PaidTo,
    Payment,
    PaymentRun,
    RunCandidate,
    Withholding,
)
from eenplan.benefits.policies.accounts import why_held
from eenplan.benefits.run_periods import Part
from eenplan.benefits.selectors.overpaid import WAGES, overpaid
from eenplan.benefits.selectors.paid_to import payees
from eenplan.benefits.selectors.run_amounts import Due, dues, less
from eenplan.benefits.selectors.withheld import (
    advance_balances,
    held_advances,
    held_recoveries,
    recovery_balances,
    withheld_before,
    withheld_in,
)
from eenplan.organisation.selectors import norm
from eenplan.people.models import HouseholdMember

PIECE = 500
NO_ROOM = "er is meer ingehouden dan nu verschuldigd is; kijk de vorige betaling na"


def holding(run: PaymentRun) -> QuerySet[Grant]:
    """Return the grants a run must look at: they hold in its period, and were not paid for it."""
    part = Part(run.period)
    rows = Grant.objects.filter(starts_on__lt=part.after).exclude(ends_on=F("starts_on"))
    if run.component:
        rows = rows.filter(component=run.component)
    live = Payment.objects.filter(grant=OuterRef("pk")).exclude(state__in=GONE)
    once = Q(rhythm=Rhythm.ONCE) & ~Exists(live)
    running = Q(ends_on=None) | Q(ends_on__gt=part.first)
    rhythms = [rhythm for rhythm in part.rhythms if rhythm != Rhythm.ONCE]
    monthly = running & Q(rhythm__in=rhythms) & ~Exists(live.filter(period=run.period))
    return rows.filter(monthly | once if part.period.day == 1 else monthly)


def add_candidates(run: PaymentRun) -> int:
    """Make the grants of a run candidates, once each; return how many were not yet."""
    sql, params = holding(run).order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO benefits_runcandidate (run_id, grant_id, state, reason, note) "
            f"SELECT %s, found.id, 'WAITING', '', '' FROM ({sql}) AS found (id) "
            "ON CONFLICT (run_id, grant_id) DO NOTHING",
            [run.pk, *params],
        )
        return cursor.rowcount


@transaction.atomic
def take_piece(run_id: int, *, size: int = PIECE) -> int:
    """Reckon a piece of the waiting candidates of an open run; return how many it took."""
    if not _hold_open(run_id):
        return 0
    waiting = RunCandidate.objects.filter(run=run_id, state=CandidateState.WAITING)
    taken = list(
        waiting.select_for_update(skip_locked=True, of=("self",))
        .select_related("run", "grant__household", "grant__decision")
        .defer("grant__decision__grounds_in_law", "grant__decision__grounds_in_fact")
        .order_by("grant")[:size]
    )
    if taken:
        _write(_Piece.of(taken[0].run, taken))
    return len(taken)


def _hold_open(run_id: int) -> bool:
    """Hold the run against the freeze; first of all, so that who freezes waits for no candidate."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM benefits_paymentrun WHERE id = %s FOR SHARE", [run_id])
        row = cursor.fetchone()
    return row is not None and row[0] == RunState.OPEN


@dataclass
class _Piece:
    """Candidates of one piece with all they rest on, read in a fixed number of queries."""

    run: PaymentRun
    candidates: list[RunCandidate]
    dues: list[Due]
    accounts: dict[int, BankDetails]
    changed: set[int]
    hold_days: int
    persons: dict[int, int]
    paid: set[tuple[int, date]]
    recoveries: dict[int, list]
    advances: dict[int, list]
    balances: dict[int, int]
    advance_left: dict[int, int]
    this_month: dict[int, int]
    before: dict[tuple[int, date], list[tuple]]
    overpaid: dict[int, int]
    payees: dict[int, PaidTo]
    percent: Decimal
    payments: list[Payment] = field(default_factory=list)
    kept: list[Withholding] = field(default_factory=list)

    @classmethod
    def of(cls, run: PaymentRun, candidates: list[RunCandidate]) -> "_Piece":
        grants = [candidate.grant for candidate in candidates]
        people = {grant.beneficiary_id for grant in grants}
        ids = [grant.pk for grant in grants]
        recoveries = held_recoveries(people, run.pay_on)
        advances = held_advances(people)
        accounts = BankDetails.objects.filter(person__in=people)
        members = HouseholdMember.objects.on(run.pay_on).filter(
            household__in={grant.household_id for grant in grants}
        )
        households: dict[int, int] = {}
        for household in members.values_list("household", flat=True):
            households[household] = households.get(household, 0) + 1
        return cls(
            run=run,
            candidates=candidates,
            dues=dues(grants, run.period),
            accounts={row.person_id: row for row in accounts.on(run.pay_on)},
            changed=set(
                accounts.filter(ends_on__gt=F("starts_on")).values_list("person", flat=True)
            ),
            hold_days=int(norm("account_hold_workdays", on=run.pay_on)),
            persons=households,
            paid=set(
                Payment.objects.filter(grant__in=ids)
                .exclude(state__in=GONE)
                .values_list("grant", "period")
            ),
            recoveries=_by(recoveries, "person_id"),
            advances=_by(advances, "beneficiary_id"),
            balances=recovery_balances([row.pk for row in recoveries]) if recoveries else {},
            advance_left=advance_balances([row.pk for row in advances]) if advances else {},
            this_month=withheld_in([row.pk for row in recoveries], run.period)
            if recoveries
            else {},
            before=withheld_before(ids),
            overpaid=overpaid(people, run.period),
            payees=payees(grants, run.pay_on),
            percent=norm("withheld_percent", on=run.pay_on),
        )


def _by(rows: list, name: str) -> dict[int, list]:
    found: dict[int, list] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return found


def _write(piece: _Piece) -> None:
    """Write the payments of a piece, and what became of each of its candidates."""
    for candidate, due in zip(piece.candidates, piece.dues, strict=True):
        _settle(piece, candidate, _less_what_was_paid(piece, candidate.grant, due))
    made = Payment.objects.bulk_create(piece.payments)
    for kept in piece.kept:
        kept.payment_id = kept.payment.pk
    Withholding.objects.bulk_create(piece.kept)
    done = [row.pk for row in piece.candidates if row.state == CandidateState.PAID]
    RunCandidate.objects.filter(pk__in=done).update(state=CandidateState.PAID, reason="", note="")
    rest = [row for row in piece.candidates if row.state != CandidateState.PAID]
    if rest:
        RunCandidate.objects.bulk_update(rest, ["state", "reason", "note"])
    assert len(made) == len(done)


def _less_what_was_paid(piece: _Piece, grant: Grant, due: Due) -> Due:
    """Take off what was paid too much on an earlier decision for the same days."""
    over = piece.overpaid.get(grant.beneficiary_id, 0)
    if not over or grant.component not in WAGES or grant.rhythm == Rhythm.ONCE:
        return due
    taken = min(over, due.cents)
    piece.overpaid[grant.beneficiary_id] -= taken
    return less(due, taken)


def _settle(piece: _Piece, candidate: RunCandidate, due: Due) -> None:
    grant = candidate.grant
    account = piece.payees.get(grant.pk) or piece.accounts.get(grant.beneficiary_id)
    reason, note = _why_not(piece, candidate, due, account)
    if reason:
        candidate.state, candidate.reason, candidate.note = CandidateState.HELD, reason, note[:300]
    elif due.cents == 0:
        candidate.state, candidate.reason, candidate.note = CandidateState.NOTHING, "", ""
    else:
        assert account is not None
        candidate.state = CandidateState.PAID
        piece.payments.append(_payment(piece, grant, due, account))


def _why_not(piece: _Piece, candidate: RunCandidate, due: Due, account) -> tuple[str, str]:
    if due.refused:
        return HeldReason.NO_RULE, due.refused
    if due.cents == 0:
        return "", ""
    if (candidate.grant_id, due.period) in piece.paid:
        return HeldReason.PAID_ELSEWHERE, ""
    before = piece.before.get((candidate.grant_id, due.period), [])
    if sum(cents for _, _, cents in before) > due.cents:
        return HeldReason.NO_RULE, NO_ROOM
    is_changed = isinstance(account, PaidTo) or candidate.grant.beneficiary_id in piece.changed
    released = candidate.released_by_id is not None
    return why_held(
        account, piece.run, is_changed=is_changed and not released, hold_days=piece.hold_days
    ), ""


def _payment(piece: _Piece, grant: Grant, due: Due, account: BankDetails) -> Payment:
    run = piece.run
    kept = _kept(piece, grant, due)
    withheld = sum(cents for *_, cents, _ in kept)
    payment = Payment(
        run=run,
        grant=grant,
        component=grant.component,
        period=due.period,
        gross_cents=due.cents,
        withheld_cents=withheld,
        net_cents=due.cents - withheld,
        holder=account.holder,
        iban=account.iban,
        end_to_end=f"EP-{run.year}-{run.serial:03d}-{grant.pk}",
        snapshot={
            "household": grant.household.number,
            "name": grant.household.name,
            "persons": piece.persons.get(grant.household_id, 0),
            "decision": grant.decision.number,
            "grant": {
                "cents": grant.amount_cents,
                "starts_on": grant.starts_on.isoformat(),
                "ends_on": grant.ends_on and grant.ends_on.isoformat(),
                "rhythm": grant.rhythm,
            },
            "account": {"id": account.pk, "iban": account.iban, "holder": account.holder},
            "to": account.kind if isinstance(account, PaidTo) else "",
            "verified": due.verified and not kept,
            "steps": list(due.steps),
            "standing": list(due.marks),
        },
    )
    piece.kept += [
        Withholding(
            payment=payment, recovery_id=recovery, advance_id=advance, cents=cents, carried=carried
        )
        for recovery, advance, cents, carried in kept
    ]
    return payment


def _kept(piece: _Piece, grant: Grant, due: Due) -> list[tuple]:
    """Return what is withheld of a payment: (recovery, advance, cents, withheld before)."""
    if before := piece.before.get((grant.pk, due.period)):
        return [(recovery, advance, cents, True) for recovery, advance, cents in before]
    if grant.component == Component.ADVANCE:
        return []
    left, kept = due.cents, []
    for advance in piece.advances.get(grant.beneficiary_id, ()):
        cents = min(left, max(piece.advance_left[advance.pk], 0))
        if cents:
            piece.advance_left[advance.pk] -= cents
            left -= cents
            kept.append((None, advance.pk, cents, False))
    most = min(left, int(due.cents * piece.percent / 100))
    for recovery in piece.recoveries.get(grant.beneficiary_id, ()):
        agreed = recovery.instalment_cents - piece.this_month[recovery.pk]
        cents = max(min(most, agreed, piece.balances[recovery.pk]), 0)
        if cents:
            piece.balances[recovery.pk] -= cents
            piece.this_month[recovery.pk] += cents
            most -= cents
            kept.append((recovery.pk, None, cents, False))
    return kept
