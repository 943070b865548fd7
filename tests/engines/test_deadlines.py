"""Legal terms as data, and when each is due, also when the clock stood still for a while."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from eenplan.engines.deadlines import (
    BadDay,
    Calendar,
    Suspension,
    TermExpired,
    Unit,
    claimable_from,
    cost_statement_due,
    due,
    lost_days,
    medical_covered_from,
    received_on,
    review_takes_effect,
    terms,
    unreported_from,
)
from eenplan.engines.deadlines.page import terms_page

#  term                    starts         due            article
TERMS = [
    ("register", "2025-03-03", "2025-03-03", "RMI art. 18 §2", "A"),
    ("receipt", "2025-03-03", "2025-03-03", "RMI art. 18 §3", "A"),
    ("transfer_incompetent", "2025-03-03", "2025-03-08", "RMI art. 18 §4", "A"),
    ("decision", "2025-03-03", "2025-04-02", "RMI art. 21 §1", "A"),
    ("decision", "2024-02-01", "2024-03-02", "RMI art. 21 §1", "A"),
    ("notification", "2025-03-03", "2025-03-11", "RMI art. 21 §4", "A"),
    ("first_payment", "2025-03-03", "2025-03-18", "RMI art. 23 §1", "A"),
    ("report_minister", "2025-03-31", "2025-04-08", "RMI art. 21 §6", "A"),
    ("review", "2024-02-29", "2025-02-28", "RMI art. 22 §1", "A"),
    ("appeal", "2025-03-03", "2025-06-03", "RMI art. 47", "A"),
    ("appeal", "2025-11-30", "2026-02-28", "RMI art. 47", "A"),
    ("gpmi", "2025-03-03", "2025-06-03", "RMI art. 6 §1, 11 §2, 13 §2", "A"),
    ("gpmi_reflection", "2025-03-03", "2025-03-08", "RMI art. 6 §3", "A"),
    ("gpmi_interview", "2025-04-17", "2025-04-25", "KB2002", "B"),
    ("provisional_centre", "2025-03-03", "2025-03-10", "L1965 art. 15", "A"),
    ("recovery", "2025-01-31", "2025-02-28", "RMI art. 25 §2", "A"),
    ("notice_of_aid", "2025-03-01", "2025-04-15", "L1965 art. 9", "A"),
    ("tacit_acceptance", "2025-03-01", "2025-04-10", "L1965 art. 10", "A"),
    ("medical_retro", "2025-03-01", "2025-04-30", "L1965 art. 9ter §2", "A"),
    ("interest_decision", "2025-03-01", "2025-03-17", "RMI art. 23 §2", "A"),
    ("interest_request", "2025-03-01", "2025-04-16", "RMI art. 23 §2", "A"),
    ("aid_decision", "2025-03-03", "2025-04-02", "OCMW-wet art. 71", "B"),
    ("aid_transfer", "2025-03-03", "2025-03-08", "OCMW-wet art. 58", "D-high"),
]


@pytest.mark.parametrize("key, starts, ends, article, grade", TERMS)
def test_when_each_legal_term_is_due(key, starts, ends, article, grade):
    found = due(key, date.fromisoformat(starts))
    assert found.day == date.fromisoformat(ends)
    assert (found.term.source, found.term.evidence) == (article, grade)
    assert not found.expired(found.day) and found.expired(found.day + timedelta(days=1))


def test_what_is_not_certain_is_not_verified_and_every_term_is_on_the_page():
    for key, term in terms().items():
        assert not term.verified or term.evidence in ("A", "B"), key
        assert f"`{key}`" in terms_page()


def test_a_term_that_came_later_is_refused_before():
    with pytest.raises(BadDay, match="2024-04-21"):
        due("stop_incompetent", date(2024, 4, 20))
    assert due("stop_incompetent", date(2024, 4, 21)).day == date(2024, 4, 26)


START = date(2025, 3, 3)
DUE = date(2025, 4, 2)


def pause(since, until=None):
    return Suspension(date.fromisoformat(since), until and date.fromisoformat(until))


@pytest.mark.parametrize(
    "pauses, days",
    [
        ([pause("2025-03-10", "2025-03-20")], 10),
        ([pause("2025-03-10", "2025-03-20"), pause("2025-03-15", "2025-03-25")], 15),
        ([pause("2025-03-10", "2025-03-20"), pause("2025-03-12", "2025-03-14")], 10),
        ([pause("2025-03-10", "2025-03-20"), pause("2025-03-20", "2025-03-22")], 12),
        ([pause("2025-03-20", "2025-03-22"), pause("2025-03-10", "2025-03-12")], 4),
        ([pause("2025-03-10", "2025-03-10")], 0),
        ([pause("2025-03-01", "2025-03-05")], 2),
        ([pause("2025-02-01", "2025-02-05")], 0),
        ([pause("2025-04-02", "2025-04-09")], 7),
        ([pause("2025-03-30", "2025-04-10"), pause("2025-04-12", "2025-04-13")], 12),
    ],
)
def test_a_suspension_moves_the_due_day_by_the_days_really_suspended(pauses, days):
    found = due("decision", START, pauses)
    assert found.suspended_days == days
    assert found.day == DUE + timedelta(days=days)


def test_an_open_suspension_leaves_no_due_day_until_it_ends():
    standing = due("decision", START, [pause("2025-03-10")])
    assert standing.standing and standing.day is None and not standing.expired(date(2030, 1, 1))
    both = due("decision", START, [pause("2025-03-10"), pause("2025-03-12", "2025-03-14")])
    assert both.standing


@pytest.mark.parametrize("since", ["2025-04-03", "2026-01-01"])
def test_suspending_after_the_last_day_is_refused(since):
    for until in (None, "2026-02-01", since):
        with pytest.raises(TermExpired, match="liep af op 2025-04-02"):
            due("decision", START, [pause(since, until)])


def test_a_suspension_that_ends_before_it_begins_is_refused():
    with pytest.raises(BadDay, match="voor ze begint"):
        due("decision", START, [pause("2025-03-10", "2025-03-09")])


def test_a_working_day_term_moves_by_the_working_days_suspended():
    plain = due("provisional_centre", START)
    weekend = due("provisional_centre", START, [pause("2025-03-08", "2025-03-10")])
    assert (weekend.suspended_days, weekend.day) == (0, plain.day)
    week = due("provisional_centre", START, [pause("2025-03-05", "2025-03-12")])
    assert (week.suspended_days, week.day) == (5, date(2025, 3, 17))


def test_a_suspended_term_says_that_no_source_allows_it():
    assert "staat niet in de bron" in due("decision", START, [pause("2025-03-10")]).notes[0]
    assert due("decision", START).notes == ()


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(DAYS, st.lists(st.tuples(st.integers(0, 29), st.integers(0, 20)), max_size=5))
def test_counting_day_by_day_gives_the_same_due_day(start, spans):
    pauses = [
        Suspension(start + timedelta(days=a), start + timedelta(days=a + b)) for a, b in spans
    ]
    held = {one.since + timedelta(days=n) for one in pauses
            for n in range((one.until - one.since).days)}  # fmt: skip
    assert due("decision", start, pauses).day == start + timedelta(days=30 + len(held))


@given(st.sampled_from(sorted(terms())), DAYS)
def test_no_term_ends_before_it_starts(key, start):
    term = terms()[key]
    if term.since is None or start >= term.since:
        found = due(key, start).day
        assert found >= start
        assert (found == start) is (term.unit is Unit.SAME_DAY)


@given(st.sampled_from(sorted(terms())), DAYS, st.integers(1, 400))
def test_who_starts_later_is_never_due_earlier(key, start, later):
    if terms()[key].since is None:
        after = due(key, start + timedelta(days=later)).day
        assert after >= due(key, start).day


def test_a_day_at_the_end_of_time_is_refused_in_words():
    with pytest.raises(BadDay, match="ligt te ver"):
        due("review", date(9999, 12, 31))


#  arrived        received
WEEKEND = [
    ("2025-03-07", "2025-03-07"),
    ("2025-03-08", "2025-03-10"),
    ("2025-03-09", "2025-03-10"),
    ("2025-04-19", "2025-04-22"),
    ("2025-07-21", "2025-07-22"),
    ("2024-04-21", "2024-04-22"),
]


@pytest.mark.parametrize("arrived, received", WEEKEND)
def test_rmi_art_18_2_electronic_request_in_the_weekend_or_on_a_holiday(arrived, received):
    arrived = date.fromisoformat(arrived)
    assert received_on(arrived, electronic=True) == date.fromisoformat(received)
    assert received_on(arrived, electronic=False) == arrived


def test_rmi_art_18_2_no_electronic_request_before_21_april_2024():
    with pytest.raises(BadDay, match="2024-04-21"):
        received_on(date(2024, 4, 20), electronic=True)


def test_own_closing_days_are_no_working_days():
    closed = Calendar.closing([date(2025, 3, 4)])
    assert due("provisional_centre", START, calendar=closed).day == date(2025, 3, 11)


#  spent on      claimable until
ART_12 = [
    ("2025-01-01", "2026-03-31"),
    ("2025-03-31", "2026-03-31"),
    ("2025-04-01", "2026-06-30"),
    ("2024-02-29", "2025-03-31"),
    ("2025-12-31", "2026-12-31"),
]


@pytest.mark.parametrize("spent, until", ART_12)
def test_l1965_art_12_cost_statement_a_year_after_the_quarter(spent, until):
    assert cost_statement_due(date.fromisoformat(spent)).day == date.fromisoformat(until)


@pytest.mark.parametrize(
    "noticed, lost", [("2025-04-15", 0), ("2025-04-16", 1), ("2025-05-15", 30), ("2025-03-01", 0)]
)
def test_l1965_art_9_more_than_45_days_before_the_notice_is_lost(noticed, lost):
    noticed = date.fromisoformat(noticed)
    assert lost_days(date(2025, 3, 1), noticed) == lost
    assert (noticed - claimable_from(noticed)).days == 45


def test_l1965_art_9ter_2_medical_aid_sixty_days_back():
    assert medical_covered_from(date(2025, 3, 2)) == date(2025, 1, 1)


def test_rmi_art_22_2_a_review_counts_from_its_reason_unless_the_centre_erred():
    reason, told = date(2025, 1, 15), date(2025, 3, 31)
    assert review_takes_effect(reason, told) == reason
    assert review_takes_effect(reason, told, spared=True) == date(2025, 4, 1)
    assert review_takes_effect(reason, date(2025, 12, 5), spared=True) == date(2026, 1, 1)


def test_rmi_art_21_6_an_unreported_decision_costs_money_from_day_45():
    decided = date(2025, 3, 12)
    lost = date(2025, 5, 15)
    assert unreported_from(decided, date(2025, 4, 8)) is None
    assert unreported_from(decided, lost) is None
    assert unreported_from(decided, date(2025, 6, 1)) == (lost, date(2025, 6, 1))
    assert unreported_from(decided, None) == (lost, None)
