"""Mijn dag: short lists of what must happen, each with its reason, each counted honestly."""

from datetime import date, timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from eenplan.cases.models import Case, WorkItem
from eenplan.desk import day
from eenplan.organisation.models import Absence, Norm
from eenplan.people.services import hand_to_team
from tests.factories import (
    AssignmentFactory,
    ContactFactory,
    HouseholdFactory,
    StepFactory,
    WorkItemFactory,
)
from tests.support.closing import close_cases
from tests.support.htmx import soup
from tests.support.setting import TODAY

NAMES = ["verplicht", "huisbezoeken", "wacht", "beloftes", "stappen", "stil"]
MOST_QUERIES = 20


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


YESTERDAY = days(-1)


@pytest.fixture
def held(amira, team, area):
    """Make an open case that Amira follows, spoken to yesterday."""

    def _held(name="Olena Kovalchuk", *, spoken=YESTERDAY, by=amira, of=team, **facts):
        household = HouseholdFactory(name=name, team=of, area=area, **facts)
        case = household.cases.get()
        AssignmentFactory(case=case, worker_id=by.user_id)
        if spoken:
            ContactFactory(case=case, on=spoken)
        return case

    return _held


def visit(case, due_on=TODAY, **facts):
    return StepFactory(
        case=case, kind="HOME_VISIT", title="Eerste huisbezoek", due_on=due_on, **facts
    )


def required(case, due_on=TODAY, **facts):
    return StepFactory(case=case, due_on=due_on, rule_kind="LEGAL", **facts)


def promise(case, due_on=TODAY, **facts):
    return StepFactory(case=case, due_on=due_on, kind="PROMISE", title="Bel de school", **facts)


def rows(actor, name) -> list:
    return day.block(day.desk_of(actor, on=TODAY), name).rows


def shown(response) -> dict[str, list[str]]:
    """Return what stands in each list of the start page, by its title."""
    page = soup(response)
    return {
        section.h2.get_text(strip=True): [
            " ".join(row.select_one(".what").get_text(" ").split()) for row in section.select("li")
        ]
        for section in page.select("section[aria-labelledby]")
    }


# -- What is in it, and why ------------------------------------------------------------------------
def test_each_row_says_for_whom_what_and_why(amira, login, held, team):
    case = held("Olena Kovalchuk")
    required(case, due_on=days(-2), rule="Binnen acht dagen", rule_verified=True)
    visit(case, due_on=days(1), rule="Norm: binnen 5 dagen", rule_kind="NORM", rule_verified=True)
    promise(case, due_on=days(4))
    StepFactory(case=case, title="Bijlage ophalen", rule="Zegt men", rule_verified=False)
    WorkItemFactory(case=case, team=team, worker_id=amira.user_id, text="Kreeg een plaats")
    held("Iryna Melnyk", spoken=date(2026, 10, 1))

    lists = shown(login(amira).get("/"))

    by = "door maatschappelijk werker · tegen"
    assert lists == {
        "Agenda vandaag": [],
        "Vandaag verplicht": [
            f"Olena Kovalchuk · Inschrijven bij een ziekenfonds {by} 21 november 2026 ( 2 dagen te "
            "laat ) Waarom: wettelijke termijn: Binnen acht dagen regel nagekeken"
        ],
        "Opvolgbezoeken": [],
        "Aanvragen: bijna tijd om te beslissen": [],
        "Huisbezoeken deze week": [
            f"Olena Kovalchuk · Eerste huisbezoek {by} 24 november 2026 ( morgen )"
            " Waarom: norm van de gemeente: Norm: binnen 5 dagen"
        ],
        "Wacht op mij": [
            "Olena Kovalchuk Kreeg een plaats Waarom: wacht op u sinds 20 november 2026"
        ],
        "Beloftes": [
            f"Olena Kovalchuk · Bel de school {by} 27 november 2026 ( nog 4 dagen )"
            " Waarom: beloofd aan het gezin"
        ],
        "Andere stappen tegen vandaag": [
            f"Olena Kovalchuk · Bijlage ophalen {by} 23 november 2026 ( vandaag )"
            " Waarom: streefdag: Zegt men regel niet nagekeken"
        ],
        "Stille gezinnen": [
            "Iryna Melnyk Waarom: geen contact sinds 1 oktober 2026, langer dan de norm"
        ],
    }


def test_a_required_day_whose_rule_nobody_checked_says_so(amira, login, held):
    required(held(), rule="Zegt men", rule_verified=False)

    assert "regel niet nagekeken" in shown(login(amira).get("/"))["Vandaag verplicht"][0]


def test_an_empty_day_says_what_is_well(amira, login):
    page = soup(login(amira).get("/"))

    assert [tile.text for tile in page.select("a.tile .count")] == ["0"] * 8
    assert [" ".join(e.text.split()) for e in page.select(".empty-state")] == [
        "Geen afspraken vandaag. Bekijk uw week",
        "Niets verplicht vandaag.",
        "Geen opvolgbezoek te doen bij een verblijf.",
        "Van geen aanvraag loopt de termijn om te beslissen deze week af.",
        "Geen huisbezoeken te doen deze week.",
        "Niets wacht op u.",
        "Geen beloftes tegen de komende week.",
        "Geen andere stappen tegen vandaag.",
        "Met elk gezin is er onlangs contact geweest.",
    ]


def test_when_nothing_is_required_today_the_next_day_is_said(amira, login, held):
    required(held(), due_on=days(9))

    page = soup(login(amira).get("/"))

    assert "Niets verplicht vandaag. Eerstvolgende: 02/12/2026." in page.text


def test_who_follows_no_cases_gets_the_menu_instead_of_empty_lists(karim, login):
    page = soup(login(karim).get("/"))

    assert not page.select("a.tile")
    assert "U volgt zelf geen gezinnen op" in page.main.text
    assert page.select("main .menu-list a")


def test_the_most_urgent_comes_first(amira, held):
    case = held()
    for number in (0, -5, -1):
        required(case, due_on=days(number))

    assert [step.due_on for step in rows(amira, "verplicht")] == [days(-5), days(-1), TODAY]


@pytest.mark.parametrize(("due", "listed"), [(-400, True), (0, True), (1, False), (None, False)])
@pytest.mark.parametrize("kind", ["LEGAL", "SAFETY"])
def test_required_is_what_law_or_safety_asks_by_today(kind, due, listed, amira, held):
    StepFactory(case=held(), due_on=None if due is None else days(due), rule_kind=kind)

    assert len(rows(amira, "verplicht")) == listed


@pytest.mark.parametrize("kind", ["TARGET", "NORM"])
def test_a_target_day_is_not_required(kind, amira, held):
    StepFactory(case=held(), rule_kind=kind)

    assert rows(amira, "verplicht") == []
    assert len(rows(amira, "stappen")) == 1


@pytest.mark.parametrize(("due", "listed"), [(-30, True), (0, True), (7, True), (8, False)])
@pytest.mark.parametrize(("make", "name"), [(visit, "huisbezoeken"), (promise, "beloftes")])
def test_visits_and_promises_are_those_of_the_coming_week_and_the_late_ones(
    make, name, due, listed, amira, held
):
    make(held(), due_on=days(due))

    assert len(rows(amira, name)) == listed
    assert rows(amira, "stappen") == []


@pytest.mark.parametrize("kind", ["ROUTE", "TASK", "HOME_VISIT", "PROMISE"])
@pytest.mark.parametrize("rule_kind", ["TARGET", "NORM", "LEGAL", "SAFETY"])
@pytest.mark.parametrize("due", [-3, 0])
def test_every_step_that_is_due_stands_in_exactly_one_list(kind, rule_kind, due, amira, held):
    StepFactory(case=held(), kind=kind, rule_kind=rule_kind, due_on=days(due))

    lists = ("verplicht", "huisbezoeken", "beloftes", "stappen")
    assert sum(len(rows(amira, name)) for name in lists) == 1
    assert len(rows(amira, "verplicht")) == (rule_kind in ("LEGAL", "SAFETY"))


# -- Quiet households ------------------------------------------------------------------------------
@pytest.mark.parametrize(("ago", "quiet"), [(20, False), (21, False), (22, True)])
def test_a_household_is_quiet_after_the_days_of_the_norm(ago, quiet, amira, held):
    held(spoken=days(-ago))

    assert len(rows(amira, "stil")) == quiet


@pytest.mark.parametrize(("ago", "quiet"), [(21, False), (22, True)])
def test_without_any_contact_the_days_count_from_the_opening_of_the_case(ago, quiet, amira, held):
    case = held(spoken=None)
    Case.objects.filter(pk=case.pk).update(opened_on=days(-ago))

    assert [row.quiet_since for row in rows(amira, "stil")] == [days(-ago)] * quiet


def test_the_last_contact_counts_not_the_first(amira, held):
    case = held(spoken=days(-90))
    assert len(rows(amira, "stil")) == 1

    ContactFactory(case=case, on=days(-3))

    assert rows(amira, "stil") == []


def test_another_norm_of_today_makes_other_households_quiet(amira, held):
    held(spoken=days(-10))
    Norm.objects.create(key="quiet_days", value=9, starts_on=TODAY, reason="besluit")

    assert len(rows(amira, "stil")) == 1
    assert len(day.block(day.desk_of(amira, on=days(-1)), "stil").rows) == 0


def test_the_quietest_comes_first(amira, held):
    for ago in (30, 90, 60):
        held(spoken=days(-ago))

    assert [row.quiet_since for row in rows(amira, "stil")] == [days(-90), days(-60), days(-30)]


# -- What is not in it -----------------------------------------------------------------------------
def fill_all(case, team, worker_id):
    """Put one row of a case in each of the lists."""
    Case.objects.filter(pk=case.pk).update(opened_on=days(-60))
    case.contacts.all().delete()
    StepFactory(case=case)
    required(case)
    promise(case)
    visit(case)
    WorkItemFactory(case=case, team=team, worker_id=worker_id)


def counts(actor) -> list[int]:
    blocks = day.blocks(day.desk_of(actor, on=TODAY))
    return [block.count for block in blocks if block.name in NAMES]


def test_a_case_of_mine_may_be_in_all_lists(amira, held, team):
    fill_all(held(), team, amira.user_id)

    assert counts(amira) == [1] * 6


def test_what_a_colleague_follows_is_not_mine(amira, join, held, team):
    anna = join("anna", "CASE_MANAGER", team)
    fill_all(held(by=anna), team, anna.user_id)

    assert counts(amira) == [0] * 6
    assert counts(anna) == [1] * 6


def test_what_i_followed_before_is_not_mine_any_more(amira, held, team):
    case = held()
    fill_all(case, team, None)
    case.assignments.update(ends_on=TODAY)

    assert counts(amira) == [0] * 6


def test_a_closed_case_asks_nothing(amira, dirk, held, team):
    case = held()
    fill_all(case, team, amira.user_id)
    WorkItemFactory(case=case, team=team)
    close_cases(Case.objects.filter(pk=case.pk), TODAY)

    assert counts(amira) == [0] * 6
    assert counts(dirk) == [0] * 6


def test_what_is_done_is_not_to_do(amira, held, team):
    case = held()
    fill_all(case, team, amira.user_id)
    case.steps.update(done_on=TODAY, done_by=amira.user_id)
    case.work_items.update(done_on=TODAY)
    ContactFactory(case=case, on=TODAY)

    assert counts(amira) == [0] * 6


def test_a_household_that_went_to_another_team_is_not_shown_to_who_may_not_open_it(
    amira, dirk, held, team, other_team, login
):
    case = held("Geheime Verhuis")
    fill_all(case, team, amira.user_id)
    WorkItemFactory(case=case, team=team)
    hand_to_team(
        actor=dirk, household=case.household, team=other_team, reason="elders", on=days(-1)
    )

    assert counts(amira) == [0] * 6
    assert counts(dirk) == [0] * 6
    assert "Geheime Verhuis" not in login(amira).get("/").content.decode()


# -- What waits for the team -----------------------------------------------------------------------
def test_what_waits_for_the_team_is_for_who_may_give_it_out(amira, dirk, login, team):
    case = HouseholdFactory(name="Nieuw Gezin", team=team).cases.get()
    WorkItemFactory(case=case, team=team, text="Nieuw gezin zonder maatschappelijk werker")

    assert rows(amira, "wacht") == []
    assert [item.case for item in rows(dirk, "wacht")] == [case]
    [row] = shown(login(dirk).get("/"))["Wacht op mij"]
    assert "Waarom: wacht op uw team sinds" in row


def test_what_waits_for_another_team_is_not_mine_to_give_out(dirk, other_team):
    case = HouseholdFactory(team=other_team).cases.get()
    WorkItemFactory(case=case, team=other_team)

    assert rows(dirk, "wacht") == []


def test_what_waits_for_a_colleague_does_not_wait_for_the_coordinator(amira, dirk, held, team):
    WorkItemFactory(case=held(), team=team, worker_id=amira.user_id)

    assert rows(dirk, "wacht") == []


def test_what_is_handled_leaves_the_list(amira, login, held, team):
    item = WorkItemFactory(case=held(), team=team, worker_id=amira.user_id)
    client = login(amira)

    response = client.post(f"/werkpunt/{item.pk}/klaar/")

    assert (response.status_code, response["Location"]) == (303, "/")
    assert WorkItem.objects.get().done_on == TODAY
    assert shown(client.get("/"))["Wacht op mij"] == []


# -- Counts ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(("number", "first", "more"), [(1, 1, ""), (8, 8, ""), (9, 8, "nog 1")])
def test_at_most_eight_rows_and_the_rest_is_counted(number, first, more, amira, login, held):
    case = held()
    for _ in range(number):
        required(case)

    page = soup(login(amira).get("/"))
    section = page.select_one("section[aria-labelledby=h-verplicht]")

    assert len(section.select("li")) == first
    assert (section.select_one(".list-foot a") or page.new_tag("a")).text == more


def test_the_count_on_a_tile_is_the_length_of_the_list_it_leads_to(amira, login, held, team):
    wanted = dict(zip(NAMES, (14, 1, 13, 15, 21, 2), strict=True))
    case = held()
    for _ in range(14):
        required(case)
    visit(case)
    for _ in range(13):
        WorkItemFactory(case=case, team=team, worker_id=amira.user_id)
    for _ in range(15):
        promise(case)
    for _ in range(21):
        StepFactory(case=case)
    for _ in range(2):
        held(spoken=days(-40))
    client = login(amira)
    page = soup(client.get("/"))

    tiles = {tile["href"]: int(tile.select_one(".count").text) for tile in page.select("a.tile")}
    wanted["verblijven"] = wanted["beslissen"] = 0
    assert tiles == {f"/mijn-dag/{name}/": number for name, number in wanted.items()}
    for address, number in tiles.items():
        listed = soup(client.get(address))
        assert len(listed.select("main .day-list > li")) == number
        words = "1 rij" if number == 1 else f"{number} rijen"
        assert listed.select_one("main h2").text == words
    more = {a["href"].split("/")[2]: a.text for a in page.select(".list-foot a")}
    assert more == {
        "verplicht": "nog 6",
        "wacht": "nog 5",
        "beloftes": "nog 7",
        "stappen": "nog 13",
    }


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_list_page_says_so(name, amira, login):
    response = login(amira).get(f"/mijn-dag/{name}/")

    assert response.status_code == 200
    assert soup(response).select_one(".empty-state").text


def test_a_list_that_does_not_exist_is_not_found(amira, login):
    assert login(amira).get("/mijn-dag/morgen/").status_code == 404


@pytest.mark.parametrize("who", ["karim", "els", "celine"])
def test_who_follows_no_cases_has_no_lists(who, request, login):
    assert login(request.getfixturevalue(who)).get("/mijn-dag/stil/").status_code == 403


# -- Queries ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("address", ["/", *(f"/mijn-dag/{name}/" for name in NAMES)])
@pytest.mark.parametrize("who", ["amira", "dirk"])
def test_the_day_asks_the_same_queries_however_many_rows(
    address, who, request, amira, login, held, team
):
    client = login(request.getfixturevalue(who))
    holder = request.getfixturevalue(who)
    asked = []
    for number in (1, 2):  # one row in each list, then three
        for _ in range(number):
            fill_all(held(by=holder, persons=2), team, holder.user_id)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert response.status_code == 200
        asked.append(len(queries))

    assert counts(holder) == [3] * 6
    assert asked[0] == asked[1] <= MOST_QUERIES


# -- A list that cannot be made --------------------------------------------------------------------
def breaks_on(words):
    """Let every question to the database that holds these words fail."""

    def fail(execute, sql, params, many, context):
        if words in sql:
            raise OperationalError("the database is tired")
        return execute(sql, params, many, context)

    return connection.execute_wrapper(fail)


def test_a_list_that_cannot_be_made_says_so_loudly_and_is_never_empty(amira, login, held):
    case = held()
    required(case)
    WorkItemFactory(case=case, team=case.household.care.get().team, worker_id=amira.user_id)
    client = login(amira)

    with breaks_on('FROM "cases_step"'):
        page = soup(client.get("/"))

    section = page.select_one("section[aria-labelledby=h-verplicht]")
    alert = section.select_one("[role=alert]")
    assert "Vandaag verplicht: niet berekend." in alert.text
    assert "Vertrouw niet op een lege lijst" in alert.text
    assert "Niets verplicht vandaag" not in section.text
    assert page.select_one("a.tile .count").text == "?"
    assert len(page.select("section[aria-labelledby=h-wacht] li")) == 1


def test_without_the_norm_only_the_quiet_households_fail(amira, login, held):
    required(held())
    Norm.objects.filter(key="quiet_days").delete()

    page = soup(login(amira).get("/"))

    assert len(page.select("[role=alert]")) == 1
    assert "De norm “Stil gezin na” was nog niet bepaald" in page.select_one("[role=alert]").text
    assert len(page.select("section[aria-labelledby=h-verplicht] li")) == 1


# -- For who is absent -----------------------------------------------------------------------------
@pytest.fixture
def steps_in(join, team, held):
    """Anna is absent; Amira steps in. Give Anna's case."""

    def _steps_in(actor, **facts):
        anna = join("anna", "CASE_MANAGER", team)
        dates = {"starts_on": days(-1), "ends_on": days(5)} | facts
        Absence.objects.create(
            user_id=anna.user_id, substitute_id=actor.user_id, kind="LEAVE", share=1, **dates
        )
        return held("Iryna Melnyk", by=anna)

    return _steps_in


def test_who_steps_in_sees_what_is_the_absent_colleagues_marked_so(amira, login, steps_in, team):
    case = steps_in(amira)
    fill_all(case, team, case.assignments.get().worker_id)

    lists = shown(login(amira).get("/"))

    assert counts(amira) == [1] * 6
    assert all("voor Anna Testers" in row for rows_of in lists.values() for row in rows_of)
    assert "wacht op Anna Testers" in lists["Wacht op mij"][0]


@pytest.mark.parametrize("dates", [{"ends_on": TODAY}, {"starts_on": days(1)}])
def test_before_and_after_the_absence_it_is_the_colleagues_again(dates, amira, steps_in, team):
    case = steps_in(amira, **dates)
    fill_all(case, team, case.assignments.get().worker_id)

    assert counts(amira) == [0] * 6


def test_stepping_in_shows_nothing_of_a_household_that_went_to_another_team(
    amira, dirk, steps_in, team, other_team
):
    case = steps_in(amira)
    fill_all(case, team, case.assignments.get().worker_id)
    hand_to_team(
        actor=dirk, household=case.household, team=other_team, reason="elders", on=days(-1)
    )

    assert counts(amira) == [0] * 6


def test_the_day_asks_no_more_queries_for_who_steps_in(amira, login, held, steps_in, team):
    client = login(amira)
    held("Olena Kovalchuk")  # who holds nothing is not asked anything of it
    with CaptureQueriesContext(connection) as alone:
        client.get("/")
    case = steps_in(amira)
    fill_all(case, team, case.assignments.get().worker_id)

    with CaptureQueriesContext(connection) as stepping_in:
        client.get("/")

    # Nothing is required: then the next day is asked.
    assert len(stepping_in) == len(alone) - 1 <= MOST_QUERIES
