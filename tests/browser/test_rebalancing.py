"""A team levels its caseload: the proposal, part of it accepted, the rest too, and it is even."""

import re

import pytest

from eenplan.cases.enums import MoveState
from eenplan.cases.models import Assignment, RebalancingMove
from eenplan.organisation.models import Norm
from tests.factories import AssignmentFactory, HouseholdFactory


@pytest.fixture
def uneven(join, team, area, norms):
    """Amira follows six households of four, Anna and Bea nobody; Dirk gives out the cases."""
    Norm.objects.filter(key="households_per_case_manager").update(value=4)
    Norm.objects.filter(key="rebalance_tolerance").update(value=10)
    people = {name: join(name, "CASE_MANAGER", team) for name in ("amira", "anna", "bea")}
    join("dirk", "TEAM_COORDINATOR", team)
    for number in range(6):
        household = HouseholdFactory(name=f"Gezin {number}", team=team, area=area)
        AssignmentFactory(case=household.cases.get(), worker_id=people["amira"].user_id)
    return people


def loads(people) -> dict[str, int]:
    held = Assignment.objects.open()
    return {name: held.filter(worker=who.user_id).count() for name, who in people.items()}


def accepted() -> int:
    return RebalancingMove.objects.filter(state=MoveState.ACCEPTED).count()


@pytest.mark.parametrize("which", ["seat", "seat_without_javascript"])
def test_the_load_of_a_team_evens_out_as_far_as_its_coordinator_wants(which, request, uneven, team):
    seat = request.getfixturevalue(which)
    page = seat.page
    seat.sign_in("dirk")
    seat.go(f"/team/{team.pk}/")
    page.get_by_role("link", name="Herverdelen").click()
    page.get_by_text("Er is nog geen voorstel voor dit team.").wait_for()
    seat.check()

    page.get_by_role("button", name="Maak een nieuw voorstel").click()
    boxes = page.get_by_role("checkbox", name=re.compile("^Aanvaard 20"))
    boxes.first.wait_for()
    moves = boxes.count()
    assert moves >= 4  # from 6, 0 and 0 to two each, with as few changes as can be
    assert loads(uneven) == {"amira": 6, "anna": 0, "bea": 0}  # nothing happens by itself
    assert "Amira Testers staat boven de norm" in page.locator("#rows").text_content()
    seat.check()

    # nothing ticked: refused, and nothing changed
    page.get_by_role("button", name="Aanvaard wat aangevinkt is").click()
    page.get_by_text("Vink minstens één dossier aan.").first.wait_for()
    assert accepted() == 0

    boxes.first.check()
    page.get_by_role("button", name="Aanvaard wat aangevinkt is").click()
    page.get_by_text("1 dossier kreeg een nieuwe maatschappelijk werker.").wait_for()
    assert (accepted(), loads(uneven)["amira"]) == (1, 5)
    assert page.locator("#rows .st-good").count() == 1
    assert boxes.count() == moves - 1
    seat.check()

    page.get_by_role("button", name=f"Aanvaard alle {moves - 1}").click()
    page.get_by_text(f"{moves - 1} dossiers kregen").wait_for()
    assert loads(uneven) == {"amira": 2, "anna": 2, "bea": 2}
    assert Assignment.objects.open().count() == 6  # each household exactly one case manager

    seat.go(f"/team/{team.pk}/")
    board = page.locator("main").text_content()
    assert board.count("2 van 4") >= 3
    seat.check()
