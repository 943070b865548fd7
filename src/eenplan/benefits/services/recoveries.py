"""Getting money back by a decision: booked as owed, in instalments, repaid by hand, or waived."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from eenplan.benefits.enums import ProposalKind
from eenplan.benefits.enums_money import Account, EntryKind
from eenplan.benefits.models import Decision, Recovery
from eenplan.benefits.money_errors import ImpossibleAmount, ImpossibleRecovery
from eenplan.benefits.money_permissions import check_can_make, check_can_recover
from eenplan.benefits.selectors.withheld import recovery_balances
from eenplan.benefits.services.ledger import Line, book
from eenplan.core import audit
from eenplan.core.access import Actor


@transaction.atomic
def begin_recovery(
    *, actor: Actor, decision: Decision, instalment_cents: int, on: date, at: datetime | None = None
) -> Recovery:
    """Begin to get back what a decision says. Raises NotAllowed, ImpossibleRecovery."""
    check_can_recover(actor)
    _check_instalment(decision, instalment_cents)
    application = decision.application
    try:
        with transaction.atomic():
            made = Recovery.objects.create(
                decision=decision,
                person=application.applicant,
                amount_cents=decision.amount_cents,
                instalment_cents=instalment_cents,
                starts_on=max(on, decision.starts_on),
                agreed_on=on,
            )
    except IntegrityError as error:
        raise ImpossibleRecovery("Voor deze beslissing loopt al een terugvordering.") from error
    book(
        actor=actor,
        kind=EntryKind.RECOVERY,
        key=f"recovery:{made.pk}",
        lines=_lines(made, Account.RECEIVABLE, Account.AID, made.amount_cents),
        text=f"Terugvordering bij {decision.number}",
        on=on,
        at=at or decision.recorded_at,
    )
    audit.record(
        actor, "benefits.recovery-begun", made, cents=made.amount_cents, monthly=instalment_cents
    )
    return made


def _check_instalment(decision: Decision, instalment_cents: int) -> None:
    if decision.kind != ProposalKind.RECOVER or decision.amount_cents <= 0:
        raise ImpossibleRecovery("Deze beslissing vordert niets terug.")
    if not 0 < instalment_cents <= decision.amount_cents:
        raise ImpossibleRecovery("De afkorting per maand ligt tussen 0,01 en het hele bedrag.")


def _lines(recovery: Recovery, debit: Account, credit: Account, cents: int) -> list[Line]:
    household = recovery.decision.application.household_id
    return [
        Line(account, amount, household, recovery_id=recovery.pk)
        for account, amount in ((debit, cents), (credit, -cents))
    ]


def _hold(recovery: Recovery, cents: int) -> Recovery:
    """Hold a recovery, and refuse more than is still to come back."""
    held = (
        Recovery.objects.select_for_update(of=("self",))
        .select_related("decision__application")
        .get(pk=recovery.pk)
    )
    left = recovery_balances([held.pk])[held.pk]
    if not 0 < cents <= left:
        raise ImpossibleAmount(
            f"Er is nog {left // 100},{left % 100:02} euro terug te vorderen, met wat open "
            "betaalruns inhouden afgetrokken. Kies een bedrag tot zoveel."
        )
    return held


@transaction.atomic
def book_repayment(
    *, actor: Actor, recovery: Recovery, cents: int, reference: str, on: date, at: datetime
) -> Recovery:
    """Book that the client paid something back; the reference of the bank names it once.

    Raises NotAllowed, ImpossibleAmount, BookedOtherwise.
    """
    check_can_make(actor)
    key = f"repaid:{recovery.pk}:{reference.strip().upper()}"[:120]
    held = Recovery.objects.select_for_update(of=("self",)).get(pk=recovery.pk)
    if not held.lines.filter(entry__key=key).exists():
        held = _hold(recovery, cents)
    book(
        actor=actor,
        kind=EntryKind.REPAID,
        key=key,
        lines=_lines(held, Account.BANK, Account.RECEIVABLE, cents),
        text=f"Terugbetaald, {reference.strip()}"[:200],
        on=on,
        at=at,
    )
    audit.record(actor, "benefits.recovery-repaid", held, cents=cents, reference=reference)
    return held


@transaction.atomic
def waive(
    *, actor: Actor, recovery: Recovery, cents: int, reason: str, on: date, at: datetime
) -> Recovery:
    """Give up a part of a recovery, or the whole, on a decision that is named.

    Raises NotAllowed, ImpossibleAmount.
    """
    check_can_recover(actor)
    held = _hold(recovery, cents)
    number = held.waived_cents + cents
    book(
        actor=actor,
        kind=EntryKind.WAIVER,
        key=f"waived:{held.pk}:{number}",
        lines=_lines(held, Account.WAIVED, Account.RECEIVABLE, cents),
        text=f"Afgezien van terugvordering: {reason}"[:200],
        on=on,
        at=at,
    )
    Recovery.objects.filter(pk=held.pk).update(waived_cents=F("waived_cents") + cents)
    audit.record(actor, "benefits.recovery-waived", held, cents=cents, reason=reason)
    held.refresh_from_db()
    return held


@transaction.atomic
def change_instalment(*, actor: Actor, recovery: Recovery, cents: int, on: date) -> Recovery:
    """Agree on another amount a month. Raises NotAllowed, ImpossibleRecovery."""
    check_can_make(actor)
    held = Recovery.objects.select_for_update(of=("self",)).get(pk=recovery.pk)
    if not 0 < cents <= held.amount_cents:
        raise ImpossibleRecovery("De afkorting per maand ligt tussen 0,01 en het hele bedrag.")
    before, held.instalment_cents, held.agreed_on = held.instalment_cents, cents, on
    held.save(update_fields=["instalment_cents", "agreed_on"])
    audit.record(actor, "benefits.recovery-agreed", held, before=before, now=cents)
    return held
