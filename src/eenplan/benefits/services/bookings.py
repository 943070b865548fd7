"""The entries of many payments at once: one statement each, whether there are ten or 150 000.

Every entry has the key of its fact and payment, so that the same again books nothing.
"""

from datetime import date, datetime

from django.db import connection

from eenplan.benefits.enums_money import Account, EntryKind
from eenplan.core.access import Actor

_BOOK = """
WITH facts AS ({facts}), made AS (
    INSERT INTO benefits_journalentry (kind, key, booked_on, text, made_at, made_by_id)
    SELECT kind, key, %(on)s, text, %(at)s, %(by)s FROM facts
    ON CONFLICT (key) DO NOTHING RETURNING id, key
)
INSERT INTO benefits_journalline
    (entry_id, account, cents, household_id, grant_id, period, recovery_id)
SELECT made.id, line.account, line.cents, facts.household_id, line.grant_id, facts.period,
    line.recovery_id
FROM made JOIN facts USING (key) CROSS JOIN LATERAL (VALUES
    (facts.debit, facts.cents, facts.grant_id, facts.debit_recovery_id),
    (facts.credit, -facts.cents, facts.credit_grant_id, facts.credit_recovery_id)
) AS line (account, cents, grant_id, recovery_id)
"""
_BOOKED_BEFORE = """
    SELECT 1 FROM benefits_journalline line
    JOIN benefits_journalentry entry ON entry.id = line.entry_id
    WHERE line.grant_id = payment.grant_id AND line.period = payment.period
        AND line.account = 'PAYABLE' AND entry.kind IN ('DUE', 'ADVANCE')
        AND NOT EXISTS (
            SELECT 1 FROM benefits_journalentry back WHERE back.reverses_id = entry.id)
"""
_DUE = f"""
    SELECT CASE WHEN payment.component = 'ADVANCE' THEN 'ADVANCE' ELSE 'DUE' END AS kind,
        'due:' || payment.end_to_end AS key, %(text)s AS text, payment.gross_cents AS cents,
        CASE WHEN payment.component = 'ADVANCE' THEN 'RECEIVABLE' ELSE 'AID' END AS debit,
        'PAYABLE' AS credit, owner.household_id, payment.grant_id,
        payment.grant_id AS credit_grant_id, payment.period,
        NULL::bigint AS debit_recovery_id, NULL::bigint AS credit_recovery_id
    FROM benefits_payment payment JOIN benefits_grant owner ON owner.id = payment.grant_id
    WHERE payment.run_id = %(run)s AND payment.gross_cents > 0 AND NOT EXISTS ({_BOOKED_BEFORE})
"""
_WITHHELD = """
    SELECT 'WITHHELD' AS kind, 'withheld:' || payment.end_to_end || ':'
            || coalesce('r' || kept.recovery_id, 'a' || kept.advance_id) AS key,
        %(text)s AS text, kept.cents, 'PAYABLE' AS debit, 'RECEIVABLE' AS credit,
        owner.household_id, payment.grant_id,
        coalesce(kept.advance_id, payment.grant_id) AS credit_grant_id, payment.period,
        NULL::bigint AS debit_recovery_id, kept.recovery_id AS credit_recovery_id
    FROM benefits_withholding kept JOIN benefits_payment payment ON payment.id = kept.payment_id
    JOIN benefits_grant owner ON owner.id = payment.grant_id
    WHERE payment.run_id = %(run)s AND NOT kept.carried
"""
_NET = """
    SELECT %(kind)s AS kind, %(fact)s || ':' || payment.end_to_end AS key, %(text)s AS text,
        payment.net_cents AS cents, %(debit)s AS debit, %(credit)s AS credit,
        owner.household_id, payment.grant_id, payment.grant_id AS credit_grant_id, payment.period,
        NULL::bigint AS debit_recovery_id, NULL::bigint AS credit_recovery_id
    FROM benefits_payment payment JOIN benefits_grant owner ON owner.id = payment.grant_id
    WHERE payment.id = ANY(%(payments)s) AND payment.net_cents > 0
"""
_REVERSED = """
WITH made AS (
    INSERT INTO benefits_journalentry
        (kind, key, booked_on, text, made_at, made_by_id, reverses_id)
    SELECT 'REVERSAL', 'reversal:' || entry.key, %(on)s, %(text)s, %(at)s, %(by)s, entry.id
    FROM benefits_journalentry entry WHERE entry.id IN (
        SELECT due.id FROM benefits_journalentry due JOIN benefits_payment payment
            ON due.key = 'due:' || payment.end_to_end WHERE payment.run_id = %(run)s
        UNION ALL
        SELECT held.id FROM benefits_journalentry held JOIN benefits_withholding kept
            JOIN benefits_payment payment ON payment.id = kept.payment_id
            ON held.key = 'withheld:' || payment.end_to_end || ':'
                || coalesce('r' || kept.recovery_id, 'a' || kept.advance_id)
            WHERE payment.run_id = %(run)s
    ) ON CONFLICT (key) DO NOTHING RETURNING id, reverses_id
)
INSERT INTO benefits_journalline
    (entry_id, account, cents, household_id, grant_id, period, recovery_id)
SELECT made.id, line.account, -line.cents, line.household_id, line.grant_id, line.period,
    line.recovery_id
FROM made JOIN benefits_journalline line ON line.entry_id = made.reverses_id
"""
#: What the bank did with the net amount of a payment: debit, credit, words.
NET = {
    EntryKind.SENT: (Account.PAYABLE, Account.IN_TRANSIT, "Naar de bank"),
    EntryKind.SETTLED: (Account.IN_TRANSIT, Account.BANK, "Uitbetaald door de bank"),
    EntryKind.REJECTED: (Account.IN_TRANSIT, Account.PAYABLE, "Geweigerd door de bank"),
    EntryKind.RETURNED: (Account.BANK, Account.PAYABLE, "Teruggekeerd"),
}


def book_due(*, actor: Actor, run, on: date, at: datetime) -> None:
    """Book what the payments of a run make due, and what is withheld of it.

    What was due before, for a payment the bank sent back, is due still and not booked again.
    """
    facts = {"run": run.pk, **_about(actor, on, at)}
    with connection.cursor() as cursor:
        words = f"Steun verschuldigd, betaalrun {run.number}"
        cursor.execute(_BOOK.format(facts=_DUE), {**facts, "text": words})
        words = f"Ingehouden, betaalrun {run.number}"
        cursor.execute(_BOOK.format(facts=_WITHHELD), {**facts, "text": words})


def book_net(
    *, actor: Actor, payments: list[int], kind: EntryKind, run, on: date, at: datetime
) -> int:
    """Book what the bank did with the net amounts of payments; return how many lines are new."""
    debit, credit, words = NET[kind]
    facts = {
        "kind": kind,
        "fact": kind.lower(),
        "payments": payments,
        "debit": debit,
        "credit": credit,
        "text": f"{words}, betaalrun {run.number}",
        **_about(actor, on, at),
    }
    with connection.cursor() as cursor:
        cursor.execute(_BOOK.format(facts=_NET), facts)
        return cursor.rowcount


def reverse_run(*, actor: Actor, run, on: date, at: datetime) -> None:
    """Book the opposite of what the freeze of a run booked."""
    words = f"Betaalrun {run.number} geannuleerd"
    with connection.cursor() as cursor:
        cursor.execute(_REVERSED, {"run": run.pk, "text": words, **_about(actor, on, at)})


def _about(actor: Actor, on: date, at: datetime) -> dict:
    return {"on": on, "at": at, "by": actor.user_id or None}
