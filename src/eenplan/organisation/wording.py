"""How the numbers of the organisation are written on the screen and in the reference pages."""

from decimal import Decimal

from eenplan.organisation.norms import NORMS, NormKind


def number(value: Decimal | int) -> str:
    """Return a number the Dutch way: 165.000 and 1,5."""
    text = f"{Decimal(value).normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))


def amount(kind: NormKind, value: Decimal) -> str:
    """Return a norm's value with its unit: "40 gezinnen", "€ 165.000", "open"."""
    if kind.is_switch:
        return "open" if value else "gesloten"
    return f"€ {number(value)}" if kind.unit == "euro" else f"{number(value)} {kind.unit}"


def norm_amount(key: str, value: Decimal) -> str:
    """Return the value of the norm called `key` with its unit."""
    return amount(NORMS[key], value)
