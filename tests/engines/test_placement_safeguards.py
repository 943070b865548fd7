"""The safeguards of placing, by their number in the requirements: what the engine never does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from eenplan.engines.placement.match import match_now
from eenplan.engines.placement.model import Closure, Household, Link, Place, Policy, Stay
from eenplan.engines.placement.scoring import base_value
from eenplan.engines.placement.windows import Situation
from tests.engines.placement_cast import ON, OPEN, ask, household, place, shared, where_to

HOST = {"form": "HOST_FAMILY", "own_room": True, "people_checked": True}


def rules_that_refuse(who, where, policy=OPEN):
    return [
        rule for blocked in match_now(who, [where], policy, ON).blocked for rule in blocked.rules
    ]


def test_2_a_closed_form_is_not_proposed_and_says_so():
    closed = Policy(forms_closed={"HOST_FAMILY": Closure(ON)})
    assert rules_that_refuse(household(), place(**HOST), closed) == ["form-open"]


def test_3_and_4_house_and_people_are_two_verdicts_and_both_are_asked():
    unseen_people = place(**HOST | {"people_checked": False})
    unseen_house = place(**HOST, state="NOT_INSPECTED")
    assert rules_that_refuse(household(), unseen_people) == ["people-checked"]
    assert rules_that_refuse(household(), unseen_house) == ["inspected"]


def test_5_a_check_that_expires_before_moving_in_does_not_count():
    expires = ON + timedelta(days=5)
    later = place(**HOST, people_checked_until=expires, available_from=expires)
    found = ask([household()], [later], horizon_days=10)
    assert found.plan.placements == ()
    assert found.plan.unplaced[0].rules[0].rule == "people-checked"


@pytest.mark.parametrize("makeup", ["women", "family"])
def test_9_women_and_children_are_not_proposed_to_men_alone(makeup):
    who = household(makeup=makeup, has_children=True)
    men = (Stay(ON, None, 2, "X", "men"),)
    assert rules_that_refuse(who, place(**HOST, hosts="men")) == ["company"]
    assert rules_that_refuse(who, shared(occupied=men)) == ["company"]
    assert rules_that_refuse(who, shared(mode="men")) == ["company"]


def test_10_an_unaccompanied_minor_gets_no_proposal_by_any_way():
    minor = household(unaccompanied_minor=True, persons=1)
    ranking = match_now(minor, [place()], OPEN, ON)
    assert (ranking.red_flow, ranking.best) == (True, None)
    assert "Voogdij" in ranking.summary
    assert ask([minor], [place()]).plan.placements == ()


def test_11_wishes_are_dates_size_access_pets_smoke_children_area_and_needs_only():
    known = set(Household.__dataclass_fields__) | set(Place.__dataclass_fields__)
    forbidden = {"origin", "nationality", "religion", "looks", "age", "ethnicity", "language"}
    assert not known & forbidden


def test_12_a_refusal_costs_nothing_in_the_queue():
    refused = household(vetoes=frozenset({"place:P9", "form:HOST_FAMILY"}))
    situation = Situation(ON, 0, OPEN)
    assert base_value(refused, situation) == base_value(household(), situation)
    earlier = replace(refused, id="G0", arrived_on=ON - timedelta(days=3))
    assert where_to(ask([household(), earlier], [place()])) == {"G0": "P1"}


def test_13_linked_families_are_asked_for_together_tonight_too():
    one, two = household("G1", links=(Link("G2"),)), household("G2", step_free=True)
    alone = place("A", area="Walle")
    pair = [place("B"), place("C", step_free=True)]
    ranking = match_now(one, [alone, *pair], OPEN, ON, companions=[two])
    assert [ranked.place for ranked in ranking.eligible] == ["B"]
    [first, second] = ranking.blocked
    assert (first.place, first.rules) == ("A", ("together",))
    assert (second.place, second.only_rule) == ("C", "together")
    both = match_now(one, [shared("S", step_free=True, area="Marke")], OPEN, ON, companions=[two])
    assert both.best.place == "S"


def test_14_a_score_is_whole_numbers_of_at_most_eight_parts_with_their_weight():
    who = household(wishes=("area:Heule",), needs=frozenset({"lift"}), lives_in="P1")
    [found] = ask([who], [place()]).plan.placements
    assert len(found.parts) == 8
    assert all(
        isinstance(part.points, int) and 0 <= part.points <= part.most for part in found.parts
    )
    assert all(part.label for part in found.parts)


def test_25_an_offer_older_than_the_norm_is_not_proposed():
    old = place(confirmed_on=ON - timedelta(days=31))
    assert rules_that_refuse(household(), old, Policy(reconfirm_after_days=30)) == ["confirmed"]
    assert rules_that_refuse(household(), replace(old, offer="dormant")) == ["offer-live"]


def test_26_a_stopped_offer_takes_nobody_and_lets_who_lives_there_be_moved():
    frozen = place("P1", offer="frozen", occupied=(Stay(ON, None, 2, "G1"),))
    who = household(lives_in="P1", tonight="place")
    found = ask([who], [frozen, place("V1")])
    assert where_to(found) == {"G1": "V1"}
    assert rules_that_refuse(household("G2"), replace(frozen, occupied=())) == ["offer-live"]
