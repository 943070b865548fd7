"""The list of households: filters in the address, and an export of exactly what is listed."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from eenplan.cases.models import Case
from eenplan.core.models import AuditEvent, FileRead
from eenplan.organisation.models import Membership
from tests.factories import AssignmentFactory, HouseholdFactory, TeamFactory
from tests.support.closing import close_cases
from tests.support.htmx import HTMX, same, soup, swap
from tests.support.setting import TODAY

LIST = "/gezinnen/"
MOST_QUERIES = 20


def make(name, team, area, *, worker=None, **facts):
    household = HouseholdFactory(name=name, team=team, area=area, **facts)
    if worker:
        AssignmentFactory(case=household.cases.get(), worker_id=worker.user_id)
    return household


@pytest.fixture
def anna(join, team):
    return join("anna", "CASE_MANAGER", team)


@pytest.fixture
def town(team, other_team, central, area, amira, anna):
    """One household for every filter; the last two are of another team."""
    make("Olena Kovalchuk", team, area, worker=amira)
    make("Iryna Melnyk", team, area, worker=anna, sleeps="NONE")
    make("Taras Bondar", team, area, target_group="TEMPORARY_PROTECTION")
    make("Oksana Koval", team, area, worker=amira, sleeps="HOTEL")
    make("Wim Elders", other_team, area, sleeps="NONE")
    make("Zora Discreet", central, area, helped_elsewhere=True)


def listed(response) -> list[str]:
    return [row.select("td")[1].text for row in soup(response).select("#rows tbody tr")]


def exported(response) -> list[str]:
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    return [row[1] for row in rows[1:]]


def counted(response) -> int:
    return int(soup(response).select_one("#rows [role=status]").text.split()[0])


OWN = ["Oksana Koval", "Taras Bondar", "Iryna Melnyk", "Olena Kovalchuk"]


# -- Who sees what ---------------------------------------------------------------------------------
def test_the_own_team_is_listed_latest_number_first(login, amira, town):
    response = login(amira).get(LIST)

    assert listed(response) == OWN
    assert counted(response) == 4


def test_a_role_over_all_teams_sees_all_and_the_shielded_of_other_areas(login, ilse, town):
    assert listed(login(ilse).get(LIST)) == ["Zora Discreet", "Wim Elders", *OWN]


def test_the_shielded_are_hidden_from_a_role_over_all_teams_in_their_own_area(
    login, join, team, town
):
    neighbour = join("neighbour", "LINE_MONITOR", team)

    assert listed(login(neighbour).get(LIST)) == ["Wim Elders", *OWN]


def test_who_works_nowhere_near_sees_an_empty_list_with_words(login, join, town):
    somebody = join("ver", "CASE_MANAGER", TeamFactory())

    response = login(somebody).get(LIST)

    assert listed(response) == []
    assert "Uw teams hebben nog geen gezinnen" in soup(response).text


@pytest.mark.parametrize("who", ["karim", "hana", "femke"])
def test_without_the_capability_there_is_no_list(who, request, login):
    assert login(request.getfixturevalue(who)).get(LIST).status_code == 403


# -- Filters ---------------------------------------------------------------------------------------
@pytest.fixture
def ids(team, amira, anna):
    return {"team": team.pk, "amira": amira.user_id, "anna": anna.user_id}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=koval", ["Oksana Koval", "Olena Kovalchuk"]),
        ("q=KOVALCH", ["Olena Kovalchuk"]),
        ("q=%25", []),
        ("target_group=TEMPORARY_PROTECTION", ["Taras Bondar"]),
        ("target_group=RESIDENT", ["Oksana Koval", "Iryna Melnyk", "Olena Kovalchuk"]),
        ("sleeps=NONE", ["Iryna Melnyk"]),
        ("sleeps=HOTEL", ["Oksana Koval"]),
        ("team={team}", OWN),
        ("worker={amira}", ["Oksana Koval", "Olena Kovalchuk"]),
        ("worker={anna}", ["Iryna Melnyk"]),
        ("worker=none", ["Taras Bondar"]),
        ("worker={amira}&sleeps=HOTEL", ["Oksana Koval"]),
        ("q=koval&worker={amira}&sleeps=OWN_HOME&team={team}", ["Olena Kovalchuk"]),
        ("q=niemand", []),
    ],
)
def test_filters_narrow_list_count_and_export_alike(query, names, login, amira, town, ids):
    client, address = login(amira), f"{LIST}?{query.format(**ids)}"

    response = client.get(address)

    assert listed(response) == names
    assert counted(response) == len(names)
    assert exported(client.get(f"{address}&formaat=csv")) == names


def test_the_filter_on_a_team_of_a_role_over_all_teams(login, ilse, town, other_team):
    assert listed(login(ilse).get(f"{LIST}?team={other_team.pk}")) == ["Wim Elders"]


def test_what_was_filtered_on_stays_in_the_form(login, amira, town, ids):
    page = soup(login(amira).get(f"{LIST}?q=koval&worker={ids['amira']}&sleeps=HOTEL"))

    assert page.select_one("#id_q")["value"] == "koval"
    chosen = [option["value"] for option in page.select("form.card option[selected]")]
    assert set(filter(None, chosen)) == {str(ids["amira"]), "HOTEL"}


def test_the_links_to_the_export_keep_the_filters_and_lead_to_the_same_rows(login, amira, town):
    client = login(amira)
    page = soup(client.get(f"{LIST}?q=koval&pagina=1"))

    for link in page.select(".list-foot a"):
        response = client.get(LIST + link["href"])
        assert response["Content-Disposition"].startswith("attachment")
        if "csv" in link["href"]:
            assert exported(response) == listed(client.get(f"{LIST}?q=koval"))


def test_a_filter_without_hits_offers_a_way_out(login, amira, town):
    page = soup(login(amira).get(f"{LIST}?q=niemand"))

    assert "Geen gezinnen met deze filters" in page.select_one(".empty-state").text
    assert page.select_one(".empty-state a")["href"] == LIST


def test_a_closed_case_has_no_case_manager_and_nobody_waits_for_it(login, amira, town, ids):
    household = Case.objects.get(household__name="Taras Bondar").household
    close_cases(household.cases.all(), TODAY)
    held = Case.objects.get(household__name="Oksana Koval")
    close_cases(Case.objects.filter(pk=held.pk), TODAY)
    client = login(amira)

    assert listed(client.get(f"{LIST}?worker=none")) == []
    assert listed(client.get(f"{LIST}?worker={ids['amira']}")) == ["Olena Kovalchuk"]


def test_a_household_that_never_had_a_case_does_not_wait_for_a_case_manager(
    login, amira, team, area
):
    HouseholdFactory(name="Zonder Dossier", team=team, area=area, case=False)

    assert listed(login(amira).get(f"{LIST}?worker=none")) == []


def test_a_household_with_a_history_is_listed_once(login, amira, anna, team, other_team, area):
    household = make("Olena Kovalchuk", team, area, worker=amira)
    case = household.cases.get()
    case.assignments.update(ends_on=TODAY)
    AssignmentFactory(case=case, worker_id=anna.user_id, starts_on=TODAY)
    Case.objects.create(household=household, opened_on=TODAY - timedelta(days=900), closed_on=TODAY)
    household.care.update(ends_on=TODAY)
    household.care.create(team=other_team, reason="x", starts_on=TODAY, ends_on=TODAY)
    household.care.create(team=team, reason="terug", starts_on=TODAY)

    for query in ("", f"?team={team.pk}", f"?worker={anna.user_id}"):
        assert listed(login(amira).get(LIST + query)) == ["Olena Kovalchuk"], query


# -- Filters that cannot be ------------------------------------------------------------------------
@pytest.mark.parametrize(
    "query",
    [
        "worker=abc",
        "worker=999999",
        "worker=-1",
        "worker=None",
        "team=999999",
        "team=abc",
        "team=99999999999999999999999999",
        "sleeps=MAAN",
        "target_group=ALLEMAAL",
        "q=%00",
        "q=a%00b",
        "worker=%00",
        "team=1%00",
        "sleeps=%F0%9F%8F%A0",
    ],
)
def test_a_filter_that_cannot_be_is_told_in_words(query, login, amira, town):
    for form in ("", "&formaat=csv", "&formaat=xlsx"):
        response = login(amira).get(f"{LIST}?{query}{form}")
        assert response.status_code == 200
    page = soup(login(amira).get(f"{LIST}?{query}"))
    assert page.select_one("form.card .error-text, form.card .errorlist").text.strip()


@pytest.mark.parametrize("query", ["q=koval&worker=abc", "team=999999", "q=%00", "sleeps=MAAN"])
def test_a_filter_that_cannot_be_lists_and_exports_nothing_and_offers_a_way_out(
    query, login, amira, town
):
    client = login(amira)

    response = client.get(f"{LIST}?{query}")

    assert listed(response) == exported(client.get(f"{LIST}?{query}&formaat=csv")) == []
    book = load_workbook(io.BytesIO(client.get(f"{LIST}?{query}&formaat=xlsx").content))
    assert len(list(book.active.values)) == 1
    empty = soup(response).select_one("#rows .empty-state")
    assert empty.text.strip() == "Deze filter bestaat niet (meer). Wis de filters"
    assert empty.a["href"] == LIST


def test_who_left_the_team_is_no_filter_any_more(login, amira, anna, town):
    Membership.objects.filter(user=anna.user_id).update(ends_on=TODAY)

    assert listed(login(amira).get(f"{LIST}?worker={anna.user_id}")) == []


@pytest.mark.parametrize(
    "query",
    [
        "pagina=zz",
        "pagina=-3",
        "pagina=%00",
        "pagina=",
        "formaat=pdf",
        "onbekend=1",
        "q=" + "x" * 3000,
    ],
)
def test_other_nonsense_in_the_address_breaks_nothing(query, login, amira, town):
    assert login(amira).get(f"{LIST}?{query}").status_code == 200


def test_the_filter_on_a_worker_of_another_team_is_not_offered(login, amira, bram, town):
    page = soup(login(amira).get(f"{LIST}?worker={bram.user_id}"))

    assert str(bram.user_id) not in [o["value"] for o in page.select("#id_worker option")]
    assert bram.name not in page.text


# -- The export ------------------------------------------------------------------------------------
def test_the_export_has_the_columns_of_the_list(login, amira, town, team):
    response = login(amira).get(f"{LIST}?formaat=csv&q=kovalchuk")

    assert response.content.decode("utf-8-sig").splitlines() == [
        "Nummer;Naam;Doelgroep;Wijk;Team;Maatschappelijk werker;Aangekomen op;Slaapt",
        "2026/0001;Olena Kovalchuk;inwoner;Heuvelkant;Wijkteam Heuvelkant;Amira Testers;"
        "04/01/2026;eigen woning",
    ]


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1 Gezin", "-1 Gezin", "@x", "\tgezin"])
def test_a_name_that_looks_like_a_formula_does_nothing_in_a_spreadsheet(
    name, login, amira, team, area
):
    make(name, team, area)
    client = login(amira)

    assert exported(client.get(f"{LIST}?formaat=csv")) == [f"'{name}"]
    book = load_workbook(io.BytesIO(client.get(f"{LIST}?formaat=xlsx").content))
    cell = book.active["B2"]
    assert (cell.data_type, cell.value.strip()) == ("s", name.strip())


def test_the_workbook_holds_the_rows_of_the_list(login, amira, town):
    response = login(amira).get(f"{LIST}?formaat=xlsx&q=koval")

    rows = list(load_workbook(io.BytesIO(response.content)).active.values)
    assert [row[1] for row in rows] == ["Naam", "Oksana Koval", "Olena Kovalchuk"]


def test_taking_a_list_out_leaves_a_line_and_opening_it_does_not(login, amira, town):
    client = login(amira)
    client.get(f"{LIST}?q=koval")
    assert not AuditEvent.objects.exists()

    client.get(f"{LIST}?q=koval&formaat=csv")

    line = AuditEvent.objects.get()
    assert (line.event, line.actor_id) == ("core.list-exported", amira.user_id)
    assert line.detail == {"list": "gezinnen", "q": "q=koval&formaat=csv"}
    assert not FileRead.objects.exists()


# -- HTMX and queries ------------------------------------------------------------------------------
@pytest.mark.parametrize("query", ["?q=koval", "?worker=none", "?q=niemand", "?worker=abc", ""])
def test_filtering_with_htmx_gives_what_a_fresh_load_gives(query, login, amira, town):
    client = login(amira)
    page = soup(client.get(LIST))

    swap(page, "#rows", client.get(LIST + query, headers=HTMX))

    fresh = soup(client.get(LIST + query))
    assert same(page.select_one("#rows"), fresh.select_one("#rows"))


def test_the_list_asks_the_same_queries_however_many_rows(login, amira, team, area):
    client, asked = login(amira), []
    for number in (1, 2):
        for _ in range(number):
            make("Olena Kovalchuk", team, area, worker=amira, persons=number)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(LIST)
        asked.append(len(queries))

    assert len(listed(response)) == 3
    assert asked[0] == asked[1] <= MOST_QUERIES


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_export_asks_the_same_queries_however_many_rows(form, login, amira, team, area):
    client, asked = login(amira), []
    for number in (1, 2):
        for _ in range(number):
            make("Olena Kovalchuk", team, area, worker=amira)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{LIST}?formaat={form}")
        asked.append(len(queries))

    assert asked[0] == asked[1] <= MOST_QUERIES
