"""Telephone and account numbers in one notation, so that two providers who share one are seen."""

import phonenumbers
from stdnum import iban
from stdnum.exceptions import ValidationError

LONGEST_PHONE = 20


def read_phone(text: str) -> str:
    """Return a telephone number in international notation. Raises ValueError."""
    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, "BE")
    except phonenumbers.NumberParseException:
        raise ValueError(text) from None
    if number.extension or not phonenumbers.is_valid_number(number):
        raise ValueError(text)
    tidy = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    if len(tidy) <= LONGEST_PHONE:
        return tidy
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def read_iban(text: str) -> str:
    """Return an account number without spaces. Raises ValueError."""
    if not text.strip():
        return ""
    try:
        return iban.validate(text, check_country=False)  # banks come and go
    except ValidationError:
        raise ValueError(text) from None


def shown_iban(number: str) -> str:
    """Return an account number in groups of four, as people read it."""
    return iban.format(number) if number else ""


def address_line(street: str, house_number: str, postcode: str, town: str) -> str:
    """Return an address on one line, always written the same way."""
    line = " ".join(f"{street} {house_number}".split())
    place = " ".join(f"{postcode} {town}".split())
    return ", ".join(filter(None, (line, place)))
