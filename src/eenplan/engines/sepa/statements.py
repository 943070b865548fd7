"""The account statement of a bank (camt.053): what really left, and what came back."""

from lxml import etree

from eenplan.engines.sepa.hardened import BadMessage, cents, child, children, day, message_of, text
from eenplan.engines.sepa.model import Detail, Entry, Statement

SIGNS = {"CRDT": 1, "DBIT": -1}
NOT_NAMED = ("NOTPROVIDED", "NOTAVAILABLE")


def read_statement(content: bytes) -> Statement:
    """Return the booked lines of a message with statements. Raises BadMessage."""
    body = message_of(content, "camt.053", "BkToCstmrStmt", "rekeninguittreksel van een bank")
    statements = list(children(body, "Stmt"))
    if not statements:
        raise BadMessage("Er staat geen uittreksel in dit bestand.")
    lines = [
        _entry(found, number, _account(statement))
        for statement in statements
        for number, found in enumerate(children(statement, "Ntry"), start=1)
        if _is_booked(found)
    ]
    return Statement(
        message_id=text(body, "GrpHdr", "MsgId", longest=70),
        accounts=tuple(map(_account, statements)),
        entries=tuple(lines),
    )


def _account(statement: etree._Element) -> str:
    """Return the account a statement is of; its own number where a bank gives no IBAN."""
    where = child(statement, "Acct", "Id")
    return text(where, "IBAN", longest=34) or text(where, "Othr", "Id", longest=34)


def _is_booked(found: etree._Element) -> bool:
    return (text(found, "Sts", "Cd") or text(found, "Sts")) == "BOOK"


def _entry(found: etree._Element, number: int, account: str) -> Entry:
    what = f"Regel {number}"
    sign = SIGNS.get(text(found, "CdtDbtInd"))
    if sign is None:
        raise BadMessage(f"{what}: er staat niet of het bij of af is (CdtDbtInd).")
    blocks = list(children(found, "NtryDtls"))
    details = [_detail(one, what) for block in blocks for one in children(block, "TxDtls")]
    batch = next(filter(None, (text(block, "Btch", "PmtInfId") for block in blocks)), "")
    batch = batch or next(filter(None, (one[1] for one in details)), "")
    return Entry(
        reference=text(found, "AcctSvcrRef", longest=35) or text(found, "NtryRef", longest=35),
        cents=sign * cents(child(found, "Amt"), what),
        booked_on=day(child(found, "BookgDt"), what),
        batch=batch,
        account=account,
        is_reversal=text(found, "RvslInd") in ("true", "1"),
        details=tuple(one[0] for one in details if one[0].end_to_end),
    )


def _detail(found: etree._Element, what: str) -> tuple[Detail, str]:
    """Return one payment in a line, and the block of payments it names."""
    named = text(found, "Refs", "EndToEndId", longest=35)
    amount = child(found, "AmtDtls", "TxAmt", "Amt")
    amount = child(found, "Amt") if amount is None else amount
    parties = child(found, "RltdPties")
    detail = Detail(
        end_to_end="" if named in NOT_NAMED else named,
        cents=None if amount is None else cents(amount, what),
        name=text(parties, "Cdtr", "Nm") or text(parties, "Cdtr", "Pty", "Nm"),
        reason=_reason(child(found, "RtrInf")),
    )
    return detail, text(found, "Refs", "PmtInfId", longest=35)


def _reason(found: etree._Element | None) -> str:
    code = text(found, "Rsn", "Cd") or text(found, "Rsn", "Prtry")
    more = [text(line) for line in children(found, "AddtlInf")]
    return " ".join(filter(None, [code, *more]))[:140]
