"""The pages of the register: who sees what, refusals on the form, and what they cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eenplan.benefits.models import Application, CompetenceCheck, Letter, Suspension
from eenplan.core.models import FileRead
from tests.factories import AssignmentFactory, HouseholdFactory
from tests.support.htmx import soup
from tests.support.rights import agreed_proposal, applicant_of, application_of, at, decided
from tests.support.setting import TODAY

DAY = timedelta(days=1)


def letter_of(application, kind):
    return Letter.objects.create(
        kind=kind,
        household=application.household,
        application=application,
        told={},
        pdf=b"x",
        sha256="0" * 64,
        made_at=at(TODAY),
    )


def form_of(household, **changes):
    fields = {
        "right": "EQUIVALENT",
        "applicant": str(applicant_of(household).pk),
        "channel": "DESK",
        "handed_in_on": TODAY.isoformat(),
        "words": "We hebben niets meer.",
    }
    return fields | changes


def new_page(household):
    return f"/rechten/gezin/{household.year}/{household.serial}/aanvraag/"


def page_of(application, act=""):
    return f"/rechten/aanvraag/{application.pk}/{act}"


@pytest.fixture
def desk(join, team):
    """Somebody of the desk in the team of the household: registers, and reads no rights."""
    return join("chloe", "RECEPTION", team)


# -- Writing one down ------------------------------------------------------------------------------
def test_the_desk_writes_an_application_down_and_sees_its_number(desk, household, login):
    browser = login(desk)
    answer = browser.post(new_page(household), form_of(household))

    made = Application.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, page_of(made))
    page = soup(browser.get(page_of(made))).text
    assert made.number in page and "nog niet gegeven" in page
    assert "We hebben niets meer" not in page and "Termijnen" not in page


def test_a_refusal_keeps_what_was_typed_and_the_box_comes_when_it_is_needed(
    amira, household, login
):
    application_of(household)
    browser = login(amira)
    answer = browser.post(new_page(household), form_of(household))
    page = soup(answer)

    assert answer.status_code == 422
    assert "loopt al een aanvraag voor hetzelfde recht: A2026/00001" in page.text
    assert page.select_one("textarea").text.strip() == "We hebben niets meer."
    assert page.select_one("input[name=seen_doubles]")
    again = browser.post(new_page(household), form_of(household, seen_doubles="on"))
    assert again.status_code == 303 and Application.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"handed_in_on": "2026-02-30"},
        {"handed_in_on": "9999-01-01"},
        {"handed_in_on": ""},
        {"right": "X"},
        {"channel": ""},
        {"applicant": "0"},
        {"words": "x" * 4001},
        {"words": "a\x00b"},
        {"channel": "OTHER_CENTRE"},
        {"other_centre": "OCMW Elders"},
    ],
)
def test_bad_input_is_refused_in_words(wrong, amira, household, login):
    answer = login(amira).post(new_page(household), form_of(household, **wrong))
    assert answer.status_code == 422
    assert soup(answer).select_one(".error-summary li")
    assert not Application.objects.exists()


def test_out_of_sight_is_not_found(bram, household, login):
    asked = application_of(household)
    browser = login(bram)
    acts = ("", "verbeteren/", "intrekken/", "schorsen/", "hervatten/", "bevoegdheid/")
    assert browser.get(new_page(household)).status_code == 404
    assert {browser.get(page_of(asked, act)).status_code for act in acts} == {404}
    assert not FileRead.objects.exists()


def test_opening_an_application_is_in_the_read_log(amira, household, login):
    asked = application_of(household)
    login(amira).get(page_of(asked))
    login(amira).post(page_of(asked, "schorsen/"), {"since": "", "reason": ""})
    login(amira).post(new_page(household), {})
    login(amira).get(f"/gezin/{household.year}/{household.serial}/rechten/")
    read = FileRead.objects.order_by("pk").values_list("screen", "household_id")
    assert list(read) == [
        ("register:application", household.pk),
        ("register:suspend", household.pk),
        ("register:new_application", household.pk),
        ("desk:household_rights", household.pk),
    ]


# -- The page of one -------------------------------------------------------------------------------
def test_the_page_says_how_far_it_is_what_runs_and_what_is_not_certain(amira, household, login):
    asked = application_of(household, received_on=TODAY - 3 * DAY, words="steun")
    page = soup(login(amira).get(page_of(asked)))

    assert "nog 27 dagen" in page.text and "ingeschreven" in page.text
    assert "staat in geen bron" in page.text
    assert [button.get_text(strip=True) for button in page.select(".btn-primary")] == [
        "Geef het ontvangstbewijs"
    ]


def test_who_only_reads_is_offered_nothing_to_do(ilse, household, login):
    page = soup(login(ilse).get(page_of(application_of(household))))
    links = {link["href"] for link in page.select("main a.btn")}
    assert "Termijnen" in page.text and not any("schorsen" in link for link in links)
    assert not any("verbeteren" in link for link in links)


def test_a_role_that_opens_files_without_rights_sees_that_it_may_not(els, household, login):
    asked = application_of(household, words="geheim")
    for address in (page_of(asked), f"/gezin/{household.year}/{household.serial}/rechten/"):
        page = soup(login(els).get(address))
        assert "leest alleen het team" in page.text and "geheim" not in page.text
        assert asked.number not in page.select_one("#main").text


def test_every_act_has_its_page(amira, household, login):
    browser, asked = login(amira), application_of(household, received_on=TODAY - 2 * DAY)
    acts = {
        "verbeteren/": {"field": "is_urgent", "becomes": "ja", "reason": "vergeten"},
        "schorsen/": {"since": TODAY.isoformat(), "reason": "papieren"},
        "hervatten/": {"until": TODAY.isoformat()},
        "bevoegdheid/": {"is_competent": "ja", "ground": "ingeschreven"},
        "intrekken/": {"withdrawn_on": TODAY.isoformat(), "why": "werk", "version": "1"},
    }
    for act, said in acts.items():
        assert browser.get(page_of(asked, act)).status_code == 200, act
        answer = browser.post(page_of(asked, act), said)
        assert (answer.status_code, answer.get("Location")) == (303, page_of(asked)), act
    page = soup(browser.get(page_of(asked))).text
    assert "Ingetrokken op 23 november 2026" in page and "vergeten" in page


@pytest.mark.parametrize(
    ("field", "becomes"),
    [
        ("handed_in_on", "31/02/2026"),
        ("handed_in_on", ""),
        ("is_urgent", "misschien"),
        ("channel", "postduif"),
        ("other_centre", "?!"),
        ("sent_on", "01/01/1800"),
        ("right", "LIVING_WAGE"),
    ],
)
def test_a_correction_that_cannot_be_read_is_refused(field, becomes, amira, household, login):
    asked = application_of(household)
    said = {"field": field, "becomes": becomes, "reason": "x"}
    assert login(amira).post(page_of(asked, "verbeteren/"), said).status_code == 422
    assert not asked.corrections.exists()


def test_an_incompetent_centre_is_told_to_forward(amira, household, login):
    browser, asked = login(amira), application_of(household)
    said = {"is_competent": "nee", "ground": "woont elders"}
    assert browser.post(page_of(asked, "bevoegdheid/"), said).status_code == 422
    said |= {"to_centre": "OCMW Elders", "to_address": "Dorpsplein 1"}
    assert browser.post(page_of(asked, "bevoegdheid/"), said).status_code == 303
    page = soup(browser.get(page_of(asked)))
    assert "Nog niet doorgezonden" in page.text
    letter_of(asked, "RECEIPT")
    for kind, button in (
        ("FORWARDED", "Schrijf het andere OCMW"),
        ("FORWARDED_TOLD", "Schrijf de aanvrager"),
    ):
        [act] = soup(browser.get(page_of(asked))).select(".btn-primary")
        assert act.get_text(strip=True) == button
        if kind == "FORWARDED":
            letter_of(asked, kind)
    days = {"forwarded_on": TODAY.isoformat(), "told_on": TODAY.isoformat()}
    refused = browser.post(page_of(asked, "doorgezonden/"), days)
    assert refused.status_code == 422 and "nietig" in soup(refused).text


# -- The lists -------------------------------------------------------------------------------------
def test_the_list_has_the_numbers_the_gap_check_and_an_export_of_the_same_rows(
    amira, household, area, team, login
):
    application_of(household, registered_at=f"{TODAY + DAY}T09:00:00Z")
    application_of(HouseholdFactory(team=team, area=area))
    browser = login(amira)
    page = soup(browser.get("/rechten/aanvragen/"))

    assert [row.a.text for row in page.select("#rows tbody tr")] == ["A2026/00002", "A2026/00001"]
    assert "te laat ingeschreven" in page.text and "volledig" in page.text
    told = browser.get("/rechten/aanvragen/?formaat=json").json()
    assert told["count"] == len(told["rows"]) == 2
    assert browser.get("/rechten/aanvragen/?formaat=csv").content.count(b"\n") == 3
    assert browser.get("/rechten/aanvragen/?formaat=xlsx").status_code == 200
    late = browser.get("/rechten/aanvragen/?termijn=laat&formaat=json").json()
    assert [row[0] for row in late["rows"]] == ["A2026/00001"]


def test_a_filter_that_is_none_lists_nothing(amira, household, login):
    application_of(household)
    page = soup(login(amira).get("/rechten/aanvragen/?recht=goud"))
    assert "Deze filter bestaat niet" in page.text and not page.select("#rows tbody")


def test_the_list_shows_only_households_of_the_own_teams(amira, bram, household, login):
    application_of(household)
    for address in ("/rechten/aanvragen/", "/rechten/register/"):
        assert len(soup(login(amira).get(address)).select("#rows tbody tr")) == 1
        page = soup(login(bram).get(address))
        assert not page.select("#rows tbody") and "1 inschrijving" in page.text


def test_who_is_helped_elsewhere_is_on_no_list_of_the_own_area(amira, area, central, login):
    hidden = HouseholdFactory(name="Liever Elders", team=central, area=area, helped_elsewhere=True)
    asked = application_of(hidden)
    for address in ("/rechten/aanvragen/", "/rechten/register/", "/rechten/register/?formaat=json"):
        assert "Liever" not in login(amira).get(address).content.decode()
    assert login(amira).get(page_of(asked)).status_code == 404


def test_the_desk_lists_what_has_no_receipt_yet(desk, household, login):
    application_of(household)
    page = soup(login(desk).get("/rechten/register/?ontvangstbewijs=zonder"))
    assert len(page.select("#rows tbody tr")) == 1 and "nog te geven" in page.text
    assert login(desk).get("/rechten/aanvragen/").status_code == 403


@pytest.mark.parametrize("address", ["/rechten/aanvragen/", "/rechten/register/"])
def test_a_list_costs_the_same_for_one_row_and_for_three(
    address, amira, household, area, team, login
):
    browser = login(amira)

    def cost():
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    application_of(household)
    one = cost()
    for _ in range(2):
        asked = application_of(HouseholdFactory(team=team, area=area))
        Suspension.objects.create(application=asked, starts_on=TODAY, reason="x")
        CompetenceCheck.objects.create(
            application=asked, is_competent=True, ground="x", decided_on=TODAY
        )
    assert cost() == one


# -- The tab of the household, and the day ---------------------------------------------------------
def test_the_tab_tells_what_was_asked_granted_and_is_to_be_looked_at(amira, household, login):
    decision = decided(household)
    decision.reviews.create(
        reason="RATE_CHANGED", raised_on=TODAY, old_cents=177_695, new_cents=181_157
    )
    application_of(household, right="OTHER_AID")
    page = soup(login(amira).get(f"/gezin/{household.year}/{household.serial}/rechten/"))

    assert "Andere financiële steun" in page.text and "nog 30 dagen" in page.text
    assert "€ 1.776,95" in page.text and decision.number in page.text
    assert "zou € 1.811,57 worden" in page.text


def test_the_tab_of_the_desk_has_numbers_and_receipts_only(desk, household, login):
    decided(household)
    page = soup(login(desk).get(f"/gezin/{household.year}/{household.serial}/rechten/"))
    main = page.select_one("#main").text
    assert "A2026/00001" in main and "zonder ontvangstbewijs" in main
    assert "€" not in main and "leefloon" not in main


def test_the_tab_costs_the_same_for_one_and_for_three(amira, household, login):
    browser = login(amira)
    address = f"/gezin/{household.year}/{household.serial}/rechten/"

    def cost():
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        return len(queries)

    agreed_proposal(application_of(household))
    one = cost()
    for right in ("OTHER_AID", "INSTALLATION_PREMIUM"):
        agreed_proposal(application_of(household, right=right))
    assert cost() == one


def test_my_day_names_what_must_be_decided_soon(amira, household, area, team, login):
    AssignmentFactory(case=household.cases.get(), worker_id=amira.user_id)
    soon = application_of(household, received_on=TODAY - 28 * DAY)
    application_of(household, right="OTHER_AID")
    elsewhere = HouseholdFactory(team=team, area=area)
    application_of(elsewhere, received_on=TODAY - 29 * DAY)
    decided(HouseholdFactory(team=team, area=area), received_on=TODAY - 40 * DAY)

    page = soup(login(amira).get("/mijn-dag/beslissen/"))
    assert [row.a["href"] for row in page.select("#rows .day-list li")] == [page_of(soon)]
    assert "nog 2 dagen" in page.text
    assert "bijna tijd om te beslissen" in soup(login(amira).get("/")).text


def test_a_term_that_stands_still_is_not_on_my_day(amira, household, login):
    AssignmentFactory(case=household.cases.get(), worker_id=amira.user_id)
    asked = application_of(household, received_on=TODAY - 28 * DAY)
    Suspension.objects.create(application=asked, starts_on=TODAY - DAY, reason="x")
    page = soup(login(amira).get("/mijn-dag/beslissen/"))
    assert not page.select("#rows .day-list li")
