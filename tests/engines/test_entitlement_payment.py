"""What is paid in a month, sanctions, stays abroad, the premium and recovery (RMI)."""

from datetime import date, timedelta

import pytest

from eenplan.engines.entitlement import (
    Conditions,
    Fault,
    Grant,
    ImpossibleInput,
    Lost,
    NotCovered,
    Recovery,
    Right,
    Sanction,
    Stay,
    Title,
    Undue,
    check_sanction,
    installation_premium,
    law,
    lost_in,
    month_of,
    reckon_one,
    recovered,
    stays_to_report,
    suspended,
    unpaid_abroad,
)
from tests.engines.households import cents, day, household

MONTH = cents("1314.20")
MARCH = date(2025, 3, 1)


def paid(month=MARCH, **grant):
    given = {"amount": MONTH, "starts_on": date(2025, 1, 1), **grant}
    return month_of(Grant(**given), month).amount


@pytest.mark.parametrize(
    "month, starts, days, length",
    [
        ("2025-03", "2025-03-01", 31, 31),
        ("2025-03", "2025-03-10", 22, 31),
        ("2025-03", "2025-03-31", 1, 31),
        ("2024-02", "2024-02-29", 1, 29),
        ("2025-02", "2025-02-15", 14, 28),
        ("2025-03", "2025-04-01", 0, 31),
    ],
)
def test_rmi_art_21_5_the_right_begins_on_the_day_of_receipt(month, starts, days, length):
    found = paid(day(f"{month}-01"), starts_on=day(starts))
    assert found == (MONTH if days == length else round(MONTH * days / length))


def test_how_a_broken_month_is_reckoned_is_not_verified():
    broken = month_of(Grant(MONTH, date(2025, 3, 10)), MARCH)
    assert not broken.verified
    assert month_of(Grant(MONTH, date(2025, 3, 1)), MARCH).verified


def test_the_first_day_without_is_not_paid():
    assert paid(ends_on=date(2025, 3, 1)) == 0
    assert paid(ends_on=date(2025, 3, 2)) == round(MONTH / 31)


def test_rmi_art_23_5_four_weeks_abroad_a_calendar_year_are_paid():
    start = date(2025, 3, 1)
    assert unpaid_abroad([Stay(start, start + timedelta(days=28))]) == set()
    assert len(unpaid_abroad([Stay(start, start + timedelta(days=29))])) == 1
    twice = [Stay(start, start + timedelta(days=20)), Stay(date(2025, 5, 1), date(2025, 5, 21))]
    assert len(unpaid_abroad(twice)) == 12
    new_year = [Stay(date(2024, 12, 10), date(2025, 1, 25))]
    assert unpaid_abroad(new_year) == set()


def test_rmi_art_23_5_exceptional_reasons_and_overlap():
    long = Stay(date(2025, 3, 1), date(2025, 6, 1), exceptional=True)
    assert unpaid_abroad([long]) == set()
    same = Stay(date(2025, 3, 1), date(2025, 3, 29))
    assert unpaid_abroad([same, same]) == set()


def test_rmi_art_23_5_a_stay_of_a_week_is_reported_before():
    week = Stay(date(2025, 3, 1), date(2025, 3, 8))
    assert stays_to_report([week]) == (week,)
    assert stays_to_report([Stay(week.since, week.until, notified_on=date(2025, 2, 28))]) == ()
    assert stays_to_report([Stay(date(2025, 3, 1), date(2025, 3, 7))]) == ()


def sanction(fault=Fault.DECLARATION, months=1, **more):
    given = {
        "fact_on": date(2025, 1, 10), "notified_on": date(2025, 2, 14),
        "starts_on": date(2025, 3, 1), "advised": True, **more,
    }  # fmt: skip
    return Sanction(fault, months, **given)


#  fault             earlier one      longest
ART_30 = [
    (Fault.DECLARATION, None, 6),
    (Fault.DECLARATION, date(2022, 1, 11), 12),
    (Fault.DECLARATION, date(2022, 1, 10), 6),
    (Fault.FRAUD, None, 12),
    (Fault.FRAUD, date(2023, 5, 1), 24),
    (Fault.PROJECT, None, 1),
    (Fault.PROJECT, date(2024, 1, 11), 3),
    (Fault.PROJECT, date(2024, 1, 10), 1),
]


@pytest.mark.parametrize("fault, earlier, longest", ART_30)
def test_rmi_art_30_longest_suspension(fault, earlier, longest):
    check_sanction(sanction(fault, longest, earlier_on=earlier))
    for months in (longest + 1, 0):
        with pytest.raises(ImpossibleInput, match=f"hoogstens {longest} maanden"):
            check_sanction(sanction(fault, months, earlier_on=earlier))


def test_rmi_art_30_4_nothing_after_two_years():
    check_sanction(sanction(fact_on=date(2023, 2, 15)))
    with pytest.raises(ImpossibleInput, match="2 jaar"):
        check_sanction(sanction(fact_on=date(2023, 2, 14)))


@pytest.mark.parametrize(
    "starts, words",
    [
        (date(2025, 2, 14), "ten vroegste"),
        (date(2025, 5, 2), "ten laatste op 2025-05-01"),
    ],
)
def test_rmi_art_30_5_a_project_sanction_starts_in_time(starts, words):
    check_sanction(sanction(Fault.PROJECT, starts_on=date(2025, 2, 15)))
    check_sanction(sanction(Fault.PROJECT, starts_on=date(2025, 5, 1)))
    with pytest.raises(ImpossibleInput, match=words):
        check_sanction(sanction(Fault.PROJECT, starts_on=starts))


def test_rmi_art_30_2_a_project_sanction_follows_notice_and_advice():
    with pytest.raises(ImpossibleInput, match="advies van de maatschappelijk werker"):
        check_sanction(sanction(Fault.PROJECT, advised=False))


def test_a_sanction_takes_its_days_off_and_a_conditional_one_takes_none():
    assert paid(sanctions=(sanction(),)) == 0
    assert paid(sanctions=(sanction(conditional=True),)) == MONTH
    assert suspended([sanction(conditional=True)]) == set()
    half = sanction(starts_on=date(2025, 3, 16))
    assert paid(sanctions=(half,)) == round(MONTH * 15 / 31)


@pytest.mark.parametrize("percent, left", [(100, 0), (50, 65_710), (25, 98_565), (1, 130_106)])
def test_a_sanction_of_a_part_leaves_the_rest_and_says_it_is_not_verified(percent, left):
    found = month_of(Grant(MONTH, date(2025, 1, 1), sanctions=(sanction(percent=percent),)), MARCH)
    assert found.amount == left
    assert any("geschorst" in step.label.lower() for step in found.steps)
    if percent < 100:
        assert not found.verified


@pytest.mark.parametrize("percent", [0, -1, 101])
def test_a_sanction_of_an_impossible_part_is_refused(percent):
    with pytest.raises(ImpossibleInput, match="procent"):
        check_sanction(sanction(percent=percent))


def test_a_day_abroad_that_is_suspended_too_is_lost_once():
    away = Stay(date(2025, 3, 1), date(2025, 4, 15))  # 31 days of March: 3 above four weeks
    whole, half = sanction(), sanction(percent=50)
    first, after = MARCH, date(2025, 4, 1)
    assert lost_in(first, after, [away]) == Lost(abroad=3)
    assert lost_in(first, after, [away], [whole]) == Lost(abroad=3, suspended=28)
    assert lost_in(first, after, [away], [half]) == Lost(abroad=3, partly=28 * 50)
    assert lost_in(first, after, [], [half, whole]) == Lost(suspended=31)


def test_what_was_taken_off_is_told_before_what_is_left():
    away = Stay(date(2025, 3, 1), date(2025, 4, 15))
    found = month_of(Grant(MONTH, date(2025, 1, 1), stays=(away,)), MARCH)
    assert [step.label.split(":")[0] for step in found.steps] == [
        "Maandbedrag", "Niet betaald", "Begonnen maand", "Te betalen voor deze maand",
    ]  # fmt: skip
    assert found.amount == (MONTH * 28 * 2 + 31) // 62


def test_days_abroad_and_under_sanction_count_once():
    stay = Stay(date(2025, 1, 1), date(2025, 4, 1))
    assert paid(sanctions=(sanction(),), stays=(stay,)) == 0


@pytest.mark.parametrize("on, amount", [("2025-03-01", "1776.07"), ("2022-04-22", "1478.21")])
def test_rmi_art_14_3_installation_premium_is_a_twelfth_of_category_3(on, amount):
    assert installation_premium(day(on), was_homeless=True).amount == cents(amount)
    assert installation_premium(day(on), was_homeless=False).amount == 0


def test_rmi_art_14_3_once_in_a_lifetime():
    with pytest.raises(NotCovered, match="second_premium"):
        installation_premium(MARCH, was_homeless=True, times_before=1)


def recovery(**more):
    given = {
        "undue": (
            Undue(date(2025, 1, 1), 120_000, 70_000),
            Undue(date(2025, 2, 1), 120_000, 90_000),
        ),
        "notified_on": date(2025, 3, 10),
        "within_article_24": True,
        **more,
    }
    return Recovery(**given)


def test_rmi_art_24_25_recovery_adds_up_months_and_waits_a_month():
    found = recovered(recovery())
    assert found.amount == 80_000
    assert "Uitvoering ten vroegste op 2025-04-10" in [step.label for step in found.steps]


def test_rmi_art_28_waiver_for_fairness_and_costs_above_the_yield():
    assert recovered(recovery(waived=30_000, equity_reason="schulden")).amount == 50_000
    assert recovered(recovery(costs=80_001)).amount == 0
    assert recovered(recovery(costs=80_000)).amount == 80_000


@pytest.mark.parametrize(
    "broken, words",
    [
        ({"within_article_24": False}, "art. 24"),
        ({"undue": ()}, "minstens één maand"),
        ({"undue": (Undue(MARCH, 1, 0), Undue(date(2025, 3, 9), 1, 0))}, "twee keer"),
        ({"undue": (Undue(MARCH, 1, 2),)}, "meer verschuldigd"),
        ({"waived": 90_000, "equity_reason": "x"}, "niet meer kwijtschelden"),
        ({"waived": 10}, "reden van billijkheid"),
    ],
)
def test_rmi_art_24_28_other_recoveries_are_refused(broken, words):
    with pytest.raises(ImpossibleInput, match=words):
        recovered(recovery(**broken))


def test_rmi_art_23_2_and_25_2_numbers():
    assert law().on("late_interest_decision", MARCH) == 16
    assert law().on("late_interest_request", MARCH) == 46


#  what the investigation found                    what is told
ART_3 = [
    ({"residence": False}, "geen werkelijk verblijf"),
    ({"age": 17}, "minderjarig"),
    ({"title": Title.EU_EARLY}, "geen verblijf dat de wet noemt"),
    ({"title": Title.OTHER_STAY}, "geen verblijf dat de wet noemt"),
    ({"title": Title.TEMPORARY}, "vraag gelijkgesteld leefloon"),
    ({"willing_to_work": False}, "niet bereid te werken"),
    ({"claims_other_rights": False}, "laat andere rechten liggen"),
]


@pytest.mark.parametrize("found, told", ART_3)
def test_rmi_art_3_without_a_condition_there_is_no_right(found, told):
    outcome = reckon_one(household(MARCH, conditions=Conditions(**found)))
    assert outcome.amount == 0
    assert any(told in step.label for step in outcome.steps)


@pytest.mark.parametrize(
    "found",
    [
        {"age": 16, "assimilated_minor": True},
        {"willing_to_work": False, "excused_from_work": True},
        {"title": Title.POPULATION_REGISTER},
        {"title": Title.STATELESS},
        {"title": Title.REFUGEE},
        {"title": Title.SUBSIDIARY},
        {"title": Title.EU},
    ],
)
def test_rmi_art_3_and_7_with_all_conditions_there_is(found):
    assert reckon_one(household(MARCH, conditions=Conditions(**found))).amount == MONTH


def test_equivalent_living_wage_has_the_same_amounts_for_temporary_protection():
    told = Conditions(title=Title.TEMPORARY)
    given = {"right": Right.EQUIVALENT, "conditions": told}
    assert reckon_one(household(MARCH, 2, **given)).amount == MONTH
    without = Conditions(title=Title.NO_STAY)
    with pytest.raises(NotCovered, match="urgent_medical_aid_only"):
        reckon_one(household(MARCH, 2, right=Right.EQUIVALENT, conditions=without))
