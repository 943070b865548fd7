"""How resources count (RMI art. 16, KB2002 art. 22-35), by article, in yearly euros."""

from datetime import date

import pytest

from eenplan.engines.entitlement import (
    Capital,
    Exemption,
    HousingCosts,
    Income,
    NotCovered,
    NotInForce,
    Ownership,
    Person,
    RealEstate,
    Relation,
    Transfer,
    WorkExemption,
    reckon_one,
)
from tests.engines.households import cents, day, household, monthly, wage, yearly_means

ON = "2025-03-01"


def savings(euros, **more):
    return Capital(cents(euros), **more)


#  savings    counts a year       where from
ART_27 = [
    ("0", "0", "eerste schijf"),
    ("6200", "0", "grens van de eerste schijf"),
    ("6300", "6", "6 % van 100"),
    ("12500", "378", "6 % van 6 300"),
    ("12600", "388", "378 + 10 % van 100"),
    ("25000", "1628", "T3"),
    ("25500", "1678", "T1: 378 + 1 300"),
    ("29780", "2106", "T2: 378 + 1 728"),
]


@pytest.mark.parametrize("euros, counts, why", ART_27)
@pytest.mark.parametrize("category", [1, 2, 3])
def test_kb2002_art_27_movable_capital(euros, counts, why, category):
    assert yearly_means(ON, category, savings(euros)) == cents(counts)


def test_t1_brackets_are_shown_apart():
    amounts = [step.amount for step in reckon_one(household(ON, 2, savings("25500"))).steps]
    assert amounts[1:3] == [37_800, 130_000]


def test_t3_single_with_25_000_of_savings_has_1_378_taken_off():
    assert cents("15770.41") - cents("1378") == 1_439_241
    assert monthly(ON, 2, savings("25000")) == 119_937  # 14 392.41 / 12


def test_t5_single_student_with_a_job_of_400_has_115_04_taken_off():
    work = WorkExemption(Exemption.STUDENT, True, day("2021-09-20"), under_age_and_project=True)
    full = monthly("2022-01-15", 2)
    assert full - monthly("2022-01-15", 2, wage("400"), work=work) == cents("115.04")


@pytest.mark.parametrize("euros", ["0", "500", "876.13"])
def test_t9_partner_without_income_or_below_category_1_leaves_all_of_category_1(euros):
    partner = Person(Relation.PARTNER, (wage(euros),))
    assert monthly(ON, 1, cohabitants=(partner,)) == cents("876.13")


#  category  exempt a year
ART_22_2 = [(1, "155"), (2, "250"), (3, "310")]


@pytest.mark.parametrize("category, exempt", ART_22_2)
def test_kb2002_art_22_2_general_exemption_once_and_last(category, exempt):
    income = Income("pension", cents("400"), per_month=False)
    steps = reckon_one(household(ON, category, income)).steps
    off = [step.amount for step in steps if step.source == "KB2002 art. 22 §2"]
    assert off == [-cents(exempt)]


def test_kb2002_art_22_2_not_for_who_has_as_much_as_the_category_amount():
    year = cents("10513.60")
    enough = Income("pension", year, per_month=False)
    almost = Income("pension", year - 1, per_month=False)
    assert monthly(ON, 1, enough) == 0
    assert monthly(ON, 1, almost) == 1292  # (155 + 0.01) / 12


def test_kb2002_art_22_2_exempts_no_more_than_there_is():
    assert monthly(ON, 3, Income("pension", 100, per_month=False)) == cents("1776.07")


#  kind of income               counts   grade
ART_22_1 = [
    ("ocmw_aid", False, "B"),
    ("child_benefit", False, "B"),
    ("student_child_benefit", True, "B"),
    ("student_disability_supplement", False, "B"),
    ("child_maintenance", False, "B"),
    ("study_grant", False, "B"),
    ("foster_care", False, "B"),
    ("integration_allowance", False, "B"),
    ("income_replacement", True, "B"),
    ("elderly_assistance", False, "B"),
    ("irregular_gift", False, "D-med"),
    ("job_bonus", False, "D-med"),
    ("unemployment", True, "B"),
    ("other", True, "B"),
]


@pytest.mark.parametrize("kind, counts, grade", ART_22_1)
def test_kb2002_art_22_1_closed_list_of_exempt_income(kind, counts, grade):
    outcome = reckon_one(household(ON, 2, Income(kind, cents("100"))))
    step = outcome.steps[0]
    assert step.amount == (cents("1200") if counts else 0)
    assert step.evidence == grade
    assert step.verified is (grade == "B")


def test_kb2002_art_22_1_integration_allowance_is_exempt_since_2022():
    allowance = Income("integration_allowance", cents("100"))
    assert yearly_means("2021-12-31", 2, allowance) == cents("1200")
    assert yearly_means("2022-01-01", 2, allowance) == 0


def test_vrw_art_16_volunteer_reimbursement_is_exempt_within_the_ceiling_of_the_year():
    assert yearly_means("2024-05-01", 2, Income("volunteer", cents("1659.29"), False)) == 0
    with pytest.raises(NotCovered, match="volunteer_above_ceiling"):
        monthly("2024-05-01", 2, Income("volunteer", cents("1659.30"), False))


def test_what_no_source_says_is_refused_by_name():
    with pytest.raises(NotCovered, match=r"neighbourhood_work.*wijk-werken"):
        monthly(ON, 2, Income("neighbourhood_work", 100))


#  in force     general a month
ART_35 = [
    ("2019-01-01", "248.90"), ("2020-03-01", "253.88"), ("2021-09-01", "258.96"),
    ("2022-01-01", "264.13"), ("2022-03-01", "269.43"), ("2022-05-01", "274.82"),
    ("2022-08-01", "280.31"), ("2022-11-01", "285.91"), ("2022-12-01", "291.63"),
    ("2023-11-01", "297.46"), ("2024-05-01", "303.42"), ("2025-02-01", "309.48"),
    ("2026-03-01", "315.67"),
]  # fmt: skip
SHORTAGE = [
    ("2024-01-01", "426.30"), ("2024-05-01", "434.83"), ("2025-02-01", "443.52"),
    ("2026-03-01", "452.39"),
]  # fmt: skip


def exempted(on, kind=Exemption.GENERAL, euros="1000", **more):
    given = {"entitled_before": True, "first_day": day(on), **more}
    work = WorkExemption(kind, **given)
    return cents(euros) * 12 - yearly_means(on, 3, wage(euros), work=work)


@pytest.mark.parametrize("since, amount", ART_35)
def test_kb2002_art_35_1_general_exemption(since, amount):
    assert exempted(since) == cents(amount) * 12


@pytest.mark.parametrize("since, amount", SHORTAGE)
def test_kb2002_art_35_1_shortage_job(since, amount):
    given = {"contract_months": 3, "months_used": 2, "attested": True}
    assert exempted(since, Exemption.SHORTAGE_JOB, **given) == cents(amount) * 12


@pytest.mark.parametrize(
    "broken",
    [
        {"contract_months": 2},
        {"months_used": 3},
        {"attested": False},
        {"used_before": True},
    ],
)
def test_kb2002_art_35_1_shortage_job_without_a_condition_falls_back_to_the_general(broken):
    given = {"contract_months": 3, "attested": True, **broken}
    assert exempted(ON, Exemption.SHORTAGE_JOB, **given) == cents("309.48") * 12


def test_kb2002_art_35_1_shortage_job_does_not_exist_before_2024():
    with pytest.raises(NotInForce) as refused:
        exempted("2023-12-31", Exemption.SHORTAGE_JOB, contract_months=3, attested=True)
    assert refused.value.day == date(2023, 12, 31)


@pytest.mark.parametrize(
    "given, granted",
    [
        ({"days_used": 1094}, True),
        ({"days_used": 1095}, False),
        ({"first_day": date(2019, 3, 2)}, True),
        ({"first_day": date(2019, 3, 1)}, False),
        ({"first_day": date(2025, 3, 2)}, False),
        ({"entitled_before": False}, False),
    ],
)
def test_kb2002_art_35_three_years_within_six_for_who_had_the_right_before(given, granted):
    assert (exempted(ON, **given) > 0) is granted


def test_kb2002_art_35_never_exempts_more_than_was_earned():
    assert exempted(ON, euros="100") == cents("1200")


@pytest.mark.parametrize("on, amount", [("2021-12-31", "72.23"), ("2022-01-01", "264.13")])
def test_kb2002_art_35_student_with_a_grant_is_equal_since_2022(on, amount):
    found = exempted(on, Exemption.STUDENT_WITH_GRANT, under_age_and_project=True)
    assert found == cents(amount) * 12


def test_kb2002_art_35_student_without_project_has_no_exemption():
    assert exempted(ON, Exemption.STUDENT) == 0


@pytest.mark.parametrize("on, amount", [("2022-01-01", "3169.60"), ("2025-02-01", "3713.76")])
def test_kb2002_art_35_artist_has_a_yearly_exemption(on, amount):
    work = WorkExemption(Exemption.ARTIST, True, day(on))
    art = Income("artist", cents("5000"), per_month=False)
    assert cents("5000") - yearly_means(on, 2, art, work=work) == cents(amount)


def test_kb2002_art_35_is_for_work_not_for_a_pension():
    work = WorkExemption(Exemption.GENERAL, True, day(ON))
    assert yearly_means(ON, 2, Income("pension", 10_000), work=work) == 120_000


#  cadastral   children  share  counts
ART_25 = [
    ("750", 0, 100, "0"),
    ("1000", 0, 100, "750"),
    ("1000", 2, 100, "0"),
    ("1450", 2, 100, "1350"),
    ("1450", 2, 50, "675"),
]


@pytest.mark.parametrize("cadastral, children, share, counts", ART_25)
def test_kb2002_art_25_26_built(cadastral, children, share, counts):
    home = RealEstate(True, cents(cadastral), share=share * 100)
    assert yearly_means(ON, 3, home, children=children) == cents(counts)


@pytest.mark.parametrize("cadastral, counts", [("30", "0"), ("31", "3"), ("130", "300")])
def test_kb2002_art_25_26_unbuilt(cadastral, counts):
    assert yearly_means(ON, 2, RealEstate(False, cents(cadastral))) == cents(counts)


@pytest.mark.parametrize(
    "rent, interest, counts",
    [("700", "0", "750"), ("900", "0", "900"), ("0", "200", "550"), ("0", "900", "375")],
)
def test_kb2002_art_25_26_higher_rent_counts_and_interest_up_to_half(rent, interest, counts):
    home = RealEstate(
        True, cents("1000"), yearly_rent=cents(rent), yearly_mortgage_interest=cents(interest)
    )
    assert yearly_means(ON, 2, home) == cents(counts)


@pytest.mark.parametrize(
    "given, counts",
    [
        ({"cadastral_income": 100_000, "yearly_rent": 100}, "750"),
        ({"yearly_rent": 120_000, "foreign_income": 5_000}, "1200"),
        ({"foreign_income": 80_000}, "800"),
    ],
)
def test_kb2002_art_25_26_abroad_cadastral_income_else_rent_else_foreign_income(given, counts):
    assert yearly_means(ON, 2, RealEstate(True, abroad=True, **given)) == cents(counts)


def test_two_homes_of_one_person_are_refused_by_name():
    homes = (RealEstate(True, 100_000), RealEstate(True, 100_000))
    with pytest.raises(NotCovered, match="several_properties"):
        monthly(ON, 2, *homes)


#  what was given away                                         counts
ART_28 = [
    ({"market_value": "20000", "on": "2024-06-01"}, "1128"),
    ({"market_value": "20000", "on": "2024-06-01", "debts_paid": 800_000}, "348"),
    ({"market_value": "40000", "on": "2024-06-01", "right": Ownership.USUFRUCT}, "728"),
    ({"market_value": "40000", "on": "2024-06-01", "right": Ownership.BARE}, "1528"),
    ({"market_value": "50000", "on": "2024-06-01", "only_home": True}, "408"),
    ({"market_value": "20000", "on": "2024-06-01", "equity_reason": "zorg"}, "0"),
    ({"market_value": "900000", "on": "2015-03-01"}, "0"),
]


@pytest.mark.parametrize("given, counts", ART_28)
def test_kb2002_art_28_32_goods_that_were_given_away(given, counts):
    found = Transfer(
        **{**given, "market_value": cents(given["market_value"]), "on": day(given["on"])}
    )
    assert yearly_means(ON, 2, found) == cents(counts)


def test_kb2002_art_28_32_ten_years_back_to_the_day():
    good = {"market_value": cents("900000")}
    assert yearly_means(ON, 2, Transfer(on=date(2015, 3, 2), **good)) > 0
    assert yearly_means(ON, 2, Transfer(on=date(2015, 3, 1), **good)) == 0


def test_transfer_next_to_savings_is_refused_where_it_makes_a_difference():
    good = Transfer(cents("20000"), date(2024, 6, 1))
    with pytest.raises(NotCovered, match="transfers_and_capital"):
        monthly(ON, 2, good, savings("9000"))
    old = Transfer(cents("20000"), date(2010, 6, 1))
    assert yearly_means(ON, 2, old, savings("12500")) == cents("378")


@pytest.mark.parametrize("lives_here, counts", [(False, "4200"), (True, "0")])
def test_kb2002_art_33_housing_paid_by_somebody_who_does_not_live_there(lives_here, counts):
    assert yearly_means(ON, 2, HousingCosts(cents("350"), lives_here)) == cents(counts)


def test_rmi_art_16_seized_or_not_every_euro_counts_on_a_yearly_basis():
    both = (Income("pension", cents("100")), Income("unemployment", cents("600"), per_month=False))
    assert yearly_means(ON, 2, *both) == cents("1800")
