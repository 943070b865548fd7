"""The arithmetic of the city's plan: contingents of 40 families, one worker per 40."""

from decimal import Decimal

import pytest

from eenplan.engines.placement.contingents import (
    ImpossibleNorm,
    Norms,
    dutch_number,
    need_for,
    next_block,
)


def test_three_hundred_persons_ask_five_contingents_five_workers_and_825_000_euro():
    need = need_for(300)
    assert (need.contingents, need.families, need.workers) == (5, 200, 5)
    assert need.budget == Decimal(825_000)


@pytest.mark.parametrize(("persons", "contingents"), [(0, 0), (1, 1), (60, 1), (61, 2), (300, 5)])
def test_contingents_are_whole(persons, contingents):
    assert need_for(persons).contingents == contingents


def test_workers_follow_the_norm_that_is_passed_in():
    assert need_for(300, Norms(families_per_worker=30)).workers == 7


def test_the_next_block_opens_when_nothing_is_short():
    block = next_block(40, 0, Decimal(1), budget_granted=Decimal(165_000))
    assert block.can_open
    assert block.blocked_by == ()
    assert [line.short for line in block.lines] == [0, 0, 0]
    assert block.places.sentence == "40 van 40 plaatsen klaar."


def test_each_of_the_three_conditions_blocks_on_its_own_and_says_by_how_much():
    enough = {
        "places_ready": 40,
        "families_served": 40,
        "worker_fte": Decimal(2),
        "budget_granted": Decimal(330_000),
        "open_contingents": 1,
    }
    assert next_block(**enough).can_open
    few_places = next_block(**enough | {"places_ready": 37})
    assert few_places.blocked_by == ("places",)
    assert few_places.places.sentence == "37 van 40 plaatsen klaar. Er ontbreken 3 plaatsen."
    few_workers = next_block(**enough | {"worker_fte": Decimal("1.5")})
    assert few_workers.blocked_by == ("workers",)
    assert few_workers.workers.short == Decimal("0.5")
    assert few_workers.workers.sentence == (
        "1,5 van 2 voltijdse maatschappelijk werkers. Er ontbreekt 0,5 voltijds."
    )
    little_money = next_block(**enough | {"budget_granted": Decimal(165_000)})
    assert little_money.blocked_by == ("budget",)
    assert little_money.budget.sentence == (
        "165.000 van 330.000 euro toegekend. Er ontbreekt 165.000 euro."
    )


def test_one_missing_place_is_said_in_the_singular():
    block = next_block(39, 0, 1, budget_granted=Decimal(165_000))
    assert block.places.sentence == "39 van 40 plaatsen klaar. Er ontbreekt 1 plaats."


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: need_for(-1),
        lambda: Norms(families_per_contingent=0),
        lambda: next_block(-1, 0, 1),
        lambda: next_block(1, 0, -1),
        lambda: next_block(1, 0, 1, norm=0),
    ],
)
def test_impossible_numbers_are_refused(wrong):
    with pytest.raises(ImpossibleNorm):
        wrong()


def test_numbers_are_written_the_dutch_way():
    assert [dutch_number(Decimal(n)) for n in ("825000", "1.5", "40", "0")] == [
        "825.000",
        "1,5",
        "40",
        "0",
    ]
