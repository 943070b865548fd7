"""The longest names fit, from the form and from a file, in Latin and in their own script."""

import pytest
from django.contrib.auth import get_user_model
from hypothesis import given, strategies as st

from eenplan.cases.models import Assignment, WorkItem
from eenplan.core.access import system_actor
from eenplan.engines import names
from eenplan.journeys.imports.arrivals import import_arrivals
from eenplan.people.models import Household, NameKey, Person
from tests.factories import HouseholdFactory
from tests.journeys.days import TODAY as IMPORT_DAY
from tests.support.arrivals import arrival_form, person

LONGEST = 80
LONG = [
    "щ" * 80,
    "Щ" * 80,
    "ЄЩ" * 40,
    "Щ-" * 40,
    "Г" * 80,
    "зг" * 40,
    "Ї" * 80,
    "ß" * 80,
    "bd" * 40,
]
HEADER = "household,arrived_on,family_name,given_name,sex,relation,sleeps_tonight"


def room(model, field) -> int:
    return model._meta.get_field(field).max_length


@given(st.text(max_size=LONGEST), st.text(max_size=LONGEST))
def test_every_name_of_eighty_letters_fits_its_columns(family, given_name):
    latin = [names.transliterate(part) for part in (family, given_name)]

    assert len(latin[0]) <= room(Person, "family_name")
    assert len(latin[1]) <= room(Person, "given_name")
    assert len(" ".join(latin)) <= room(Household, "name")
    for one, other in ((family, given_name), latin):
        keys = names.search_keys(family=one, given=other)
        assert max(map(len, keys), default=0) <= room(NameKey, "key")


@pytest.mark.parametrize("name", LONG)
def test_the_form_takes_the_longest_names(name, celine, oksana, cell, central, login):
    form = arrival_form(celine.user_id) | person(0, name, name[::-1], "REFERENCE", "1990-03-04")
    form |= person(1, name, name, "CHILD", "2014-07-09")

    response = login(celine).post("/aankomst/", form)

    assert response.status_code == 303
    latin = names.transliterate(name)
    assert Household.objects.get().name == f"{names.transliterate(name[::-1])} {latin}"
    assert set(Person.objects.values_list("family_name", flat=True)) == {latin}
    page = login(celine).get("/zoeken/", {"q": name})
    assert page.status_code == 200
    assert latin in page.content.decode()


def test_a_longer_name_is_told_at_its_field(celine, login):
    form = arrival_form(celine.user_id) | person(0, "щ" * 81, "А", "REFERENCE", "1990-03-04")

    response = login(celine).post("/aankomst/", form)

    assert response.status_code == 422
    assert not Household.objects.exists()


@pytest.mark.parametrize("name", LONG)
def test_a_file_takes_the_longest_names(name, municipality):
    row = f"F01,2026-02-27,{name},{name},f,reference,none"

    report = import_arrivals(
        f"{HEADER}\n{row}\n".encode(),
        actor=system_actor(IMPORT_DAY),
        on=IMPORT_DAY,
        dry_run=False,
        name="lijst.csv",
    )

    assert report.errors == []
    assert Person.objects.get().family_name == names.transliterate(name)


# -- Names of colleagues ---------------------------------------------------------------------------
def test_a_coordinator_with_the_longest_name_assigns_and_is_named(dirk, amira, team, login):
    get_user_model().objects.filter(pk=dirk.user_id).update(
        first_name="D" * 150, last_name="T" * 150
    )
    case = HouseholdFactory(team=team).cases.get()
    said = {"version": case.version, "worker": amira.user_id, "overrule_reason": "x" * 200}

    assert login(dirk).post(f"/dossier/{case.pk}/toewijzen/", said).status_code == 303

    assert "D" * 150 in Assignment.objects.get().reason


def test_news_has_room_for_a_name_and_a_reason():
    assert room(WorkItem, "text") >= 3 * 200


@pytest.mark.parametrize("field", ["first_name", "last_name"])
def test_beheer_takes_names_of_eighty_letters_for_colleagues(field, karim, login):
    said = {"first_name": "Nora", "last_name": "Testers", "languages": ["nl"]} | {field: "x" * 81}

    response = login(karim).post(f"/beheer/gebruikers/{karim.user_id}/wijzigen/", said)

    assert response.status_code == 422
