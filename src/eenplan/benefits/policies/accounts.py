"""What an account must be before money goes to it, and when a second look is asked first."""

from django.utils.timezone import localtime
from stdnum import iban as ibans
from stdnum.exceptions import ValidationError

from eenplan.benefits.enums_money import HeldReason
from eenplan.benefits.models import BankDetails, PaymentRun
from eenplan.benefits.money_errors import ImpossibleAccount, UnreadableHolder
from eenplan.engines.deadlines import Calendar
from eenplan.engines.names import transliterate
from eenplan.engines.sepa import latin

LONGEST_HOLDER = 70

#: Countries of the single euro payments area, as the European Payments Council lists them.
SEPA = frozenset(
    (
        *("AD", "AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES"),
        *("FI", "FR", "GB", "GI", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT"),
        *("LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO"),
        *("RS", "SE", "SI", "SK", "SM", "VA"),
    )
)


def checked_iban(written: str) -> str:
    """Return an account number as it is kept. Raises ImpossibleAccount in words."""
    number = ibans.compact(written).upper()
    if not number.isascii() or len(number) < 15:
        raise ImpossibleAccount("Dit is geen rekeningnummer (IBAN). Een Belgisch begint met BE.")
    if number[:2] not in SEPA:
        raise ImpossibleAccount(
            f"Een rekening in {number[:2]} valt buiten de Europese betaalzone (SEPA)."
        )
    try:
        return ibans.validate(number)
    except ValidationError as error:
        raise ImpossibleAccount(
            "Dit rekeningnummer klopt niet: kijk de cijfers na, er is een fout in."
        ) from error


def checked_holder(written: str) -> str:
    """Return the name on an account, as a bank can read it. Raises UnreadableHolder."""
    if not latin(transliterate(written), LONGEST_HOLDER):
        raise UnreadableHolder(
            "De bank kan deze letters niet lezen: schrijf de naam in Latijnse letters, zoals op de "
            "bankkaart."
        )
    return written


def why_held(
    account: BankDetails | None, run: PaymentRun, *, is_changed: bool, hold_days: int
) -> str:
    """Return why nothing may be paid on an account in a run; empty when it may.

    `is_changed`: the person had another account before.
    """
    if account is None:
        return HeldReason.NO_ACCOUNT
    if account.confirmed_at is None:
        return HeldReason.NOT_CONFIRMED
    made, entered = localtime(run.made_at).date(), localtime(account.entered_at).date()
    if is_changed and Calendar().count(entered, made) < hold_days:
        return HeldReason.JUST_CHANGED
    return ""
