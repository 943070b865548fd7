"""What holds of every household: more means never give more, who somebody is changes nothing."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from benchmarks.entitlement import town
from eenplan.engines.entitlement import (
    Capital,
    Conditions,
    Exemption,
    HousingCosts,
    Income,
    Person,
    RealEstate,
    Relation,
    Right,
    Situation,
    Title,
    Transfer,
    WorkExemption,
    columns,
    law,
    reckon,
    reckon_one,
    reckon_table,
)
from eenplan.engines.entitlement.columns import INCOMES
from eenplan.engines.entitlement.law import BadParameters

KINDS = [kind for kind in INCOMES if kind not in ("neighbourhood_work", "volunteer")]
AMOUNTS = st.integers(0, 300_000)
INCOME = st.builds(Income, st.sampled_from(KINDS), AMOUNTS, st.booleans())
CAPITAL = st.builds(Capital, st.integers(0, 9_000_000), st.integers(0, 10_000))
ESTATE = st.builds(
    RealEstate,
    built=st.booleans(),
    cadastral_income=st.integers(0, 500_000),
    share=st.integers(0, 10_000),
    yearly_rent=st.none() | AMOUNTS,
    yearly_mortgage_interest=AMOUNTS,
)
TRANSFER = st.builds(
    Transfer,
    market_value=st.integers(0, 30_000_000),
    on=st.dates(date(2012, 1, 1), date(2019, 1, 1)),
    share=st.integers(0, 10_000),
    only_home=st.booleans(),
    debts_paid=AMOUNTS,
)
HOUSING = st.builds(HousingCosts, AMOUNTS, st.booleans(), st.booleans())
WORK = st.builds(
    WorkExemption,
    st.sampled_from(list(Exemption)),
    st.booleans(),
    st.dates(date(2017, 1, 1), date(2026, 1, 1)),
    st.integers(0, 1_200),
    st.booleans(),
    st.integers(0, 5),
    st.integers(0, 5),
    st.booleans(),
    st.booleans(),
)
MEANS = st.lists(INCOME | CAPITAL | ESTATE | TRANSFER | HOUSING, max_size=5).map(tuple)
PEOPLE = st.builds(
    Person,
    relation=st.sampled_from([kind for kind in Relation if kind is not Relation.APPLICANT]),
    resources=MEANS,
    work=st.none() | WORK,
    adult=st.booleans(),
    own_living_wage=st.booleans(),
    shares_household=st.booleans(),
    counted_share=st.none() | st.integers(0, 10_000),
    equity_reason=st.sampled_from(["", "ziek"]),
)
SITUATIONS = st.builds(
    Situation,
    on=st.dates(date(2022, 1, 1), date(2026, 12, 31)),
    category=st.sampled_from([1, 2, 3]),
    applicant=st.builds(Person, resources=MEANS, work=st.none() | WORK),
    requested_on=st.dates(date(2021, 1, 1), date(2022, 1, 1)),
    right=st.sampled_from(list(Right)),
    reviewed_on=st.none() | st.dates(date(2022, 1, 1), date(2026, 12, 31)),
    cohabitants=st.lists(PEOPLE, max_size=3).map(tuple),
    children=st.integers(0, 6),
    conditions=st.builds(Conditions, title=st.sampled_from(list(Title)), age=st.integers(15, 90)),
)


def amount(situation):
    """The amount, or None when it was refused by name."""
    found = reckon([situation])
    return None if found.reason(0) else int(found.amount[0])


@settings(max_examples=400, deadline=None)
@given(SITUATIONS, INCOME, st.integers(0, 3))
def test_more_income_never_means_more_support(situation, income, whose):
    before = amount(situation)
    people = list(situation.cohabitants)
    if whose < len(people):
        people[whose] = replace(people[whose], resources=(*people[whose].resources, income))
        after = amount(replace(situation, cohabitants=tuple(people)))
    else:
        person = situation.applicant
        person = replace(person, resources=(*person.resources, income))
        after = amount(replace(situation, applicant=person))
    if before is not None and after is not None:
        assert after <= before


def richer(found):
    if isinstance(found, RealEstate):
        return replace(found, cadastral_income=found.cadastral_income + 5_000)
    if isinstance(found, Transfer):
        return replace(found, market_value=found.market_value + 5_000)
    return replace(found, amount=found.amount + 5_000)


@settings(max_examples=400, deadline=None)
@given(SITUATIONS)
def test_a_larger_resource_never_means_more_support(situation):
    before = amount(situation)
    person = situation.applicant
    larger = tuple(richer(found) for found in person.resources)
    after = amount(replace(situation, applicant=replace(person, resources=larger)))
    if before is not None and after is not None:
        assert after <= before


@settings(max_examples=300, deadline=None)
@given(SITUATIONS)
def test_support_is_never_below_nought_nor_above_the_category(situation):
    found = amount(situation)
    if found is not None:
        full = replace(situation, applicant=Person(), cohabitants=(), conditions=Conditions())
        assert 0 <= found <= reckon_one(full).amount


@settings(max_examples=150, deadline=None)
@given(st.lists(SITUATIONS, min_size=2, max_size=6))
def test_together_is_what_each_is_alone_with_the_same_explanation(situations):
    together = reckon(situations)
    for at, situation in enumerate(situations):
        alone = reckon([situation])
        assert alone.amount[0] == together.amount[at]
        assert str(alone.reason(0)) == str(together.reason(at))
        if alone.reason(0) is None:
            assert alone.outcome(0) == together.outcome(at)


def test_a_town_at_once_is_equal_to_the_cent_to_one_by_one():
    people = town(2_000, 400, 11)
    together = reckon_table(columns(people))
    for at, situation in enumerate(people):
        alone = reckon([situation])
        assert alone.amount[0] == together.amount[at]
        assert str(alone.reason(0)) == str(together.reason(at))


NAMES = ("Jan Peeters", "Олена Коваль", "فاطمة الزهراء", "Nguyễn Thị Hoa", "Aïcha El Idrissi", "Bo")
ORIGINS = ("Belgisch", "Oekraïens", "Marokkaans", "Roma", "", "onbekend")
NATIONALITIES = ("BE", "UA", "MA", "SY", "FR", "staatloos")


def test_five_thousand_pairs_with_another_name_origin_and_nationality_get_the_same():
    random = np.random.default_rng(5)

    def somebody(person):
        told = [str(random.choice(words)) for words in (NAMES, ORIGINS, NATIONALITIES)]
        return replace(person, name=told[0], origin=told[1], nationality=told[2])

    people = town(5_000, 400, 3)
    others = [
        replace(
            found,
            applicant=somebody(found.applicant),
            cohabitants=tuple(somebody(one) for one in found.cohabitants),
        )
        for found in people
    ]
    ours, theirs = reckon(people), reckon(others)
    assert (ours.amount == theirs.amount).all()
    for at in range(0, 5_000, 50):
        assert ours.outcome(at).steps == theirs.outcome(at).steps


def test_another_title_of_stay_changes_the_right_by_rmi_art_3_only():
    """The listed rule: the title, not the nationality, and only whether there is a right at all."""
    listed = {"RMI art. 3, 3°"}
    for situation in town(200, 1, 9):
        for title in Title:
            told = replace(situation, conditions=Conditions(title=title))
            ours, theirs = reckon_one(situation), reckon_one(told)
            if ours.amount != theirs.amount:
                extra = set(theirs.steps) - set(ours.steps)
                assert theirs.amount == 0 and listed & {step.source for step in extra}


def test_an_index_jump_of_a_town_is_the_same_body_on_another_day():
    people = town(300, 1, 4)
    table = columns(people)
    before, after = reckon_table(table), reckon_table(table.on(date(2026, 3, 1)))
    later = reckon([replace(found, on=date(2026, 3, 1)) for found in people])
    assert (after.amount == later.amount).all()
    assert after.amount.sum() > before.amount.sum()


def test_a_supposition_changes_that_parameter_only_and_is_never_verified():
    there = law().supposing("living_wage_2", date(2025, 3, 1), "1400.00")
    found = reckon_one(Situation(date(2025, 3, 1), 2, Person(), date(2025, 3, 1)), there)
    assert (found.amount, found.verified) == (140_000, False)
    assert found.parameters != law().fingerprint
    assert law().on("living_wage_2", date(2025, 3, 1)) == 131_420
    with pytest.raises(BadParameters):
        law().supposing("living_wage_2", date(2025, 3, 1), "-1")


def test_an_empty_town_has_nothing_to_reckon():
    assert len(reckon([]).amount) == 0


def test_a_refused_household_does_not_stop_the_others():
    fine = Situation(date(2025, 3, 1), 2, Person(), date(2025, 3, 1))
    early = replace(fine, on=date(2010, 1, 1), requested_on=date(2010, 1, 1))
    unknown = replace(fine, applicant=Person(resources=(Income("neighbourhood_work", 1),)))
    found = reckon([fine, early, unknown, fine])
    assert found.amount.tolist() == [131_420, -1, -1, 131_420]
    assert "2010-01-01" in str(found.reason(1)) and "wijk-werken" in str(found.reason(2))
