"""A case goes to another worker or team: asked, answered once, and read along for a while."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.cases import services
from eenplan.cases.enums import HandoverState
from eenplan.cases.errors import (
    AboveNorm,
    AlreadySettled,
    CaseClosed,
    HandoverRefused,
    WorkerNotInTeam,
)
from eenplan.cases.models import Case, Handover, WorkItem
from eenplan.cases.selectors import case_manager, handovers, handovers_to_answer, team_in_charge
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent, FileRead
from eenplan.journeys import handover as journey
from eenplan.organisation.models import Norm, User
from eenplan.organisation.selectors import actor_for
from eenplan.people.models import Household, ReadAlong
from tests.factories import AssignmentFactory, HouseholdFactory, MembershipFactory
from tests.support.at_once import at_once
from tests.support.closing import close_cases
from tests.support.setting import TODAY

MONTH = timedelta(days=30)


def user(actor) -> User:
    return User.objects.get(pk=actor.user_id)


def later(actor, days):
    return actor_for(user(actor), on=TODAY + timedelta(days=days))


@pytest.fixture
def case(household, amira):
    case = household.cases.get()
    AssignmentFactory(case=case, worker_id=amira.user_id)
    return case


@pytest.fixture
def dina(join, other_team):
    """The coordinator of Bram's team."""
    return join("dina", "TEAM_COORDINATOR", other_team)


def offered(case, by, team, to=None, **facts):
    return services.offer(
        actor=by,
        case=case,
        to_team=team,
        to_worker=to and user(to),
        reason="Het gezin verhuist naar Molenwijk.",
        on=TODAY,
        **facts,
    )


def accepted(handover, by, worker, on=TODAY, **facts):
    return journey.accept(actor=by, handover=handover, worker=user(worker), on=on, **facts)


def sees(actor, household) -> bool:
    return Household.objects.visible_to(actor).filter(pk=household.pk).exists()


def test_an_offer_moves_nothing(case, amira, bram, other_team, team):
    handover = offered(case, amira, other_team, bram)

    assert handover.state == HandoverState.PROPOSED
    assert (handover.from_team, handover.from_worker) == (team, user(amira))
    assert case_manager(case).worker_id == amira.user_id
    assert team_in_charge(case) == team
    assert AuditEvent.objects.filter(event="cases.handover-offered").count() == 1


def test_the_receiver_reads_the_offer_and_not_yet_the_file(case, amira, bram, other_team):
    handover = offered(case, amira, other_team, bram)

    assert list(handovers_to_answer(bram)) == [handover]
    assert not sees(bram, case.household)


def test_an_offer_to_the_team_waits_for_its_coordinator_only(case, amira, bram, dina, other_team):
    handover = offered(case, amira, other_team)

    assert list(handovers_to_answer(dina)) == [handover]
    assert list(handovers(bram)) == []


def test_accepting_moves_team_and_case_manager_in_one_act(case, amira, bram, other_team):
    accepted(offered(case, amira, other_team, bram), bram, bram)

    case.refresh_from_db()
    assert case_manager(case).worker_id == bram.user_id
    assert team_in_charge(case) == other_team
    assert case.household.care.open().count() == case.assignments.open().count() == 1
    assert sees(bram, case.household)
    assert case.assignments.open().get().reason == (
        "Overgedragen: Het gezin verhuist naar Molenwijk."
    )


def test_who_asked_is_told_the_answer(case, amira, bram, other_team):
    accepted(offered(case, amira, other_team, bram), bram, bram)

    told = WorkItem.objects.get(worker=amira.user_id)
    assert told.text == "Wijkteam Molenwijk nam dit gezin over. Nu: Bram Testers."


def test_the_former_worker_reads_along_on_day_thirty_minus_one_and_not_after(
    case, amira, bram, other_team
):
    accepted(offered(case, amira, other_team, bram), bram, bram)

    assert sees(amira, case.household)
    assert sees(later(amira, 29), case.household)
    assert not sees(later(amira, 30), case.household)


def test_reading_along_is_logged_with_its_ground_and_allows_no_work(
    case, amira, bram, other_team, login
):
    accepted(offered(case, amira, other_team, bram), bram, bram)
    household = case.household
    client = login(amira)

    assert client.get(f"/gezin/{household.year}/{household.serial}/").status_code == 200
    assert FileRead.objects.latest("pk").ground == "leest mee na overdracht"
    assert client.get(f"/gezin/{household.year}/{household.serial}/contact/").status_code == 403


def test_the_number_of_days_is_a_norm(case, amira, bram, other_team):
    Norm.objects.filter(key="read_along_days").update(value=10)
    accepted(offered(case, amira, other_team, bram), bram, bram)

    assert ReadAlong.objects.get().ends_on == TODAY + timedelta(days=10)


def test_nobody_reads_along_in_the_own_team(case, amira, join, team):
    anna = join("anna", "CASE_MANAGER", team)
    accepted(offered(case, amira, team, anna), anna, anna)

    assert not ReadAlong.objects.exists()
    assert sees(amira, case.household)


def test_reading_along_always_has_an_end(case, amira, team):
    with pytest.raises(IntegrityError, match="reading_along_ends"), transaction.atomic():
        ReadAlong.objects.create(
            household=case.household, user=user(amira), team=team, starts_on=TODAY
        )


# -- Refusals --------------------------------------------------------------------------------------
def test_a_refusal_leaves_everything_and_tells_who_asked(case, amira, bram, other_team, team):
    handover = offered(case, amira, other_team, bram)
    services.refuse(actor=bram, handover=handover, answer="Ik ben ziek vanaf morgen.", on=TODAY)

    handover.refresh_from_db()
    assert (handover.state, handover.answer) == ("REFUSED", "Ik ben ziek vanaf morgen.")
    assert case_manager(case).worker_id == amira.user_id
    assert WorkItem.objects.get(worker=amira.user_id).text == (
        "Bram Testers (Wijkteam Molenwijk) nam dit gezin niet over: Ik ben ziek vanaf morgen."
    )


def test_somebody_else_of_the_team_cannot_answer(case, amira, bram, join, other_team):
    bea = join("bea", "CASE_MANAGER", other_team)
    handover = offered(case, amira, other_team, bram)

    with pytest.raises(NotAllowed):
        accepted(handover, bea, bea)
    with pytest.raises(NotAllowed):
        services.refuse(actor=bea, handover=handover, answer="nee", on=TODAY)
    assert Handover.objects.get().is_pending


def test_who_offers_cannot_accept_for_the_other_team(case, amira, bram, other_team):
    handover = offered(case, amira, other_team, bram)

    with pytest.raises(NotAllowed):
        accepted(handover, amira, bram)


def test_another_team_cannot_offer_the_case(case, bram, other_team):
    with pytest.raises(NotAllowed):
        offered(case, bram, other_team, bram)


def test_the_norm_holds_for_a_handover_too(case, amira, bram, other_team, area):
    Norm.objects.filter(key="households_per_case_manager").update(value=1)
    other = HouseholdFactory(team=other_team, area=area).cases.get()
    AssignmentFactory(case=other, worker_id=bram.user_id)
    handover = offered(case, amira, other_team, bram)

    with pytest.raises(AboveNorm), transaction.atomic():
        accepted(handover, bram, bram)
    assert Handover.objects.get().is_pending
    assert team_in_charge(case) != other_team

    accepted(handover, bram, bram, overrule_reason="Ik ken het gezin al.")
    assert case_manager(case).worker_id == bram.user_id


def test_a_worker_of_another_team_cannot_be_chosen(case, amira, dina, other_team, oksana):
    handover = offered(case, amira, other_team)

    with pytest.raises(WorkerNotInTeam), transaction.atomic():
        accepted(handover, dina, oksana)
    assert Handover.objects.get().is_pending


def test_one_handover_at_a_time(case, amira, bram, other_team, cell):
    offered(case, amira, other_team, bram)

    with pytest.raises(HandoverRefused, match="wacht al een overdracht"):
        offered(case, amira, cell)


def test_a_household_that_keeps_its_distance_never_goes_home(
    case, amira, bram, central, join, area
):
    lotte = join("lotte", "CASE_MANAGER", central)
    household = HouseholdFactory(team=central, area=area, helped_elsewhere=True)
    home = area.team_areas.get().team

    with pytest.raises(HandoverRefused, match="eigen wijk"):
        offered(household.cases.get(), lotte, home, amira)


def test_a_closed_case_is_not_offered(case, amira, bram, other_team):
    close_cases(Case.objects.filter(pk=case.pk), TODAY)
    case.refresh_from_db()

    with pytest.raises(CaseClosed):
        offered(case, amira, other_team, bram)


def test_giving_the_case_to_somebody_else_lets_the_offer_lapse(
    case, amira, bram, dirk, join, other_team, team
):
    anna = join("anna", "CASE_MANAGER", team)
    handover = offered(case, amira, other_team, bram)
    case.refresh_from_db()
    services.assign_by_coordinator(actor=dirk, case=case, team=team, worker=user(anna), on=TODAY)

    handover.refresh_from_db()
    assert handover.state == "LAPSED"
    assert WorkItem.objects.get(worker=amira.user_id).text == (
        "De overdracht naar Wijkteam Molenwijk is vervallen. "
        "Dirk Testers wees dit gezin toe aan Anna Testers."
    )
    with pytest.raises(AlreadySettled, match="net vervallen door Dirk Testers"):
        accepted(handover, bram, bram)


# -- Races -----------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_of_two_acceptances_at_once_exactly_one_wins(case, amira, bram, dina, join, other_team):
    bea = join("bea", "CASE_MANAGER", other_team)
    pk = offered(case, amira, other_team).pk
    MembershipFactory(user=user(dina), team=other_team, role="CASE_MANAGER", case_fraction=0)

    def attempt(worker):
        def job():
            try:
                accepted(
                    Handover.objects.select_related("case__household", "to_team", "from_team").get(
                        pk=pk
                    ),
                    dina,
                    worker,
                )
                return "ok"
            except AlreadySettled as error:
                return str(error)

        return job

    answers = at_once([attempt(bram), attempt(bea)] * 4)

    assert answers.count("ok") == 1
    assert {answer for answer in answers if answer != "ok"} == {
        "Deze overdracht is net aanvaard door Dina Testers."
    }
    assert case.assignments.open().count() == 1
    assert case.household.care.open().count() == 1


# -- What the offer may tell, and to whom ----------------------------------------------------------
def test_sensitive_points_are_read_by_the_two_teams_only(
    case, amira, bram, ilse, other_team, login
):
    handover = offered(case, amira, other_team, bram, sensitive="De vader drinkt.")
    page = f"/overdrachten/{handover.pk}/"

    assert "De vader drinkt." in login(amira).get(page).content.decode()
    assert "De vader drinkt." in login(bram).get(page).content.decode()
    assert "De vader drinkt." not in login(ilse).get(page).content.decode()


def test_an_offer_is_not_accepted_after_the_household_moved_home(
    amira, join, central, dina, other_team
):
    """Helped outside the own neighbourhood: the offer was good, then they moved into Molenwijk."""
    lotte = join("lotte", "CASE_MANAGER", central)
    household = HouseholdFactory(team=central, helped_elsewhere=True)
    handover = offered(household.cases.get(), lotte, other_team)
    household.area = other_team.team_areas.get().area
    household.save()

    assert list(handovers_to_answer(dina)) == []
    with pytest.raises(HandoverRefused, match="eigen wijk"):
        accepted(handover, dina, dina)
