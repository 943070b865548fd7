"""The months ahead: the sums of all running wages, by the parameters and by what is supposed."""

from datetime import date
from decimal import Decimal

import pytest

from eenplan.benefits.models import Decision, Grant
from eenplan.benefits.selectors.forecast import months_ahead
from eenplan.engines.entitlement import law
from tests.benefits.test_reviews import LONG_AGO, decided_on_facts
from tests.factories import TODAY, HouseholdFactory
from tests.support.htmx import soup
from tests.support.rights import decided

pytestmark = pytest.mark.django_db
PAGE = "/betalingen/vooruitzicht/"
DECEMBER = date(2026, 12, 1)
THEN, NOW = 174_129, 181_157  # category 3 in January 2025 and from March 2026


def test_a_month_is_told_as_decided_and_as_reckoned_anew(household):
    decided_on_facts(household)
    (month,) = months_ahead(on=TODAY, months=1)
    assert (month.month, month.wages, month.unread) == (DECEMBER, 1, 0)
    assert (month.decided_cents, month.reckoned_cents) == (THEN, NOW)
    assert (month.anew_cents, month.extra_cents) == (NOW - THEN, 0)
    assert Decision.objects.get().amount_cents == THEN


def test_an_index_counts_from_its_month(household):
    decided_on_facts(household)
    index = law().indexed(date(2027, 2, 1), Decimal(2))
    found = months_ahead(on=TODAY, months=3, supposed=index)
    assert [row.extra_cents for row in found] == [0, 0, round(NOW * 0.02)]


def test_all_together_are_each_alone(team, area):
    for _ in range(3):
        decided_on_facts(HouseholdFactory(team=team, area=area))
    index = law().indexed(DECEMBER, Decimal("3.5"))
    (month,) = months_ahead(on=TODAY, months=1, supposed=index)
    assert month.supposed_cents == 3 * index.on("living_wage_3", DECEMBER)
    assert index.on("living_wage_3", date(2026, 11, 30)) == NOW


def test_what_cannot_be_reckoned_counts_as_decided_and_is_told(household):
    decision = decided(household)
    (month,) = months_ahead(on=TODAY, months=1)
    assert (month.wages, month.unread) == (1, 1)
    assert month.reckoned_cents == month.decided_cents == decision.amount_cents


def test_a_wage_that_ended_counts_no_more(household):
    decided_on_facts(household)
    Grant.objects.update(ends_on=date(2027, 1, 1))
    assert [row.wages for row in months_ahead(on=TODAY, months=3)] == [1, 0, 0]


def test_the_index_of_the_engine_is_that_of_the_law():
    day = date(2026, 3, 1)
    found = law().indexed(day, Decimal(2))
    for key in ("living_wage_1", "living_wage_2", "living_wage_3", "spi_general"):
        before, after = law().on(key, date(2026, 2, 28)), law().on(key, day)
        assert abs(law().on(key, day) - round(before * 1.02)) <= 2
        assert found.on(key, day) > after
    assert found.fingerprint != law().fingerprint


def test_the_page_shows_the_sums_and_exports_them(household, hana, login):
    decided_on_facts(household, on=LONG_AGO)
    browser = login(hana)
    page = soup(browser.get(PAGE, {"procent": "2", "vanaf": "2027-01", "maanden": "2"}))
    months = [cell.text for cell in page.select("#rows tbody th")]
    assert months == ["december 2026", "januari 2027"]
    extra = [row.select("td")[-1].text for row in page.select("#rows tbody tr")]
    assert ["36,23" in cell for cell in extra] == [False, True]
    told = browser.get(PAGE, {"formaat": "json"}).json()
    assert told["count"] == len(told["rows"]) == 12


@pytest.mark.parametrize(
    "said",
    [
        {"procent": "-1"},
        {"procent": "99"},
        {"procent": "x"},
        {"maanden": "0"},
        {"vanaf": "2027-13"},
    ],
)
def test_an_impossible_supposition_lists_nothing(household, hana, login, said):
    decided_on_facts(household)
    assert login(hana).get(PAGE, {**said, "formaat": "json"}).json()["count"] == 0


def test_an_index_of_long_ago_counts_from_the_next_month(household, hana, login):
    decided_on_facts(household)
    told = login(hana).get(PAGE, {"procent": "2", "vanaf": "1999-01", "formaat": "json"}).json()
    assert told["rows"][0][-1] == round(NOW * 0.02) / 100


def test_the_page_asks_as_much_for_three_wages_as_for_one(
    team, area, household, hana, login, django_assert_max_num_queries
):
    browser = login(hana)

    def asked() -> int:
        browser.get(PAGE)
        with django_assert_max_num_queries(60) as queries:
            assert browser.get(PAGE).status_code == 200
        return len(queries)

    decided_on_facts(household)
    one = asked()
    for _ in range(2):
        decided_on_facts(HouseholdFactory(team=team, area=area))
    assert asked() == one


@pytest.mark.parametrize("who", ["amira", "els"])
def test_who_sees_no_payments_sees_no_forecast(who, request, login):
    assert login(request.getfixturevalue(who)).get(PAGE).status_code == 403
