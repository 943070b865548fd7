"""Reading the kinds of resource of a described situation."""

from collections.abc import Callable
from enum import Enum

from eenplan.engines.entitlement.columns import INCOMES
from eenplan.engines.entitlement.errors import ImpossibleInput
from eenplan.engines.entitlement.fields import Fields
from eenplan.engines.entitlement.model import (
    Capital,
    HousingCosts,
    Income,
    Ownership,
    RealEstate,
    Resource,
    Transfer,
)
from eenplan.engines.entitlement.numbers import WHOLE


class Per(Enum):
    """How often an amount comes in."""

    MONTH = "month"
    YEAR = "year"


def resource(fields: Fields) -> Resource:
    """Return one resource. Raises ImpossibleInput."""
    kind = fields.values.get("kind")
    fields.asked.add("kind")
    if isinstance(kind, str) and kind in READERS:
        found = READERS[kind](fields)
    elif isinstance(kind, str) and kind in INCOMES:
        found = _income(fields, kind)
    else:
        names = ", ".join([*READERS, *INCOMES])
        raise ImpossibleInput(
            fields.at("kind"), f"{str(kind)[:40]} is geen soort inkomst of bezit; kies uit {names}"
        )
    fields.text("description")
    fields.done()
    return found


def _per_month(fields: Fields) -> bool:
    return fields.choice("per", Per, Per.MONTH) is Per.MONTH


def _owned(fields: Fields) -> int:
    share = fields.share("share")
    return WHOLE if share is None else share


def _income(fields: Fields, kind: str) -> Income:
    return Income(kind, fields.amount("amount"), _per_month(fields))


def _capital(fields: Fields) -> Capital:
    return Capital(fields.amount("amount"), _owned(fields))


def _estate(fields: Fields) -> RealEstate:
    found = RealEstate(
        built=fields.flag("built", True),
        cadastral_income=fields.maybe_amount("cadastral_income"),
        share=_owned(fields),
        yearly_rent=fields.maybe_amount("yearly_rent"),
        yearly_mortgage_interest=fields.maybe_amount("yearly_mortgage_interest") or 0,
        abroad=fields.flag("abroad"),
        foreign_income=fields.maybe_amount("foreign_income"),
    )
    if found.cadastral_income is None and not found.abroad:
        raise ImpossibleInput(fields.at("cadastral_income"), "ontbreekt (niet-geïndexeerd)")
    if found.foreign_income is not None and not found.abroad:
        raise ImpossibleInput(fields.at("foreign_income"), "hoort bij een goed in het buitenland")
    told = (found.cadastral_income, found.yearly_rent, found.foreign_income)
    if all(value is None for value in told):
        raise ImpossibleInput(
            fields.where, "noem het kadastraal inkomen, de huur of het buitenlands inkomen"
        )
    return found


def _transfer(fields: Fields) -> Transfer:
    return Transfer(
        market_value=fields.amount("market_value"),
        on=fields.day("on"),
        right=fields.choice("ownership", Ownership, Ownership.FULL),
        share=_owned(fields),
        only_home=fields.flag("only_home"),
        debts_paid=fields.maybe_amount("debts_paid") or 0,
        equity_reason=fields.text("equity_reason").strip(),
    )


def _housing(fields: Fields) -> HousingCosts:
    return HousingCosts(
        fields.amount("amount"), fields.flag("payer_lives_here"), _per_month(fields)
    )


READERS: dict[str, Callable[[Fields], Resource]] = {
    "capital": _capital,
    "real_estate": _estate,
    "transfer": _transfer,
    "housing_costs": _housing,
}
