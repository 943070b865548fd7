"""How a household is reached: two people who save at once both keep their text."""

from collections import Counter

import pytest

from eenplan.core import submissions
from eenplan.core.models import AuditEvent
from eenplan.people.models import Household
from tests.factories import HouseholdFactory
from tests.support.at_once import at_once
from tests.support.htmx import soup

AT_ONCE = 50


def form_of(household) -> str:
    return f"/gezin/{household.year}/{household.serial}/contactgegevens/"


def typed(actor, **changes) -> dict:
    return {
        "version": "1",
        "contact_channel": "PHONE",
        "contact_language": "uk",
        "phone": "+32 470 11 22 33",
        "email": "olena@voorbeeld.example",
        "pets": "een kat",
        "submission": submissions.new_key(actor.user_id),
        **changes,
    }


def fields(response) -> dict[str, str]:
    """Return what the form on the page would send."""
    form = soup(response).select_one("main form.card")
    values = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    for choice in form.select("select"):
        chosen = choice.select_one("option[selected]")
        values[choice["name"]] = chosen["value"] if chosen else ""
    return values


def stored(household) -> dict:
    household.refresh_from_db()
    return {
        name: str(getattr(household, name))
        for name in ("contact_channel", "contact_language", "phone", "email", "pets", "version")
    }


def differences(response) -> dict[str, tuple[str, str]]:
    rows = soup(response).select("[data-error-summary] tbody tr")
    return {row.th.text: tuple(cell.text for cell in row.select("td")) for row in rows}


def test_what_was_saved_is_shown_in_the_form_and_counts_as_the_next_version(
    amira, login, household
):
    client = login(amira)

    response = client.post(form_of(household), typed(amira))

    assert response.status_code == 303
    assert response["Location"] == f"/gezin/2026/{household.serial}/personen/"
    assert stored(household) == {
        "contact_channel": "PHONE",
        "contact_language": "uk",
        "phone": "+32 470 11 22 33",
        "email": "olena@voorbeeld.example",
        "pets": "een kat",
        "version": "2",
    }
    shown = fields(client.get(form_of(household)))
    assert {name: shown[name] for name in stored(household)} == stored(household)
    [line] = AuditEvent.objects.all()
    assert (line.event, line.actor_id) == ("people.contact-changed", amira.user_id)
    assert "0470" not in str(line.detail)


@pytest.mark.django_db(transaction=True)
def test_of_fifty_who_save_one_form_at_once_one_does_and_nobody_loses_text(
    amira, login, team, area
):
    household = HouseholdFactory(team=team, area=area)
    browsers = [login(amira) for _ in range(AT_ONCE)]
    forms = [typed(amira, pets=f"dier {number:02}") for number in range(AT_ONCE)]

    responses = at_once(
        [
            lambda browser=browser, form=form: browser.post(form_of(household), form)
            for browser, form in zip(browsers, forms, strict=True)
        ]
    )

    assert Counter(r.status_code for r in responses) == {303: 1, 409: AT_ONCE - 1}
    saved = stored(household)
    assert saved["version"] == "2"
    for form, response in zip(forms, responses, strict=True):
        if response.status_code == 303:
            assert saved["pets"] == form["pets"]
            continue
        assert differences(response) == {"Huisdieren": (saved["pets"], form["pets"])}
        assert fields(response)["pets"] == form["pets"]
        assert fields(response)["version"] == "2"
    assert AuditEvent.objects.filter(event="people.contact-changed").count() == 1

    conflicts = [r for r in responses if r.status_code == 409]
    again = browsers[0].post(form_of(household), fields(conflicts[0]))
    late = browsers[1].post(form_of(household), fields(conflicts[1]))

    assert (again.status_code, late.status_code) == (303, 409)
    assert stored(household)["pets"] == fields(conflicts[0])["pets"]
    assert fields(late)["pets"] == fields(conflicts[1])["pets"]


def test_a_conflict_shows_both_texts_of_every_field_that_differs(amira, dirk, login, household):
    login(dirk).post(
        form_of(household), typed(dirk, phone="", contact_channel="SMS", contact_language="nl")
    )

    response = login(amira).post(form_of(household), typed(amira, email=""))

    assert response.status_code == 409
    assert soup(response).title.text.startswith("Fout:")
    assert differences(response) == {
        "Contact via": ("sms", "telefoon"),
        "Taal voor contact": ("Nederlands", "Oekraïens"),
        "Telefoon": ("(leeg)", "+32 470 11 22 33"),
        "E-mail": ("olena@voorbeeld.example", "(leeg)"),
    }
    assert stored(household)["contact_channel"] == "SMS"


def test_after_reading_both_texts_the_second_may_save(amira, dirk, login, household):
    login(dirk).post(form_of(household), typed(dirk, pets="een hond"))
    client = login(amira)
    conflict = client.post(form_of(household), typed(amira))

    response = client.post(form_of(household), fields(conflict))

    assert response.status_code == 303
    assert (stored(household)["pets"], stored(household)["version"]) == ("een kat", "3")


def test_a_conflict_over_the_same_text_says_so(amira, dirk, login, household):
    login(dirk).post(form_of(household), typed(dirk))

    response = login(amira).post(form_of(household), typed(amira))

    assert response.status_code == 409
    assert "Uw tekst en de bewaarde tekst zijn gelijk." in soup(response).text


def test_the_key_of_a_form_in_conflict_is_not_used_up(amira, dirk, login, household):
    login(dirk).post(form_of(household), typed(dirk))
    form = typed(amira, pets="een hond")
    client = login(amira)
    assert client.post(form_of(household), form).status_code == 409

    assert client.post(form_of(household), form | {"version": "2"}).status_code == 303


@pytest.mark.parametrize("version", ["0", "-1", "2", str(2**31 - 1), "9" * 40])
def test_a_version_that_never_was_is_a_conflict(version, amira, login, household):
    response = login(amira).post(form_of(household), typed(amira, version=version))

    assert response.status_code == 409
    assert stored(household)["version"] == "1"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"version": ""}, "verplicht"),
        ({"version": "abc"}, "geheel getal"),
        ({"email": "geen adres"}, "geldig e-mailadres"),
        ({"email": "a" * 300 + "@voorbeeld.example"}, "tekens"),
        ({"contact_channel": "DUIF"}, "geldige keuze"),
        ({"contact_language": ""}, "verplicht"),
        ({"pets": "x" * 81}, "80"),
        ({"phone": "1" * 33}, "32"),
        ({"phone": "weet hij niet"}, "te weinig cijfers"),
        ({"pets": "a\x00b"}, "kunnen lezen"),
    ],
)
def test_bad_input_is_told_at_the_field_and_nothing_is_lost(
    changes, sentence, amira, login, household
):
    before = stored(household)

    response = login(amira).post(form_of(household), typed(amira, **changes))

    assert response.status_code == 422
    assert sentence in soup(response).select_one("[data-error-summary]").text
    shown = fields(response)
    kept = {"phone": "+32 470 11 22 33", "email": "olena@voorbeeld.example"} | changes
    assert shown["phone"] == kept["phone"]
    assert shown["email"] == kept["email"]
    assert stored(household) == before


@pytest.mark.parametrize(
    ("number", "tidy"),
    [
        ("0470/11.22.33", "+32 470 11 22 33"),
        ("0032470112233", "+32 470 11 22 33"),
        ("+380 50 123 45 67", "+380 50 123 4567"),
        ("de buur: 0470112233", "de buur: 0470112233"),
        ("", ""),
        ("1" * 31, "1" * 31),
        ("0470112233x12345678901234567890", "0470112233x12345678901234567890"),
    ],
)
def test_a_phone_number_is_tidied_when_it_is_understood(number, tidy, amira, login, household):
    login(amira).post(form_of(household), typed(amira, phone=number))

    assert stored(household)["phone"] == tidy


# -- Who may ---------------------------------------------------------------------------------------
def test_outside_the_team_there_is_no_form_and_nothing_is_saved(bram, login, household):
    client = login(bram)

    assert client.get(form_of(household)).status_code == 404
    assert client.post(form_of(household), typed(bram)).status_code == 404
    assert stored(household)["version"] == "1"


@pytest.mark.parametrize("who", ["celine", "els", "ilse", "karim"])
def test_without_the_capability_nothing_is_saved(who, request, login, household):
    actor = request.getfixturevalue(who)
    client = login(actor)

    assert client.get(form_of(household)).status_code == 403
    assert client.post(form_of(household), typed(actor)).status_code == 403
    assert stored(household)["version"] == "1"


def test_who_registered_for_another_team_reads_but_does_not_change(bram, login, household):
    Household.objects.update(registered_by=bram.user_id, desk_until="2026-11-25")
    client = login(bram)

    assert client.get(f"/gezin/2026/{household.serial}/personen/").status_code == 200
    response = client.post(form_of(household), typed(bram))

    assert response.status_code == 403
    assert "Alleen het bevoegde team kan de gegevens van dit gezin wijzigen." in soup(response).text
    assert stored(household)["version"] == "1"
