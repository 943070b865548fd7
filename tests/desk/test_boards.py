"""The team board: what waits for a case manager, and everybody's load against the norm."""

import csv
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eenplan.cases.caseloads import unassigned_cases
from eenplan.cases.models import Case
from eenplan.organisation.models import Norm
from tests.factories import AssignmentFactory, HouseholdFactory
from tests.support.closing import close_cases
from tests.support.htmx import HTMX, same, soup, swap
from tests.support.setting import TODAY

MOST_QUERIES = 20


@pytest.fixture
def waiting(team, area):
    """Make households without a case manager."""

    def _waiting(*names, of=team):
        return [HouseholdFactory(name=name, team=of, area=area) for name in names]

    return _waiting


@pytest.fixture
def hold(team, area):
    """Let somebody follow a number of households of a team."""

    def _hold(actor, number, of=team, **facts):
        for _ in range(number):
            case = HouseholdFactory(name="Gevolgd Gezin", team=of, area=area).cases.get()
            AssignmentFactory(case=case, worker_id=actor.user_id, **facts)

    return _hold


@pytest.fixture
def norm_of_four(norms):
    Norm.objects.filter(key="households_per_case_manager").update(value=4)


def board_of(team) -> str:
    return f"/team/{team.pk}/"


def listed(response) -> list[str]:
    return [link.text for link in soup(response).select("#rows .day-list li .what > a")]


def badge(response) -> int:
    return int(soup(response).select_one("#rows .card-header .badge").text)


def exported(response) -> list[str]:
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Nummer", "Naam", "Wijk", "Wacht sinds"]
    return [row[1] for row in rows[1:]]


def workload(response) -> list[tuple[str, ...]]:
    """Return name, held of cap, and state of each line of the workload, from the screen."""
    lines = []
    for row in soup(response).select("table tbody tr"):
        held = row.select("td")[2].contents[0].strip()
        lines.append((row.th.text, held, row.select("td")[3].span.text))
    return lines


# -- What waits ------------------------------------------------------------------------------------
def test_list_count_and_export_of_what_waits_are_the_same(dirk, login, team, waiting, hold, amira):
    names = ["=Iryna Melnyk", "Olena Kovalchuk", "Taras Bondar"]
    waiting(*names)
    hold(amira, 2)
    client = login(dirk)

    response = client.get(board_of(team))

    assert listed(response) == names
    assert badge(response) == unassigned_cases(team, on=TODAY).count() == 3
    assert exported(client.get(f"{board_of(team)}?formaat=csv")) == [
        "'=Iryna Melnyk",
        "Olena Kovalchuk",
        "Taras Bondar",
    ]


def test_an_assigned_or_closed_case_and_that_of_another_team_do_not_wait_here(
    dirk, amira, login, team, other_team, waiting, hold
):
    hold(amira, 1)
    [closed] = waiting("Gesloten Gezin")
    close_cases(Case.objects.filter(household=closed), TODAY)
    waiting("Elders Gezin", of=other_team)

    response = login(dirk).get(board_of(team))

    assert listed(response) == []
    assert badge(response) == 0
    assert "Alles is toegewezen" in soup(response).select_one("#rows").text


def test_a_case_whose_case_manager_left_waits_again(dirk, amira, login, team, hold):
    hold(amira, 1, ends_on=TODAY)

    assert listed(login(dirk).get(board_of(team))) == ["Gevolgd Gezin"]


def test_who_waits_longest_comes_first(dirk, login, team, waiting):
    first, second = waiting("Later", "Eerder")
    Case.objects.filter(household=second).update(opened_on="2026-01-01")

    assert listed(login(dirk).get(board_of(team))) == ["Eerder", "Later"]


def test_only_who_may_assign_is_offered_to(dirk, amira, login, team, waiting):
    [household] = waiting("Olena Kovalchuk")
    address = f"/dossier/{household.cases.get().pk}/toewijzen/"

    def offered(actor):
        return [a["href"] for a in soup(login(actor).get(board_of(team))).select("#rows li a.btn")]

    assert offered(dirk) == [address]
    assert offered(amira) == []


def test_more_than_fifty_are_spread_over_pages_and_all_in_the_export(dirk, login, team, waiting):
    waiting(*[f"Gezin {number:02}" for number in range(51)])
    client = login(dirk)

    pages = [client.get(f"{board_of(team)}?pagina={number}") for number in (1, 2)]

    assert [len(listed(response)) for response in pages] == [50, 1]
    assert [badge(response) for response in pages] == [51, 51]
    assert len(exported(client.get(f"{board_of(team)}?pagina=2&formaat=csv"))) == 51


def test_the_fragment_for_htmx_equals_the_part_of_the_whole_page(dirk, login, team, waiting):
    waiting("Olena Kovalchuk")
    client = login(dirk)
    page = soup(client.get(board_of(team)))

    swap(page, "#rows", client.get(board_of(team), headers=HTMX))

    assert same(page.select_one("#rows"), soup(client.get(board_of(team))).select_one("#rows"))


# -- Loads -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("held", "line"),
    [
        (0, ("0 van 4", "nog 4 vrij")),
        (3, ("3 van 4", "nog 1 vrij")),
        (4, ("4 van 4", "vol")),
        (5, ("5 van 4", "boven de norm")),
    ],
)
def test_a_load_is_said_against_the_norm(held, line, dirk, amira, login, team, hold, norm_of_four):
    hold(amira, held)

    response = login(dirk).get(board_of(team))

    assert workload(response) == [("Amira Testers", *line)]
    assert "Norm: 4 gezinnen per voltijdse" in soup(response).text


def test_the_bar_stops_at_its_end_and_the_norm_stands_where_the_line_is(
    dirk, amira, login, team, hold, norm_of_four
):
    def width():
        svg = soup(login(dirk).get(board_of(team))).select_one("svg.load")
        return int(svg.select("rect")[1]["width"])

    hold(amira, 4)
    assert width() == 160
    hold(amira, 3)
    assert width() == 200


def test_part_time_is_measured_against_its_part_of_the_norm(
    dirk, join, login, team, hold, norm_of_four
):
    half = join("half", "CASE_MANAGER", team, case_fraction=Decimal("0.5"))
    join("niets", "CASE_MANAGER", team, case_fraction=0)
    hold(half, 2)

    assert workload(login(dirk).get(board_of(team))) == [
        ("Half Testers", "2 van 2", "vol"),
        ("Niets Testers", "0 van 0", "vol"),
    ]


def test_the_heaviest_load_against_the_own_norm_comes_first(
    dirk, amira, join, login, team, hold, norm_of_four
):
    half = join("half", "CASE_MANAGER", team, case_fraction=Decimal("0.5"))
    hold(amira, 3)
    hold(half, 2)

    names = [line[0] for line in workload(login(dirk).get(board_of(team)))]
    assert names == ["Half Testers", "Amira Testers"]


def test_only_case_managers_have_a_load(dirk, celine, join, login, team):
    join("anna", "RECEPTION", team)

    response = login(dirk).get(board_of(team))

    assert workload(response) == []
    assert "Dit team heeft vandaag geen maatschappelijk werkers" in soup(response).text


def test_the_count_in_sight_is_the_length_of_the_list_it_leads_to(
    dirk, join, login, team, other_team, hold
):
    both = join("both", "CASE_MANAGER", team, other_team, case_fraction=Decimal("0.5"))
    hold(both, 3)
    hold(both, 2, of=other_team)
    client = login(dirk)
    page = soup(client.get(board_of(team)))
    link = page.select_one("table tbody a")

    assert workload(client.get(board_of(team)))[0][:2] == ("Both Testers", "5 van 40")
    assert link.text == "toon 3"
    assert link.find_next_sibling("span").text == "rest bij andere teams"
    list_page = soup(client.get(link["href"]))
    assert len(list_page.select("#rows tbody tr")) == 3
    assert "3 gezinnen" in list_page.select_one("[role=status]").text


def test_who_sees_all_households_of_a_worker_is_told_of_no_rest(dirk, amira, login, team, hold):
    hold(amira, 2)

    page = soup(login(dirk).get(board_of(team)))

    assert page.select_one("table tbody a").text == "toon 2"
    assert "rest bij andere teams" not in page.text


# -- Who sees which board --------------------------------------------------------------------------
def test_one_team_goes_straight_to_its_board(dirk, login, team):
    assert soup(login(dirk).get("/team/")).h1.text == team.name


def test_several_teams_are_listed_with_what_waits_and_how_full_they_are(
    join, login, team, other_team, waiting, hold, amira, bram, norm_of_four
):
    boss = join("boss", "TEAM_COORDINATOR", team, other_team)
    waiting("Olena Kovalchuk", "Iryna Melnyk")
    hold(amira, 3)
    hold(bram, 1, of=other_team)
    client = login(boss)

    page = soup(client.get("/team/"))

    told = {}
    for row in page.select(".day-list li"):
        told[row.a.text] = (
            row.select_one(".why").text.split("· ")[1],
            row.select_one(".badge").text,
        )
        count = int(row.select_one(".badge").text.split()[0])
        assert len(listed(client.get(row.a["href"]))) == count
    assert told == {
        "Wijkteam Heuvelkant": ("3 van 4 gezinnen binnen de norm", "2 toe te wijzen"),
        "Wijkteam Molenwijk": ("1 van 4 gezinnen binnen de norm", "0 toe te wijzen"),
    }


def test_the_board_of_another_team_does_not_exist(dirk, login, team, other_team):
    client = login(dirk)

    for pk in (other_team.pk, 10**6, 10**30):
        assert client.get(f"/team/{pk}/").status_code == 404
        assert client.get(f"/team/{pk}/?formaat=csv").status_code == 404


@pytest.mark.parametrize("who", ["celine", "els", "karim", "hana", "ilse"])
def test_without_the_capability_there_are_no_boards(who, request, login, team):
    client = login(request.getfixturevalue(who))

    for address in ("/team/", board_of(team)):
        response = client.get(address)
        assert response.status_code == 403
        assert "het teambord zien" in soup(response).text


# -- Queries ---------------------------------------------------------------------------------------
def test_the_board_asks_the_same_queries_however_many_rows(dirk, join, login, team, waiting, hold):
    client, asked = login(dirk), []
    for number in (1, 2):
        for turn in range(number):
            worker = join(f"anna{number}{turn}", "CASE_MANAGER", team)
            hold(worker, number)
            waiting("Olena Kovalchuk")
        with CaptureQueriesContext(connection) as queries:
            response = client.get(board_of(team))
        asked.append(len(queries))

    assert badge(response) == len(workload(response)) == 3
    assert asked[0] == asked[1] <= MOST_QUERIES
