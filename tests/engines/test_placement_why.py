"""A plan asked why, why not and what if; prices kept for the next evening."""

import pytest

from eenplan.engines.placement import explain, from_json, policy_from, to_json, what_if, why_not
from eenplan.engines.placement.match import match_now
from eenplan.engines.placement.pressure import UnreadablePrices
from tests.engines.placement_cast import ON, OPEN, ask, household, place, shared


@pytest.fixture
def contended():
    """A step-free place that the climber would like too."""
    climber = household("G1", area="Heule")
    others = [household("G2", step_free=True)]
    scarce = place("A", step_free=True, max_persons=2)
    return ask(
        [climber, *others], [scarce, place("B", area="Walle"), place("C", pets_allowed=True)]
    )


def test_the_account_says_what_was_chosen_what_else_and_what_refuses(contended):
    mine = explain(contended, "G1")
    assert mine.chosen.place == "C"
    assert {way.place for way in mine.alternatives} == {"A", "B"}
    assert mine.alternatives[0].net >= mine.alternatives[1].net
    wanted = next(way for way in mine.alternatives if way.place == "A")
    assert wanted.score > mine.chosen.score
    assert wanted.pressure > 0
    assert wanted.held_by == ("G2",)
    assert "past beter" in mine.sentence
    other = explain(contended, "G2")
    assert (other.possible, other.refused) == (1, 2)
    assert [(rule.rule, rule.places, rule.only) for rule in other.blocked] == [("step-free", 2, 2)]


def test_at_most_five_alternatives_are_told():
    found = ask([household()], [place(f"P{n}") for n in range(9)])
    assert len(explain(found, "G1").alternatives) == 5


def test_why_not_names_every_rule_or_who_would_give_way(contended):
    refused = why_not(contended, "G2", "B")
    assert [refusal.sentence for refusal in refused.refusals] == ["Niet drempelvrij, wel nodig"]
    taken = why_not(contended, "G1", "A")
    assert taken.displaced == ("G2",)
    assert taken.points_lost > 5000
    assert "Verliest een plaats: G2" in taken.sentence
    assert why_not(contended, "G1", "C").sentence == "Dit is de voorgestelde plaats"
    with pytest.raises(KeyError):
        why_not(contended, "G1", "Z")


def test_what_if_says_who_gains_and_who_loses(contended):
    gone = what_if(contended, without=["A"])
    assert gone.difference.lost == ("G2",)
    more = what_if(contended, without=["A"], add=[place("D", step_free=True)])
    assert more.difference.lost == ()
    assert more.difference.moved == (("G2", "A", "D"),)
    assert what_if(contended).sentence == "Er verandert niets"
    new = what_if(contended, join=[household("G3")])
    assert new.difference.placed == (("G3", "B"),)


def test_what_if_refuses_a_lock_that_a_rule_forbids_and_two_that_cannot_both_be(contended):
    forbidden = what_if(contended, lock=[("G2", "B")])
    assert forbidden.after is None
    assert forbidden.sentence == "G2 kan niet naar B: Niet drempelvrij, wel nodig"
    both = what_if(contended, lock=[("G1", "A"), ("G2", "A")])
    assert both.after is None
    assert "Niet alles kan tegelijk vastliggen" in both.sentence


# -- Prices and norms -----------------------------------------------------------------------------
def test_kept_prices_answer_the_next_evening_as_the_plan_did():
    who = [household(f"G{n}", 1, step_free=n > 1) for n in range(4)]
    where = [place("A", step_free=True), place("B"), shared("S", step_free=True, max_households=2)]
    prices = ask(who, where).plan.kernel.prices
    kept = from_json(to_json(prices))
    for family in who:
        assert match_now(family, where, OPEN, ON, kept) == match_now(
            family, where, OPEN, ON, prices
        )


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 99}', "nul"])
def test_other_text_is_no_prices(text):
    with pytest.raises(UnreadablePrices):
        from_json(text)


def test_with_kept_prices_a_place_that_others_need_more_comes_lower():
    climber = household("G1")
    others = [household("G2", step_free=True), household("G3", step_free=True)]
    scarce, plain = place("A", step_free=True, max_persons=2), place("B", max_persons=4)
    assert match_now(climber, [scarce, plain], OPEN, ON).best.place == "A"
    prices = ask([climber, *others], [scarce, plain]).plan.kernel.prices
    priced = match_now(climber, [scarce, plain], OPEN, ON, from_json(to_json(prices)))
    assert priced.best.place == "B"
    assert priced.eligible[1].pressure > priced.eligible[1].score > priced.eligible[1].net


def test_norms_make_the_policy_and_what_has_no_norm_keeps_its_value():
    policy = policy_from({"weight_wish": 10, "offer_reconfirm_days": 14, "other": 3})
    assert (policy.weights.wish, policy.reconfirm_after_days) == (10, 14)
    assert policy.weights.roof == OPEN.weights.roof
