"""The bytes of a run for the bank: a function of its frozen payments alone."""

import hashlib
import zlib

from eenplan.benefits.enums_money import Component, RunState
from eenplan.benefits.models import Payment, PaymentRun, RunFile
from eenplan.benefits.money_errors import FileDiffers, ImpossibleRun, RunMovedOn
from eenplan.benefits.run_periods import month_words
from eenplan.engines.names import transliterate
from eenplan.engines.sepa import BadBatch, Batch, Debtor, Transfer, write

LEFT = (RunState.EXPORTED, RunState.ACKNOWLEDGED, RunState.SETTLED)
_WORDS = {kind.value: kind.label for kind in Component}


def bytes_of(run: PaymentRun) -> bytes:
    """Return the message of a run, made from its payments. Raises ImpossibleRun in words."""
    rows = Payment.objects.filter(run=run, net_cents__gt=0).order_by("grant_id", "period")
    transfers = tuple(
        Transfer(name, transliterate(holder), iban, cents, f"{_WORDS[what]} {month_words(period)}")
        for name, holder, iban, cents, what, period in rows.values_list(
            "end_to_end", "holder", "iban", "net_cents", "component", "period"
        )
    )
    assert run.frozen_at is not None
    debtor = Debtor(run.debtor["name"], run.debtor["iban"], run.debtor["bic"])
    batch = Batch(run.message_id, run.frozen_at, run.pay_on, debtor, transfers)
    try:
        return write(batch)
    except BadBatch as error:
        raise ImpossibleRun(str(error)) from error


def content_of(run: PaymentRun) -> bytes:
    """Return the bytes as they were stored at the freeze. Raises FileDiffers if they changed."""
    content = zlib.decompress(bytes(RunFile.objects.get(run=run).content))
    if fingerprint(content) != run.sha256:
        raise FileDiffers("Het bewaarde bestand is niet meer wat het was bij het bevriezen.")
    return content


def file_of(run: PaymentRun) -> bytes:
    """Return the file of a run that left for the bank. Raises RunMovedOn for one that did not."""
    if run.state not in LEFT:
        raise RunMovedOn(f"Betaalrun {run.number} is nog niet naar de bank: er is geen bestand.")
    return content_of(run)


def fingerprint(content: bytes) -> str:
    """Return the fingerprint of bytes."""
    return hashlib.sha256(content).hexdigest()


def file_name(run: PaymentRun) -> str:
    """Return what the file for the bank is called."""
    return f"{run.message_id}.xml"
