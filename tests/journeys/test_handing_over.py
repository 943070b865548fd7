"""Many households handed over in one decision: planned, carried out line by line, restartable."""

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from eenplan.cases.enums import LineState
from eenplan.cases.errors import HandoverRefused
from eenplan.cases.models import Assignment, Case, Handover, HandoverLine, HandoverRun
from eenplan.cases.selectors import case_manager, progress_of, team_in_charge
from eenplan.core.batches import SomeFailed
from eenplan.core.errors import NotAllowed
from eenplan.journeys import handing_over
from eenplan.organisation.models import Norm, Team, User
from eenplan.people.models import TeamCare
from tests.factories import AreaFactory, AssignmentFactory, HouseholdFactory
from tests.support.at_once import at_once
from tests.support.closing import close_cases
from tests.support.setting import TODAY

REASON = "Besluit van het vast bureau: de cel stopt."


@pytest.fixture
def head(join, cell):
    return join("head", "TEAM_COORDINATOR", cell)


@pytest.fixture
def families(cell, oksana, team, other_team, amira, bram):
    """Six households of the cell, three in each neighbourhood, all held by Oksana."""
    areas = [row.area for row in (team.team_areas.get(), other_team.team_areas.get())]
    found = []
    for number in range(6):
        household = HouseholdFactory(team=cell, area=areas[number % 2])
        AssignmentFactory(case=household.cases.get(), worker_id=oksana.user_id)
        found.append(household)
    return found


def planned(cell, **facts):
    return handing_over.plan(
        **{"from_team": cell, "from_worker": None, "to_team": None, "on": TODAY, **facts}
    )


def decided(cell, head, **facts):
    return handing_over.decide(actor=head, planned=planned(cell), reason=REASON, on=TODAY, **facts)


def holders(households):
    return [case_manager(household.cases.get()).worker.username for household in households]


def test_the_plan_writes_nothing_and_says_where_everybody_goes(families, cell, team, other_team):
    plan = planned(cell)

    assert [(line.team, line.households, line.room) for line in plan.teams] == [
        (team, 3, 40),
        (other_team, 3, 40),
    ]
    assert (plan.open_cases, plan.closed_files, plan.nowhere) == (6, 0, [])
    assert not HandoverRun.objects.exists()


def test_the_plan_asks_as_much_for_one_household_as_for_six(families, cell):
    with CaptureQueriesContext(connection) as for_six:
        planned(cell)
    TeamCare.objects.filter(household__in=families[1:]).update(ends_on=TODAY)
    with CaptureQueriesContext(connection) as for_one:
        planned(cell)

    assert len(for_one) == len(for_six)


def test_every_household_goes_to_the_team_of_its_address_and_one_case_manager(families, cell, head):
    run = decided(cell, head)
    handing_over.carry_out(run, on=TODAY)

    assert holders(families) == ["amira", "bram"] * 3
    assert Assignment.objects.open().count() == 6
    assert not cell.care.open().exists()
    assert [row["done"] for row in progress_of(run)] == [3, 3]
    assert set(Handover.objects.values_list("asked_by", flat=True)) == {head.user_id}


def test_a_fault_at_one_household_keeps_none_of_the_others_waiting(families, cell, head, caplog):
    broken = families[2].cases.get().pk
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            f"ALTER TABLE cases_assignment ADD CONSTRAINT fault "
            f"CHECK (case_id <> {broken} OR reason NOT LIKE 'Overgedragen%')"
        )
    run = decided(cell, head)
    with pytest.raises(SomeFailed, match="1 lines went wrong"):
        handing_over.carry_out(run, on=TODAY)

    states = list(run.lines.values_list("state", flat=True).order_by("pk"))
    assert states == [LineState.DONE] * 2 + [LineState.SKIPPED] + [LineState.DONE] * 3
    assert "door een fout in Eenplan" in run.lines.get(state=LineState.SKIPPED).note
    assert holders(families[2:3]) == ["oksana"]
    assert "went wrong" in caplog.text
    assert handing_over.unfinished_runs() == []


def test_a_run_goes_on_where_it_was_killed(families, cell, head):
    run = decided(cell, head)

    class Killed(BaseException):
        pass

    seen = []

    def killed_at_the_third():
        seen.append(1)
        if len(seen) == 3:
            raise Killed

    with pytest.raises(Killed):
        handing_over.carry_out(run, on=TODAY, progress=killed_at_the_third)
    assert HandoverLine.objects.filter(state=LineState.DONE).count() == 3
    assert handing_over.unfinished_runs() == [run]

    handing_over.carry_out(run, on=TODAY)
    assert holders(families) == ["amira", "bram"] * 3
    assert Case.objects.filter(assignments__ends_on=None).count() == 6
    assert handing_over.unfinished_runs() == []


def test_who_keeps_a_distance_goes_to_the_central_team(cell, head, team, area, central, join):
    join("lotte", "CASE_MANAGER", central)
    household = HouseholdFactory(team=cell, area=area, helped_elsewhere=True)
    handing_over.carry_out(decided(cell, head), on=TODAY)

    assert team_in_charge(household.cases.get()) == central


def test_nobody_has_room_keeps_the_household_with_its_case_manager(families, cell, head, team):
    Norm.objects.filter(key="households_per_case_manager").update(value=2)
    run = decided(cell, head)
    handing_over.carry_out(run, on=TODAY)

    skipped = run.lines.filter(state=LineState.SKIPPED)
    assert skipped.count() == 2
    assert {line.note for line in skipped} == {
        "Niemand van Wijkteam Heuvelkant heeft nog plaats binnen de norm.",
        "Niemand van Wijkteam Molenwijk heeft nog plaats binnen de norm.",
    }
    assert [case_manager(line.case).worker.username for line in skipped] == ["oksana"] * 2
    assert cell.care.open().count() == 2

    handing_over.go_on(actor=head, run=run, overrule_reason="De cel sluit morgen.", on=TODAY)
    handing_over.carry_out(run, on=TODAY)
    assert holders(families) == ["amira", "bram"] * 3
    above = Assignment.objects.exclude(overrule_reason="")
    assert set(above.values_list("overrule_reason", flat=True)) == {"De cel sluit morgen."}
    assert above.count() == 2


def test_a_closed_file_changes_teams_only(cell, head, team, area):
    household = HouseholdFactory(team=cell, area=area)
    close_cases(household.cases.all(), TODAY)
    run = decided(cell, head)
    handing_over.carry_out(run, on=TODAY)

    assert household.care.open().get().team == team
    assert not Assignment.objects.exists()
    assert not Handover.objects.exists()
    assert run.lines.get().note == "Gesloten dossier: alleen het team wijzigt."


def test_asking_first_leaves_every_household_until_the_answer(families, cell, head):
    run = decided(cell, head, asks_first=True)
    handing_over.carry_out(run, on=TODAY)

    assert holders(families) == ["oksana"] * 6
    assert Handover.objects.filter(state="PROPOSED", run=run).count() == 6


def test_what_changed_meanwhile_is_skipped_and_told(families, cell, head, central):
    run = decided(cell, head)
    moved = families[0]
    moved.care.update(team=central)
    handing_over.carry_out(run, on=TODAY)

    line = run.lines.get(case__household=moved)
    assert (line.state, line.note) == (
        "SKIPPED",
        "Dit gezin is intussen niet meer bij dit team.",
    )
    assert team_in_charge(moved.cases.get()) == central


def test_the_households_of_one_worker_go_to_colleagues(team, area, amira, dirk, join):
    anna = join("anna", "CASE_MANAGER", team)
    households = [HouseholdFactory(team=team, area=area) for _ in range(3)]
    for household in households:
        AssignmentFactory(case=household.cases.get(), worker_id=amira.user_id)
    plan = planned(team, from_worker=User.objects.get(pk=amira.user_id), to_team=team)
    run = handing_over.decide(actor=dirk, planned=plan, reason="Amira vertrekt.", on=TODAY)
    handing_over.carry_out(run, on=TODAY)

    assert holders(households) == ["anna"] * 3
    assert anna.user_id


def test_colleagues_with_room_are_asked_for_the_households_of_who_leaves(
    team, area, amira, dirk, join
):
    colleagues = [join(name, "CASE_MANAGER", team) for name in ("anna", "bea")]
    for _ in range(4):
        case = HouseholdFactory(team=team, area=area).cases.get()
        AssignmentFactory(case=case, worker_id=amira.user_id)
    plan = planned(team, from_worker=User.objects.get(pk=amira.user_id), to_team=team)
    run = handing_over.decide(
        actor=dirk, planned=plan, reason="Amira vertrekt.", on=TODAY, asks_first=True
    )
    handing_over.carry_out(run, on=TODAY)

    assert {line.state for line in run.lines.all()} == {LineState.DONE}
    asked = Handover.objects.filter(run=run, state="PROPOSED").values_list("to_worker", flat=True)
    assert sorted(asked) == sorted(2 * [colleague.user_id for colleague in colleagues])
    assert set(Assignment.objects.open().values_list("worker", flat=True)) == {amira.user_id}
    assert "Aangeboden aan Anna Testers." in set(run.lines.values_list("note", flat=True))


def test_only_a_coordinator_of_the_team_decides(families, cell, dirk, oksana):
    for actor in (dirk, oksana):
        with pytest.raises(NotAllowed):
            decided(cell, actor)


def test_one_run_of_a_team_at_a_time(families, cell, head):
    decided(cell, head)
    with pytest.raises(HandoverRefused, match="Er loopt nog een overdracht"):
        decided(cell, head)


def test_a_stopped_run_does_no_more_and_can_go_on(families, cell, head):
    run = decided(cell, head)
    handing_over.stop(actor=head, run=run, on=TODAY)
    handing_over.carry_out(run, on=TODAY)
    assert run.lines.filter(state=LineState.WAITING).count() == 6

    handing_over.go_on(actor=head, run=run, overrule_reason="", on=TODAY)
    handing_over.carry_out(run, on=TODAY)
    assert run.lines.filter(state=LineState.DONE).count() == 6


@pytest.mark.django_db(transaction=True)
def test_two_processes_share_a_run_and_do_each_line_once(families, cell, head):
    run = decided(cell, head)
    at_once([lambda: handing_over.carry_out(run, on=TODAY)] * 4)

    assert run.lines.filter(state=LineState.DONE).count() == 6
    assert Handover.objects.count() == 6
    held = Case.objects.filter(assignments__ends_on=None).annotate(n=Count("assignments__pk"))
    assert {case.n for case in held} == {1}


def test_the_pages_plan_decide_and_follow(families, cell, head, login, team):
    client, page = login(head), f"/team/{cell.pk}/overdragen/"

    shown = client.get(page).content.decode()
    assert "Wat er zou gebeuren: 6 gezinnen" in shown
    assert client.post(page, {"reason": "", "how": "now"}).status_code == 422
    answer = client.post(page, {"reason": REASON, "how": "now"})
    assert answer.status_code == 303
    run = HandoverRun.objects.get()
    assert "0 van 6" in client.get(answer["Location"]).content.decode()
    handing_over.carry_out(run, on=TODAY)
    assert "6 van 6" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("form", ["", "csv", "json"])
def test_the_number_of_a_household_that_left_the_sight_is_told_no_more(
    families, cell, head, login, form
):
    run = decided(cell, head)
    page = f"/overdrachten/reeks/{run.pk}/" + (f"?formaat={form}" if form else "")
    assert families[0].number in login(head).get(page).content.decode()
    handing_over.carry_out(run, on=TODAY)

    after = login(head).get(page).content.decode()
    assert not [family.number for family in families if family.number in after]
    assert after.count("buiten uw zicht") == 6


def test_other_coordinators_do_not_find_the_run(families, cell, head, dirk, login):
    run = decided(cell, head)
    assert login(dirk).get(f"/overdrachten/reeks/{run.pk}/").status_code == 404
    assert login(dirk).get(f"/team/{cell.pk}/overdragen/").status_code == 404
    assert login(dirk).post(f"/overdrachten/reeks/{run.pk}/stop/").status_code == 404


def test_an_area_without_a_team_goes_to_the_central_team(cell, head, central, join):
    join("lotte", "CASE_MANAGER", central)
    household = HouseholdFactory(team=cell, area=AreaFactory())
    handing_over.carry_out(decided(cell, head), on=TODAY)
    assert team_in_charge(household.cases.get()) == central


def test_a_household_without_any_team_is_named_beforehand(cell, head):
    household = HouseholdFactory(team=cell, area=AreaFactory())
    Team.objects.filter(kind="CENTRAL").delete()
    plan = planned(cell)

    assert [line.case.household for line in plan.nowhere] == [household]
    with pytest.raises(HandoverRefused, match="geen gezin om over te dragen"):
        handing_over.decide(actor=head, planned=plan, reason=REASON, on=TODAY)
