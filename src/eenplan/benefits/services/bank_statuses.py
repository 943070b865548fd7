"""What a status report (pain.002) means for our payments."""

from eenplan.benefits.enums_money import PaymentState
from eenplan.benefits.models import Payment, PaymentRun
from eenplan.benefits.selectors.run_files import LEFT
from eenplan.engines.sepa import StatusReport

WENT_ON = (PaymentState.SETTLED, PaymentState.RETURNED)


def interpret(message: StatusReport, said) -> None:
    """Note which run was taken, which payments were refused, and what fits nothing."""
    run = _run_of(message.original)
    if run is None or run.state not in LEFT:
        why = "dit bestand is niet van ons" if run is None else "deze betaalrun vertrok nog niet"
        said.unmatched.append({"what": message.original, "why": why, "ours": run is not None})
        return
    known = {
        name: (pk, state)
        for name, pk, state in Payment.objects.filter(run=run, net_cents__gt=0).values_list(
            "end_to_end", "pk", "state"
        )
    }
    if message.is_rejected:
        for name in known:
            _refuse(name, message.reason, known, said)
        return
    said.acknowledged.add(run.pk)
    for item in message.items:
        if item.is_rejected:
            _refuse(item.end_to_end, item.reason, known, said)


def _run_of(message_id: str) -> PaymentRun | None:
    try:
        _, year, serial = message_id.split("-")
        run = PaymentRun.objects.filter(year=int(year), serial=int(serial)).first()
    except (ValueError, OverflowError):
        return None
    return run if run and run.message_id == message_id else None


def _refuse(name: str, reason: str, known: dict, said) -> None:
    pk, state = known.get(name, (None, ""))
    if pk is None:
        said.unmatched.append({"what": name, "why": "deze betaling kennen we niet", "ours": False})
    elif state in WENT_ON:
        why = "de bank weigert wat ze eerder uitbetaalde: vraag het de bank"
        said.unmatched.append({"what": name, "why": why, "ours": False})
    else:
        said.states[PaymentState.REJECTED][pk] = (reason or "zonder reden", None)
