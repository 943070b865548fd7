"""Whoever is blocked or leaves: the coordinator sees what was theirs, and nothing is forgotten."""

import pytest

from eenplan.cases import services as cases
from eenplan.cases.errors import AlreadyDone
from eenplan.core.errors import NotAllowed
from eenplan.journeys import unfollowed as journeys
from eenplan.organisation import services
from eenplan.organisation.models import Membership, User
from tests.factories import (
    AssignmentFactory,
    HandoverFactory,
    HouseholdFactory,
    MembershipFactory,
    StepFactory,
    UserFactory,
    WorkItemFactory,
)
from tests.support.htmx import soup
from tests.support.setting import TODAY


@pytest.fixture
def nele(team):
    return MembershipFactory(team=team, user=UserFactory(username="nele")).user


@pytest.fixture
def held(household, nele, team):
    """A household of Nele's with two steps to do, one done, and something that waits for her."""
    case = household.cases.get()
    AssignmentFactory(case=case, worker=nele)
    StepFactory(case=case)
    StepFactory(case=case)
    StepFactory(case=case, done_on=TODAY, result="klaar")
    WorkItemFactory(case=case, team=team, worker=nele)
    return household


def left(actor, team) -> dict[str, int]:
    return {item.name: item.count for item in journeys.left_behind(actor, [team.pk], on=TODAY)}


NOTHING = dict.fromkeys(journeys.LISTS, 0)
ALL = NOTHING | {"dossiers": 1, "stappen": 2, "werkpunten": 1}


def test_what_somebody_present_holds_is_not_listed(dirk, team, held):
    assert left(dirk, team) == NOTHING


def test_blocking_is_not_refused_and_leaves_everything_in_sight(karim, dirk, nele, team, held):
    services.block_user(actor=karim, user=nele, reason="uit dienst", on=TODAY)
    assert left(dirk, team) == ALL


def test_a_role_that_ends_leaves_everything_in_sight(karim, dirk, nele, team, held):
    membership = Membership.objects.get(user=nele)
    services.end_membership(actor=karim, membership=membership, ends_on=TODAY, on=TODAY)
    assert left(dirk, team) == ALL


def test_who_holds_a_role_elsewhere_left_this_team_all_the_same(dirk, nele, team, other_team, held):
    Membership.objects.filter(user=nele).update(team=other_team)
    assert left(dirk, team) == ALL


def test_what_was_given_out_again_is_off_the_list(dirk, amira, nele, team, held):
    User.objects.filter(pk=nele.pk).update(is_active=False)
    worker = User.objects.get(pk=amira.user_id)
    cases.assign_by_coordinator(
        actor=dirk, case=held.cases.get(), team=team, worker=worker, on=TODAY
    )
    assert left(dirk, team) == NOTHING  # its news went along


def test_an_item_of_who_left_goes_to_who_holds_the_case(dirk, amira, nele, team, household):
    case = household.cases.get()
    AssignmentFactory(case=case, worker_id=amira.user_id)
    item = WorkItemFactory(case=case, team=team, worker=nele)
    User.objects.filter(pk=nele.pk).update(is_active=False)
    with pytest.raises(NotAllowed):
        cases.pass_on_work_item(actor=amira, item=item)

    cases.pass_on_work_item(actor=dirk, item=item)

    item.refresh_from_db()
    assert item.worker_id == amira.user_id
    assert left(dirk, team) == NOTHING


def test_an_offer_to_somebody_who_left_is_listed_for_who_made_it(
    dirk, nele, team, other_team, household
):
    receiver = MembershipFactory(team=other_team).user
    HandoverFactory(
        case=household.cases.get(), from_team=team, to_team=other_team, to_worker=receiver
    )
    assert left(dirk, team)["overdrachten"] == 0
    User.objects.filter(pk=receiver.pk).update(is_active=False)
    assert left(dirk, team)["overdrachten"] == 1


def test_an_item_passed_on_twice_says_so(dirk, nele, team, held):
    item = held.cases.get().work_items.get()
    User.objects.filter(pk=nele.pk).update(is_active=False)
    cases.pass_on_work_item(actor=dirk, item=item)
    with pytest.raises(AlreadyDone):
        cases.pass_on_work_item(actor=dirk, item=item)


def test_the_coordinator_of_another_team_sees_none_of_it(bram, join, nele, team, other_team, held):
    User.objects.filter(pk=nele.pk).update(is_active=False)
    other = join("dora", "TEAM_COORDINATOR", other_team)
    assert left(other, team) == NOTHING


def test_counts_lists_and_exports_agree(dirk, nele, team, held, login):
    User.objects.filter(pk=nele.pk).update(is_active=False)
    client = login(dirk)
    for kind, number in ALL.items():
        address = "/medewerkers/zonder-opvolging/"
        shown = soup(client.get(address, {"soort": kind}))
        [tile] = [a for a in shown.select(".card-header a") if f"soort={kind}" in a["href"]]
        export = client.get(address, {"soort": kind, "formaat": "csv"}).content.decode()
        assert int(tile.get_text().split(": ")[1]) == number
        assert len(shown.select("tbody tr")) == len(export.splitlines()) - 1 == number


def test_an_item_is_passed_on_with_its_button(dirk, nele, team, held, login):
    User.objects.filter(pk=nele.pk).update(is_active=False)
    item = held.cases.get().work_items.get()
    client = login(dirk)
    assert client.post(f"/werkpunt/{item.pk}/doorgeven/").status_code == 303
    assert left(dirk, team)["werkpunten"] == 0


def test_the_administrator_is_told_what_a_blocked_colleague_leaves(karim, nele, held, login):
    told = login(karim).post(
        f"/beheer/gebruikers/{nele.pk}/blokkeren/", {"reason": "weg"}, follow=True
    )
    assert "De coördinator vindt 1 gezin bij “Zonder opvolging”" in soup(told).get_text()


def test_the_page_costs_the_same_however_much_was_left(
    dirk, nele, team, held, login, area, django_assert_max_num_queries
):
    User.objects.filter(pk=nele.pk).update(is_active=False)
    client = login(dirk)

    def cost():
        with django_assert_max_num_queries(25) as captured:
            assert client.get("/medewerkers/zonder-opvolging/").status_code == 200
        return len(captured)

    cost()
    few = cost()
    for _ in range(3):
        AssignmentFactory(case=HouseholdFactory(team=team, area=area).cases.get(), worker=nele)
    assert cost() == few
