"""Messages to and from a bank (ISO 20022): payments out, status and statements in. No clock."""

from eenplan.engines.sepa.hardened import LARGEST, BadMessage
from eenplan.engines.sepa.model import (
    BadBatch,
    Batch,
    Debtor,
    Detail,
    Entry,
    Statement,
    StatusItem,
    StatusReport,
    Transfer,
)
from eenplan.engines.sepa.statements import read_statement
from eenplan.engines.sepa.statuses import read_status
from eenplan.engines.sepa.text import latin
from eenplan.engines.sepa.writing import write

__all__ = [
    "LARGEST",
    "BadBatch",
    "BadMessage",
    "Batch",
    "Debtor",
    "Detail",
    "Entry",
    "Statement",
    "StatusItem",
    "StatusReport",
    "Transfer",
    "latin",
    "read_statement",
    "read_status",
    "write",
]
