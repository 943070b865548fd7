"""The page of parameters tells every value and term, and which of them nobody verified."""

from datetime import date

import pytest

from eenplan.benefits.selectors.parameters import parameter_lines
from eenplan.engines.deadlines import terms
from eenplan.engines.entitlement import law
from tests.support.htmx import soup

PAGE = "/rechten/parameters/"


def rows(client, **filters):
    return client.get(PAGE, {**filters, "formaat": "json"}).json()


def test_every_value_of_the_files_is_a_line_with_its_mark(els, login):
    told = rows(login(els))
    count = sum(len(parameter.values) for parameter in law()) + len(terms())
    assert told["count"] == len(told["rows"]) == count
    verified = told["columns"].index("Nagekeken")
    assert sum(not row[verified] for row in told["rows"]) == sum(
        not line.verified for line in parameter_lines()
    )


def test_a_day_shows_one_value_of_each_parameter(els, login):
    told = rows(login(els), op="2025-03-01", q="leefloon per maand")
    assert [row[2] for row in told["rows"]] == [
        "876,13 euro per maand",
        "1314,20 euro per maand",
        "1776,07 euro per maand",
    ]
    assert all(row[6] for row in told["rows"])


@pytest.mark.parametrize("day, found", [("2026-02-28", "1314,20"), ("2026-03-01", "1340,47")])
def test_both_sides_of_a_date(els, login, day, found):
    told = rows(login(els), op=day, q="living_wage_2")
    assert [row[2].split()[0] for row in told["rows"]] == [found]


def test_what_nobody_verified_can_be_asked_for(els, login):
    doubtful = rows(login(els), nagekeken="nee")
    certain = rows(login(els), nagekeken="ja")
    assert not any(row[6] for row in doubtful["rows"]) and doubtful["count"]
    assert doubtful["count"] + certain["count"] == rows(login(els))["count"]


def test_the_page_says_how_many_are_not_verified_and_marks_each(els, login):
    page = soup(login(els).get(PAGE, {"q": "landbouw knelpuntberoep"}))
    assert "Geen waarde gevonden" in page.select_one("#rows").text
    page = soup(login(els).get(PAGE, {"q": "spi knelpuntberoep hoogstens"}))
    doubtful = sum(not line.verified for line in parameter_lines())
    assert f"zijn er {doubtful} niet nagekeken" in page.select_one(".lead-text").text
    assert "B, nagekeken" in page.select_one("#rows tbody tr").text


def test_a_filter_that_does_not_exist_lists_nothing(els, login):
    page = soup(login(els).get(PAGE, {"nagekeken": "misschien", "op": "2025-02-30"}))
    assert page.select("#rows tbody tr") == []
    assert rows(login(els), nagekeken="misschien")["count"] == 0


def test_the_line_monitor_the_analyst_and_the_administrator_may_read_it(ilse, joris, karim, login):
    for reader in (ilse, joris, karim):
        assert login(reader).get(PAGE).status_code == 200


def test_who_has_nothing_to_do_with_it_may_not(celine, login):
    assert login(celine).get(PAGE).status_code == 403


def test_a_term_tells_from_what_it_runs():
    line = next(line for line in parameter_lines() if line.key == "decision")
    assert line.value == "30 kalenderdagen"
    assert "ontvangst van de aanvraag" in line.note
    assert line.holds_on(date(1990, 1, 1))
