"""What the State pays back (RMI art. 32-43/7, law of 2 April 1965), per decision and month."""

from datetime import date

import numpy as np
import pytest

from eenplan.engines.entitlement import (
    Case,
    Centre,
    Claim,
    NotCovered,
    NotInForce,
    Project,
    claim_all,
    claim_one,
    claims,
    law,
    outflow_bonus,
)
from tests.engines.households import day

HUNDRED = 100_000  # a thousand euros: a percent is ten


def percent(on="2025-03-01", **claim):
    """What the State pays of a thousand euros, in percents."""
    on = day(on) if isinstance(on, str) else on
    return claim_one(Claim(day=on, amount=HUNDRED, **claim)).amount / (HUNDRED / 100)


@pytest.mark.parametrize(
    "centre, expected", [(Centre.BASE, 55), (Centre.FROM_500, 65), (Centre.FROM_1000, 70)]
)
def test_rmi_art_32_1_to_4_by_the_size_of_the_centre(centre, expected):
    assert percent(centre=centre) == expected
    assert percent("2014-07-01", centre=centre) == expected
    with pytest.raises(NotInForce) as refused:
        percent("2014-06-30", centre=centre)
    assert refused.value.day == date(2014, 6, 30)


@pytest.mark.parametrize(
    "reached, now, years, expected",
    [
        (Centre.FROM_500, Centre.BASE, 1, 64),
        (Centre.FROM_500, Centre.BASE, 10, 55),
        (Centre.FROM_500, Centre.BASE, 30, 55),
        (Centre.FROM_1000, Centre.FROM_500, 2, 68),
        (Centre.FROM_1000, Centre.FROM_500, 9, 65),
    ],
)
def test_rmi_art_32_5_one_point_less_a_year_below_the_threshold(reached, now, years, expected):
    assert percent(reached=reached, centre=now, years_below=years) == expected


def test_rmi_art_32_thresholds_and_growth():
    on = date(2025, 3, 1)
    numbers = ("state_500_threshold", "state_1000_threshold", "state_growth", "state_fall")
    assert [law().on(key, on) for key in numbers] == [500, 1000, 500, 300]


@pytest.mark.parametrize("on, expected", [("2025-02-28", 100), ("2025-03-10", 55)])
def test_rmi_art_41_who_is_homeless_no_more_for_24_months(on, expected):
    assert percent(on, case=Case.HOMELESS, since=date(2023, 3, 10)) == expected


def test_rmi_art_42_installation_premium():
    assert percent(case=Case.INSTALLATION_PREMIUM) == 100


@pytest.mark.parametrize("on, expected", [("2025-02-28", 100), ("2025-03-01", 55)])
def test_rmi_art_43_foreigners_register_for_five_years(on, expected):
    assert percent(on, case=Case.FOREIGNERS_REGISTER, since=date(2020, 3, 1)) == expected


@pytest.mark.parametrize(
    "on, signed, expected",
    [
        ("2025-03-01", "2025-03-20", 65),
        ("2026-02-28", "2025-03-20", 65),
        ("2026-03-01", "2025-03-20", 55),
        ("2025-02-28", "2025-03-20", 55),
    ],
)
def test_rmi_art_43_2_1_project_one_year_from_the_first_of_the_month_of_signature(
    on, signed, expected
):
    assert percent(on, project=Project.ONCE, signed_on=day(signed)) == expected


@pytest.mark.parametrize(
    "project, article", [(Project.STUDENT, "§2"), (Project.FAR, "§3"), (Project.VULNERABLE, "§4")]
)
def test_rmi_art_43_2_2_to_4_other_projects(project, article):
    outcome = claim_one(
        Claim(date(2025, 3, 1), HUNDRED, project=project, signed_on=date(2025, 1, 5))
    )
    assert outcome.amount == 65_000
    assert any(step.source == f"RMI art. 43/2 {article}" for step in outcome.steps)


@pytest.mark.parametrize("on, covid", [("2021-04-01", True), ("2021-09-30", True)])
def test_rmi_art_43_2_5_twenty_percent_for_the_young_in_2021(on, covid):
    assert percent(on, project=Project.YOUNG) == 55 + 20 + 55 * 0.15


@pytest.mark.parametrize("on", ["2021-03-31", "2021-10-01"])
def test_rmi_art_43_2_5_not_before_and_not_after(on):
    with pytest.raises(NotInForce) as refused:
        percent(on, project=Project.YOUNG)
    assert refused.value.day == day(on)


@pytest.mark.parametrize(
    "on, expected",
    [("2020-05-31", 55), ("2020-06-01", 63.25), ("2021-09-30", 63.25), ("2021-10-01", 55)],
)
def test_rmi_art_43_4_fifteen_percent_of_what_is_subsidised(on, expected):
    assert percent(on) == expected


@pytest.mark.parametrize(
    "on, expected",
    [("2026-04-01", 100), ("2027-01-01", 90), ("2028-01-01", 80), ("2029-12-31", 75)],
)
def test_rmi_art_43_5_who_lost_the_unemployment_benefit_early_2026(on, expected):
    assert percent(on, case=Case.EXCLUDED_2026, requested_on=date(2026, 3, 2)) == expected


def test_rmi_art_43_5_not_after_2029_and_not_for_other_requests():
    with pytest.raises(NotInForce):
        percent("2030-01-01", case=Case.EXCLUDED_2026, requested_on=date(2026, 3, 2))
    for asked in (date(2025, 12, 31), date(2026, 7, 1), None):
        with pytest.raises(NotCovered, match="claim_without_requested_on"):
            percent("2026-08-01", case=Case.EXCLUDED_2026, requested_on=asked)


def test_rmi_art_43_6_fifteen_points_more_for_requests_from_july_2026():
    given = {"case": Case.EXCLUDED_LATER, "requested_on": date(2026, 7, 1)}
    assert percent("2026-07-01", **given) == 70
    assert percent("2026-07-01", centre=Centre.FROM_1000, **given) == 85
    with pytest.raises(NotCovered):
        percent("2026-07-01", case=Case.EXCLUDED_LATER, requested_on=date(2026, 6, 30))


def test_rmi_art_40_and_43_7_amounts_a_file():
    assert law().on("state_file", date(2025, 3, 1)) == 320_00
    for year, held in ((2025, False), (2026, True), (2028, True), (2029, False)):
        parameter = law()["state_excluded_file"]
        if held:
            assert parameter.on(date(year, 1, 1)).number == 518_00
        else:
            with pytest.raises(NotInForce):
                parameter.on(date(year, 1, 1))


@pytest.mark.parametrize(
    "share, extra",
    [("100", 15), ("80", 15), ("79.99", 12.5), ("60", 12.5), ("40", 10), ("20", 7.5), ("19", 5)],
)
def test_rmi_art_43_2_6_from_2028_by_the_share_with_a_project(share, extra):
    given = {"project": Project.STUDENT, "project_share": round(float(share) * 100)}
    assert percent("2028-01-01", **given) == 55 + extra
    assert percent("2027-12-31", **given) == 65


def test_rmi_art_43_2_6_without_the_share_there_is_no_answer():
    with pytest.raises(NotCovered, match="claim_without_project_share"):
        percent("2028-01-01", project=Project.STUDENT)


@pytest.mark.parametrize(
    "project, months, expected", [(True, 12, 177_607), (True, 11, 0), (False, 24, 0)]
)
def test_rmi_art_43_2_7_outflow_bonus_is_a_twelfth_of_category_3(project, months, expected):
    found = outflow_bonus(date(2025, 3, 1), had_project=project, months_out=months)
    assert found.amount == expected


@pytest.mark.parametrize(
    "case, expected", [(Case.NON_BELGIAN, 100), (Case.ASYLUM_ELSEWHERE, 50), (Case.DISSUASION, 0)]
)
def test_l1965_art_5_social_aid(case, expected):
    assert percent(case=case) == expected


#  month         first aid     project            percent
ART_5_2TER = [
    ("2022-03-04", "2022-03-04", Project.NONE, 135),
    ("2022-06-01", "2022-03-04", Project.NONE, 135),
    ("2022-07-01", "2022-03-04", Project.NONE, 125),
    ("2022-07-01", "2022-04-22", Project.ONCE, 135),
    ("2023-09-30", "2023-08-01", Project.NONE, 135),
    ("2023-09-30", "2022-03-04", Project.ONCE, 125),
    ("2023-10-01", "2022-03-04", Project.NONE, 100),
    ("2023-10-01", "2022-03-04", Project.ONCE, 110),
    ("2023-10-01", "2023-09-25", Project.NONE, 100),
    ("2025-03-01", "2023-09-25", Project.STUDENT, 110),
]


@pytest.mark.parametrize("on, first, project, expected", ART_5_2TER)
def test_l1965_art_5_2ter_temporary_protection(on, first, project, expected):
    given = {"case": Case.NON_BELGIAN, "protected": True, "first_aid_on": day(first)}
    assert percent(on, project=project, **given) == expected


def test_l1965_art_5_2ter_needs_the_day_of_the_first_aid():
    with pytest.raises(NotCovered, match="claim_without_first_aid_on"):
        percent("2022-05-01", case=Case.NON_BELGIAN, protected=True)


def test_the_verified_mark_goes_along():
    assert claim_one(Claim(date(2025, 3, 1), HUNDRED)).verified
    unsure = Claim(
        date(2026, 4, 1), HUNDRED, case=Case.EXCLUDED_2026, requested_on=date(2026, 3, 2)
    )
    assert not claim_one(unsure).verified


def test_many_claims_at_once_are_what_each_is_alone():
    random = np.random.default_rng(7)
    made = [
        Claim(
            day=date(int(random.integers(2017, 2030)), int(random.integers(1, 13)), 1),
            amount=int(random.integers(0, 200_000)),
            case=Case(int(random.integers(0, 9))),
            centre=Centre(int(random.integers(0, 3))),
            reached=Centre(int(random.integers(0, 3))),
            years_below=int(random.integers(0, 4)),
            since=date(2019, 5, 3),
            requested_on=date(2026, int(random.integers(1, 13)), 5),
            project=Project(int(random.integers(0, 6))),
            signed_on=date(2024, 5, 3),
            project_share=int(random.integers(0, 10_001)),
            protected=bool(random.integers(0, 2)),
            first_aid_on=date(2022, 4, 4),
        )
        for _ in range(1_000)
    ]
    together = claim_all(claims(made))
    for at, claim in enumerate(made):
        alone = claim_all(claims([claim]))
        assert alone.amount[0] == together.amount[at], claim
        assert str(alone.reason(0)) == str(together.reason(at)), claim
        if alone.reason(0) is None:
            assert alone.outcome(0) == together.outcome(at)
