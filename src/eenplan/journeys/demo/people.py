"""The rows of a demo household and its members: register data, papers, names to search by."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from eenplan.engines.names import transliterate
from eenplan.journeys.demo.families import Member
from eenplan.journeys.demo.outlines import Outline
from eenplan.organisation.models import User
from eenplan.people.enums import BirthDatePrecision, ContactChannel, DocumentKind, Relation, Sex
from eenplan.people.models import (
    Household,
    HouseholdMember,
    IdentityDocument,
    NameKey,
    Person,
    SpecificNeed,
)
from eenplan.people.numbers import phone_tail
from eenplan.people.services import name_keys

DESK_DAYS = 3
PETS = ("kat", "kat", "hond", "hond", "cavia", "twee katten")
CHANNELS = (ContactChannel.PHONE, ContactChannel.SMS, ContactChannel.WHATSAPP, ContactChannel.EMAIL)
BIS_MONTHS = 40  # added to the birth month of who is in no register yet


@dataclass
class Numbers:
    """What must be unique over the whole demo: telephone and register numbers."""

    phones: int = 0
    births: Counter = field(default_factory=Counter)

    def next_phone(self) -> str:
        """Return the next telephone number of a series nobody was given."""
        self.phones += 1
        return f"+32470{self.phones:06d}"

    def national_number(self, member: Member, *, bis: bool) -> str:
        """Return a number with a right checksum from the end of the day's series, or "".

        Men have odd and women even serials; the registers start at the other end.
        """
        day = member.birth_date
        self.births[day, member.sex] += 2
        serial = (998 if member.sex == Sex.FEMALE else 999) - self.births[day, member.sex]
        if serial < 500:
            return ""
        month = day.month + (BIS_MONTHS if bis else 0)
        digits = f"{day.year % 100:02d}{month:02d}{day.day:02d}{serial:03d}"
        rest = int(f"2{digits}" if day.year >= 2000 else digits) % 97
        return f"{digits}{97 - rest:02d}"


@dataclass
class PeopleRows:
    """Unsaved rows of a batch of households, in the order they can be written."""

    households: list[Household] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    members: list[HouseholdMember] = field(default_factory=list)
    keys: list[NameKey] = field(default_factory=list)
    documents: list[IdentityDocument] = field(default_factory=list)
    needs: list[SpecificNeed] = field(default_factory=list)

    def write(self) -> None:
        Household.objects.bulk_create(self.households)
        Person.objects.bulk_create(self.persons)
        HouseholdMember.objects.bulk_create(self.members)
        NameKey.objects.bulk_create(self.keys)
        IdentityDocument.objects.bulk_create(self.documents)
        SpecificNeed.objects.bulk_create(self.needs)


def new_household(
    outline: Outline, family: list[Member], serial: int, desk: User, numbers: Numbers, rng: Random
) -> Household:
    """Return the household's row; its area is filled in with its address."""
    reference, day = family[0], outline.registered_on
    given, name = transliterate(reference.given_name), transliterate(reference.family_name)
    has_pet = rng.random() < (0.13 if outline.is_temporary else 0.05)
    channel = rng.choice(CHANNELS)
    uses_email = channel == ContactChannel.EMAIL
    return Household(
        year=day.year,
        serial=serial,
        name=f"{given} {name}",
        target_group=outline.target_group,
        arrived_on=day - timedelta(days=rng.randint(0, 4)),
        registered_on=day,
        registered_by=desk,
        desk_until=day + timedelta(days=DESK_DAYS),
        sleeps=outline.sleeps,
        contact_channel=channel,
        contact_language="nl" if "nl" in reference.speaks else reference.speaks[0],
        phone=numbers.next_phone(),
        email=f"gezin{day.year}-{serial}@voorbeeld.example" if uses_email else "",
        pets=rng.choice(PETS) if has_pet else "",
        helped_elsewhere=outline.helped_elsewhere,
    )


def add_people(
    rows: PeopleRows,
    household: Household,
    family: list[Member],
    numbers: Numbers,
    rng: Random,
    on: date,
) -> list[Person]:
    """Add the members of a household to the rows; return them in the order of the family."""
    persons = []
    for member in family:
        since = max(household.registered_on, member.birth_date)
        person = _person(member, household, numbers, rng, since)
        persons.append(person)
        rows.members.append(
            HouseholdMember(
                household=household,
                person=person,
                relation=member.relation,
                starts_on=since,
                ends_on=_leaves(member, since, rng, on),
            )
        )
        rows.keys.extend(name_keys(person))
        if member.document is not None:
            rows.documents.append(_document(member, person, rng, since))
        rows.needs.extend(
            SpecificNeed(person=person, code=code, starts_on=since) for code in member.needs
        )
    rows.households.append(household)
    rows.persons.extend(persons)
    return persons


def _person(
    member: Member, household: Household, numbers: Numbers, rng: Random, since: date
) -> Person:
    family, given = transliterate(member.family_name), transliterate(member.given_name)
    is_reference = member.relation == Relation.REFERENCE
    precision = (
        BirthDatePrecision.APPROXIMATE if member.is_approximate else BirthDatePrecision.KNOWN
    )
    age = since.year - member.birth_date.year
    phone = household.phone if is_reference else _own_phone(age, numbers, rng)
    return Person(
        family_name=family,
        given_name=given,
        family_name_original=member.family_name if member.family_name != family else "",
        given_name_original=member.given_name if member.given_name != given else "",
        sex=member.sex,
        birth_date=member.birth_date,
        birth_date_precision=precision,
        nationality=member.nationality,
        national_number=_number(member, household, numbers, rng),
        phone=phone,
        phone_tail=phone_tail(phone),
        speaks=member.speaks,
        reads=member.reads,
        needs_interpreter=member.needs_interpreter,
        school_age=6 <= age < 18,
        known_since=since,
    )


def _own_phone(age: int, numbers: Numbers, rng: Random) -> str:
    return numbers.next_phone() if age > 15 and rng.random() < 0.5 else ""


def _number(member: Member, household: Household, numbers: Numbers, rng: Random) -> str:
    """Residents mostly have a register number; newcomers a BIS number or none yet."""
    temporary = household.target_group != "RESIDENT"
    has_one = rng.random() < (0.45 if temporary else 0.92)
    return numbers.national_number(member, bis=temporary) if has_one else ""


def _document(member: Member, person: Person, rng: Random, seen: date) -> IdentityDocument:
    has_number = member.document != DocumentKind.NONE
    return IdentityDocument(
        person=person,
        kind=member.document,
        number=f"DEMO{rng.randrange(10**6):06d}" if has_number else "",
        valid_until=seen + timedelta(days=rng.randint(200, 2500)) if has_number else None,
        seen_on=seen,
    )


def _leaves(member: Member, since: date, rng: Random, on: date) -> date | None:
    """A few relatives go and live elsewhere in the meantime."""
    can_leave = member.relation in (Relation.OTHER_RELATIVE, Relation.PARTNER)
    if not can_leave or (on - since).days < 90 or rng.random() > 0.04:
        return None
    return on - timedelta(days=rng.randint(10, 60))
