"""What an account statement (camt.053) means for our payments."""

from datetime import date

from eenplan.benefits.enums_money import PaymentState
from eenplan.benefits.models import Payment, PaymentRun
from eenplan.benefits.selectors.run_files import LEFT
from eenplan.engines.sepa import Entry, Statement

OURS = ("EP-", "EENPLAN-")
OTHER_ACCOUNT = "dit uittreksel is van een andere rekening dan die waarvan betaald werd"
Known = dict[str, Payment]


def interpret(message: Statement, said) -> None:
    """Note which payments left and which came back; every other line is not recognised."""
    names = {one.end_to_end for entry in message.entries for one in entry.details}
    fields = ("end_to_end", "net_cents", "state", "run_id", "run__state", "run__debtor")
    rows = Payment.objects.filter(end_to_end__in=names).select_related("run").only(*fields)
    known = {payment.end_to_end: payment for payment in rows}
    for entry in message.entries:
        if entry.details:
            _by_payment(entry, known, said)
        elif entry.batch:
            _by_batch(entry, said)
        else:
            _not_ours(entry, entry.reference or "zonder kenmerk", "", said)


def _by_payment(entry: Entry, known: Known, said) -> None:
    returned = entry.cents > 0 or entry.is_reversal
    for one in entry.details:
        payment = known.get(one.end_to_end)
        why = _why_not(payment, one.cents, entry, returned)
        if payment is None or why:
            _not_ours(entry, one.end_to_end, why, said, cents=one.cents)
        elif returned:
            reason = one.reason or "teruggestort"
            said.states[PaymentState.RETURNED][payment.pk] = (reason, None)
        else:
            said.states[PaymentState.SETTLED][payment.pk] = ("", entry.booked_on)


def _why_not(payment: Payment | None, cents: int | None, entry: Entry, returned: bool) -> str:
    """Return why a line is not taken for a payment; empty when it is."""
    if payment is None:
        return "deze betaling kennen we niet"
    if payment.run.state not in LEFT:
        return "deze betaalrun vertrok nog niet"
    if entry.account != payment.run.debtor["iban"]:
        return OTHER_ACCOUNT
    amount = cents if cents is not None or len(entry.details) > 1 else abs(entry.cents)
    if amount is not None and amount != payment.net_cents:
        return "het bedrag is niet dat van de betaling"
    if payment.state == PaymentState.REJECTED:
        kind = "teruggestuurd" if returned else "uitbetaald"
        return f"de bank weigerde deze betaling, en zegt nu: {kind}. Vraag het de bank"
    return ""


def _by_batch(entry: Entry, said) -> None:
    """Take one line for all payments of a run, when the amounts agree."""
    run = _run_of(entry.batch)
    if run is None or run.state not in LEFT or entry.cents > 0:
        _not_ours(entry, entry.batch, "", said)
        return
    if entry.account != run.debtor["iban"]:
        _not_ours(entry, entry.batch, OTHER_ACCOUNT, said)
        return
    rows = Payment.objects.filter(run=run, net_cents__gt=0).exclude(state=PaymentState.REJECTED)
    found = dict(rows.values_list("pk", "net_cents"))
    if sum(found.values()) != -entry.cents:
        why = "het totaal is niet dat van de betalingen die de bank aanvaardde"
        _not_ours(entry, entry.batch, why, said)
        return
    for pk in found:
        said.states[PaymentState.SETTLED][pk] = ("", entry.booked_on)


def _run_of(batch: str) -> PaymentRun | None:
    year, _, serial = batch.removeprefix("EENPLAN-").partition("-")
    if not (year.isdecimal() and serial.isdecimal() and len(year) == 4 and len(serial) < 9):
        return None
    run = PaymentRun.objects.filter(year=int(year), serial=int(serial)).first()
    return run if run and run.message_id == batch else None


def _not_ours(entry: Entry, what: str, why: str, said, cents: int | None = None) -> None:
    day: date = entry.booked_on
    said.unmatched.append(
        {
            "what": what,
            "why": why or "geen betaling van ons",
            "cents": entry.cents if cents is None else (cents if entry.cents > 0 else -cents),
            "on": day.isoformat(),
            "ours": what.startswith(OURS),
        }
    )
