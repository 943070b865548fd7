"""Snelnotitie: what one typed line becomes, for whom, and what is asked when that is not sure."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from eenplan.cases import services
from eenplan.cases.errors import CaseClosed, NothingNoted
from eenplan.cases.models import Case, Contact, Step
from eenplan.core import submissions
from eenplan.core.errors import NotAllowed
from eenplan.core.models import Draft, FileRead
from eenplan.engines import quicknote
from tests.factories import (
    AssignmentFactory,
    ContactFactory,
    HouseholdFactory,
    PersonFactory,
    StepFactory,
)
from tests.support.closing import close_cases
from tests.support.htmx import soup
from tests.support.setting import TODAY

PAGE = "/snelnotitie/"
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def case(household):
    return household.cases.get()


@pytest.fixture
def family(amira, team, area):
    """Make a household that Amira follows."""

    def _family(name, **facts):
        household = HouseholdFactory(name=name, **{"team": team, "area": area} | facts)
        AssignmentFactory(case=household.cases.get(), worker_id=amira.user_id)
        return household

    return _family


def keep(actor, case, text, **more):
    line = quicknote.parse(text, TODAY)
    with transaction.atomic():
        return services.save_quick_note(actor=actor, case=case, line=line, on=TODAY, **more)


def nothing_is_kept() -> bool:
    return not Contact.objects.exists() and not Step.objects.exists()


# -- What it becomes -------------------------------------------------------------------------------
def test_the_example_of_the_plan_becomes_a_sensitive_contact_and_a_promise(amira, case):
    kept = keep(amira, case, "@name #telefoon 10m !fri call school ~sensitive")

    contact, [promise] = kept.contact, kept.promises
    assert (contact.kind, contact.minutes, contact.is_sensitive) == ("PHONE", 10, True)
    assert (contact.on, contact.by_id) == (TODAY, amira.user_id)
    assert contact.note == "Beloofd: call school (tegen 27/11/2026)"
    assert (promise.title, promise.kind, promise.due_on) == ("call school", "PROMISE", FRIDAY)
    assert promise.owner == "CASE_MANAGER"


def test_what_is_no_sign_is_the_text_of_the_contact(amira, case):
    kept = keep(amira, case, "@Olena #loket Ze vraagt  #12 naar de school.\nEn brood. !vr bel")

    assert kept.contact.note == "Ze vraagt  #12 naar de school.\nEn brood."


def test_without_a_way_of_contact_it_is_a_note(amira, case):
    assert keep(amira, case, "brief van de school kwam toe").contact.kind == "NOTE"


def test_a_promise_alone_makes_no_contact(amira, case):
    kept = keep(amira, case, "@Olena !3d attest maken")

    assert kept.contact is None
    assert [step.title for step in kept.promises] == ["attest maken"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("@Olena", "Schrijf wat er gebeurde"),
        ("@Olena ~gevoelig", "Schrijf wat er gebeurde"),
        ("gesprek !vr", "Schrijf achter de dag"),
        ("gesprek !vr , ", "Schrijf achter de dag"),
        ("!1/11/2026 bel", "is voorbij"),
        ("!1/11/2126 bel", "ligt te ver"),
        ("!9999-12-31 bel", "ligt te ver"),
        ("!0001-01-01 bel", "01/01/0001 is voorbij"),
        ("gesprek !vr bel !za " + "x" * 501, "hoogstens 500 tekens"),
    ],
)
def test_what_says_nothing_or_cannot_be_is_refused_whole(text, sentence, amira, case):
    with pytest.raises(NothingNoted, match=sentence):
        keep(amira, case, text)

    assert nothing_is_kept()


def test_who_does_not_work_in_the_case_notes_nothing(bram, celine, case):
    for actor in (bram, celine):
        with pytest.raises(NotAllowed):
            keep(actor, case, "#loket gesprek !vr bel")
    assert nothing_is_kept()


def test_a_closed_case_takes_no_note(amira, case):
    close_cases(Case.objects.filter(pk=case.pk), TODAY)

    with pytest.raises(CaseClosed):
        keep(amira, case, "#loket gesprek")


# -- For whom --------------------------------------------------------------------------------------
def send(browser, text, page=PAGE, **more):
    return browser.post(page, {"text": text, **more})


def noted() -> list[str]:
    return [contact.case.household.name for contact in Contact.objects.order_by("pk")]


@pytest.mark.parametrize(
    "mention", ["@Natalia", "@shevchenko", '@"Natalia Shevchenko"', "@NATÁLIA"]
)
def test_one_exact_name_decides(mention, amira, login, family):
    family("Natalia Shevchenko")
    family("Iryna Melnyk")

    response = send(login(amira), f"{mention} #telefoon 10m gesprek")

    assert (response.status_code, response["Location"]) == (303, "/")
    assert noted() == ["Natalia Shevchenko"]


def test_the_number_of_a_household_decides(amira, login, family):
    household = family("Natalia Shevchenko")

    send(login(amira), f"@{household.number} #telefoon gesprek")

    assert noted() == ["Natalia Shevchenko"]


def test_who_is_named_was_spoken_to(amira, login, family):
    household = family("Natalia Shevchenko", persons=2)
    client = login(amira)

    send(client, "@Kind1 #telefoon gesprek")
    send(client, "@Shevchenko #telefoon gesprek")

    first, second = Contact.objects.order_by("pk")
    assert [person.given_name for person in first.spoken_with.all()] == ["Kind1"]
    assert list(second.spoken_with.all()) == []  # two are called so
    assert first.case.household == household


def test_a_name_in_another_script_is_found(amira, login, family):
    household = family("Natalia Shevchenko")
    person = household.members.get().person
    person.given_name_original, person.family_name_original = "Наталія", "Шевченко"
    person.save()

    send(login(amira), "@Шевченко #telefoon gesprek")

    assert noted() == ["Natalia Shevchenko"]


@pytest.mark.parametrize("names", [("Natalia Melnyk", "Natalia Bondar")])
def test_a_name_of_two_households_gives_a_choice_with_everything_typed_kept(
    names, amira, login, family
):
    first, second = (family(name) for name in names)
    client = login(amira)
    text = "@Natalia #telefoon 10m gesprek !vr bel school ~gevoelig"

    response = send(client, text)

    assert response.status_code == 422
    assert nothing_is_kept()
    page = soup(response)
    assert "“Natalia” kan 2 gezinnen zijn" in page.text
    assert page.select_one("textarea").text.strip() == text
    radios = [radio["value"] for radio in page.select("input[type=radio][name=household]")]
    assert set(radios) == {first.number, second.number}

    again = send(client, text, household=second.number, picked_for="Natalia")

    assert again.status_code == 303
    assert noted() == ["Natalia Bondar"]
    assert Step.objects.get().case.household == second


def test_a_choice_made_for_another_name_does_not_count(amira, login, family):
    family("Natalia Melnyk")
    other = family("Iryna Bondar")

    send(login(amira), "@Natalia #loket x", household=other.number, picked_for="Iryna")

    assert noted() == ["Natalia Melnyk"]


def test_a_name_that_only_sounds_so_is_asked(amira, login, family):
    family("Nataliia Shevchenko")

    response = send(login(amira), "@Sjevtsjenko #telefoon gesprek")

    assert response.status_code == 422
    assert "Bedoelt u dit gezin" in soup(response).text
    assert nothing_is_kept()


def test_an_unknown_name_offers_the_own_households(amira, login, family):
    family("Natalia Melnyk")

    page = soup(send(login(amira), "@Xqzzw #telefoon gesprek"))

    assert "We vinden niemand met de naam “Xqzzw”" in page.text
    assert "Natalia Melnyk" in page.select_one("#id_household").text


def test_without_a_name_it_is_asked(amira, login, family):
    family("Natalia Melnyk")

    page = soup(send(login(amira), "#telefoon gesprek"))

    assert "Schrijf @ en een naam" in page.text
    assert nothing_is_kept()


@pytest.mark.parametrize("picked", ["1999/1", "x", "2026/99999999", "9" * 20])
def test_a_choice_that_is_not_on_the_list_is_refused(picked, amira, login, family):
    family("Natalia Melnyk")

    response = send(login(amira), "@Natalia #loket x", household=picked, picked_for="Natalia")

    assert response.status_code == 422
    assert nothing_is_kept()


# -- Out of sight ----------------------------------------------------------------------------------
def test_a_household_of_another_team_is_found_neither_by_name_nor_by_number(
    amira, login, other_team
):
    theirs = HouseholdFactory(name="Geheime Naam", team=other_team)
    client = login(amira)

    for text in ("@Geheime #loket x", f"@{theirs.number} #loket x", '@"Geheime Naam" #loket x'):
        response = send(client, text)
        assert response.status_code == 422
        assert not soup(response).select("#id_household label")
    picked = send(client, "#loket x", household=theirs.number)
    assert picked.status_code == 422
    assert "Geheime Naam" not in picked.content.decode()
    assert nothing_is_kept()


def test_who_is_helped_elsewhere_is_not_found_by_the_home_team(amira, login, central, area):
    hidden = HouseholdFactory(name="Geheime Naam", team=central, area=area, helped_elsewhere=True)

    response = send(login(amira), f"@{hidden.number} #loket x")

    assert response.status_code == 422
    assert "Geheime" not in response.content.decode()


def test_a_household_one_may_open_but_not_work_in_is_not_offered(els, join, login, team, central):
    HouseholdFactory(name="Natalia Melnyk", team=team)
    actor = join("mona", "CASE_MANAGER", central)

    assert "Melnyk" not in send(login(actor), "@Natalia #loket x").content.decode()
    assert login(els).get(PAGE).status_code == 403


def test_a_closed_case_is_not_offered(amira, login, family):
    household = family("Natalia Melnyk")
    close_cases(household.cases.all(), TODAY)

    assert send(login(amira), "@Natalia #loket x").status_code == 422


# -- On the page of a household --------------------------------------------------------------------
@pytest.fixture
def own_page(household):
    return f"/gezin/2026/{household.serial}/snelnotitie/"


def test_on_the_page_of_a_household_no_name_is_needed(amira, login, household, own_page):
    response = send(login(amira), "#huisbezoek 45m Alles goed.", own_page)

    assert (response.status_code, response["Location"]) == (303, f"/gezin/2026/{household.serial}/")
    assert noted() == [household.name]


def test_there_another_name_is_asked_about(amira, login, household, own_page, family):
    other = family("Iryna Bondar")
    client = login(amira)

    response = send(client, "@Iryna #loket x", own_page)

    page = soup(response)
    assert response.status_code == 422
    assert "“Iryna” is niemand van dit gezin" in page.text
    radios = [radio["value"] for radio in page.select("input[type=radio]")]
    assert radios == [household.number, other.number]
    send(client, "@Iryna #loket x", own_page, household=other.number, picked_for="Iryna")
    assert noted() == ["Iryna Bondar"]


def test_the_page_is_of_who_works_in_the_case(amira, bram, celine, login, household, own_page):
    assert login(bram).get(own_page).status_code == 404
    assert login(celine).get(own_page).status_code == 403
    assert login(amira).get(own_page).status_code == 200
    assert list(FileRead.objects.values_list("household_id", "screen")) == [
        (household.pk, "cases:quick_note_of")
    ]
    close_cases(household.cases.all(), TODAY)
    assert login(amira).get(own_page).status_code == 404


def test_the_note_can_be_typed_on_my_day_and_on_the_household(amira, dirk, login, household):
    for address, action in (("/", PAGE), (f"/gezin/2026/{household.serial}/", None)):
        form = soup(login(amira).get(address)).select_one("#note_form")
        assert form["action"] == (action or f"/gezin/2026/{household.serial}/snelnotitie/")
        assert form.select_one("textarea[name=text]")
        assert form.select_one("input[name=submission]")


def test_who_may_not_work_in_the_case_gets_no_field_to_type_in(ilse, login, household):
    page = soup(login(ilse).get(f"/gezin/2026/{household.serial}/"))

    assert not page.select("#note_form")


# -- Looking first, sending twice ------------------------------------------------------------------
def test_looking_first_shows_what_was_understood_and_keeps_nothing(amira, login, family):
    family("Natalia Melnyk")
    client = login(amira)

    response = send(client, "@Natalia #telefoon 10m x #12 !vr bel ~gevoelig", action="preview")

    assert response.status_code == 200
    told = " ".join(soup(response).select_one("#note_preview").text.split())
    for words in (
        "Natalia Melnyk (2026/",
        "(telefoon)",
        "(10 minuten)",
        "(blijft tekst: Dit soort contact kennen we niet.)",
        "(belofte tegen 27/11)",
        "Belofte: bel (tegen 27/11/2026)",
        "Let op: de belofte komt in het plan",
    ):
        assert words in told
    assert nothing_is_kept()


def test_htmx_gets_the_preview_only(amira, login, family):
    family("Natalia Melnyk")

    response = login(amira).post(
        PAGE, {"text": "@Natalia x", "action": "preview"}, headers={"HX-Request": "true"}
    )

    assert response.content.decode().lstrip().startswith('<div id="note_preview"')


def test_what_was_typed_is_escaped(amira, login, family):
    family("Natalia Melnyk")
    page = send(login(amira), "@Natalia <b>x</b> #<i>", action="preview").content.decode()

    assert "<b>x</b>" not in page
    assert "#<i>" not in page


def test_sent_twice_it_is_kept_once(amira, login, family):
    family("Natalia Melnyk")
    client, key = login(amira), submissions.new_key(amira.user_id)

    answers = [
        send(client, "@Natalia #loket gesprek !vr bel", submission=key).status_code
        for _ in range(2)
    ]

    assert answers == [303, 303]
    assert (Contact.objects.count(), Step.objects.count()) == (1, 1)


def test_after_looking_and_after_a_choice_the_same_form_still_counts(amira, login, family):
    first = family("Natalia Melnyk")
    family("Natalia Bondar")
    client, key = login(amira), submissions.new_key(amira.user_id)
    text = "@Natalia #loket gesprek"

    assert send(client, text, submission=key, action="preview").status_code == 200
    assert send(client, text, submission=key).status_code == 422
    picked = {"household": first.number, "picked_for": "Natalia"}
    assert send(client, text, submission=key, **picked).status_code == 303
    assert noted() == ["Natalia Melnyk"]


def test_one_may_go_on_with_the_next(amira, login, family):
    family("Natalia Melnyk")

    assert send(login(amira), "@Natalia #loket x", action="next")["Location"] == PAGE


def test_what_was_not_understood_is_told_after_keeping(amira, login, family):
    family("Natalia Melnyk")

    response = login(amira).post(PAGE, {"text": "@Natalia #loket huis #12"}, follow=True)

    assert "Niet herkend, en als tekst bewaard: #12." in soup(response).text
    assert Contact.objects.get().note == "huis #12"


def test_text_that_is_sent_after_the_session_ended_waits_as_a_draft(amira, login, client, clock):
    key = submissions.new_key(amira.user_id)

    client.post(PAGE, {"text": "@Natalia lang verhaal", "submission": key, "draft_page": PAGE})

    assert Draft.objects.get().page == PAGE
    assert "lang verhaal" in login(amira).get(PAGE).content.decode()


@pytest.mark.parametrize("text", ["", "   ", "x" * 20_001, "nul\x00teken"])
def test_an_empty_or_impossible_text_is_told(text, amira, login, family):
    family("Natalia Melnyk")

    response = send(login(amira), text)

    assert response.status_code == 422
    assert soup(response).select_one(".error-summary")


def test_a_control_character_is_kept_or_told_never_a_crash(amira, login, family):
    family("Natalia Melnyk")

    assert send(login(amira), "@Natalia #loket \x07\x1b piep \u202e om").status_code in (303, 422)


def test_looking_asks_the_same_queries_however_many_households(
    amira, login, family, django_assert_max_num_queries
):
    client = login(amira)
    asked = []
    for _ in range(2):
        for number in range(3):
            household = family(f"Natalia Melnyk{number}", persons=2)
            ContactFactory(case=household.cases.get())
            StepFactory(case=household.cases.get())
            PersonFactory(given_name="Natalia")
        with django_assert_max_num_queries(20) as queries:
            send(client, "@Natalia #loket x", action="preview")
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert TODAY + timedelta(days=4) == FRIDAY
