"""Stretches of time and free moments: a table a reader can check, and properties."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from eenplan.engines.timetable import (
    Diary,
    Hours,
    Span,
    Wish,
    free_slots,
    local_moment,
    merged,
    minus,
    minutes_in,
    moment_exists,
    shared_minutes,
    working_spans,
)

BRUSSELS = ZoneInfo("Europe/Brussels")
MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)


def span(start: int, end: int) -> Span:
    return Span(MIDNIGHT + timedelta(minutes=start), MIDNIGHT + timedelta(minutes=end))


def shown(spans) -> list[tuple[int, int]]:
    minute = timedelta(minutes=1)
    return [((s.start - MIDNIGHT) // minute, (s.end - MIDNIGHT) // minute) for s in spans]


@pytest.mark.parametrize(
    ("spans", "taken", "left"),
    [
        ([(0, 60)], [], [(0, 60)]),
        ([(0, 60)], [(20, 30)], [(0, 20), (30, 60)]),
        ([(0, 60)], [(-10, 20), (50, 90)], [(20, 50)]),
        ([(0, 60)], [(0, 60)], []),
        ([(0, 60), (30, 90)], [(40, 50)], [(0, 40), (50, 90)]),
        ([(0, 60)], [(60, 70)], [(0, 60)]),
        ([(60, 0)], [], []),
    ],
)
def test_what_is_taken_is_cut_out(spans, taken, left):
    assert shown(minus([span(*s) for s in spans], [span(*t) for t in taken])) == left


unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
times = st.integers(0, 1440)
some = st.lists(st.tuples(times, times).map(lambda pair: span(min(pair), max(pair))), max_size=8)


@unhurried
@given(some, some)
def test_what_is_left_and_what_is_shared_is_all_there_was(spans, taken):
    assert minutes_in(minus(spans, taken)) + shared_minutes(spans, taken) == minutes_in(spans)
    assert shared_minutes(spans, taken) == shared_minutes(taken, spans)
    assert minutes_in(spans) <= sum(s.minutes for s in spans)
    apart = merged(spans)
    assert all(a.end < b.start for a, b in zip(apart, apart[1:], strict=False))


@pytest.mark.parametrize(
    ("day", "minute", "utc", "exists"),
    [
        (date(2026, 11, 23), 9 * 60, "08:00", True),
        (date(2026, 7, 1), 9 * 60, "07:00", True),
        (date(2026, 3, 29), 2 * 60 + 30, "01:30", False),  # the clock jumps from two to three
        (date(2026, 3, 29), 9 * 60, "07:00", True),
        (date(2026, 10, 25), 2 * 60 + 30, "00:30", True),  # twice: the first of the two
        (date(2026, 11, 23), 24 * 60, "23:00", True),
    ],
)
def test_a_clock_on_the_wall_is_a_moment(day, minute, utc, exists):
    assert f"{local_moment(day, minute, BRUSSELS):%H:%M}" == utc
    assert moment_exists(day, minute, BRUSSELS) is exists


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 23), 24)],
)
def test_a_day_on_which_the_clock_changes_has_another_number_of_hours(day, hours):
    whole = Span(local_moment(day, 0, BRUSSELS), local_moment(day, 1440, BRUSSELS))
    assert whole.minutes == hours * 60


def test_people_work_from_monday_to_friday():
    spans = working_spans(date(2026, 11, 20), 5, Hours(510, 1020), BRUSSELS)
    assert [f"{s.start.astimezone(BRUSSELS):%a %H:%M}" for s in spans] == [
        "Fri 08:30",
        "Mon 08:30",
        "Tue 08:30",
    ]


def test_who_works_on_other_days_has_those():
    spans = working_spans(date(2026, 11, 20), 9, Hours(510, 1020), BRUSSELS, {2, 6})
    assert [f"{s.start.astimezone(BRUSSELS):%a}" for s in spans] == ["Sat", "Tue", "Sat"]


def diary(worker, *taken, languages=(), hours=((540, 720),)):
    return Diary(
        worker,
        worker.title(),
        tuple(span(*h) for h in hours),
        tuple(span(*t) for t in taken),
        frozenset(languages),
    )


def found(diaries, wish, most=9):
    slots = free_slots(diaries, wish, most=most)
    return [(s.worker, *shown([Span(s.start, s.end)])[0]) for s in slots]


def wish(minutes=60, after=0, **more):
    return Wish(minutes, MIDNIGHT + timedelta(minutes=after), **more)


def test_free_moments_stand_between_what_is_taken_soonest_first():
    diaries = [diary("amira", (540, 605)), diary("bram", (600, 720))]

    assert found(diaries, wish()) == [("bram", 540, 600), ("amira", 615, 675)]


def test_the_way_there_and_back_is_free_too():
    one = [diary("amira", (540, 570), (690, 720))]

    assert found(one, wish(60, travel_before=15, travel_after=30)) == [("amira", 585, 645)]
    assert found(one, wish(60, travel_before=15, travel_after=60)) == []


def test_who_speaks_the_language_comes_first_and_alone_when_asked():
    diaries = [diary("amira"), diary("oksana", languages=["uk"])]

    assert found(diaries, wish(language="uk"), most=2) == [
        ("oksana", 540, 600),
        ("amira", 540, 600),
    ]
    assert {w for w, _, _ in found(diaries, wish(language="uk", speakers_only=True))} == {"oksana"}


def test_no_moment_lies_in_the_past_and_moments_begin_on_a_quarter():
    assert found([diary("amira")], wish(after=547))[0] == ("amira", 555, 615)


@unhurried
@given(some, st.integers(5, 120), st.integers(0, 60), st.integers(0, 60))
def test_a_free_moment_never_meets_what_is_taken(taken, minutes, before, after):
    hours = span(480, 1080)
    one = Diary("a", "A", (hours,), tuple(taken))
    asked = wish(minutes, travel_before=before, travel_after=after)
    for slot in free_slots([one], asked, most=20):
        whole = Span(slot.start - timedelta(minutes=before), slot.end + timedelta(minutes=after))
        assert hours.start <= whole.start and whole.end <= hours.end
        assert not any(whole.meets(t) for t in taken if t.minutes)
        assert (slot.end - slot.start) == timedelta(minutes=minutes)
