"""Belgian holidays and pay days, against tables anybody can check on a calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from eenplan.engines.deadlines import BadDay, Calendar, easter, holidays, pay_day, pay_days

EASTER = [
    "1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2020-04-12",
    "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05",
    "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2038-04-25", "2049-04-18",
]  # fmt: skip


@pytest.mark.parametrize("day", EASTER)
def test_easter(day):
    assert easter(int(day[:4])).isoformat() == day


@given(st.integers(1900, 2200))
def test_easter_is_a_sunday_between_22_march_and_25_april(year):
    found = easter(year)
    assert found.isoweekday() == 7
    assert date(year, 3, 22) <= found <= date(year, 4, 25)


def test_the_ten_legal_holidays_of_2025():
    assert [day.isoformat() for day in holidays(2025)] == [
        "2025-01-01", "2025-04-21", "2025-05-01", "2025-05-29", "2025-06-09",
        "2025-07-21", "2025-08-15", "2025-11-01", "2025-11-11", "2025-12-25",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "planned, paid",
    [
        ("2025-03-14", "2025-03-14"),
        ("2025-03-15", "2025-03-14"),  # Saturday
        ("2025-03-16", "2025-03-14"),  # Sunday
        ("2025-04-21", "2025-04-18"),  # Easter Monday
        ("2025-05-01", "2025-04-30"),
        ("2025-05-29", "2025-05-28"),  # Ascension
        ("2025-11-11", "2025-11-10"),
        ("2025-11-02", "2025-10-31"),  # All Saints on a Saturday
        ("2024-01-01", "2023-12-29"),  # New Year on a Monday
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_pay_day_moves_before_weekends_and_holidays(planned, paid):
    assert pay_day(date.fromisoformat(planned)) == date.fromisoformat(paid)


def test_pay_days_of_a_year_at_the_end_of_the_month():
    found = [day.isoformat() for day in pay_days(2024, 31)]
    assert found == [
        "2024-01-31", "2024-02-29", "2024-03-29", "2024-04-30", "2024-05-31", "2024-06-28",
        "2024-07-31", "2024-08-30", "2024-09-30", "2024-10-31", "2024-11-29", "2024-12-31",
    ]  # fmt: skip
    assert pay_days(2025, 31)[1] == date(2025, 2, 28)


@pytest.mark.parametrize("number", [0, 32, -1])
def test_no_such_day_of_the_month(number):
    with pytest.raises(BadDay):
        pay_days(2025, number)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_pay_day_is_a_working_day_at_most_five_days_earlier(planned):
    found = pay_day(planned)
    assert Calendar().works(found)
    assert timedelta(0) <= planned - found <= timedelta(days=5)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 30))
def test_counting_and_stepping_working_days_agree(start, number):
    calendar = Calendar()
    end = calendar.after(start, number)
    one = timedelta(days=1)
    assert calendar.count(start + one, end + one) == number


def test_a_year_without_easter_is_refused():
    with pytest.raises(BadDay):
        easter(1500)
