"""Figures per neighbourhood count everybody who lives there, and tell no small number."""

from datetime import timedelta

import pytest

from eenplan.insight.neighbourhoods import neighbourhoods, told
from tests.factories import HouseholdFactory
from tests.support.closing import close_cases
from tests.support.htmx import soup
from tests.support.setting import TODAY

PAGE = "/cijfers/wijken/"


def figures_of(area, *, on=TODAY):
    line = next(line for line in neighbourhoods(on=on) if line.area == area)
    return line.households, line.persons, line.opened, line.closed


def test_who_is_helped_outside_the_own_neighbourhood_counts_where_they_live(team, central, area):
    HouseholdFactory(team=team, area=area, persons=2)
    HouseholdFactory(team=central, area=area, persons=3, helped_elsewhere=True)

    assert figures_of(area) == (2, 5, 2, 0)


def test_a_closed_case_counts_until_it_closed(team, area):
    closed = HouseholdFactory(team=team, area=area)
    close_cases(closed.cases.all(), TODAY - timedelta(days=3))

    assert figures_of(area) == (0, 0, 1, 1)
    assert figures_of(area, on=TODAY - timedelta(days=4))[0] == 1


@pytest.mark.parametrize(
    ("number", "words"), [(0, 0), (1, "minder dan 5"), (4, "minder dan 5"), (5, 5)]
)
def test_a_small_number_is_not_told(number, words):
    assert told(number) == words


def test_the_page_and_its_export_tell_the_same(joris, team, area, login):
    for _ in range(5):
        HouseholdFactory(team=team, area=area)
    HouseholdFactory(team=team, area=area, helped_elsewhere=True)

    row = soup(login(joris).get(PAGE)).select_one("#rows tbody tr")
    export = login(joris).get(f"{PAGE}?formaat=json").json()

    assert [cell.text for cell in row.select("th,td")] == ["Heuvelkant", "6", "6", "6", "0"]
    assert [str(value) for value in export["rows"][0]] == ["Heuvelkant", "6", "6", "6", "0"]


def test_as_many_queries_for_one_household_as_for_three(
    joris, team, area, login, django_assert_num_queries
):
    HouseholdFactory(team=team, area=area)
    with django_assert_num_queries(5):
        neighbourhoods(on=TODAY)
    HouseholdFactory.create_batch(2, team=team)
    with django_assert_num_queries(5):
        neighbourhoods(on=TODAY)
