"""What the desk should look at before a household is written: doubles and doubtful numbers."""

from collections.abc import Sequence

from eenplan.core.access import Actor
from eenplan.people import searching
from eenplan.people.registration import NewPerson


def possible_doubles(actor: Actor, form, persons: Sequence[NewPerson]) -> tuple:
    """Return for each person who may be known already: (person, what was found)."""
    wanted = [
        searching.Wanted(
            family_name=person.family_name,
            given_name=person.given_name,
            birth_date=person.birth_date,
            phone=person.phone or form.cleaned_data["phone"],
            national_number=person.national_number,
        )
        for person in persons
    ]
    found = zip(persons, searching.find_each(actor, wanted), strict=True)
    return tuple((person, result) for person, result in found if result.hits or result.elsewhere)


def doubtful_numbers(persons: Sequence[NewPerson]) -> list[str]:
    """Return a warning for each number whose checksum is wrong; the number is kept."""
    return [
        f"Het nummer {p.national_number} van {p.given_name} klopt niet. "
        "Het is bewaard; kijk het na."
        for p in persons
        if p.national_number_doubted
    ]
