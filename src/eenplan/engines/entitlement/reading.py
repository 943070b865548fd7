"""A described situation (JSON) as a household to reckon, with what else is asked about it."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from eenplan.engines.entitlement.checking import check_household
from eenplan.engines.entitlement.claims import Claim
from eenplan.engines.entitlement.errors import ImpossibleInput
from eenplan.engines.entitlement.fields import FILE, Fields, account
from eenplan.engines.entitlement.law import law
from eenplan.engines.entitlement.model import (
    Conditions,
    Counting,
    Exemption,
    Person,
    Relation,
    Right,
    Situation,
    Title,
    WorkExemption,
)
from eenplan.engines.entitlement.numbers import day_later
from eenplan.engines.entitlement.once import Recovery
from eenplan.engines.entitlement.payment import Grant
from eenplan.engines.entitlement.reading_means import resource
from eenplan.engines.entitlement.reading_more import claim, grant, premium, recovery

MOST_BYTES = 1_000_000
MOST_DEPTH_PROBLEM = "de lijsten en objecten zitten te diep in elkaar"
ADULT = 18


@dataclass(frozen=True)
class Described:
    """A situation and the questions that were put with it.

    `then` is the situation in the month that is paid, when that is another month than the one of
    the calculation: its amounts may be others.
    """

    situation: Situation
    finding: str = ""
    account: str = ""
    month: date | None = None
    then: Situation | None = None
    grant: Grant | None = None
    premium: tuple[bool, int] | None = None
    recovery: Recovery | None = None
    claim: Claim | None = None


def read(text: str, *, on: date | None = None) -> Described:
    """Return what a JSON text describes; `on` goes before its own day. Raises ImpossibleInput."""
    if len(text) > MOST_BYTES:
        raise ImpossibleInput(FILE, "groter dan een miljoen tekens")
    if not text.strip():
        raise ImpossibleInput(FILE, "leeg")
    try:
        value = json.loads(
            text, parse_float=Decimal, parse_constant=Decimal, object_pairs_hook=_once_each
        )
    except json.JSONDecodeError as error:
        where = f"regel {error.lineno}, teken {error.colno}"
        raise ImpossibleInput(FILE, f"geen leesbare JSON ({where})") from None
    except RecursionError:
        raise ImpossibleInput(FILE, MOST_DEPTH_PROBLEM) from None
    except ValueError:  # Python refuses to read a number of thousands of digits
        raise ImpossibleInput(FILE, "een getal is te lang") from None
    return described(value, on=on)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ImpossibleInput(twice[:40], "staat twee keer in hetzelfde object")
    return found


def described(value: object, *, on: date | None = None) -> Described:
    """Return what an object describes. Raises ImpossibleInput, with the field, in Dutch."""
    fields = Fields(value, "")
    told = fields.day("on") if fields.has("on") or on is None else on
    situation = _situation(fields, on or told)
    check_household(situation)
    found = Described(situation, fields.text("category_reason"), **_more(fields, situation))
    fields.done()
    return found


def _more(fields: Fields, situation: Situation) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if fields.has("account"):
        found["account"] = account(fields.values["account"], "account")
    if payment := fields.object("payment"):
        found["month"], found["grant"] = grant(payment, situation)
        first = max(found["month"], found["grant"].starts_on.replace(day=1))
        if found["month"] == first != situation.on.replace(day=1):
            found["then"] = _situation(fields, max(first, found["grant"].starts_on))
    if asked := fields.object("installation_premium"):
        found["premium"] = premium(asked)
    if undue := fields.object("recovery"):
        found["recovery"] = recovery(undue)
    if state := fields.object("state"):
        found["claim"] = claim(state, situation)
    return found


def _situation(fields: Fields, on: date) -> Situation:
    applicant = fields.object("applicant")
    if applicant is None:
        raise ImpossibleInput("applicant", "ontbreekt")
    return Situation(
        on=on,
        right=fields.choice("right", Right, Right.LIVING_WAGE),
        category=_category(fields),
        requested_on=fields.day("requested_on"),
        reviewed_on=fields.maybe_day("reviewed_on"),
        children=fields.count("children"),
        applicant=_person(applicant, Relation.APPLICANT, on),
        cohabitants=tuple(
            _person(found, _relation(found), on) for found in fields.objects("cohabitants")
        ),
        conditions=_conditions(fields.object("conditions") or Fields({}, "conditions"), on),
    )


def _category(fields: Fields) -> int:
    found = fields.values.get("category")
    fields.asked.add("category")
    if isinstance(found, bool) or not isinstance(found, int) or found not in (1, 2, 3):
        raise ImpossibleInput("category", "moet 1, 2 of 3 zijn: een bevinding van het onderzoek")
    return found


class _Cohabitant(Enum):
    PARTNER = Relation.PARTNER.value
    FIRST_DEGREE = Relation.FIRST_DEGREE.value
    DEBTOR = Relation.DEBTOR.value
    OTHER = Relation.OTHER.value


def _relation(fields: Fields) -> Relation:
    return Relation(fields.choice("relation", _Cohabitant).value)


def _person(fields: Fields, relation: Relation, on: date) -> Person:
    work = fields.object("work_exemption")
    found = Person(
        relation=relation,
        resources=tuple(resource(row) for row in fields.objects("resources")),
        work=_work(work, on) if work else None,
        name=fields.text("name"),
        origin=fields.text("origin"),
        nationality=fields.text("nationality"),
        **({} if relation is Relation.APPLICANT else _living_in(fields)),
    )
    fields.done()
    return found


def _living_in(fields: Fields) -> dict[str, Any]:
    return {
        "adult": fields.flag("adult", True),
        "own_living_wage": fields.flag("own_living_wage"),
        "shares_household": fields.flag("shares_household", True),
        "counted_share": fields.share("counted_share"),
        "equity_reason": fields.text("equity_reason").strip(),
        "counting": fields.choice("counting", Counting, Counting.OPEN),
    }


def _work(fields: Fields, on: date) -> WorkExemption:
    found = WorkExemption(
        kind=fields.choice("kind", Exemption),
        entitled_before=fields.flag("entitled_before"),
        first_day=fields.day("first_day"),
        days_used=fields.count("days_used"),
        under_age_and_project=fields.flag("under_25_full_time_with_project"),
        contract_months=fields.count("contract_months"),
        months_used=fields.count("months_used"),
        attested=fields.flag("attested"),
        used_before=fields.flag("used_before"),
    )
    fields.done()
    _check_used(fields, found, on)
    return found


def _check_used(fields: Fields, found: WorkExemption, on: date) -> None:
    """Refuse to guess what was used of an exemption that began longer ago than it lasts."""
    if found.kind is Exemption.SHORTAGE_JOB and not fields.has("months_used"):
        months = law().on("spi_shortage_months", on)
        if day_later(found.first_day, months) <= on:
            raise ImpossibleInput(
                fields.at("months_used"),
                f"ontbreekt: de vrijstelling begon {months} maanden geleden of meer",
            )


def _conditions(fields: Fields, on: date) -> Conditions:
    found = Conditions(
        residence=fields.flag("residence", True),
        age=_age(fields, on),
        assimilated_minor=fields.flag("assimilated_minor"),
        title=fields.choice("title", Title, Title.BELGIAN),
        willing_to_work=fields.flag("willing_to_work", True),
        excused_from_work=fields.flag("excused_from_work"),
        claims_other_rights=fields.flag("claims_other_rights", True),
    )
    fields.done()
    return found


def _age(fields: Fields, on: date) -> int:
    born = fields.maybe_day("birth_date")
    if born is None:
        return ADULT
    if born > on:
        raise ImpossibleInput(fields.at("birth_date"), "ligt na de dag van de berekening")
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
