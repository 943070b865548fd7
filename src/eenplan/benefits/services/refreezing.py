"""What the freeze looks at once more: payments that rest on what changed, and old debts."""

from datetime import date, datetime

from django.db import connection
from django.db.models import Q

from eenplan.benefits.enums import Rhythm
from eenplan.benefits.enums_money import CandidateState
from eenplan.benefits.models import (
    JournalEntry,
    Payment,
    PaymentRun,
    RunCandidate,
    Sanction,
    StayAbroad,
)
from eenplan.benefits.run_periods import Part
from eenplan.benefits.selectors.hindrances import NOTHING, standing_of
from eenplan.benefits.selectors.run_amounts import WAGES
from eenplan.benefits.selectors.withheld import advance_balances, recovery_balances
from eenplan.benefits.services.ledger import reverse
from eenplan.core.access import Actor

_STALE = """
SELECT payment.id, payment.grant_id FROM benefits_payment payment
JOIN benefits_grant owner ON owner.id = payment.grant_id
WHERE payment.run_id = %(run)s AND (
    owner.ends_on IS DISTINCT FROM (payment.snapshot -> 'grant' ->> 'ends_on')::date
    OR NOT EXISTS (
        SELECT 1 FROM benefits_bankdetails account
        WHERE coalesce(payment.snapshot ->> 'to', '') = ''
            AND account.id = (payment.snapshot -> 'account' ->> 'id')::bigint
            AND account.confirmed_at IS NOT NULL AND account.starts_on <= %(pay_on)s
            AND (account.ends_on IS NULL OR account.ends_on > %(pay_on)s)
        UNION ALL
        SELECT 1 FROM benefits_paidto other
        WHERE coalesce(payment.snapshot ->> 'to', '') <> ''
            AND other.id = (payment.snapshot -> 'account' ->> 'id')::bigint
            AND other.confirmed_at IS NOT NULL AND other.starts_on <= %(pay_on)s
            AND (other.ends_on IS NULL OR other.ends_on > %(pay_on)s))
    OR coalesce(payment.snapshot ->> 'to', '') = '' AND payment.component <> 'ADVANCE' AND EXISTS (
        SELECT 1 FROM benefits_paidto other
        JOIN benefits_decision decided ON decided.application_id = other.application_id
        WHERE decided.id = owner.decision_id AND decided.urgent_by_id IS NULL
            AND other.starts_on <= %(pay_on)s
            AND (other.ends_on IS NULL OR other.ends_on > %(pay_on)s)))
"""
_WITHHELD_TOO_MUCH = """
SELECT DISTINCT payment.id, payment.grant_id FROM benefits_withholding kept
JOIN benefits_payment payment ON payment.id = kept.payment_id
WHERE payment.run_id = %(run)s AND NOT kept.carried
    AND (kept.recovery_id = ANY(%(recoveries)s) OR kept.advance_id = ANY(%(advances)s))
"""
_OLD_DUES = """
SELECT DISTINCT entry.id FROM benefits_payment payment
JOIN benefits_journalline line ON line.grant_id = payment.grant_id AND line.period = payment.period
    AND line.account = 'PAYABLE'
JOIN benefits_journalentry entry ON entry.id = line.entry_id AND entry.kind IN ('DUE', 'ADVANCE')
WHERE payment.run_id = %(run)s AND -line.cents <> payment.gross_cents AND NOT EXISTS (
    SELECT 1 FROM benefits_journalentry back WHERE back.reverses_id = entry.id)
"""


def put_back_stale(run: PaymentRun) -> int:
    """Undo the payments of a held run that rest on what changed since; return how many.

    An account that was replaced, a grant that got another end, more withheld than is still owed,
    a stay abroad or a sanction that was written down, corrected or withdrawn.
    """
    facts = {"run": run.pk, "pay_on": run.pay_on, **_overdrawn(run)}
    with connection.cursor() as cursor:
        cursor.execute(_STALE, facts)
        found = dict(cursor.fetchall())
        cursor.execute(_WITHHELD_TOO_MUCH, facts)
        found |= dict(cursor.fetchall())
    found |= _other_standing(run)
    if found:
        Payment.objects.filter(pk__in=found).delete()
        candidates = RunCandidate.objects.filter(run=run, grant__in=found.values())
        candidates.update(state=CandidateState.WAITING, reason="", note="")
    return len(found)


def _other_standing(run: PaymentRun) -> dict[int, int]:
    """Return the payments of who is abroad or suspended otherwise than was known, with grant.

    Who was to get nothing is looked at again too: there is no payment to tell what was known.
    """
    people = Q(grant__beneficiary__in=StayAbroad.objects.values("person")) | Q(
        grant__beneficiary__in=Sanction.objects.values("person")
    )
    nothing = RunCandidate.objects.filter(people, run=run, state=CandidateState.NOTHING)
    nothing.update(state=CandidateState.WAITING, reason="", note="")
    paid = run.payments.filter(people, component__in=WAGES).exclude(grant__rhythm=Rhythm.ONCE)
    columns = ("pk", "grant", "grant__beneficiary", "snapshot__standing")
    rows = list(paid.values_list(*columns))
    now = standing_of({person for _, _, person, _ in rows}, Part(run.period).after)
    return {
        pk: grant
        for pk, grant, person, marks in rows
        if tuple(marks or ()) != now.get(person, NOTHING).marks
    }


def _overdrawn(run: PaymentRun) -> dict[str, list[int]]:
    kept = run.payments.filter(withholdings__carried=False)
    ids = kept.values_list("withholdings__recovery", "withholdings__advance")
    recoveries = {recovery for recovery, _ in ids if recovery}
    advances = {advance for _, advance in ids if advance}
    return {
        "recoveries": _below_nought(recovery_balances(recoveries)) if recoveries else [],
        "advances": _below_nought(advance_balances(advances)) if advances else [],
    }


def _below_nought(balances: dict[int, int]) -> list[int]:
    return [key for key, left in balances.items() if left < 0]


def correct_old_dues(*, actor: Actor, run: PaymentRun, on: date, at: datetime) -> None:
    """Reverse what was due for a payment that came back, when it is another amount now."""
    with connection.cursor() as cursor:
        cursor.execute(_OLD_DUES, {"run": run.pk})
        found = [row[0] for row in cursor.fetchall()]
    for entry in JournalEntry.objects.filter(pk__in=found):
        words = f"Ander bedrag bij de nieuwe betaling in {run.number}"
        reverse(actor=actor, entry=entry, text=words, on=on, at=at)
