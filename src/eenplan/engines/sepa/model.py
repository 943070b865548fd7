"""What goes to a bank and what comes back, as plain values. Amounts in whole cents of the euro."""

from dataclasses import dataclass
from datetime import date, datetime


class BadBatch(ValueError):
    """Payments no bank would take; the sentence says which and why, in Dutch."""


@dataclass(frozen=True)
class Debtor:
    """Who pays, from which account. Without `bic` the bank finds itself by the account."""

    name: str
    iban: str
    bic: str = ""


@dataclass(frozen=True)
class Transfer:
    """One payment. No address of who receives it: the scheme asks none, and it could betray."""

    end_to_end: str
    name: str
    iban: str
    cents: int
    text: str


@dataclass(frozen=True)
class Batch:
    """Payments of one debtor on one day: one message, one block of payments.

    `message_id` is a stable name of what is paid: a bank refuses the same one twice. `made_at`
    comes from whoever froze the payments, so that the same batch gives the same bytes.
    """

    message_id: str
    made_at: datetime
    pay_on: date
    debtor: Debtor
    transfers: tuple[Transfer, ...]

    @property
    def total(self) -> int:
        """Return what all payments come to, in cents."""
        return sum(transfer.cents for transfer in self.transfers)


@dataclass(frozen=True)
class StatusItem:
    """What the bank says of one payment."""

    end_to_end: str
    status: str
    reason: str = ""

    @property
    def is_rejected(self) -> bool:
        return self.status == "RJCT"


@dataclass(frozen=True)
class StatusReport:
    """What the bank says of a message, and of the payments it names."""

    message_id: str
    original: str
    status: str
    reason: str
    items: tuple[StatusItem, ...]

    @property
    def is_rejected(self) -> bool:
        return self.status == "RJCT"


@dataclass(frozen=True)
class Detail:
    """One payment inside a line of a statement; `cents` is None when the bank leaves it out."""

    end_to_end: str
    cents: int | None = None
    name: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of a statement: above zero came in, below zero went out.

    `batch` names the block of payments when the bank books it as one line. `account` is the one
    its statement is of.
    """

    reference: str
    cents: int
    booked_on: date
    batch: str = ""
    account: str = ""
    is_reversal: bool = False
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True)
class Statement:
    """The booked lines of the statements in one message, and the accounts they are of."""

    message_id: str
    accounts: tuple[str, ...]
    entries: tuple[Entry, ...]
