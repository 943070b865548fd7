"""Payments as bytes for the bank: pain.001.001.09, the same batch always the same bytes."""

import re
from datetime import UTC

from eenplan.engines.sepa.model import BadBatch, Batch, Debtor, Transfer
from eenplan.engines.sepa.text import latin

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
LONGEST_ID, LONGEST_NAME, LONGEST_TEXT = 35, 70, 140
MOST = 99_999_999_999  # the scheme: 999 999 999,99 euro in one payment
ID = re.compile(r"(?!.*//)[A-Za-z0-9+?.,:()'-](?:[A-Za-z0-9+?.,:()'/ -]*[A-Za-z0-9+?.,:()'-])?")
IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")


def write(batch: Batch) -> bytes:
    """Return the message of a batch. Raises BadBatch for what no bank would take."""
    check(batch)
    count, total = len(batch.transfers), _euros(batch.total)
    moment = batch.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    debtor = latin(batch.debtor.name, LONGEST_NAME)
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Document xmlns="{NAMESPACE}">\n<CstmrCdtTrfInitn>\n<GrpHdr>'
        f"<MsgId>{batch.message_id}</MsgId><CreDtTm>{moment}</CreDtTm>"
        f"<NbOfTxs>{count}</NbOfTxs><CtrlSum>{total}</CtrlSum>"
        f"<InitgPty><Nm>{debtor}</Nm></InitgPty></GrpHdr>\n"
        f"<PmtInf><PmtInfId>{batch.message_id}</PmtInfId><PmtMtd>TRF</PmtMtd>"
        f"<BtchBookg>true</BtchBookg><NbOfTxs>{count}</NbOfTxs><CtrlSum>{total}</CtrlSum>"
        "<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf>"
        f"<ReqdExctnDt><Dt>{batch.pay_on:%Y-%m-%d}</Dt></ReqdExctnDt>"
        f"<Dbtr><Nm>{debtor}</Nm></Dbtr>"
        f"<DbtrAcct><Id><IBAN>{batch.debtor.iban}</IBAN></Id></DbtrAcct>"
        f"<DbtrAgt><FinInstnId>{_bank(batch.debtor)}</FinInstnId></DbtrAgt>"
        "<ChrgBr>SLEV</ChrgBr>\n"
    )
    lines = "".join(map(_line, batch.transfers))
    return f"{head}{lines}</PmtInf>\n</CstmrCdtTrfInitn>\n</Document>\n".encode("ascii")


def check(batch: Batch) -> None:
    """Refuse a batch no bank would take. Raises BadBatch with the payment and why."""
    if not batch.transfers:
        raise BadBatch("Er zijn geen betalingen: er is niets om naar de bank te sturen.")
    if batch.made_at.tzinfo is None:
        raise BadBatch("Het moment van de betalingen heeft geen tijdzone.")
    _check_id(batch.message_id, "de betaalrun")
    if not latin(batch.debtor.name, LONGEST_NAME):
        raise BadBatch("Wie betaalt, heeft geen naam die de bank kan lezen.")
    if not _is_iban(batch.debtor.iban):
        raise BadBatch("De rekening van het centrum is geen juist rekeningnummer.")
    if batch.debtor.bic and not BIC.fullmatch(batch.debtor.bic):
        raise BadBatch("De BIC van de rekening van het centrum is niet juist.")
    seen: set[str] = set()
    for transfer in batch.transfers:
        _check_transfer(transfer)
        if transfer.end_to_end in seen:
            raise BadBatch(f"Het kenmerk {transfer.end_to_end} staat twee keer in de betaalrun.")
        seen.add(transfer.end_to_end)


def _check_transfer(transfer: Transfer) -> None:
    _check_id(transfer.end_to_end, "een betaling")
    if not 1 <= transfer.cents <= MOST:
        raise BadBatch(
            f"Betaling {transfer.end_to_end}: het bedrag moet tussen 0,01 en 999 999 999,99 liggen."
        )
    if not _is_iban(transfer.iban):
        raise BadBatch(f"Betaling {transfer.end_to_end}: het rekeningnummer is niet juist.")
    if not latin(transfer.name, LONGEST_NAME):
        raise BadBatch(f"Betaling {transfer.end_to_end}: de naam heeft geen leesbare letters.")


def _check_id(text: str, what: str) -> None:
    if len(text) > LONGEST_ID or not ID.fullmatch(text):
        raise BadBatch(f"Het kenmerk van {what} is geen kenmerk dat de bank aanvaardt: {text!r}.")


def _is_iban(text: str) -> bool:
    if not IBAN.fullmatch(text):
        return False
    return int("".join(str(int(sign, 36)) for sign in text[4:] + text[:4])) % 97 == 1


def _bank(debtor: Debtor) -> str:
    if debtor.bic:
        return f"<BICFI>{debtor.bic}</BICFI>"
    return "<Othr><Id>NOTPROVIDED</Id></Othr>"


def _line(transfer: Transfer) -> str:
    text = latin(transfer.text, LONGEST_TEXT)
    told = f"<RmtInf><Ustrd>{text}</Ustrd></RmtInf>" if text else ""
    return (
        f"<CdtTrfTxInf><PmtId><EndToEndId>{transfer.end_to_end}</EndToEndId></PmtId>"
        f'<Amt><InstdAmt Ccy="EUR">{_euros(transfer.cents)}</InstdAmt></Amt>'
        f"<Cdtr><Nm>{latin(transfer.name, LONGEST_NAME)}</Nm></Cdtr>"
        f"<CdtrAcct><Id><IBAN>{transfer.iban}</IBAN></Id></CdtrAcct>{told}</CdtTrfTxInf>\n"
    )


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"
