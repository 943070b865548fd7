"""A route laid out for one household: which step for whom, and by when. Nothing is saved here."""

from collections.abc import Sequence
from datetime import date, timedelta

from eenplan.cases.models import Case, Step
from eenplan.guidance.routes import RouteStep
from eenplan.people.models import ADULT, Person

TWELVE = 12
COMPULSORY_SCHOOL = 5  # not verified: compulsory education in Belgium, from five to eighteen


def steps_of_route(
    case: Case, route: Sequence[RouteStep], persons: Sequence[Person], *, on: date
) -> list[Step]:
    """Return the unsaved steps of a route in order: one for the household or one per person."""
    return [
        Step(
            case=case,
            person=person,
            listed_id=step.listed_id,
            code=step.code,
            title=f"{step.title}: {person.given_name}" if person else step.title,
            owner=step.owner,
            due_on=on + timedelta(days=step.days) if step.days is not None else None,
            rule=f"{step.rule} ({step.source})",
            rule_kind=step.rule_kind,
            rule_verified=step.is_verified,
            position=position,
        )
        for position, step in enumerate(route, start=1)
        for person in persons_for(step.per, persons, on)
    ]


def persons_for(per: str, persons: Sequence[Person], on: date) -> Sequence[Person | None]:
    """Return for which persons something is planned; None stands for the whole household."""
    match per:
        case "household":
            return [None]
        case "person":
            return persons
        case "child":
            return [person for person in persons if person.is_minor_on(on)]
        case "pupil":
            return [person for person in persons if goes_to_school(person, on)]
        case "twelve":
            return [person for person in persons if age_or_adult(person, on) >= TWELVE]
        case "adult":
            return [person for person in persons if age_or_adult(person, on) >= ADULT]
    raise LookupError(f"A step is for {per!r}, which means nobody")


def age_or_adult(person: Person, on: date) -> int:
    """A person of unknown age counts as adult: a step too many is crossed out, never missed."""
    age = person.age_on(on)
    return ADULT if age is None else age


def goes_to_school(person: Person, on: date) -> bool:
    """Said so at the desk, or of the age at which school is compulsory."""
    return person.school_age or COMPULSORY_SCHOOL <= age_or_adult(person, on) < ADULT
