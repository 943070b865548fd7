"""The status report of a bank (pain.002): what it took, and what it refused and why."""

from lxml import etree

from eenplan.engines.sepa.hardened import BadMessage, child, children, message_of, text
from eenplan.engines.sepa.model import StatusItem, StatusReport

REJECTED = "RJCT"


def read_status(content: bytes) -> StatusReport:
    """Return what a status report says; our messages have one block. Raises BadMessage."""
    body = message_of(content, "pain.002", "CstmrPmtStsRpt", "statusbericht van een bank")
    group = child(body, "OrgnlGrpInfAndSts")
    original = text(group, "OrgnlMsgId", longest=35)
    if not original:
        raise BadMessage("Dit statusbericht zegt niet over welk bestand het gaat (OrgnlMsgId).")
    status, reason = text(group, "GrpSts", longest=4), _reason(group)
    items = []
    for block in children(body, "OrgnlPmtInfAndSts"):
        told = text(block, "PmtInfSts", longest=4)
        status = told if told == REJECTED else status or told
        reason = reason or _reason(block)
        items += [_item(found) for found in children(block, "TxInfAndSts")]
    return StatusReport(
        message_id=text(body, "GrpHdr", "MsgId", longest=70),
        original=original,
        status=status,
        reason=reason,
        items=tuple(item for item in items if item.status),
    )


def _item(found: etree._Element) -> StatusItem:
    return StatusItem(
        text(found, "OrgnlEndToEndId", longest=35), text(found, "TxSts", longest=4), _reason(found)
    )


def _reason(found: etree._Element | None) -> str:
    words = []
    for why in children(found, "StsRsnInf"):
        words.append(text(why, "Rsn", "Cd") or text(why, "Rsn", "Prtry"))
        words += [text(more) for more in children(why, "AddtlInf")]
    return " ".join(filter(None, words))[:140]
