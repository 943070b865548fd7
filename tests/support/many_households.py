"""Hundreds of households in the care of one team, made in a second."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from eenplan.cases.models import Assignment, Case
from eenplan.core.numbering import next_numbers
from eenplan.people.enums import NightShelter, Relation, Sex
from eenplan.people.models import Address, Household, HouseholdMember, Person, TeamCare
from eenplan.territory.models import Area

SINCE = date(2026, 6, 1)


@dataclass(frozen=True)
class Outline:
    """One household to make: where it lives, who holds it; without a worker its file is closed."""

    area: Area
    worker_id: int | None
    helped_elsewhere: bool = False


@transaction.atomic
def many_households(team, outlines: Iterable[Outline], *, target_group: str) -> list[Household]:
    """Put a household of one person in the care of a team for each outline."""
    wanted = list(outlines)
    serials = next_numbers("household", SINCE.year, len(wanted))
    households = Household.objects.bulk_create(
        Household(
            year=SINCE.year,
            serial=serial,
            name=f"Olena Testenko{serial}",
            target_group=target_group,
            arrived_on=SINCE,
            registered_on=SINCE,
            desk_until=SINCE,
            sleeps=NightShelter.OWN_HOME,
            area=outline.area,
            helped_elsewhere=outline.helped_elsewhere,
        )
        for serial, outline in zip(serials, wanted, strict=True)
    )
    persons = Person.objects.bulk_create(
        Person(
            given_name="Olena",
            family_name=f"Testenko{household.serial}",
            sex=Sex.FEMALE,
            birth_date=date(1988, 5, 4),
            known_since=SINCE,
            speaks=["uk"],
        )
        for household in households
    )
    HouseholdMember.objects.bulk_create(
        HouseholdMember(
            household=household, person=person, relation=Relation.REFERENCE, starts_on=SINCE
        )
        for household, person in zip(households, persons, strict=True)
    )
    Address.objects.bulk_create(
        Address(household=household, area=household.area, starts_on=SINCE)
        for household in households
    )
    TeamCare.objects.bulk_create(
        TeamCare(household=household, team=team, reason="test", starts_on=SINCE)
        for household in households
    )
    cases = Case.objects.bulk_create(
        Case(
            household=household,
            opened_on=SINCE,
            closed_on=None if outline.worker_id else date(2026, 9, 1),
            closed_because="" if outline.worker_id else "MOVED",
        )
        for household, outline in zip(households, wanted, strict=True)
    )
    Assignment.objects.bulk_create(
        Assignment(case=case, worker_id=outline.worker_id, reason="test", starts_on=SINCE)
        for case, outline in zip(cases, wanted, strict=True)
        if outline.worker_id
    )
    return households
