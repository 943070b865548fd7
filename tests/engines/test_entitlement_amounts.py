"""The amounts of the living wage, row by row as a jurist reads them, and the index behind them."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest

from eenplan.engines.entitlement import NotInForce, law, reckon_one
from tests.engines.households import cents, day, household, monthly

#  in force     category 1   2          3          grade
ART_14 = [
    ("2018-09-01", "607.01", "910.52", "1230.27", "D-med"),
    ("2019-07-01", "619.15", "928.73", "1254.82", "B"),
    ("2020-01-01", "626.74", "940.11", "1270.51", "C"),
    ("2020-03-01", "639.27", "958.91", "1295.91", "B"),
    ("2021-01-01", "656.45", "984.68", "1330.74", "B"),
    ("2021-07-01", "669.58", "1004.37", "1357.36", "C"),
    ("2021-09-01", "682.99", "1024.49", "1384.54", "C"),
    ("2022-01-01", "714.86", "1072.30", "1449.15", "B"),
    ("2022-03-01", "729.20", "1093.80", "1478.21", "C"),
    ("2022-05-01", "743.78", "1115.67", "1507.77", "B"),
    ("2022-08-01", "758.64", "1137.97", "1537.90", "C"),
    ("2022-11-01", "773.80", "1160.70", "1568.62", "C"),
    ("2022-12-01", "789.29", "1183.94", "1600.03", "B"),
    ("2023-01-01", "809.42", "1214.13", "1640.83", "B"),
    ("2023-07-01", "825.61", "1238.41", "1673.65", "C"),
    ("2023-11-01", "842.12", "1263.17", "1707.11", "B"),
    ("2024-05-01", "858.97", "1288.46", "1741.29", "B"),
    ("2025-02-01", "876.13", "1314.20", "1776.07", "B"),
    ("2026-03-01", "893.65", "1340.47", "1811.57", "C"),
]
#  in force     a1          a2          a3
YEARS = [
    ("2020-01-01", "7520.85", "11281.30", "15246.08"),
    ("2020-03-01", "7671.25", "11506.89", "15550.96"),
    ("2021-01-01", "7877.41", "11816.14", "15968.89"),
    ("2021-07-01", "8034.95", "12052.47", "16288.26"),
    ("2021-09-01", "8195.85", "12293.82", "16614.44"),
    ("2022-01-01", "8578.35", "12867.58", "17389.81"),
    ("2022-03-01", "8750.39", "13125.64", "17738.57"),
    ("2022-05-01", "8925.32", "13388.04", "18093.18"),
    ("2022-08-01", "9103.71", "13655.62", "18454.81"),
    ("2022-11-01", "9285.57", "13928.41", "18823.46"),
    ("2022-12-01", "9471.46", "14207.25", "19200.30"),
    ("2023-01-01", "9713.04", "14569.58", "19690.01"),
    ("2023-07-01", "9907.30", "14860.96", "20083.80"),
    ("2023-11-01", "10105.38", "15158.08", "20485.33"),
    ("2024-05-01", "10307.68", "15461.53", "20895.43"),
    ("2025-02-01", "10513.60", "15770.41", "21312.87"),
    ("2026-03-01", "10723.75", "16085.64", "21738.88"),
]


@pytest.mark.parametrize("since, one, two, three, grade", ART_14)
def test_rmi_art_14_1_amount_of_each_category_on_the_day_it_begins(since, one, two, three, grade):
    for category, amount in ((1, one), (2, two), (3, three)):
        assert monthly(since, category) == cents(amount)


@pytest.mark.parametrize("before, since", list(zip(ART_14, ART_14[1:], strict=False)))
def test_rmi_art_14_1_the_day_before_still_has_the_amount_before(before, since):
    eve = day(since[0]) - timedelta(days=1)
    for category in (1, 2, 3):
        assert monthly(eve, category) == cents(before[category])


@pytest.mark.parametrize("since, one, two, three, grade", ART_14)
def test_the_grade_of_evidence_goes_with_the_amount_to_the_step(since, one, two, three, grade):
    outcome = reckon_one(household(since, 3))
    step = next(step for step in outcome.steps if "categorie 3" in step.label)
    assert step.evidence == grade
    assert outcome.verified is (grade == "B")
    assert step.versions[0].name == f"living_wage_3@{since}"


@pytest.mark.parametrize("since, one, two, three", YEARS)
def test_rmi_art_14_2_yearly_amounts(since, one, two, three):
    for category, amount in ((1, one), (2, two), (3, three)):
        assert law().on(f"living_wage_year_{category}", day(since)) == cents(amount)


def test_before_the_first_known_amount_nothing_is_paid_and_nothing_is_nought():
    with pytest.raises(NotInForce) as refused:
        monthly("2018-08-31")
    assert refused.value.day == date(2018, 8, 31)
    assert "2018-08-31" in str(refused.value) and "living_wage_2" in str(refused.value)


def half_up(amount, places="0.01"):
    return amount.quantize(Decimal(places), ROUND_HALF_UP)


def written(key, on):
    return Decimal(law()[key].on(on).written)


def test_rmi_art_15_coefficient_is_a_power_of_1_02():
    rules = law()
    for steps, factor in zip(
        rules["index_steps"].values, rules["index_coefficient"].values, strict=True
    ):
        assert steps.since == factor.since
        exact = half_up(Decimal("1.02") ** int(steps.written), "0.0001")
        assert Decimal(factor.written) == exact


@pytest.mark.parametrize("category", [1, 2, 3])
@pytest.mark.parametrize("since", [row[0] for row in YEARS])
def test_rmi_art_15_index_formula_agrees_with_every_amount_in_the_file(since, category):
    on = day(since)
    base = written(f"living_wage_base_{category}", on)
    year = half_up(base * written("index_coefficient", on))
    assert year == written(f"living_wage_year_{category}", on)
    assert half_up(year / 12) == written(f"living_wage_{category}", on)


@pytest.mark.parametrize(
    "key, base",
    [
        ("spi_general", "spi_base_general"),
        ("spi_shortage_job", "spi_base_shortage_job"),
        ("spi_student_with_grant", "spi_base_student_with_grant"),
        ("spi_artist", "spi_base_artist"),
    ],
)
def test_kb2002_art_35_index_formula_agrees_with_every_exemption_in_the_file(key, base):
    for value in law()[key].values:
        coefficient = written("index_coefficient", value.since)
        assert Decimal(value.written) == half_up(written(base, value.since) * coefficient)


def test_volunteer_ceilings_follow_the_coefficient_of_1_january():
    for key, base in (("volunteer_day", "24.79"), ("volunteer_year", "991.57")):
        for value in law()[key].values:
            coefficient = written("index_coefficient", value.since)
            assert abs(Decimal(value.written) - Decimal(base) * coefficient) < Decimal("0.01")


SNAPSHOTS = [
    ("22 april 2022", "2022-04-22", {
        "living_wage_1": ("729.20", "C"), "living_wage_2": ("1093.80", "C"),
        "living_wage_3": ("1478.21", "C"), "spi_general": ("269.43", "C"),
        "cohabitant_regime": ("0", "B"), "state_protection_early": ("35", "A"),
        "state_protection_later": ("25", "A"), "a_card_until": ("2023-03-04", "B"),
        "electronic_request": ("0", "A"), "volunteer_day": ("36.84", "C"),
        "volunteer_year": ("1473.37", "C"), "nl_food": ("205.00", "B"),
        "nl_personal": ("55.00", "B"), "secrecy_article": ("Sw. art. 458", "B"),
    }, ("spi_shortage_job", "state_protection_gpmi")),
    ("1 maart 2025", "2025-03-01", {
        "living_wage_1": ("876.13", "B"), "living_wage_2": ("1314.20", "B"),
        "living_wage_3": ("1776.07", "B"), "spi_general": ("309.48", "B"),
        "spi_shortage_job": ("443.52", "B"), "cohabitant_regime": ("0", "B"),
        "state_protection_gpmi": ("10", "A"), "a_card_until": ("2026-03-04", "B"),
        "electronic_request": ("1", "A"), "volunteer_day": ("42.31", "C"),
        "volunteer_year": ("1692.51", "C"), "nl_food": ("252.18", "B"),
        "nl_personal": ("62.66", "B"), "secrecy_article": ("Sw. art. 458", "B"),
    }, ("state_protection_early", "state_protection_later")),
]  # fmt: skip


@pytest.mark.parametrize("name, on, expected, absent", SNAPSHOTS)
def test_the_two_ready_snapshots(name, on, expected, absent):
    for key, (value, grade) in expected.items():
        found = law()[key].on(day(on))
        assert (found.written, found.evidence) == (value, grade), key
    for key in absent:
        with pytest.raises(NotInForce):
            law()[key].on(day(on))


def test_the_regime_of_cohabitants_is_another_from_1_march_2026():
    rule = law()["cohabitant_regime"]
    assert (rule.on(date(2026, 2, 28)).number, rule.on(date(2026, 3, 1)).number) == (0, 1)


def edges():
    for parameter in law():
        for number, value in enumerate(parameter.values):
            yield pytest.param(parameter, number, id=f"{parameter.key}@{value.since}")


@pytest.mark.parametrize("parameter, number", list(edges()))
def test_both_sides_of_every_date_of_every_parameter(parameter, number):
    value = parameter.values[number]
    assert parameter.on(value.since) is value
    eve = value.since - timedelta(days=1)
    before = parameter.values[number - 1] if number else None
    if before is None or (before.until and before.until < value.since):
        with pytest.raises(NotInForce) as refused:
            parameter.on(eve)
        assert refused.value.day == eve
    else:
        assert parameter.on(eve) is before
    if value.until:
        assert parameter.on(value.until - timedelta(days=1)) is value
