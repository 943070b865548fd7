"""Persons and households: what is written, what is refused, and what stays as it was."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.core.errors import NotAllowed, StaleVersion
from eenplan.core.models import AuditEvent
from eenplan.organisation.models import Norm
from eenplan.people import services
from eenplan.people.enums import NightShelter, Relation
from eenplan.people.errors import (
    ImpossibleArrival,
    ImpossibleDate,
    NoReferencePerson,
    NumberTaken,
    PersonTwice,
)
from eenplan.people.models import Household, HouseholdMember, NameKey, Person
from eenplan.people.registration import NewAddress, NewHousehold, NewPerson
from eenplan.people.selectors import members_of
from tests.factories import AreaFactory, HouseholdFactory
from tests.support.at_once import at_once
from tests.support.setting import TODAY

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
NUMBER = "85073003328"
MOTHER = NewPerson(
    "Мельник",
    "Ірина",
    Relation.REFERENCE,
    birth_date=date(1985, 7, 30),
    needs=("TRAUMA", "MEDICAL"),
    document_kind="PASSPORT",
    document_number="FX1",
)
SON = NewPerson("Мельник", "Тарас", Relation.CHILD, birth_date=date(2016, 1, 1))
FAMILY = NewHousehold(persons=(MOTHER, SON), arrived_on=YESTERDAY, sleeps=NightShelter.HOTEL)


def register(actor, *persons, on=TODAY, **changes):
    new = replace(FAMILY, persons=persons or FAMILY.persons, **changes)
    with transaction.atomic():  # as a page or journey does
        return services.register_household(actor=actor, new=new, on=on)


def nothing_written() -> bool:
    return not (
        Household.objects.exists() or Person.objects.exists() or AuditEvent.objects.exists()
    )


# -- Registering -----------------------------------------------------------------------------------
def test_a_registration_writes_members_names_needs_documents_and_one_audit_line(celine, area):
    household = register(celine)

    mother, son = members_of(household, on=TODAY)
    assert (mother.relation, son.relation) == ("REFERENCE", "CHILD")
    assert str(mother.person) == "Iryna Melnyk"
    assert mother.person.family_name_original == "Мельник"
    assert set(mother.person.needs.values_list("code", flat=True)) == {"TRAUMA", "MEDICAL"}
    assert mother.person.documents.get().number == "FX1"
    assert not son.person.documents.exists()
    assert NameKey.objects.filter(person=son.person).exists()
    assert (household.number, household.name) == ("2026/0001", "Iryna Melnyk")
    assert household.registered_by_id == celine.user_id
    line = AuditEvent.objects.get()
    assert (line.event, line.detail) == ("people.household-registered", {"number": "2026/0001"})


def test_the_desk_sees_its_registration_as_long_as_the_norm_says(celine, area):
    Norm.objects.filter(key="desk_view_days").update(value=10)

    assert register(celine).desk_until == TODAY + timedelta(days=10)


def test_a_name_in_latin_script_has_no_original_beside_it(celine, area):
    household = register(celine, replace(MOTHER, family_name="Melnyk", given_name="Ірина"))

    person = household.members.get().person
    assert (person.family_name_original, person.given_name_original) == ("", "Ірина")


@pytest.mark.parametrize(
    ("family", "given"), [("щ" * 80, "щ" * 80), ("x" * 80, "y" * 80), ("Ї" * 60, "")]
)
def test_the_longest_names_that_may_be_typed_can_be_kept(family, given, celine, area):
    household = register(celine, replace(MOTHER, family_name=family, given_name=given))

    person = household.members.get().person
    assert (person.family_name_original or person.family_name) == family
    assert (person.given_name_original or person.given_name) == given
    assert household.name.startswith(person.given_name)


@pytest.mark.parametrize(
    ("persons", "error", "sentence"),
    [
        ((SON,), NoReferencePerson, "Duid één referentiepersoon aan."),
        ((MOTHER, replace(MOTHER, given_name="Оля")), NoReferencePerson, "maar één"),
        ((MOTHER, SON, SON), PersonTwice, "Тарас staat twee keer in dit gezin."),
        (
            (replace(MOTHER, national_number=NUMBER), replace(SON, national_number=NUMBER)),
            PersonTwice,
            "hetzelfde nummer",
        ),
        ((MOTHER, replace(SON, birth_date=TOMORROW)), ImpossibleDate, "24/11/2026 kan niet"),
        ((replace(MOTHER, birth_date=date(1899, 12, 31)),), ImpossibleDate, "31/12/1899 kan niet"),
        ((replace(MOTHER, birth_date=date(85, 7, 30)),), ImpossibleDate, "30/07/0085 kan niet"),
    ],
)
def test_an_impossible_household_is_refused_and_leaves_nothing(
    persons, error, sentence, celine, area
):
    with pytest.raises(error) as refused:
        register(celine, *persons)

    assert sentence in str(refused.value)
    assert nothing_written()


@pytest.mark.parametrize("day", [TODAY, date(1900, 1, 1), None])
def test_the_first_and_last_possible_birth_dates_are_kept(day, celine, area):
    household = register(celine, replace(MOTHER, birth_date=day))

    assert household.members.get().person.birth_date == day


@pytest.mark.parametrize(
    ("day", "sentence"),
    [(TOMORROW, "De aankomst ligt in de toekomst."), (date(26, 11, 22), "in het jaar 26")],
)
def test_an_impossible_arrival_is_refused_and_leaves_nothing(day, sentence, celine, area):
    with pytest.raises(ImpossibleArrival) as refused:
        register(celine, arrived_on=day)

    assert sentence in str(refused.value)
    assert refused.value.field == "arrived_on"
    assert nothing_written()


@pytest.mark.parametrize("who", ["els", "ilse", "karim", "hana"])
def test_who_may_not_register_writes_nothing(who, request, area):
    actor = request.getfixturevalue(who)

    with pytest.raises(NotAllowed):
        register(actor)

    assert nothing_written()


def test_a_correct_number_belongs_to_one_person(celine, area):
    register(celine, replace(MOTHER, national_number=NUMBER))
    before = AuditEvent.objects.count()

    with pytest.raises(NumberTaken) as refused:
        register(celine, SON, replace(MOTHER, given_name="Оля", national_number=NUMBER))

    assert str(refused.value) == f"Het nummer {NUMBER} hoort al bij iemand anders."
    assert Person.objects.count() == Household.objects.count() == 1
    assert AuditEvent.objects.count() == before


def test_a_doubtful_number_may_be_written_twice(celine, area):
    doubted = replace(MOTHER, national_number="85073003329", national_number_doubted=True)

    register(celine, doubted)
    register(celine, replace(doubted, given_name="Оля"))

    assert Person.objects.filter(national_number="85073003329").count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_ten_desks_that_register_one_number_at_once_one_does(celine, area):
    def job(turn):
        def run():
            try:
                return register(
                    celine, replace(MOTHER, family_name=f"M{turn}", national_number=NUMBER)
                )
            except NumberTaken as refused:
                return str(refused)

        return run

    answers = at_once([job(turn) for turn in range(10)])

    assert answers.count(f"Het nummer {NUMBER} hoort al bij iemand anders.") == 9
    assert Household.objects.count() == Person.objects.count() == 1
    assert Household.objects.get().serial == 1


def test_the_database_keeps_a_reference_person_in_every_household(household):
    with pytest.raises(IntegrityError), transaction.atomic():
        HouseholdMember.objects.filter(household=household, relation="REFERENCE").update(
            ends_on=TODAY
        )
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


# -- Moving ----------------------------------------------------------------------------------------
def move(actor, household, area, on=TODAY):
    return services.move_household(
        actor=actor,
        household=household,
        to=NewAddress(street="Nieuwstraat", house_number="7", postcode="9899", place="Leiemonde"),
        area=area,
        sleeps=NightShelter.RECEPTION,
        on=on,
    )


def test_a_move_ends_the_address_and_starts_another_the_team_stays(els, household, team):
    there = AreaFactory(name="Molenwijk")

    address = move(els, household, there)

    assert str(address) == "Nieuwstraat 7, 9899 Leiemonde"
    rows = household.addresses.order_by("pk").values_list("starts_on", "ends_on")
    assert list(rows) == [(date(2026, 1, 5), TODAY), (TODAY, None)]
    household.refresh_from_db()
    assert (household.area, household.sleeps) == (there, "RECEPTION")
    assert household.care.open().get().team == team
    assert AuditEvent.objects.get().event == "people.household-moved"


def test_a_move_agreed_beforehand_changes_the_area_on_the_day_itself(els, household, area):
    there = AreaFactory(name="Molenwijk")
    move(els, household, there, on=TOMORROW)
    household.refresh_from_db()
    assert (household.area, household.sleeps) == (area, "OWN_HOME")

    assert services.settle_moves(on=TODAY) == 0
    assert services.settle_moves(on=TOMORROW) == 1
    assert services.settle_moves(on=TOMORROW) == 0

    household.refresh_from_db()
    assert household.area == there


def test_settling_moves_leaves_households_without_an_address_alone(household, area):
    household.addresses.all().delete()

    assert services.settle_moves(on=TODAY) == 0
    household.refresh_from_db()
    assert household.area == area


def test_another_team_takes_over_from_a_day_on(els, household, team, other_team):
    care = services.hand_to_team(
        actor=els, household=household, team=other_team, reason="Verhuisd.", on=TODAY
    )

    assert (care.team, care.reason, care.starts_on) == (other_team, "Verhuisd.", TODAY)
    assert household.care.on(YESTERDAY).get().team == team
    assert household.care.on(TODAY).get().team == other_team
    assert AuditEvent.objects.get().event == "people.household-in-care"


# -- Contact details -------------------------------------------------------------------------------
SAID = {
    "contact_channel": "SMS",
    "contact_language": "uk",
    "phone": "1",
    "email": "a@voorbeeld.example",
    "pets": "kat",
}


def change(actor, household, version=1):
    with transaction.atomic():
        return services.change_contact_details(
            actor=actor, household=household, version=version, changes=SAID
        )


def test_changed_contact_details_leave_the_rest_of_the_household_as_it_was(amira, household):
    other = HouseholdFactory()

    changed = change(amira, household)

    assert {name: getattr(changed, name) for name in SAID} == SAID
    assert (changed.version, changed.name, changed.sleeps) == (2, household.name, "OWN_HOME")
    other.refresh_from_db()
    assert (other.version, other.pets) == (1, "")


@pytest.mark.parametrize("version", [0, 2, -1, 2**31 - 1, 10**30])
def test_another_version_than_the_present_one_is_stale(version, amira, household):
    with pytest.raises(StaleVersion, match="Iemand anders bewaarde deze gegevens"):
        change(amira, household, version)

    household.refresh_from_db()
    assert (household.version, household.pets) == (1, "")
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("who", ["bram", "celine", "els", "ilse"])
def test_only_the_team_changes_contact_details(who, request, household):
    with pytest.raises(NotAllowed):
        change(request.getfixturevalue(who), household)

    household.refresh_from_db()
    assert household.version == 1
    assert not AuditEvent.objects.exists()
