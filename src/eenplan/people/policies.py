"""What may be true of persons and households, whoever asks."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from eenplan.people.enums import Relation
from eenplan.people.errors import ImpossibleArrival, ImpossibleDate, NoReferencePerson, PersonTwice
from eenplan.people.registration import NewPerson

EARLIEST_BIRTH = date(1900, 1, 1)


def check_one_reference_person(persons: Sequence[NewPerson]) -> None:
    """Raise NoReferencePerson unless exactly one person is the reference person."""
    count = sum(person.relation == Relation.REFERENCE for person in persons)
    if count == 0:
        raise NoReferencePerson("Duid één referentiepersoon aan.")
    if count > 1:
        raise NoReferencePerson("Er kan maar één referentiepersoon zijn.")


def check_nobody_twice(persons: Sequence[NewPerson]) -> None:
    """Raise PersonTwice if two persons share name and birth date, or a national number."""
    same = Counter(
        (p.family_name.casefold(), p.given_name.casefold(), p.birth_date) for p in persons
    )
    numbers = Counter(p.national_number for p in persons if p.national_number)
    for (_, given, _), count in same.items():
        if count > 1:
            raise PersonTwice(f"{given.title()} staat twee keer in dit gezin.")
    for number, count in numbers.items():
        if count > 1:
            raise PersonTwice(f"Twee personen hebben hetzelfde nummer {number}.")


def check_possible_birth(birth_date: date | None, *, on: date) -> None:
    """Raise ImpossibleDate for a birth in the future or before 1900."""
    if birth_date and not EARLIEST_BIRTH <= birth_date <= on:
        day = f"{birth_date:%d/%m}/{birth_date.year:04}"  # %Y writes the year 85 as 85
        raise ImpossibleDate(f"De geboortedatum {day} kan niet.")


def check_has_arrived(arrived_on: date, *, on: date) -> None:
    """Raise ImpossibleArrival for an arrival after the day of registration or before 1900."""
    if arrived_on > on:
        raise ImpossibleArrival("De aankomst ligt in de toekomst.")
    if arrived_on < EARLIEST_BIRTH:
        raise ImpossibleArrival(f"De aankomst kan niet in het jaar {arrived_on.year} liggen.")
