"""Everything that changes persons and households."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, OuterRef, Subquery

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.core.numbering import next_numbers
from eenplan.engines import names
from eenplan.organisation.models import Team, User
from eenplan.organisation.selectors import norm
from eenplan.people import permissions, policies
from eenplan.people.enums import Relation
from eenplan.people.errors import NumberTaken, TeamIsOver
from eenplan.people.models import (
    Address,
    Household,
    HouseholdMember,
    IdentityDocument,
    NameKey,
    Person,
    ReadAlong,
    SpecificNeed,
    TeamCare,
)
from eenplan.people.numbers import phone_tail
from eenplan.people.registration import NewAddress, NewHousehold, NewPerson
from eenplan.territory.models import Area
from eenplan.territory.selectors import locate


def register_household(*, actor: Actor, new: NewHousehold, on: date) -> Household:
    """Write a new household with its members, address and yearly number; as `register_family`."""
    return register_family(actor=actor, new=new, on=on)[0]


@transaction.atomic(savepoint=False)
def register_family(*, actor: Actor, new: NewHousehold, on: date) -> tuple[Household, list[Person]]:
    """Write a new household with its members, address and yearly number; return it with them.

    Raises NotAllowed, NoReferencePerson, PersonTwice, ImpossibleDate,
    ImpossibleArrival, NumberTaken.
    """
    permissions.check_can_register(actor)
    policies.check_has_arrived(new.arrived_on, on=on)
    policies.check_one_reference_person(new.persons)
    policies.check_nobody_twice(new.persons)
    for person in new.persons:
        policies.check_possible_birth(person.birth_date, on=on)
    area = locate(new.address, on=on)
    household = _create_household(actor, new, area, on)
    members = add_members(household, new.persons, since=new.arrived_on, on=on)
    _create_address(household, new.address, area, since=new.arrived_on)
    audit.record(actor, "people.household-registered", household, number=household.number)
    return household, [member.person for member in members]


def _create_household(actor: Actor, new: NewHousehold, area: Area, on: date) -> Household:
    reference = next(p for p in new.persons if p.relation == Relation.REFERENCE)
    days = int(norm("desk_view_days", on=on))
    return Household.objects.create(
        year=on.year,
        serial=next_numbers("household", on.year)[0],
        name=" ".join(filter(None, latin(reference)[::-1])),
        target_group=new.target_group,
        arrived_on=new.arrived_on,
        registered_on=on,
        registered_by_id=actor.user_id or None,
        desk_until=on + timedelta(days=days),
        sleeps=new.sleeps,
        contact_channel=new.contact_channel,
        contact_language=new.contact_language,
        phone=new.phone,
        email=new.email,
        pets=new.pets,
        helped_elsewhere=new.helped_elsewhere,
        area=area,
        source=new.source,
    )


def latin(new: NewPerson) -> tuple[str, str]:
    """Return family and given name in Latin script, by the official table where needed."""
    return names.transliterate(new.family_name), names.transliterate(new.given_name)


def add_members(
    household: Household, stated: Sequence[NewPerson], *, since: date, on: date
) -> list[HouseholdMember]:
    """Write persons, what was said of them, and the keys their names are found under.

    They belong to the household since a day before or on the day of writing: a family that came
    last week was a family last week. As many statements for one person as for ten. Raises
    NumberTaken when somebody else has one of the correct national numbers.
    """
    persons = _write_persons([_person(new, on) for new in stated])
    NameKey.objects.bulk_create(key for person in persons for key in name_keys(person))
    IdentityDocument.objects.bulk_create(
        IdentityDocument(
            person=person, kind=new.document_kind, number=new.document_number, seen_on=on
        )
        for person, new in zip(persons, stated, strict=True)
        if new.document_kind
    )
    SpecificNeed.objects.bulk_create(
        SpecificNeed(person=person, code=code, starts_on=since)
        for person, new in zip(persons, stated, strict=True)
        for code in new.needs
    )
    return HouseholdMember.objects.bulk_create(
        HouseholdMember(household=household, person=person, relation=new.relation, starts_on=since)
        for person, new in zip(persons, stated, strict=True)
    )


def _person(new: NewPerson, on: date) -> Person:
    family, given = latin(new)
    return Person(
        family_name=family,
        given_name=given,
        family_name_original=new.family_name if new.family_name != family else "",
        given_name_original=new.given_name if new.given_name != given else "",
        sex=new.sex,
        birth_date=new.birth_date,
        birth_date_precision=new.birth_date_precision,
        nationality=new.nationality,
        national_number=new.national_number,
        national_number_doubted=new.national_number_doubted,
        phone=new.phone,
        phone_tail=phone_tail(new.phone),
        speaks=list(new.speaks),
        reads=list(new.reads),
        needs_interpreter=new.needs_interpreter,
        school_age=new.school_age,
        known_since=on,
    )


def _write_persons(persons: list[Person]) -> list[Person]:
    numbers = [person.national_number for person in persons if person.national_number]
    if not numbers:
        return Person.objects.bulk_create(persons)
    try:
        with transaction.atomic():
            return Person.objects.bulk_create(persons)
    except IntegrityError as error:
        if "one_person_per_national_number" not in str(error):
            raise
    taken = Person.objects.filter(national_number__in=numbers, national_number_doubted=False)
    number = taken.values_list("national_number", flat=True).first() or "van deze persoon"
    raise NumberTaken(f"Het nummer {number} hoort al bij iemand anders.")


def name_keys(person: Person) -> list[NameKey]:
    """Return the unsaved index rows of a person's name, in every script it was written in."""
    keys = names.search_keys(family=person.family_name, given=person.given_name)
    if person.family_name_original or person.given_name_original:
        keys |= names.search_keys(
            family=person.family_name_original or person.family_name,
            given=person.given_name_original or person.given_name,
        )
    return [NameKey(person=person, key=key) for key in sorted(keys)]


def _create_address(
    household: Household, new: NewAddress, area: Area, *, since: date, until: date | None = None
) -> Address:
    return Address.objects.create(
        household=household,
        street=new.street,
        house_number=new.house_number,
        postcode=new.postcode,
        place=new.place,
        longitude=new.longitude,
        latitude=new.latitude,
        area=area,
        starts_on=since,
        ends_on=until,
    )


@transaction.atomic
def move_household(
    *, actor: Actor, household: Household, to: NewAddress, area: Area, sleeps: str, on: date
) -> Address:
    """Let a household live elsewhere from a day on; the team in charge stays as it is.

    An address that was agreed for later stays agreed: the new one lasts until then. A move on a
    later day leaves the present area and shelter as they are; `settle_moves` brings the area in
    line at night, and journeys.rehousing the shelter.
    """
    household.addresses.on(on).update(ends_on=on)
    following = household.addresses.filter(starts_on__gt=on).order_by("starts_on").first()
    address = _create_address(
        household, to, area, since=on, until=following.starts_on if following else None
    )
    holds_today = on <= actor.on and (address.ends_on is None or address.ends_on > actor.on)
    if holds_today:
        household.area, household.sleeps = area, sleeps
        household.save(update_fields=["area", "sleeps"])
    audit.record(actor, "people.household-moved", household, area=area.pk, on=on)
    return address


@transaction.atomic(savepoint=False)
def hand_to_team(
    *, actor: Actor, household: Household, team: Team, reason: str, on: date, is_new: bool = False
) -> TeamCare:
    """Put a household in the care of a team from a day on; the former team's care ends.

    One that `is_new`, written in this very transaction, had no team before. Raises TeamIsOver when
    the team stops, or was stopped a moment ago.
    """
    if not is_new:
        household.care.open().update(ends_on=on)
    try:
        care = TeamCare.objects.create(household=household, team=team, reason=reason, starts_on=on)
    except IntegrityError as error:
        if "team_over_has_nobody" not in str(error):
            raise
        raise TeamIsOver(f"{team} stopt en neemt geen gezinnen meer op.") from None
    audit.record(actor, "people.household-in-care", household, team=team.pk, reason=reason)
    return care


@transaction.atomic(savepoint=False)
def let_read_along(
    *, actor: Actor, household: Household, user: User, team: Team, until: date, on: date
) -> ReadAlong:
    """Let somebody who handed a household over read along until a day (not including it).

    Who reads along already does so until the later of the two days.
    """
    present = household.readers.on(on).select_for_update().filter(user=user).first()
    if present:
        present.ends_on = max(present.ends_on, until)
        present.save(update_fields=["ends_on"])
        return present
    row = ReadAlong.objects.create(
        household=household,
        user=user,
        team=team,
        reason="Volgde dit gezin op voor de overdracht.",
        starts_on=on,
        ends_on=until,
    )
    audit.record(actor, "people.reads-along", household, user=user.pk, until=until)
    return row


def end_reading_along(*, actor: Actor, team: Team, on: date) -> int:
    """End what people of a team that is over still read along; return how many files."""
    rows = ReadAlong.objects.filter(team=team, ends_on__gt=on)
    rows.filter(starts_on__gte=on).update(ends_on=F("starts_on"))
    ended = rows.update(ends_on=on)
    audit.record(actor, "people.reading-along-ended", team, files=ended)
    return ended


CONTACT_FIELDS = ("contact_channel", "contact_language", "phone", "email", "pets")


@transaction.atomic
def change_contact_details(
    *, actor: Actor, household: Household, version: int, changes: dict[str, str]
) -> Household:
    """Save how the household is reached, if nobody saved it since `version` was read.

    Raises NotAllowed, StaleVersion.
    """
    permissions.check_can_edit(actor, household)
    saved = Household.objects.filter(pk=household.pk, version=version).update(
        **{name: changes[name] for name in CONTACT_FIELDS}, version=F("version") + 1
    )
    if not saved:
        raise StaleVersion("Iemand anders bewaarde deze gegevens terwijl u ze wijzigde.")
    audit.record(actor, "people.contact-changed", household, fields=", ".join(CONTACT_FIELDS))
    household.refresh_from_db()
    return household


def settle_moves(*, on: date) -> int:
    """Bring each household's present area in line with its address of the day; return how many.

    Run every night, for moves that were agreed beforehand.
    """
    address = Address.objects.on(on).filter(household=OuterRef("pk"))
    moved = (
        Household.objects.annotate(area_now=Subquery(address.values("area")[:1]))
        .exclude(area_now=None)
        .exclude(area_now=F("area"))
    )
    return moved.update(area=Subquery(address.values("area")[:1]))
