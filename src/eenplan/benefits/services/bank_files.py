"""Reading in what the bank sends: each file once, in any order, with the same books at the end."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from eenplan.benefits.enums_money import BankFileKind, EntryKind, PaymentState, RunState
from eenplan.benefits.models import BankFile, Payment, PaymentRun
from eenplan.benefits.money_errors import UnreadableFile
from eenplan.benefits.money_permissions import check_can_make
from eenplan.benefits.selectors.run_files import LEFT
from eenplan.benefits.services import bank_statements, bank_statuses
from eenplan.benefits.services.bookings import book_net
from eenplan.benefits.services.runs import move
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.engines.sepa import BadMessage, Statement, StatusReport, read_statement, read_status

FOLLOWS = {
    PaymentState.SETTLED: (PaymentState.SENT,),
    PaymentState.REJECTED: (PaymentState.SENT,),
    PaymentState.RETURNED: (PaymentState.SENT, PaymentState.SETTLED),
}
BOOKED = {
    PaymentState.SETTLED: EntryKind.SETTLED,
    PaymentState.REJECTED: EntryKind.REJECTED,
    PaymentState.RETURNED: EntryKind.RETURNED,
}


@dataclass(frozen=True)
class ReadIn:
    """A file of the bank, and whether it was new."""

    file: BankFile
    is_new: bool


@transaction.atomic
def read_in(*, actor: Actor, name: str, content: bytes, on: date, at: datetime) -> ReadIn:
    """Read a message of the bank in; the same bytes again change nothing.

    Lines of earlier files that nobody recognised are looked at again. Raises NotAllowed,
    UnreadableFile.
    """
    check_can_make(actor)
    kind, message = understood(content)
    file, is_new = BankFile.objects.get_or_create(
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={
            "kind": kind,
            "name": name[:200],
            "message_id": message.message_id,
            "content": content,
            "read_at": at,
            "read_by_id": actor.user_id or None,
        },
    )
    if not is_new:
        return ReadIn(file, False)
    _hold_runs_under_way()
    _carry_out(actor, file, message, on, at)
    for earlier in BankFile.objects.exclude(pk=file.pk).exclude(unmatched=[]).order_by("pk"):
        if any(line.get("ours") for line in earlier.unmatched):
            _carry_out(actor, earlier, understood(bytes(earlier.content))[1], on, at)
    audit.record(
        actor, "benefits.bank-file-read", file, matched=file.matched, unmatched=len(file.unmatched)
    )
    return ReadIn(file, True)


def understood(content: bytes) -> tuple[BankFileKind, StatusReport | Statement]:
    """Return what a message is and says. Raises UnreadableFile in words."""
    try:
        if b"CstmrPmtStsRpt" in content:
            return BankFileKind.STATUS, read_status(content)
        return BankFileKind.STATEMENT, read_statement(content)
    except BadMessage as error:
        raise UnreadableFile(str(error)) from error


def _hold_runs_under_way() -> None:
    """Hold every run that left and is not settled, in one order: two files at once take turns."""
    rows = PaymentRun.objects.filter(state__in=LEFT).select_for_update(of=("self",))
    list(rows.order_by("pk").values_list("pk", flat=True))


@dataclass
class Said:
    """What a message comes to: new states of payments, runs that were taken, what is not ours."""

    states: dict[PaymentState, dict[int, tuple[str, date | None]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    acknowledged: set[int] = field(default_factory=set)
    unmatched: list[dict] = field(default_factory=list)

    @property
    def matched(self) -> int:
        return sum(map(len, self.states.values())) + len(self.acknowledged)


def _carry_out(actor: Actor, file: BankFile, message, on: date, at: datetime) -> None:
    said = Said()
    if isinstance(message, StatusReport):
        bank_statuses.interpret(message, said)
    else:
        bank_statements.interpret(message, said)
    touched = set(said.acknowledged)
    for state, payments in said.states.items():
        touched |= _put(actor, state, payments, on, at)
    for run in PaymentRun.objects.filter(pk__in=said.acknowledged, state=RunState.EXPORTED):
        move(run, RunState.ACKNOWLEDGED)
        audit.record(actor, "benefits.run-acknowledged", run, file=file.pk)
    _settle_runs(actor, touched)
    file.matched, file.unmatched = said.matched, said.unmatched
    file.save(update_fields=["matched", "unmatched"])


def _put(actor: Actor, state: PaymentState, payments: dict, on: date, at: datetime) -> set[int]:
    """Book what became of payments, and take them forward; return their runs."""
    by_run: dict[int, list[int]] = defaultdict(list)
    for pk, run in Payment.objects.filter(pk__in=payments).values_list("pk", "run"):
        by_run[run].append(pk)
    for run in PaymentRun.objects.filter(pk__in=by_run):
        book_net(actor=actor, payments=by_run[run.pk], kind=BOOKED[state], run=run, on=on, at=at)
    words: dict[tuple, list[int]] = defaultdict(list)
    for pk, about in payments.items():
        words[about].append(pk)
    for (reason, day), found in words.items():
        rows = Payment.objects.filter(pk__in=found, state__in=FOLLOWS[state])
        if state == PaymentState.SETTLED:
            rows.update(state=state, settled_on=day)
        else:
            rows.update(state=state, bank_reason=reason)
    return set(by_run)


def _settle_runs(actor: Actor, runs: set[int]) -> None:
    """Settle the runs of which no payment is on its way any more."""
    for run in PaymentRun.objects.filter(pk__in=runs).exclude(state=RunState.SETTLED):
        if not Payment.objects.filter(run=run, state=PaymentState.SENT).exists():
            move(run, RunState.SETTLED)
            audit.record(actor, "benefits.run-settled", run)
