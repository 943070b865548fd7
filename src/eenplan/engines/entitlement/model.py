"""A household as the social investigation found it: what goes into the calculation.

Amounts are whole cents. Name, origin and nationality may be told and are used by nothing: what
counts is the title of stay, where the law asks for one.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Right(StrEnum):
    """Which right is asked."""

    LIVING_WAGE = "living_wage"
    EQUIVALENT = "equivalent_living_wage"


class Title(StrEnum):
    """The ground of stay, as RMI art. 3, 3° tells them apart, and those it does not name."""

    BELGIAN = "belgian"
    EU = "eu_more_than_three_months"
    EU_EARLY = "eu_first_three_months"
    POPULATION_REGISTER = "population_register"
    STATELESS = "stateless"
    REFUGEE = "recognised_refugee"
    SUBSIDIARY = "subsidiary_protection"
    TEMPORARY = "temporary_protection"
    OTHER_STAY = "other_legal_stay"
    NO_STAY = "no_legal_stay"


class Relation(StrEnum):
    """What somebody is to the applicant, as KB2002 art. 34 tells them apart."""

    APPLICANT = "applicant"
    PARTNER = "partner"
    FIRST_DEGREE = "first_degree"
    DEBTOR = "maintenance_debtor"
    OTHER = "other"


class Counting(StrEnum):
    """How the means of a partner count, where the investigation chose."""

    OPEN = "open"
    ABOVE = "above_category_1"
    WHOLE = "whole"


class Exemption(StrEnum):
    """The exemption for work and training somebody claims (KB2002 art. 35)."""

    NONE = "none"
    GENERAL = "general"
    STUDENT = "student"
    STUDENT_WITH_GRANT = "student_with_grant"
    SHORTAGE_JOB = "shortage_job"
    ARTIST = "artist"


class Ownership(StrEnum):
    """What somebody gave away of a good."""

    FULL = "full"
    USUFRUCT = "usufruct"
    BARE = "bare"


@dataclass(frozen=True)
class Income:
    """Money that comes in, net, a month or a year; `kind` is a name of incomes.toml."""

    kind: str
    amount: int
    per_month: bool = True


@dataclass(frozen=True)
class Capital:
    """Savings, accounts, shares, bonds."""

    amount: int
    share: int = 10_000


@dataclass(frozen=True)
class RealEstate:
    """A house or land somebody owns; the cadastral income is the one that is not indexed."""

    built: bool
    cadastral_income: int | None = None
    share: int = 10_000
    yearly_rent: int | None = None
    yearly_mortgage_interest: int = 0
    abroad: bool = False
    foreign_income: int | None = None


@dataclass(frozen=True)
class Transfer:
    """A good somebody gave or sold; the value is that of the day of transfer."""

    market_value: int
    on: date
    right: Ownership = Ownership.FULL
    share: int = 10_000
    only_home: bool = False
    debts_paid: int = 0
    equity_reason: str = ""


@dataclass(frozen=True)
class HousingCosts:
    """Rent, loan or energy of the main home that somebody else pays."""

    amount: int
    payer_lives_here: bool
    per_month: bool = True


Resource = Income | Capital | RealEstate | Transfer | HousingCosts


@dataclass(frozen=True)
class WorkExemption:
    """What must be known to grant the exemption for work or training."""

    kind: Exemption
    entitled_before: bool
    first_day: date
    days_used: int = 0
    under_age_and_project: bool = False
    contract_months: int = 0
    months_used: int = 0
    attested: bool = False
    used_before: bool = False


@dataclass(frozen=True)
class Person:
    """Somebody of the household with the resources found."""

    relation: Relation = Relation.APPLICANT
    resources: tuple[Resource, ...] = ()
    work: WorkExemption | None = None
    adult: bool = True
    own_living_wage: bool = False
    shares_household: bool = True
    counted_share: int | None = None
    equity_reason: str = ""
    counting: Counting = Counting.OPEN
    name: str = ""
    origin: str = ""
    nationality: str = ""


@dataclass(frozen=True)
class Conditions:
    """What the investigation found of the conditions of RMI art. 3."""

    residence: bool = True
    age: int = 18
    assimilated_minor: bool = False
    title: Title = Title.BELGIAN
    willing_to_work: bool = True
    excused_from_work: bool = False
    claims_other_rights: bool = True


@dataclass(frozen=True)
class Situation:
    """One household on one day. The category is a finding, never taken from an address."""

    on: date
    category: int
    applicant: Person
    requested_on: date
    right: Right = Right.LIVING_WAGE
    reviewed_on: date | None = None
    cohabitants: tuple[Person, ...] = ()
    children: int = 0
    conditions: Conditions = field(default_factory=Conditions)
