"""Reading one object of a described situation, field by field, refusing in words what cannot be."""

import re
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from stdnum import iban
from stdnum.exceptions import ValidationError

from eenplan.engines.entitlement.errors import ImpossibleInput
from eenplan.engines.entitlement.numbers import WHOLE

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 1, 1)
MOST_CENTS = 10_000_000_00
MOST_COUNT = 100_000
LONGEST_TEXT = 2_000
MOST_ROWS = 200
FILE = "het bestand"
AMOUNT = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NO_LETTER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
Kind = TypeVar("Kind", bound=Enum)


def cents(value: object, where: str) -> int:
    """Return an amount of euros as cents. Raises ImpossibleInput."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise ImpossibleInput(where, "geen bedrag; schrijf euro met een punt, zoals 876.13")
    written = str(value)
    if not AMOUNT.fullmatch(written):
        raise ImpossibleInput(where, f"{written[:40]} is geen bedrag; schrijf euro met een punt")
    amount = Decimal(written) * 100
    if amount < 0:
        raise ImpossibleInput(where, "een bedrag kan niet onder nul zijn")
    if amount > MOST_CENTS:
        raise ImpossibleInput(where, "een bedrag boven tien miljoen euro kan niet")
    if amount != int(amount):
        raise ImpossibleInput(where, "een bedrag heeft hoogstens twee cijfers na de punt")
    return int(amount)


def day(value: object, where: str) -> date:
    """Return a day. Raises ImpossibleInput."""
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise ImpossibleInput(where, "geen datum; schrijf JJJJ-MM-DD")
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise ImpossibleInput(
            where, f"{value[:40]} is geen datum die bestaat; schrijf JJJJ-MM-DD"
        ) from None
    if not FIRST_DAY <= found <= LAST_DAY:
        raise ImpossibleInput(where, f"{found.isoformat()} ligt niet tussen 1900 en 2100")
    return found


def account(value: object, where: str) -> str:
    """Return an account number without spaces. Raises ImpossibleInput."""
    if not isinstance(value, str):
        raise ImpossibleInput(where, "geen rekeningnummer")
    try:
        return str(iban.validate(value, check_country=False))
    except ValidationError:
        raise ImpossibleInput(
            where, "geen geldig IBAN: kijk de cijfers en de letters van het land na"
        ) from None


class Fields:
    """The fields of one object; `done` refuses the ones nobody asked for."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            raise ImpossibleInput(where or FILE, "moet een object met velden zijn")
        self.values: dict[str, Any] = value
        self.where = where
        self.asked: set[str] = {"$schema"}

    def at(self, key: str) -> str:
        """Return the name of a field as a reader finds it."""
        return f"{self.where}.{key}" if self.where else key

    def has(self, key: str) -> bool:
        """Say whether a field was given, and is not null."""
        self.asked.add(key)
        return self.values.get(key) is not None

    def _value(self, key: str) -> Any:
        if not self.has(key):
            raise ImpossibleInput(self.at(key), "ontbreekt")
        return self.values[key]

    def amount(self, key: str) -> int:
        """Return an amount in cents."""
        return cents(self._value(key), self.at(key))

    def maybe_amount(self, key: str) -> int | None:
        """Return an amount in cents, None when it is not given."""
        return self.amount(key) if self.has(key) else None

    def day(self, key: str) -> date:
        """Return a day."""
        return day(self._value(key), self.at(key))

    def maybe_day(self, key: str) -> date | None:
        """Return a day, None when it is not given."""
        return self.day(key) if self.has(key) else None

    def flag(self, key: str, default: bool = False) -> bool:
        """Return yes or no."""
        if not self.has(key):
            return default
        value = self.values[key]
        if not isinstance(value, bool):
            raise ImpossibleInput(self.at(key), "moet true of false zijn")
        return value

    def count(self, key: str, default: int = 0) -> int:
        """Return a whole number of nought or more."""
        if not self.has(key):
            return default
        value = self.values[key]
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_COUNT:
            raise ImpossibleInput(
                self.at(key), f"moet een geheel getal van 0 tot {MOST_COUNT} zijn"
            )
        return value

    def share(self, key: str) -> int | None:
        """Return a percentage in hundredths of a percent, None when it is not given."""
        if not self.has(key):
            return None
        found = cents(self.values[key], self.at(key))
        if found > WHOLE:
            raise ImpossibleInput(self.at(key), "een percentage ligt tussen 0 en 100")
        return found

    def text(self, key: str) -> str:
        """Return a text, empty when it is not given."""
        if not self.has(key):
            return ""
        value = self.values[key]
        if not isinstance(value, str) or len(value) > LONGEST_TEXT:
            raise ImpossibleInput(
                self.at(key), f"moet tekst zijn van hoogstens {LONGEST_TEXT} tekens"
            )
        if NO_LETTER.search(value):
            raise ImpossibleInput(self.at(key), "bevat een teken dat geen letter is")
        return value

    def choice(self, key: str, kinds: type[Kind], default: Kind | None = None) -> Kind:
        """Return one of the names of an enumeration."""
        if not self.has(key) and default is not None:
            return default
        value = self._value(key)
        names = [str(kind.value) for kind in kinds]
        if value not in names:
            raise ImpossibleInput(
                self.at(key), f"{str(value)[:40]} kennen we niet; kies uit {', '.join(names)}"
            )
        return kinds(value)

    def objects(self, key: str) -> list["Fields"]:
        """Return the objects of a list, none when it is not given."""
        if not self.has(key):
            return []
        value = self.values[key]
        if not isinstance(value, list):
            raise ImpossibleInput(self.at(key), "moet een lijst zijn")
        if len(value) > MOST_ROWS:
            raise ImpossibleInput(self.at(key), f"een lijst heeft hoogstens {MOST_ROWS} rijen")
        return [Fields(found, f"{self.at(key)}[{at}]") for at, found in enumerate(value)]

    def object(self, key: str) -> "Fields | None":
        """Return one object, None when it is not given."""
        return Fields(self.values[key], self.at(key)) if self.has(key) else None

    def done(self) -> None:
        """Refuse a field that means nothing here: a slip of the pen changes an amount."""
        unknown = sorted(set(self.values) - self.asked)
        if unknown:
            raise ImpossibleInput(self.at(str(unknown[0])[:40]), "dit veld kennen we niet")
