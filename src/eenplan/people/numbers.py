"""Numbers people carry: national register or BIS number, telephone."""

import re

import phonenumbers
from stdnum.be import ssn
from stdnum.exceptions import ValidationError

PHONE_DIGITS = 8  # without country code and leading zero, which are written in three ways
NATIONAL_DIGITS = 11
FEWEST_PHONE_DIGITS = 6
LONGEST_PHONE = 32  # characters: words may stand beside the number


def phone_tail(phone: str) -> str:
    """Return the last eight digits, by which one number is found however it was written."""
    return re.sub(r"\D", "", phone)[-PHONE_DIGITS:]


def tidy_phone(text: str) -> str:
    """Return a phone number in international notation; as typed with words, or not understood."""
    if any(sign.isalpha() for sign in text):
        return text.strip()
    try:
        number = phonenumbers.parse(text, "BE")
    except phonenumbers.NumberParseException:
        return text.strip()
    if not phonenumbers.is_possible_number(number):
        return text.strip()
    tidy = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return tidy if len(tidy) <= LONGEST_PHONE else text.strip()


def tidy_national_number(text: str) -> str:
    """Return the digits of a national register or BIS number; nothing when letters are in it."""
    return "" if re.search(r"[^0-9.\-\s]", text) else re.sub(r"[^0-9]", "", text)


def national_number_is_right(digits: str) -> bool:
    """Return whether the checksum and the date inside the number are right."""
    try:
        ssn.validate(digits)
    except ValidationError:
        return False
    return True
