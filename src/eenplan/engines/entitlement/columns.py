"""Households as columns of whole numbers: the one form the arithmetic runs on.

A town comes straight from its tables in this form; a single household is a column of length one.
Days are ordinals, shares hundredths of a percent, -1 means that nothing was said.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from eenplan.engines.entitlement.law import law
from eenplan.engines.entitlement.model import (
    Capital,
    Counting,
    Exemption,
    HousingCosts,
    Income,
    Ownership,
    Person,
    RealEstate,
    Relation,
    Resource,
    Right,
    Situation,
    Title,
    Transfer,
)
from eenplan.engines.entitlement.numbers import Numbers

RIGHTS, TITLES, RELATIONS = tuple(Right), tuple(Title), tuple(Relation)
COUNTINGS, EXEMPTIONS, OWNERSHIPS = tuple(Counting), tuple(Exemption), tuple(Ownership)
INCOMES = tuple(
    parameter.key.removeprefix("income_")
    for parameter in law()
    if parameter.key.startswith("income_")
)
CODES = {
    name: {x: i for i, x in enumerate(kinds)}
    for name, kinds in (
        ("right", RIGHTS),
        ("title", TITLES),
        ("relation", RELATIONS),
        ("counting", COUNTINGS),
        ("exemption", EXEMPTIONS),
        ("ownership", OWNERSHIPS),
        ("income", INCOMES),
    )
}
INCOME, CAPITAL, ESTATE, TRANSFER, HOUSING = range(5)
UNSAID = -1
WORK_NOTHING = (0, 0, 1, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Households:
    """One row per household."""

    day: Numbers
    settled_on: Numbers
    category: Numbers
    right: Numbers
    children: Numbers
    residence: Numbers
    age: Numbers
    assimilated: Numbers
    title: Numbers
    willing: Numbers
    claims: Numbers


@dataclass(frozen=True)
class People:
    """One row per person of a household, the applicant too."""

    household: Numbers
    relation: Numbers
    adult: Numbers
    own_right: Numbers
    shares: Numbers
    counted_share: Numbers
    equity: Numbers
    counting: Numbers
    exemption: Numbers
    entitled: Numbers
    first_day: Numbers
    days_used: Numbers
    student: Numbers
    contract: Numbers
    months_used: Numbers
    attested: Numbers
    used_before: Numbers


@dataclass(frozen=True)
class Resources:
    """One row per resource. `amount` is yearly for what comes in, else a value."""

    person: Numbers
    kind: Numbers
    income: Numbers
    amount: Numbers
    share: Numbers
    built: Numbers
    cadastral: Numbers
    rent: Numbers
    interest: Numbers
    abroad: Numbers
    foreign: Numbers
    on: Numbers
    ownership: Numbers
    home: Numbers
    debts: Numbers
    equity: Numbers
    lives_here: Numbers


@dataclass(frozen=True)
class Table:
    """Households, their people and what these have."""

    households: Households
    people: People
    resources: Resources

    @property
    def size(self) -> int:
        """The number of households."""
        return len(self.households.day)

    def on(self, day: date) -> "Table":
        """Return the same households on another day: after an index jump, in a forecast."""
        days = np.full(self.size, day.toordinal(), dtype=np.int64)
        return replace(self, households=replace(self.households, day=days))


def columns(situations: Iterable[Situation]) -> Table:
    """Return situations as columns, in their order."""
    households: list[tuple[int, ...]] = []
    people: list[tuple[int, ...]] = []
    resources: list[tuple[int, ...]] = []
    for at, situation in enumerate(situations):
        households.append(_household(situation))
        for person in (situation.applicant, *situation.cohabitants):
            number = len(people)
            people.append((at, *_person(person)))
            resources.extend((number, *_resource(found)) for found in person.resources)
    return Table(
        Households(*_turned(households, 11)),
        People(*_turned(people, 17)),
        Resources(*_turned(resources, 17)),
    )


def _turned(rows: list[tuple[int, ...]], width: int) -> Numbers:
    return np.array(rows, dtype=np.int64).reshape(-1, width).T


def _household(found: Situation) -> tuple[int, ...]:
    said = found.conditions
    settled = max(found.requested_on, found.reviewed_on or date.min)
    return (
        found.on.toordinal(),
        settled.toordinal(),
        found.category,
        CODES["right"][found.right],
        found.children,
        said.residence,
        said.age,
        said.assimilated_minor,
        CODES["title"][said.title],
        said.willing_to_work or said.excused_from_work,
        said.claims_other_rights,
    )


def _person(found: Person) -> tuple[int, ...]:
    work = found.work
    told = (
        WORK_NOTHING
        if work is None
        else (
            CODES["exemption"][work.kind],
            work.entitled_before,
            work.first_day.toordinal(),
            work.days_used,
            work.under_age_and_project,
            work.contract_months,
            work.months_used,
            work.attested,
            work.used_before,
        )
    )
    return (
        CODES["relation"][found.relation],
        found.adult,
        found.own_living_wage,
        found.shares_household,
        UNSAID if found.counted_share is None else found.counted_share,
        bool(found.equity_reason),
        CODES["counting"][found.counting],
        *told,
    )


def _resource(found: Resource) -> tuple[int, ...]:
    if isinstance(found, Income):
        yearly = found.amount * (12 if found.per_month else 1)
        return (INCOME, CODES["income"][found.kind], yearly, *(0,) * 13)
    if isinstance(found, Capital):
        return (CAPITAL, 0, found.amount, found.share, *(0,) * 12)
    if isinstance(found, RealEstate):
        return _estate(found)
    if isinstance(found, Transfer):
        return _transfer(found)
    return _housing(found)


def _estate(found: RealEstate) -> tuple[int, ...]:
    return (
        *(ESTATE, 0, 0, found.share, found.built, _said(found.cadastral_income)),
        *(_said(found.yearly_rent), found.yearly_mortgage_interest),
        *(found.abroad, _said(found.foreign_income), 1, 0, 0, 0, 0, 0),
    )


def _transfer(found: Transfer) -> tuple[int, ...]:
    return (
        *(TRANSFER, 0, found.market_value, found.share, 0, 0, 0, 0, 0, 0, found.on.toordinal()),
        *(CODES["ownership"][found.right], found.only_home, found.debts_paid),
        *(bool(found.equity_reason), 0),
    )


def _housing(found: HousingCosts) -> tuple[int, ...]:
    yearly = found.amount * (12 if found.per_month else 1)
    return (HOUSING, 0, yearly, *(0,) * 12, found.payer_lives_here)


def _said(amount: int | None) -> int:
    return UNSAID if amount is None else amount
