"""A file of families that arrive: read per family, registered as at the desk, all or nothing."""

from datetime import date

import pytest

from eenplan.cases.models import Assignment, Step
from eenplan.core.access import Actor, system_actor
from eenplan.core.errors import NotAllowed
from eenplan.journeys.imports.arrivals import import_arrivals, parse_arrivals
from eenplan.organisation.enums import TargetGroup
from eenplan.organisation.models import Membership
from eenplan.people.enums import DocumentKind, NeedCode, NightShelter, Relation
from eenplan.people.models import Household, IdentityDocument, Person, SpecificNeed
from tests.journeys.days import TODAY

HEADER = (
    "household,arrived_on,family_name_original,given_name_original,sex,birth_date,relation,"
    "nationality,languages,identity_document,sleeps_tonight,specific_needs,pets"
)
MOTHER = "F01,2026-02-27,Бережанко,Оксана,f,1990-12-25,reference,UA,uk;ru,passport,none,medical,cat"
CHILD = "F01,2026-02-27,Бережанко,Лев,m,2018-01-27,child,UA,uk,none,,trauma,"
OTHER = "F02,2026-03-01,Озерчук,Іван,m,1967-03-07,reference,UA,uk,id_card,hotel,mobility,"


def table(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


def changed(row: str, **cells: str) -> str:
    values = dict(zip(HEADER.split(","), row.split(","), strict=True)) | cells
    return ",".join(values.values())


def load(source: bytes, *, dry_run=False, on=TODAY):
    return import_arrivals(source, actor=system_actor(on), on=on, dry_run=dry_run, name="lijst.csv")


def test_a_file_becomes_households_as_the_desk_writes_them():
    [first, second], errors = parse_arrivals(table(MOTHER, CHILD, OTHER))

    assert errors == []
    assert first.target_group == TargetGroup.TEMPORARY_PROTECTION
    assert (first.sleeps, second.sleeps) == (NightShelter.NONE, NightShelter.HOTEL)
    assert (first.pets, first.contact_language) == ("cat", "uk")
    mother, child = first.persons
    assert (mother.relation, child.relation) == (Relation.REFERENCE, Relation.CHILD)
    assert (mother.speaks, mother.needs_interpreter) == (("uk", "ru"), True)
    assert (mother.document_kind, child.document_kind) == (DocumentKind.PASSPORT, DocumentKind.NONE)
    assert (mother.needs, child.needs) == ((NeedCode.MEDICAL,), (NeedCode.TRAUMA,))
    assert (mother.school_age, child.school_age) == (False, True)


def test_families_are_registered_with_their_case_plan_and_case_manager(municipality):
    report = load(table(MOTHER, CHILD, OTHER))

    assert (report.ok, report.new, report.same) == (True, 2, 0)
    first, second = Household.objects.order_by("serial")
    assert (first.name, first.source) == ("Oksana Berezhanko", "lijst:F01")
    assert first.arrived_on == date(2026, 2, 27)
    assert first.registered_on == TODAY
    person = Person.objects.get(given_name="Lev")
    assert (person.family_name, person.family_name_original) == ("Berezhanko", "Бережанко")
    assert IdentityDocument.objects.count() == 3
    assert SpecificNeed.objects.filter(code=NeedCode.MOBILITY).count() == 1
    assert first.area.is_unlocated
    assert Assignment.objects.filter(case__household=first).exists()
    assert Step.objects.filter(case__household=second).count() > 10


def test_the_same_file_again_changes_nothing(municipality):
    load(table(MOTHER, CHILD))

    report = load(table(MOTHER, CHILD, OTHER), on=date(2026, 3, 4))

    assert (report.new, report.same) == (1, 1)
    assert Household.objects.count() == 2
    again = load(table(MOTHER, CHILD, OTHER), on=date(2026, 3, 5))
    assert (again.new, again.same) == (0, 2)
    assert Person.objects.count() == 3


def test_a_trial_writes_nothing_not_even_a_number(municipality):
    report = load(table(MOTHER, CHILD), dry_run=True)

    assert (report.ok, report.new) == (True, 1)
    assert not Household.objects.exists()
    load(table(MOTHER, CHILD))
    assert Household.objects.get().serial == 1


def test_one_bad_family_stops_the_whole_file(municipality):
    report = load(table(MOTHER, CHILD, changed(OTHER, birth_date="1967-02-30")))

    assert not report.ok
    assert not Household.objects.exists()
    assert report.lines()[-1] == "Niets bewaard: 1 fout."


@pytest.mark.parametrize(
    "column, value",
    [
        ("arrived_on", "2026-13-01"),
        ("birth_date", "2027-01-01"),
        ("birth_date", "1850-01-01"),
        ("relation", "neef"),
        ("sex", "q"),
        ("nationality", "Oekraïne"),
        ("languages", "Oekraïens"),
        ("identity_document", "rijbewijs"),
        ("sleeps_tonight", "tent"),
        ("sleeps_tonight", ""),
        ("specific_needs", "medical;honger"),
        ("family_name_original", ""),
    ],
)
def test_a_bad_cell_names_its_row_and_column(column, value):
    _, errors = parse_arrivals(table(MOTHER, CHILD, changed(OTHER, **{column: value})))

    assert [(error.row, error.column) for error in errors] == [(4, column)]


@pytest.mark.parametrize(
    "rows, row, column",
    [
        ([changed(MOTHER, relation="partner"), CHILD], 2, "relation"),
        ([MOTHER, changed(CHILD, relation="reference")], 3, "relation"),
        ([MOTHER, CHILD, CHILD], 4, "given_name_original"),
        ([MOTHER, changed(MOTHER, household="F09")], 3, "given_name_original"),
        ([MOTHER, changed(CHILD, arrived_on="2026-02-28")], 3, "arrived_on"),
        ([MOTHER, changed(CHILD, sleeps_tonight="hotel")], 2, "sleeps_tonight"),
    ],
)
def test_a_family_that_cannot_be_is_refused(rows, row, column):
    _, errors = parse_arrivals(table(*rows))

    assert [(error.row, error.column) for error in errors] == [(row, column)]


def test_nobody_arrives_after_the_day_of_the_import(municipality):
    report = load(table(changed(OTHER, arrived_on="2026-03-03")))

    assert [(error.row, error.column) for error in report.errors] == [(2, "arrived_on")]


@pytest.mark.parametrize("source", [b"", table(), b"a,b\n1,2"])
def test_a_file_without_families_is_refused(source):
    households, errors = parse_arrivals(source)

    assert households == []
    assert errors


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_cyrillic_is_read_in_every_unicode_encoding(tmp_path, encoding):
    file = tmp_path / "lijst.csv"
    rows = [row.replace("uk;ru", "uk ru").replace(",", ";") for row in (HEADER, MOTHER, CHILD)]
    file.write_bytes("\r\n".join(rows).encode(encoding))

    [household], errors = parse_arrivals(file)

    assert errors == []
    assert household.persons[0].family_name == "Бережанко"
    assert household.persons[0].speaks == ("uk", "ru")


def test_cyrillic_in_an_encoding_that_is_a_guess_is_refused_in_words(tmp_path):
    file = tmp_path / "lijst.csv"
    file.write_bytes(table(OTHER).decode().encode("cp1251", errors="replace"))

    _, [error] = parse_arrivals(file)

    assert "tekencodering" in error


def test_families_beyond_the_norm_wait_on_the_board(municipality):
    Membership.objects.update(case_fraction=0)

    report = load(table(OTHER))

    assert report.new == 1
    assert "teambord" in report.warnings[0]


def test_somebody_of_that_name_and_birth_date_gives_a_remark(municipality):
    load(table(OTHER))

    report = load(table(changed(OTHER, household="F77")))

    assert report.ok
    assert "misschien al gekend" in report.warnings[0]


def test_a_town_without_teams_is_one_sentence_not_forty(db):
    report = load(
        table(*(changed(OTHER, household=f"F{n}", given_name_original=f"І{n}") for n in range(9)))
    )

    assert not report.ok
    assert len(report.errors) <= 3
    assert not Household.objects.exists()


def test_only_who_registers_may_import(db):
    with pytest.raises(NotAllowed):
        import_arrivals(
            table(MOTHER), actor=Actor(1, "Guy", TODAY), on=TODAY, dry_run=False, name="l.csv"
        )


def test_the_kortrijk_file_is_read_whole(kortrijk_files):
    households, errors = parse_arrivals(kortrijk_files[1])

    assert errors == []
    assert len(households) == 40
    assert sum(len(household.persons) for household in households) == 66
