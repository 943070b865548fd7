"""What stands in a letter: facts only, as they were on the day it was made. Kept as JSON."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from eenplan.benefits.letters.texts import DUTCH, VERSION


@dataclass(frozen=True)
class Centre:
    """Who sends the letter, and the court one goes to against it."""

    name: str = ""
    street: str = ""
    town: str = ""
    phone: str = ""
    email: str = ""
    company_number: str = ""
    court: str = ""
    court_address: str = ""

    @property
    def address(self) -> str:
        return ", ".join(part for part in (self.street, self.town) if part)


@dataclass(frozen=True)
class Asked:
    """The application a letter is about."""

    number: str
    right: str
    received_on: str
    decide_by: str = ""


@dataclass(frozen=True)
class Step:
    """One step of the calculation, in plain words. No amount: a finding, not a sum."""

    label: str
    cents: int | None = None
    source: str = ""
    is_certain: bool = True


@dataclass(frozen=True)
class Decided:
    """What was decided, on what grounds, and how the amount came about."""

    number: str
    kind: str
    right: str
    decided_on: str
    by_chair: bool = False
    category: int | None = None
    category_reason: str = ""
    cents: int = 0
    rhythm: str = ""
    starts_on: str = ""
    last_day: str = ""
    in_law: str = ""
    in_fact: str = ""
    deviation_reason: str = ""
    revises: str = ""
    steps: tuple[Step, ...] = ()
    calculated: int | None = None  # what the steps come to
    calculation_note: str = ""
    limitation: str = ""

    @property
    def gives_money(self) -> bool:
        """Whether money is paid by this decision."""
        return self.kind in ("GRANT", "REVISE") and self.cents > 0

    @property
    def is_wage(self) -> bool:
        return self.right in ("LIVING_WAGE", "EQUIVALENT")

    @property
    def is_integration(self) -> bool:
        """Whether the law on social integration itself gives this right, and not social aid."""
        return self.right in ("LIVING_WAGE", "INSTALLATION_PREMIUM")

    @property
    def is_recovery(self) -> bool:
        return self.kind == "RECOVER"


@dataclass(frozen=True)
class Forwarded:
    """To which centre an application goes, and why."""

    to_centre: str
    to_address: str
    ground: str
    name: str = ""
    birth_date: str = ""


@dataclass(frozen=True)
class PaidMonth:
    """What was paid for one month and component: granted, withheld, paid, and when it came."""

    month: str
    component: str
    gross: int
    withheld: int
    net: int
    settled_on: str = ""
    to: str = ""  # who was paid in the place of the client


@dataclass(frozen=True)
class Told:
    """One letter. `fixed` holds what the law wants in it, in the Dutch words it was sent with."""

    kind: str
    made_on: str
    reference: str = ""
    language: str = DUTCH  # of the courtesy translation; Dutch: none
    name: str = ""
    to: tuple[str, ...] = ()
    centre: Centre = Centre()
    service: str = ""
    worker: str = ""
    asked: Asked | None = None
    decided: Decided | None = None
    forwarded: Forwarded | None = None
    year: int | None = None
    paid: tuple[PaidMonth, ...] = ()
    fixed: dict[str, str] = field(default_factory=dict)
    version: str = VERSION

    def as_data(self) -> dict[str, Any]:
        """Return the letter as JSON keeps it."""
        return asdict(self)


def told_from(data: dict[str, Any]) -> Told:
    """Return a letter from what was kept of it."""
    return _made(Told, data)


PARTS = {
    "centre": Centre,
    "asked": Asked,
    "decided": Decided,
    "forwarded": Forwarded,
    "steps": Step,
    "paid": PaidMonth,
}


def _made(kind: type, data: dict[str, Any]) -> Any:
    known = {each.name for each in fields(kind)}
    return kind(**{key: _value(key, value) for key, value in data.items() if key in known})


def _value(key: str, value: Any) -> Any:
    part = PARTS.get(key)
    if isinstance(value, list | tuple):
        return tuple(_made(part, each) if part else each for each in value)
    return _made(part, value) if part and isinstance(value, dict) else value
