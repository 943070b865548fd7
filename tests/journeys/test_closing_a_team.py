"""A team stops only with empty hands; who worked there sees nothing on the next request."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from eenplan.cases.selectors.overrules import overruled_in
from eenplan.core.errors import NotAllowed
from eenplan.journeys import cells as journeys
from eenplan.organisation import errors
from eenplan.organisation.models import CellStatus, Membership, Team, User
from eenplan.organisation.services import change_cell_state
from eenplan.people import services as people
from eenplan.people.errors import TeamIsOver
from eenplan.people.models import TeamCare
from tests.factories import (
    AssignmentFactory,
    CellStatusFactory,
    EvaluationFactory,
    HandoverFactory,
    HouseholdFactory,
    MembershipFactory,
    SizeStepFactory,
    StayFactory,
    StepFactory,
    TeamFactory,
    WorkItemFactory,
)
from tests.support.at_once import at_once
from tests.support.htmx import soup
from tests.support.setting import TODAY

NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def winding(cell):
    CellStatusFactory(team=cell, state="WINDING_DOWN")
    return cell


@pytest.fixture
def steering(join, cell):
    return join("dries", "TEAM_COORDINATOR", cell, case_fraction=0)


@pytest.fixture
def held(cell, area):
    """A household of the cell with a step, a work item and a place reserved for later."""
    household = HouseholdFactory(name="Iryna Bondar", team=cell, area=area)
    case = household.cases.get()
    StepFactory(case=case)
    StepFactory(case=case)
    WorkItemFactory(case=case, team=cell)
    StayFactory(household=household, starts_on=NEXT_WEEK)
    return household


def close(actor, team, ends_on=TODAY):
    return journeys.close_team(actor=actor, team=team, ends_on=ends_on, reason="besluit", on=TODAY)


def test_a_cell_with_anything_in_hand_is_refused_with_the_list(steering, winding, held):
    with pytest.raises(errors.TeamInUse) as refusal:
        close(steering, winding)

    told = str(refusal.value)
    for words in (
        "gezinnen in zorg: 1",
        "open dossiers: 1",
        "open stappen: 2",
        "open werkpunten: 1",
        "lopende verblijven en reservaties: 1",
    ):
        assert words in told
    winding.refresh_from_db()
    assert winding.ends_on is None
    assert winding.memberships.get(user=steering.user_id).ends_on is None


def test_a_closed_cell_ends_its_roles_the_same_day(steering, winding, held, team, login):
    client = login(steering)
    file = f"/gezin/{held.year}/{held.serial}/"
    assert client.get(file).status_code == 200
    held.cases.get().work_items.update(team=team)
    people.hand_to_team(actor=steering, household=held, team=team, reason="afbouw", on=TODAY)

    close(steering, winding)

    assert CellStatus.objects.on(TODAY).get(team=winding).state == "CLOSED"
    assert client.get(file).status_code == 403  # no role is left at all
    assert client.get(f"/cel/{winding.pk}/").status_code == 403


def test_who_handed_a_household_over_from_a_closed_cell_reads_along_no_more(
    steering, oksana, winding, held, team, login
):
    held.cases.get().work_items.update(team=team)
    people.hand_to_team(actor=steering, household=held, team=team, reason="afbouw", on=TODAY)
    reader = User.objects.get(pk=oksana.user_id)
    people.let_read_along(
        actor=steering,
        household=held,
        user=reader,
        team=winding,
        until=TODAY + timedelta(days=30),
        on=TODAY,
    )
    MembershipFactory(user=reader, team=TeamFactory())  # works elsewhere from now on
    address = f"/gezin/{held.year}/{held.serial}/"
    client = login(oksana)
    assert client.get(address).status_code == 200

    close(steering, winding)

    assert client.get(address).status_code == 404


def test_an_offer_that_waits_keeps_the_team_open(steering, winding, household, team):
    HandoverFactory(case=household.cases.get(), from_team=team, to_team=winding)
    with pytest.raises(errors.TeamInUse, match="overdrachten zonder antwoord: 1"):
        close(steering, winding)


def test_an_ordinary_team_ends_by_the_same_journey(karim, team, household):
    with pytest.raises(errors.TeamInUse, match="gezinnen in zorg: 1"):
        close(karim, team)
    household.care.update(ends_on=TODAY)
    assert close(karim, team, NEXT_WEEK).ends_on == NEXT_WEEK


def test_only_who_may_end_the_team_learns_what_it_holds(dirk, amira, cell, winding, team, held):
    for actor, asked in ((dirk, winding), (amira, winding), (dirk, team)):
        with pytest.raises(NotAllowed):
            close(actor, asked)


# -- The promise in the database -------------------------------------------------------------------
def test_a_team_that_is_over_has_nobody_in_its_care(team, household):
    with pytest.raises(IntegrityError, match="team_over_has_nobody"), transaction.atomic():
        Team.objects.filter(pk=team.pk).update(ends_on=TODAY)
    household.care.update(ends_on=TODAY)
    Team.objects.filter(pk=team.pk).update(ends_on=TODAY)
    with pytest.raises(IntegrityError, match="team_over_has_nobody"), transaction.atomic():
        TeamCare.objects.filter(team=team).update(ends_on=NEXT_WEEK)


def test_a_household_is_not_handed_to_a_team_that_stops(karim, household, other_team):
    close(karim, other_team, NEXT_WEEK)
    with pytest.raises(TeamIsOver, match="stopt en neemt geen gezinnen"), transaction.atomic():
        people.hand_to_team(actor=karim, household=household, team=other_team, reason="x", on=TODAY)
    assert household.care.open().get().team_id != other_team.pk


@pytest.mark.django_db(transaction=True)
def test_a_household_that_comes_while_the_team_stops_gets_one_clear_answer(
    karim, household, other_team
):
    def hand():
        try:
            people.hand_to_team(
                actor=karim, household=household, team=other_team, reason="x", on=TODAY
            )
        except TeamIsOver:
            return "refused"
        finally:
            connection.close()
        return "done"

    def stop():
        try:
            close(karim, other_team)
        except errors.TeamInUse:
            return "refused"
        finally:
            connection.close()
        return "done"

    assert sorted(at_once([hand, stop])) == ["done", "refused"]


# -- The pages -------------------------------------------------------------------------------------
def text(response) -> str:
    return " ".join(soup(response).get_text(" ").split())


def test_the_page_of_a_cell_tells_its_life_and_what_it_holds(steering, winding, held, login):
    SizeStepFactory(team=winding, staff=6)
    EvaluationFactory(team=winding, planned_on=TODAY - timedelta(days=1))
    shown = login(steering).get(f"/cel/{winding.pk}/")

    words = text(shown)
    for expected in ("in afbouw", "Mag er hebben", "is nog niet genoteerd", "niet ingevuld"):
        assert expected in words
    links = {a.get_text(): a["href"] for a in soup(shown).select('[href*="/in-handen/"]')}
    for count, address in links.items():
        listed = soup(login(steering).get(address))
        assert len(listed.select("tbody tr")) == int(count)
        export = login(steering).get(address, {"formaat": "csv"}).content.decode()
        assert len(export.splitlines()) == int(count) + 1


def test_a_cell_of_others_is_not_found(dirk, winding, login):
    for page in ("", "verslag/"):
        assert login(dirk).get(f"/cel/{winding.pk}/{page}").status_code == 404
    assert login(dirk).get(f"/medewerkers/cellen/{winding.pk}/omvang/").status_code == 404
    assert login(dirk).get(f"/team/{winding.pk}/in-handen/gezinnen/").status_code == 404


def test_who_led_a_cell_reads_its_report_after_it_closed(steering, cell, team, dirk, join, login):
    """As long as this person steers some team: who works nowhere any more sees nothing."""
    MembershipFactory(user_id=steering.user_id, team=team, role="TEAM_COORDINATOR")
    client, report = login(steering), f"/cel/{cell.pk}/verslag/"
    assert f"/cel/{cell.pk}/" in client.get("/medewerkers/cellen/").content.decode()
    Team.objects.filter(pk=cell.pk).update(ends_on=TODAY)
    Membership.objects.filter(team=cell).update(ends_on=TODAY)

    shown = client.get(report)
    assert shown.status_code == 200
    assert f'href="/cel/{cell.pk}/"' not in shown.content.decode()
    assert f'href="{report}"' in client.get("/medewerkers/cellen/").content.decode()
    assert client.get(f"/cel/{cell.pk}/").status_code == 404
    assert login(dirk).get(report).status_code == 404


def test_who_left_before_the_end_does_not_read_the_report(steering, cell, team, login):
    MembershipFactory(user_id=steering.user_id, team=team, role="TEAM_COORDINATOR")
    Team.objects.filter(pk=cell.pk).update(ends_on=TODAY)
    Membership.objects.filter(team=cell).update(ends_on=TODAY - timedelta(days=1))

    assert login(steering).get(f"/cel/{cell.pk}/verslag/").status_code == 404


def test_a_colleague_of_a_cell_that_winds_down_can_be_asked(winding, held, oksana, join, login):
    join("nina", "CASE_MANAGER", winding)
    AssignmentFactory(case=held.cases.get(), worker_id=oksana.user_id)
    file = f"/gezin/{held.year}/{held.serial}"
    shown = soup(login(oksana).get(f"{file}/overdragen/"))
    offered = {option["value"] for option in shown.select("select[name=team] option")}
    assert str(winding.pk) in offered

    chosen = login(oksana).get(f"{file}/overdragen/", {"team": winding.pk})
    assert "Nina Testers" in chosen.content.decode()


def test_closing_on_the_page_is_refused_with_everything_kept(steering, winding, held, login):
    client = login(steering)
    said = {"ends_on": "2026-11-23", "reason": "besluit VB 9"}

    refused = client.post(f"/team/{winding.pk}/stopzetten/", said)

    assert refused.status_code == 422
    assert "open stappen: 2" in text(refused)
    assert 'value="besluit VB 9"' in refused.content.decode()
    held.care.update(ends_on=TODAY)
    held.cases.get().work_items.update(done_on=TODAY)
    assert client.post(f"/team/{winding.pk}/stopzetten/", said).status_code == 303
    assert Team.objects.get(pk=winding.pk).ends_on == TODAY


def test_the_life_of_a_cell_on_its_pages(karim, login, area, central):
    client = login(karim)
    form = soup(client.get("/medewerkers/cellen/nieuw/"))
    said = {
        field["name"]: field.get("value", "") or field.get_text()
        for field in form.select("main form input[name], main form textarea[name]")
    }
    said |= {"name": "Cel Nieuw", "target_group": "TEMPORARY_PROTECTION", "text": "opvang"}
    said |= {"decision_number": "VB 3", "decided_by": "vast bureau"}
    assert client.post("/medewerkers/cellen/nieuw/", said).status_code == 303
    cell = Team.objects.get(name="Cel Nieuw")

    def send(page, **fields):
        answer = client.post(f"/medewerkers/cellen/{cell.pk}/{page}/", fields)
        assert answer.status_code == 303, text(answer)

    send("toestand", state="RUNNING", reason="gestart")
    send("omvang", staff="8", starts_on="2026-12-01", reason="VB 4")
    send("evaluaties/nieuw", planned_on="2026-12-24")
    evaluation = cell.evaluations.order_by("planned_on").first()
    send(f"evaluaties/{evaluation.pk}", held_on="2026-11-23", decision="WIND_DOWN", summary="klaar")
    criterion = cell.end_criteria.first()
    send(f"eindcriteria/{criterion.pk}", met_on="2026-11-23", note="geteld")
    send("toestand", state="WINDING_DOWN", reason="evaluatie")

    shown = text(client.get(f"/cel/{cell.pk}/"))
    assert "in afbouw sinds 23 november 2026" in shown
    assert "1 van 4 voldaan" in shown
    assert "Niets meer: dit team mag stoppen" in shown
    assert "afbouwen" in text(client.get(f"/cel/{cell.pk}/verslag/"))
    said = {"ends_on": "2026-11-23", "reason": "alles is overgedragen"}
    assert client.post(f"/team/{cell.pk}/stopzetten/", said).status_code == 303
    assert "gesloten" in text(client.get(f"/cel/{cell.pk}/"))


def test_a_passed_evaluation_is_told_on_the_board_and_on_the_day(steering, cell, login):
    EvaluationFactory(team=cell, planned_on=TODAY - timedelta(days=3))
    for page in ("/", f"/team/{cell.pk}/"):
        assert "de evaluatie van 20 november 2026 is nog niet genoteerd" in text(
            login(steering).get(page)
        )


def test_the_report_holds_every_reason_to_go_above_the_norm(steering, cell, held, login, amira):
    before = AssignmentFactory(
        case=held.cases.get(),
        worker_id=amira.user_id,
        overrule_reason="enige die Oekraïens spreekt",
        starts_on=date(2026, 1, 6),
    )
    other = HouseholdFactory(name="Ander Gezin")
    AssignmentFactory(
        case=other.cases.get(), worker_id=amira.user_id, overrule_reason="elders", starts_on=TODAY
    )

    assert list(overruled_in(cell)) == [before]
    shown = text(login(steering).get(f"/cel/{cell.pk}/verslag/"))
    assert "enige die Oekraïens spreekt" in shown
    assert "elders" not in shown
    assert held.name not in shown


@pytest.mark.parametrize("page", ["/cel/{}/", "/cel/{}/verslag/", "/medewerkers/cellen/"])
def test_a_page_of_a_cell_costs_the_same_however_much_it_holds(
    page, steering, cell, held, login, area, django_assert_max_num_queries
):
    client = login(steering)
    address = page.format(cell.pk)
    client.get(address)

    def cost():
        with django_assert_max_num_queries(40) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    few = cost()
    for _ in range(3):
        household = HouseholdFactory(team=cell, area=area)
        StepFactory(case=household.cases.get())
        MembershipFactory(team=cell)
    assert cost() == few


def test_a_cell_runs_again_when_people_keep_coming(steering, winding):
    change_cell_state(actor=steering, team=winding, state="RUNNING", reason="x", on=TODAY)
    assert CellStatus.objects.on(TODAY).get(team=winding).state == "RUNNING"
