"""Who sits where and when, worked out to dates."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, strategies as st

from eenplan.directory.models import SittingDay, SkippedSitting
from eenplan.directory.selectors import (
    next_of_each,
    services,
    sitting_days,
    sitting_days_between,
    upcoming_sittings,
)
from eenplan.directory.selectors.sittings import dates_of, falling_on
from tests.factories import AreaFactory
from tests.factories.directory import PartnerFactory, ServiceFactory, SittingDayFactory
from tests.support.setting import TODAY


def days(sittings) -> list[str]:
    return [sitting.day.isoformat() for sitting in sittings]


def test_a_health_fund_sits_once_in_six_weeks(area):
    SittingDayFactory(area=area)

    found = sitting_days_between(area, date(2026, 10, 1), date(2027, 1, 1))

    assert days(found) == ["2026-10-06", "2026-11-17", "2026-12-29"]


def test_the_first_day_counts_and_the_end_day_does_not(area):
    SittingDayFactory(area=area, every_weeks=1, ends_on=date(2026, 10, 20))

    assert days(sitting_days_between(area, date(2026, 9, 1), date(2026, 12, 1))) == [
        "2026-10-06",
        "2026-10-13",
    ]
    assert days(sitting_days_between(area, date(2026, 10, 6), date(2026, 10, 13))) == ["2026-10-06"]


def test_sittings_of_other_neighbourhoods_are_left_out(area):
    SittingDayFactory(area=area, every_weeks=1)
    SittingDayFactory(area=AreaFactory(), every_weeks=1)

    assert len(upcoming_sittings(area, TODAY)) == 6
    assert len(upcoming_sittings(None, TODAY)) == 12


def test_a_date_that_falls_away_stays_in_the_list_and_says_why(area):
    row = SittingDayFactory(area=area, every_weeks=1)
    SkippedSitting.objects.create(sitting_day=row, day=date(2026, 11, 24), reason="feestdag")

    first, second = upcoming_sittings(area, TODAY)[:2]

    assert (first.skipped, first.takes_place) == ("feestdag", False)
    assert (second.skipped, second.takes_place) == ("", True)


def test_the_next_date_is_one_that_takes_place(area):
    row = SittingDayFactory(area=area, every_weeks=1)
    SkippedSitting.objects.create(sitting_day=row, day=date(2026, 11, 24), reason="ziek")

    [(held, first)] = next_of_each(sitting_days(area=area), TODAY)

    assert (held, first.day) == (row, date(2026, 12, 1))


def test_a_sitting_that_has_ended_or_never_comes_again_has_no_next_date(area):
    SittingDayFactory(area=area, ends_on=TODAY)
    last = SittingDayFactory(area=area, ends_on=date(2026, 11, 25), location="elders")

    assert next_of_each(sitting_days(area=area), TODAY) == [(last, None)]


def test_sittings_of_one_day_stand_in_order_of_the_hour(area):
    SittingDayFactory(area=area, every_weeks=1, opens_at=time(13), closes_at=time(16))
    SittingDayFactory(area=area, every_weeks=1)

    found = upcoming_sittings(area, TODAY)[:2]

    assert [sitting.sitting_day.opens_at for sitting in found] == [time(9), time(13)]


def test_as_many_questions_for_one_sitting_as_for_many(area, django_assert_num_queries):
    SittingDayFactory(area=area, every_weeks=1)
    with django_assert_num_queries(2):
        upcoming_sittings(area, TODAY)
    for _ in range(4):
        SittingDayFactory(area=area, every_weeks=1, partner=PartnerFactory())
    with django_assert_num_queries(2):
        assert len(upcoming_sittings(area, TODAY)) == 30


moments = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@given(moments, st.integers(1, 52), moments, st.integers(0, 400), st.integers(0, 400))
def test_dates_are_those_a_calendar_counts(first, every, start, length, lasts):
    row = SittingDay(
        starts_on=first, every_weeks=every, ends_on=first + timedelta(days=lasts) if lasts else None
    )
    end = start + timedelta(days=length)

    counted = [
        day
        for day in (start + timedelta(days=n) for n in range(length))
        if day >= first
        and (row.ends_on is None or day < row.ends_on)
        and (day - first).days % (7 * every) == 0
    ]

    assert list(dates_of(row, start, end)) == counted


@pytest.mark.parametrize("offset", range(0, 90, 7))
def test_the_database_and_the_calendar_agree_on_a_date(area, offset):
    for every in (1, 2, 3, 6):
        SittingDayFactory(area=area, every_weeks=every, location=f"om de {every}")
    for nudge in (0, 1):
        day = date(2026, 10, 6) + timedelta(days=offset + nudge)
        counted = {s.sitting_day.pk for s in sitting_days_between(area, day, day + timedelta(1))}
        asked = falling_on(SittingDay.objects.all(), day).values_list("pk", flat=True)
        assert set(asked) == counted


def test_a_service_is_open_on_the_day_its_partner_sits(area):
    service = ServiceFactory()
    SittingDayFactory(partner=service.partner, area=area, every_weeks=2)

    def is_open(day):
        return services(on=TODAY, open_on=day).exists()

    assert is_open(date(2026, 12, 1))
    assert not is_open(date(2026, 11, 24))
    SkippedSitting.objects.create(
        sitting_day=SittingDay.objects.get(), day=date(2026, 12, 1), reason="ziek"
    )
    assert not is_open(date(2026, 12, 1))
