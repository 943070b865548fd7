"""The arrival form in the browser's hands: refusals, doubles, time-outs, double clicks."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from eenplan.core.models import Draft, Submission
from eenplan.core.tasks import DRAFTS_KEPT, discard_old_drafts
from eenplan.people.models import Household, Person
from tests.factories import HouseholdFactory
from tests.support.arrivals import arrival_form, person
from tests.support.htmx import HTMX, soup

URL = "/aankomst/"


@pytest.fixture
def ready(celine, oksana, cell, central, login):
    """Return Céline's browser in a town with an open cell."""
    return login(celine)


def send(browser, actor, **changes):
    return browser.post(URL, arrival_form(actor.user_id, **changes))


def test_saving_leads_to_the_plan_of_the_new_household(ready, celine):
    response = send(ready, celine)

    assert response.status_code == 303
    assert response["Location"] == "/gezin/2026/1/plan/"
    page = soup(ready.get(response["Location"]))
    assert page.h1.text == "Mariana Tkachenko"
    assert "Gezin 2026/0001 is geregistreerd" in page.text


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"arrived_on": "30/02/2026"}, "id_arrived_on", "geen bestaande datum"),
        ({"arrived_on": ""}, "id_arrived_on", "verplicht"),
        ({"sleeps": "MOON"}, "id_sleeps", "geldige keuze"),
        ({"email": "geen adres"}, "id_email", "geldig e-mailadres"),
        ({"p-0-birth_date": "1990-13-45"}, "id_p-0-birth_date", "geen bestaande datum"),
        ({"p-0-family_name": ""}, "id_p-0-family_name", "verplicht"),
        ({"p-0-national_number": "123"}, "id_p-0-national_number", "11 cijfers"),
        ({"p-0-relation": "CHILD"}, None, "één referentiepersoon"),
        ({"p-1-relation": "REFERENCE"}, None, "maar één"),
        ({"p-0-birth_date": "2031-01-01"}, None, "kan niet"),
        ({"arrived_on": "2026-12-24"}, None, "toekomst"),
    ],
)
def test_bad_input_is_told_at_the_field_and_nothing_is_lost(
    ready, celine, changes, field, sentence
):
    response = send(ready, celine, **changes)

    assert response.status_code == 422
    page = soup(response)
    summary = page.select_one("[data-error-summary]")
    assert sentence in summary.text
    if field:
        assert summary.select_one(f'a[href="#{field}"]')
    assert page.title.text.startswith("Fout:")
    assert page.select_one("#id_p-1-given_name")["value"] == "Соломія"
    assert not Household.objects.exists()


def test_a_wrong_checksum_warns_but_does_not_stop(ready, celine):
    response = send(ready, celine, **{"p-0-national_number": "85.07.30-033.29"})

    page = soup(ready.get(response["Location"]))
    assert "klopt niet" in page.select_one(".alert-warning").text
    assert Person.objects.get(national_number="85073003329").national_number_doubted


def test_no_number_yet_is_normal(ready, celine):
    response = send(ready, celine)

    assert response.status_code == 303
    assert set(Person.objects.values_list("national_number", flat=True)) == {""}


def test_a_possible_double_stops_once_and_says_why(ready, celine, other_team):
    known = HouseholdFactory(name="Mariana Tkatsjenko", team=other_team).members.get().person
    Person.objects.filter(pk=known.pk).update(birth_date="1990-03-04")

    response = send(ready, celine)
    assert response.status_code == 422
    page = soup(response)
    assert "andere spelling" in page.select_one("[data-error-summary]").text
    assert Household.objects.count() == 1

    response = send(ready, celine, not_known="on")
    assert response.status_code == 303
    assert Household.objects.count() == 2


def test_sent_twice_makes_one_household(ready, celine):
    form = arrival_form(celine.user_id)

    first, second = ready.post(URL, form), ready.post(URL, form)

    assert first["Location"] == second["Location"]
    assert Household.objects.count() == 1


def test_going_back_and_typing_on_in_a_saved_form_is_told_and_keeps_the_text(ready, celine):
    form = arrival_form(celine.user_id)
    ready.post(URL, form)

    response = ready.post(URL, form | {"p-1-given_name": "Дарина"})

    assert response.status_code == 409
    assert "Dit formulier was al bewaard" in soup(response).text
    assert "Open het formulier opnieuw" in soup(response).text
    assert Household.objects.count() == 1
    assert soup(ready.get(URL)).select_one("#id_p-1-given_name")["value"] == "Дарина"


def test_a_refused_form_may_be_corrected_and_sent_again(ready, celine):
    form = arrival_form(celine.user_id)

    assert ready.post(URL, form | {"arrived_on": ""}).status_code == 422
    assert ready.post(URL, form).status_code == 303
    assert Household.objects.count() == 1


def test_one_more_person_keeps_what_was_typed_and_saves_nothing(ready, celine):
    response = send(ready, celine, action="add_person")

    page = soup(response)
    assert response.status_code == 200
    assert len(page.select("fieldset.person-block")) == 3
    assert page.select_one("#id_p-0-family_name")["value"] == "Ткаченко"
    assert page.select_one("#id_p-0-speaks_0").has_attr("checked")
    assert not page.select(".error-text")
    assert not Household.objects.exists()
    assert not Submission.objects.exists()


def test_with_htmx_the_same_form_comes_back_as_a_fragment(ready, celine):
    form = arrival_form(celine.user_id, action="add_person")
    fragment = soup(ready.post(URL, form, headers=HTMX))

    assert fragment.title is None
    assert fragment.find("section")["id"] == "arrival"


def test_a_blank_block_counts_as_nobody(ready, celine):
    blank = person(2, "", "", "CHILD", "", nationality="", sex="")
    send(ready, celine, **{"p-TOTAL_FORMS": "3"}, **blank)

    assert Person.objects.count() == 2


def test_after_a_time_out_the_text_is_there_again(ready, celine):
    expired = Client()  # the cookie is gone, the page still open

    response = expired.post(URL, arrival_form(celine.user_id))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
    assert not Household.objects.exists()

    page = soup(ready.get(URL))
    assert "concept" in page.select_one(".alert-info").text
    assert page.select_one("#id_p-0-given_name")["value"] == "Мар'яна"
    assert page.select_one('input[name="sleeps"][value="NONE"]').has_attr("checked")
    assert not page.select(".error-text")


def test_a_draft_is_shown_to_its_owner_only_and_goes_when_it_is_saved(ready, celine, amira, login):
    Client().post(URL, arrival_form(celine.user_id))

    assert not soup(login(amira).get(URL)).select(".alert-info")
    send(ready, celine)
    assert not Draft.objects.exists()


def test_text_of_a_stranger_is_not_kept(db, celine):
    Client().post(URL, arrival_form(celine.user_id, submission="vervalst"))

    assert not Draft.objects.exists()


def test_autosave_keeps_the_text_and_says_so(ready, celine):
    response = ready.post("/concept/", arrival_form(celine.user_id))

    assert response.content.decode() == "Concept bewaard om 10:00"
    assert Draft.objects.get().owner_id == celine.user_id


def test_a_draft_can_be_thrown_away(ready, celine):
    ready.post("/concept/", arrival_form(celine.user_id))

    assert ready.post("/concept/weg/", {"draft_page": URL})["Location"] == URL
    assert not Draft.objects.exists()


def test_old_drafts_are_forgotten_at_night(ready, celine):
    ready.post("/concept/", arrival_form(celine.user_id))
    Draft.objects.update(saved_at=now() - DRAFTS_KEPT - timedelta(minutes=1))

    discard_old_drafts(timestamp=0)

    assert not Draft.objects.exists()


def test_a_form_that_got_too_old_loses_nothing(ready, celine):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(get_user_model().objects.get(pk=celine.user_id))

    response = browser.post(URL, arrival_form(celine.user_id))

    assert response.status_code == 403
    assert "Wat u typte is bewaard" in soup(response).text
    assert Draft.objects.count() == 1


def test_who_may_not_register_gets_no_form(login, els):
    response = login(els).get(URL)

    assert response.status_code == 403
    assert "een aankomst registreren" in soup(response).text


def test_the_desk_does_not_read_back_the_needs_it_wrote(ready, celine, oksana, login):
    response = send(ready, celine, **{"p-0-needs": ["TRAUMA"]})

    assert "trauma" not in soup(ready.get(response["Location"])).text
    assert "trauma" in soup(login(oksana).get(response["Location"])).text
