"""Means of cohabitants (KB2002 art. 34), until and from 1 March 2026, per case until its review."""

from dataclasses import replace

import pytest

from eenplan.engines.entitlement import (
    Counting,
    ImpossibleInput,
    Income,
    NotCovered,
    Person,
    Relation,
    described,
    reckon_one,
)
from tests.engines.households import cents, day, household, monthly, wage, yearly_means

OLD, NEW = "2026-02-28", "2026-03-01"
ONE_OLD, ONE_NEW = cents("10513.60"), cents("10723.75")  # category 1 a year
PARTNER, FIRST, DEBTOR, OTHER = (
    Relation.PARTNER,
    Relation.FIRST_DEGREE,
    Relation.DEBTOR,
    Relation.OTHER,
)
HALF, WHOLE = 5_000, 10_000


def living_in(relation, euros="1500", **more):
    return Person(relation, (wage(euros),), **more)


def counts(on, *people, category=1, **more):
    return yearly_means(on, category, cohabitants=people, **more)


#  who               until 28 February 2026    from 1 March 2026
ART_34 = [
    ("partner", living_in(PARTNER), 18_000_00 - ONE_OLD, 18_000_00 - ONE_NEW),
    ("parent or child, nothing chosen", living_in(FIRST), 0, 18_000_00 - ONE_NEW),
    ("grandparent or in-law", living_in(DEBTOR), 0, 18_000_00 - ONE_NEW),
    ("brother, aunt, friend", living_in(OTHER), 0, 0),
    ("child under age", living_in(FIRST, adult=False), 0, 0),
    ("host with a household of the own", living_in(FIRST, shares_household=False), 0, 0),
]


@pytest.mark.parametrize("who, person, old, new", ART_34, ids=[row[0] for row in ART_34])
def test_kb2002_art_34_who_counts_under_each_regime(who, person, old, new):
    assert counts(OLD, person) == old
    assert counts(NEW, person) == new


@pytest.mark.parametrize("share, part", [(0, 0), (HALF, 0.5), (WHOLE, 1)])
def test_kb2002_art_34_first_degree_is_all_or_part_as_the_centre_chose(share, part):
    found = counts(OLD, living_in(FIRST, counted_share=share))
    assert found == round((18_000_00 - ONE_OLD) * part)


def test_kb2026_a_running_case_keeps_the_old_regime_until_its_next_review():
    running = {"requested_on": day("2025-11-03")}
    parent = living_in(FIRST)
    assert counts("2026-06-01", parent, **running) == 0
    reviewed = {**running, "reviewed_on": day("2026-02-28")}
    assert counts("2026-06-01", parent, **reviewed) == 0
    reviewed = {**running, "reviewed_on": day("2026-03-01")}
    assert counts("2026-06-01", parent, **reviewed) == 18_000_00 - ONE_NEW


def test_kb2026_equity_leaves_a_maintenance_debtor_out_or_counts_a_part():
    assert counts(NEW, living_in(FIRST, equity_reason="ziek")) == 0
    partly = living_in(FIRST, equity_reason="ziek", counted_share=HALF)
    assert counts(NEW, partly) == (18_000_00 - ONE_NEW + 1) // 2


def test_cohabitant_formula_everybody_counted_keeps_category_1():
    two = (living_in(PARTNER, "2000"), living_in(FIRST, "500"))
    assert counts(NEW, *two) == 30_000_00 - 2 * ONE_NEW
    assert counts(NEW, living_in(PARTNER, "1000"), living_in(FIRST, "700")) == 0


def test_cohabitant_formula_leaves_every_adult_at_least_category_1():
    for euros in range(0, 4000, 125):
        partner = living_in(PARTNER, str(euros))
        paid = monthly("2025-03-01", 1, cohabitants=(partner,))
        together = 12 * paid + max(euros * 12 * 100, ONE_OLD)
        assert together >= 2 * ONE_OLD - 12, euros


def test_the_same_exemptions_apply_to_a_cohabitant():
    benefit = Income("child_benefit", cents("400"))
    parent = Person(PARTNER, (wage("1500"), benefit))
    assert counts(NEW, parent) == 18_000_00 - ONE_NEW


def test_kb2026_child_benefit_for_the_applicant_counts_with_the_debtor_from_march_2026():
    benefit = Income("child_benefit_for_applicant", cents("100"))
    parent = Person(FIRST, (wage("1500"), benefit), counted_share=WHOLE)
    assert counts(OLD, parent) == 18_000_00 - ONE_OLD
    parent = replace(parent, counted_share=None)
    assert counts(NEW, parent) == 18_000_00 + 1_200_00 - ONE_NEW


def test_partner_with_a_living_wage_counts_for_article_60_pay_above_category_1_only():
    pay = Income("article_60", cents("1500"))
    assert counts(OLD, living_in(PARTNER, own_living_wage=True)) == 0
    partner = Person(PARTNER, (pay, wage("900")), own_living_wage=True)
    assert counts(OLD, partner) == 18_000_00 - ONE_OLD


def test_category_3_with_a_partner_who_has_means_asks_for_a_choice():
    with pytest.raises(NotCovered, match="partner_in_category_3"):
        counts(NEW, living_in(PARTNER), category=3)
    assert counts(NEW, Person(PARTNER), category=3) == 0
    above = living_in(PARTNER, counting=Counting.ABOVE)
    assert counts(NEW, above, category=3) == 18_000_00 - ONE_NEW
    whole = living_in(PARTNER, counting=Counting.WHOLE)
    outcome = reckon_one(household(NEW, 3, cohabitants=(whole,)))
    assert not outcome.verified
    assert counts(NEW, whole, category=3) == 18_000_00


def test_who_does_not_count_is_told():
    outcome = reckon_one(household(OLD, 1, cohabitants=(living_in(OTHER),)))
    assert "Middelen van een samenwonende tellen niet mee (andere)" in [
        step.label for step in outcome.steps
    ]


BASE = {"on": "2026-04-01", "requested_on": "2026-03-02", "category": 1, "applicant": {}}


@pytest.mark.parametrize(
    "change, where",
    [
        ({"category": 2, "cohabitants": [{"relation": "partner"}]}, "category"),
        ({"cohabitants": [{"relation": "partner"}, {"relation": "partner"}]}, "cohabitants"),
        ({"cohabitants": [{"relation": "applicant"}]}, "cohabitants[0].relation"),
        (
            {"cohabitants": [{"relation": "partner", "equity_reason": "x"}]},
            "cohabitants[0].equity_reason",
        ),
        (
            {"cohabitants": [{"relation": "first_degree", "counted_share": 50}]},
            "cohabitants[0].counted_share",
        ),
        ({"cohabitants": [{"relation": "other", "counting": "whole"}]}, "cohabitants[0].counting"),
        ({"reviewed_on": "2026-01-01"}, "reviewed_on"),
        ({"requested_on": "2026-04-02"}, "requested_on"),
    ],
)
def test_contradictions_are_refused_with_their_field(change, where):
    with pytest.raises(ImpossibleInput) as refused:
        described({**BASE, **change})
    assert refused.value.where == where
