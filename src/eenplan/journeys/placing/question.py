"""What is put before the placement engine: families that look for a roof, places, and norms.

From the database, or from two files without touching the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import DatabaseError

from eenplan.core.errors import DomainError
from eenplan.core.imports import ImportReport
from eenplan.engines import placement
from eenplan.engines.placement.contingents import Norms
from eenplan.housing.enums import PlaceKind
from eenplan.housing.models import Contingent
from eenplan.housing.selectors import (
    TONIGHT,
    household_facts,
    places_to_propose,
    seeking,
)
from eenplan.journeys.imports.arrivals import read_arrivals
from eenplan.journeys.imports.offers import (
    PERSONS_PER_FAMILY_SHARING,
    OfferRow,
    read_offers,
)
from eenplan.organisation.enums import ReceptionForm
from eenplan.organisation.norms import NORMS, switch_key
from eenplan.organisation.selectors import Closed, closures, norms_on
from eenplan.people.enums import NeedCode
from eenplan.people.registration import NewHousehold

PLAN_DAY = date(2022, 3, 14)  # of the seven-point plan the defaults come from
ADULT = 18


class FilesRefused(DomainError):
    """A file cannot be used; the sentence holds all that is wrong in it."""


@dataclass(frozen=True)
class Question:
    """Everything a plan is made of, and where it came from."""

    on: date
    horizon_days: int
    households: tuple[placement.Household, ...]
    places: tuple[placement.Place, ...]
    policy: placement.Policy
    norms: Mapping[str, Decimal]
    origin: str  # a Dutch phrase: "de databank" or the names of the files
    norms_origin: str
    remarks: tuple[str, ...] = ()

    @property
    def persons(self) -> int:
        return sum(household.persons for household in self.households)

    @property
    def contingent_norms(self) -> Norms:
        return Norms(
            persons_per_contingent=int(self.norms["contingent_persons"]),
            families_per_contingent=int(self.norms["contingent_families"]),
            families_per_worker=int(self.norms["households_per_case_manager"]),
            budget_per_contingent=self.norms["contingent_budget"],
        )


def from_database(*, on: date, horizon_days: int | None) -> Question:
    """Return the households that look for a place on a day, and all places that are not closed."""
    norms = _defaults() | {key: row.value for key, row in norms_on(on).items()}
    return Question(
        on=on,
        horizon_days=_horizon(horizon_days, norms),
        households=tuple(
            household_facts(seeking(on).select_related("area").defer("area__geometry"), on=on)
        ),
        places=tuple(places_to_propose(on=on)),
        policy=_policy(norms, on),
        norms=norms,
        origin="de databank",
        norms_origin="de normen van de gemeente",
    )


def from_files(
    offers: Path, arrivals: Path, *, on: date | None, horizon_days: int | None
) -> Question:
    """Return the question two files put; `on` is the last arrival in the file unless given.

    Norms and closed reception forms come from the database where there is one, else they are the
    defaults of the product. Raises FilesRefused with everything that is wrong in the files.
    """
    report = ImportReport("rijen")
    rows = read_offers(offers, report)
    families = read_arrivals(arrivals, report)
    if not report.ok:
        raise FilesRefused("\n".join(map(str, report.errors)))
    day = on or max(family.arrived_on for family in families)
    norms, policy, norms_origin = _norms_and_policy(day)
    return Question(
        on=day,
        horizon_days=_horizon(horizon_days, norms),
        households=tuple(_household(family, day) for family in families),
        places=tuple(_place(row) for row in rows),
        policy=policy,
        norms=norms,
        origin=f"{offers.name} en {arrivals.name}",
        norms_origin=norms_origin,
        remarks=tuple(map(str, report.warnings)),
    )


def most_urgent(question: Question, count: int) -> Question:
    """Return the question for the most urgent households: no roof first, then who waits longest.

    The others are not forgotten: a remark says how many are left for a next plan.
    """
    if count >= len(question.households):
        return question
    ranked = sorted(question.households, key=lambda h: (h.tonight != "none", h.arrived_on, h.id))
    # Who stays together is not torn apart by the count.
    together = {link.other for household in ranked[:count] for link in household.links}
    chosen = (*ranked[:count], *(h for h in ranked[count:] if h.id in together))
    remark = (
        f"dit plan gaat alleen over de {len(chosen)} dringendste van de {len(ranked)} gezinnen "
        "die een plaats zoeken."
    )
    return replace(question, households=chosen, remarks=(*question.remarks, remark))


def open_contingents() -> int:
    """Return how many contingents the municipality has opened."""
    return Contingent.objects.count()


def _defaults() -> dict[str, Decimal]:
    return {key: kind.default for key, kind in NORMS.items()}


def _horizon(horizon_days: int | None, norms: Mapping[str, Decimal]) -> int:
    return int(norms["placement_horizon_days"]) if horizon_days is None else horizon_days


def _norms_and_policy(on: date) -> tuple[dict[str, Decimal], placement.Policy, str]:
    try:
        rows = norms_on(on)
        if rows:
            values = _defaults() | {key: row.value for key, row in rows.items()}
            return values, _policy(values, on), "de normen van de gemeente"
    except DatabaseError:  # no database at hand, or nothing in it yet
        pass
    return _defaults(), _default_policy(on), "de standaardnormen van Eenplan"


def _policy(norms: Mapping[str, Decimal], on: date) -> placement.Policy:
    closed = closures(on=on)
    return placement.policy_from(
        norms,
        forms_closed=_closures(closed.forms),
        kinds_closed=_closures(closed.kinds),
        version=on.isoformat(),
    )


def _closures(decisions: Mapping[str, Closed]) -> dict[str, placement.Closure]:
    return {what: placement.Closure(found.since, found.reason) for what, found in decisions.items()}


def _default_policy(on: date) -> placement.Policy:
    closed = {
        switch.value: placement.Closure(PLAN_DAY, NORMS[switch_key(switch)].source)
        for switch in (*ReceptionForm, *PlaceKind)
        if not NORMS[switch_key(switch)].default
    }
    return placement.policy_from(
        _defaults(),
        forms_closed={form: closed[form] for form in ReceptionForm if form in closed},
        kinds_closed={kind: closed[kind] for kind in PlaceKind if kind in closed},
        version=on.isoformat(),
    )


def _household(new: NewHousehold, on: date) -> placement.Household:
    ages = [_age(person.birth_date, on) for person in new.persons]
    children = sum(age is not None and age < ADULT for age in ages)
    adults = tuple(
        person.sex
        for person, age in zip(new.persons, ages, strict=True)
        if age is None or age >= ADULT
    )
    return placement.Household(
        id=new.source.rpartition(":")[2],
        persons=len(new.persons),
        arrived_on=new.arrived_on,
        tonight=TONIGHT.get(new.sleeps, "place"),
        step_free=any(NeedCode.MOBILITY in person.needs for person in new.persons),
        pets=bool(new.pets),
        has_children=children > 0,
        unaccompanied_minor=not adults,
        makeup=placement.makeup_of(adults, children),
    )


def _age(born: date | None, on: date) -> int | None:
    if born is None:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _place(row: OfferRow) -> placement.Place:
    families = -(-row.max_persons // PERSONS_PER_FAMILY_SHARING)
    return placement.Place(
        id=row.reference,
        label=row.reference,
        form=row.form.value,
        kind=row.kind.value,
        area=row.neighbourhood,
        max_persons=row.max_persons,
        bedrooms=row.bedrooms,
        state=row.state.value,
        available_from=row.available_from,
        available_until=row.available_until,
        step_free=row.step_free,
        pets_allowed=row.pets_allowed,
        rent_eur_month=row.rent_cents // 100,
        max_households=families if row.kind == PlaceKind.SHARED_HOUSE else 1,
        provider=row.provider,
    )
