"""What the arrival form refuses at its edges, each time in a sentence at the field."""

import pytest

from eenplan.organisation.languages import LANGUAGES
from eenplan.people.enums import Language
from eenplan.people.models import Household, Person
from tests.support.arrivals import arrival_form, person
from tests.support.htmx import soup

URL = "/aankomst/"


@pytest.fixture
def ready(celine, oksana, cell, central, login):
    return login(celine)


def send(browser, actor, **changes):
    return browser.post(URL, arrival_form(actor.user_id, **changes))


def summary(response) -> str:
    assert response.status_code == 422
    return soup(response).select_one("[data-error-summary]").text


@pytest.mark.parametrize("code", ["ßa", "ßß", "U", "U1", "12", "ÜA", "У А", "UАA", "U ", "ﬀ"])
def test_a_nationality_is_two_letters_of_the_alphabet(code, ready, celine):
    told = summary(send(ready, celine, **{"p-0-nationality": code}))

    assert "Nationaliteit" in told
    assert len(code) > 2 or "Schrijf de landcode met twee letters, bijvoorbeeld UA." in told
    assert not Household.objects.exists()


@pytest.mark.parametrize(("typed", "kept"), [("ua", "UA"), ("BE", "BE"), ("", "")])
def test_a_nationality_is_kept_in_capitals(typed, kept, ready, celine):
    assert send(ready, celine, **{"p-0-nationality": typed}).status_code == 303
    assert Person.objects.order_by("pk").first().nationality == kept


def test_an_address_of_mail_longer_than_the_column_is_refused(ready, celine):
    long = "a" * 60 + "@" + ".".join(["b" * 60] * 4) + ".be"
    assert 254 < len(long) <= 320

    assert "E-mail" in summary(send(ready, celine, email=long))


@pytest.mark.parametrize(
    "only",
    [
        {"sex": "F"},
        {"speaks": ["uk"]},
        {"reads": ["uk"]},
        {"needs_interpreter": "on"},
        {"document_kind": "PASSPORT"},
        {"school_age": "on"},
        {"needs": ["MOBILITY"]},
        {"nationality": "UA"},
    ],
)
def test_a_block_in_which_something_was_chosen_asks_for_the_name(only, ready, celine):
    block = person(2, "", "", "CHILD", "", **({"nationality": "", "sex": ""} | only))

    told = summary(send(ready, celine, **{"p-TOTAL_FORMS": "3"}, **block))

    assert "Persoon 3, Familienaam" in told
    assert not Household.objects.exists()


@pytest.mark.parametrize("relation", ["CHILD", "PARTNER"])
def test_a_block_as_the_form_gives_it_counts_as_nobody(relation, ready, celine):
    block = person(2, "", "", relation, "", nationality="", sex="")

    assert send(ready, celine, **{"p-TOTAL_FORMS": "3"}, **block).status_code == 303
    assert Person.objects.count() == 2


def test_more_persons_than_fit_are_told_in_words(ready, celine):
    more = {}
    for number in range(2, 17):
        more |= person(number, f"Ткаченко{number}", "Ян", "CHILD", "2014-07-09")

    told = summary(send(ready, celine, **{"p-TOTAL_FORMS": "17"}, **more))

    assert "Een gezin telt hier hoogstens 15 personen." in told


def test_a_form_that_lost_its_count_is_told_in_words(ready, celine):
    form = arrival_form(celine.user_id)
    del form["p-TOTAL_FORMS"]

    assert "Dit formulier kwam niet volledig aan" in summary(ready.post(URL, form))


def test_a_character_that_cannot_be_kept_is_told_in_words(ready, celine):
    told = summary(send(ready, celine, street="a\x00b", **{"p-0-family_name": "a\x00b"}))

    assert told.count("Dit veld bevat een teken dat we niet kunnen lezen.") == 2


def test_staff_and_residents_choose_from_the_same_languages():
    assert sorted(LANGUAGES) == sorted(Language.choices)
