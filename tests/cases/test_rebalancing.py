"""Spreading cases anew: proposed by the engine, accepted by a person, whole or in part."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eenplan.cases.enums import MoveState
from eenplan.cases.errors import AboveNorm, AlreadyDecided, NothingChosen
from eenplan.cases.load.question import question_of
from eenplan.cases.models import Assignment, Case, RebalancingMove, RebalancingProposal, WorkItem
from eenplan.cases.selectors.rebalancing import latest_rebalancing
from eenplan.cases.services import rebalancing as services
from eenplan.cases.services.case import assign_by_coordinator
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.journeys.levelling import propose_where_needed
from eenplan.organisation.models import Absence, Norm, User
from eenplan.people.models import TeamCare
from tests.factories import AssignmentFactory, HandoverFactory, HouseholdFactory, StepFactory
from tests.support.at_once import at_once
from tests.support.closing import close_cases
from tests.support.htmx import soup
from tests.support.setting import TODAY


@pytest.fixture
def norm_of_four(norms):
    Norm.objects.filter(key="households_per_case_manager").update(value=4)
    Norm.objects.filter(key="rebalance_tolerance").update(value=100)


@pytest.fixture
def hold(team, area):
    """Let somebody follow a number of households: `hold(amira, 6)` gives their cases."""

    def _hold(actor, number, of=team, **facts):
        found = []
        for _ in range(number):
            case = HouseholdFactory(team=of, area=area).cases.get()
            AssignmentFactory(case=case, worker_id=actor.user_id, **facts)
            found.append(case)
        return found

    return _hold


@pytest.fixture
def full(norm_of_four, amira, join, team, hold):
    """Amira holds six of four, Anna nothing; the proposal moves two."""
    anna = join("anna", "CASE_MANAGER", team)
    return {"cases": hold(amira, 6), "anna": anna}


@pytest.fixture
def proposal(full, dirk, team):
    return services.propose_rebalancing(actor=dirk, team=team, on=TODAY)


def held_by(actor) -> int:
    return Assignment.objects.open().filter(worker=actor.user_id).count()


def states(proposal) -> list[str]:
    return sorted(proposal.moves.values_list("state", flat=True))


# -- Proposing -------------------------------------------------------------------------------------
def test_a_proposal_is_kept_with_its_moves_and_why(proposal, dirk, amira, full):
    assert proposal.moves.count() == proposal.fewest == 2
    move = proposal.moves.first()
    assert (move.from_worker_id, move.to_worker_id) == (amira.user_id, full["anna"].user_id)
    assert "Amira Testers staat boven de norm" in move.why
    assert proposal.made_by_id == dirk.user_id
    assert AuditEvent.objects.filter(event="cases.rebalancing-proposed").count() == 1
    assert held_by(amira) == 6  # nothing changed yet


def test_only_who_gives_out_cases_in_the_team_may_ask(full, amira, join, other_team, team):
    elsewhere = join("boss", "TEAM_COORDINATOR", other_team)
    for actor in (amira, elsewhere):
        with pytest.raises(NotAllowed):
            services.propose_rebalancing(actor=actor, team=team, on=TODAY)
    assert not RebalancingProposal.objects.exists()


def test_a_legal_date_or_a_fresh_assignment_keeps_a_case_where_it_is(full, dirk, team):
    for case in full["cases"][:3]:
        StepFactory(case=case, due_on=date(2026, 12, 1), rule_kind="LEGAL")
    Assignment.objects.filter(case__in=full["cases"][3:]).update(starts_on=date(2026, 11, 20))

    proposal = services.propose_rebalancing(actor=dirk, team=team, on=TODAY)

    assert not proposal.moves.exists()
    assert "Amira Testers blijft op 6 van 4 gezinnen" in proposal.above[0]


def test_a_case_that_is_being_handed_over_stays_where_it_is(full, dirk, team):
    for case in full["cases"]:
        HandoverFactory(case=case, from_team=team, to_team=team)

    proposal = services.propose_rebalancing(actor=dirk, team=team, on=TODAY)

    assert not proposal.moves.exists()
    assert "6 dossiers worden al overgedragen" in proposal.above[0]


def test_who_is_away_takes_nothing(full, dirk, team):
    Absence.objects.create(user_id=full["anna"].user_id, kind="LEAVE", starts_on=TODAY)

    assert not services.propose_rebalancing(actor=dirk, team=team, on=TODAY).moves.exists()


def test_what_somebody_holds_in_another_team_counts_along(
    norm_of_four, amira, join, team, other_team, hold
):
    both = join("both", "CASE_MANAGER", team, other_team, case_fraction=Decimal("0.5"))
    hold(both, 3, of=other_team)
    hold(amira, 6)

    [carrier] = [c for c in question_of(team, on=TODAY).carriers if c.id == str(both.user_id)]
    assert (carrier.elsewhere_households, carrier.fraction) == (3, 1)


def test_the_question_is_asked_in_the_same_queries_for_more_cases(full, team, amira, hold):
    counted = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            question_of(team, on=TODAY)
        counted.append(len(queries))
        hold(amira, 3)
    assert counted[0] == counted[1]


# -- At night --------------------------------------------------------------------------------------
def test_at_night_a_team_above_the_norm_gets_one_proposal_until_something_changes(full, team):
    assert propose_where_needed(on=TODAY) == 1
    assert propose_where_needed(on=TODAY) == 0
    assert latest_rebalancing(team).made_by is None

    close_cases(Case.objects.filter(pk=full["cases"][0].pk), TODAY)
    Assignment.objects.filter(case=full["cases"][0]).update(ends_on=TODAY)
    assert propose_where_needed(on=TODAY) == 1


def test_at_night_nothing_is_proposed_when_nobody_is_above_or_no_norm_holds(
    norm_of_four, amira, hold
):
    hold(amira, 4)
    assert propose_where_needed(on=TODAY) == 0
    hold(amira, 1)
    Norm.objects.filter(key="rebalance_tolerance").delete()
    assert propose_where_needed(on=TODAY) == 0


# -- Accepting -------------------------------------------------------------------------------------
def test_all_are_accepted_with_reason_news_and_audit(proposal, dirk, amira, full):
    outcome = services.accept_moves(actor=dirk, proposal=proposal, chosen=None, on=TODAY)

    assert (outcome.given, outcome.skipped) == (2, 0)
    assert (held_by(amira), held_by(full["anna"])) == (4, 2)
    row = Assignment.objects.open().filter(worker=full["anna"].user_id).first()
    assert row.reason == "Herverdeling van 23/11/2026, aanvaard door Dirk Testers."
    assert WorkItem.objects.filter(worker=full["anna"].user_id, done_on=None).count() == 2
    assert AuditEvent.objects.filter(event="cases.assigned").count() == 2


def test_some_are_accepted_and_the_rest_waits(proposal, dirk, amira):
    move = proposal.moves.first()
    services.accept_moves(actor=dirk, proposal=proposal, chosen=[move.pk], on=TODAY)

    assert states(proposal) == [MoveState.ACCEPTED, MoveState.PROPOSED]
    assert held_by(amira) == 5


def test_a_row_that_no_longer_holds_is_skipped_and_told_while_the_others_go_on(
    proposal, dirk, full, join, team, amira
):
    changed, other = proposal.moves.order_by("pk")
    cis = join("cis", "CASE_MANAGER", team)
    assign_by_coordinator(
        actor=dirk,
        case=Case.objects.get(pk=changed.case_id),
        team=team,
        worker=User.objects.get(pk=cis.user_id),
        on=TODAY,
    )

    outcome = services.accept_moves(actor=dirk, proposal=proposal, chosen=None, on=TODAY)

    assert (outcome.given, outcome.skipped) == (1, 1)
    changed.refresh_from_db()
    assert changed.told == "Dit dossier kreeg intussen een andere maatschappelijk werker."
    assert held_by(cis) == 1


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("closed", "Dit dossier is intussen gesloten."),
        ("elsewhere", "Dit gezin is nu in de zorg van een ander team."),
        ("blocked", "Anna Testers werkt hier niet meer."),
    ],
)
def test_every_way_to_be_too_late_is_told(what, told, proposal, dirk, other_team, full):
    move = proposal.moves.first()
    match what:
        case "closed":
            close_cases(Case.objects.filter(pk=move.case_id), TODAY)
        case "elsewhere":
            TeamCare.objects.filter(household=move.case.household).update(team=other_team)
        case "blocked":
            User.objects.filter(pk=full["anna"].user_id).update(is_active=False)

    services.accept_moves(actor=dirk, proposal=proposal, chosen=[move.pk], on=TODAY)

    move.refresh_from_db()
    assert (move.state, move.told) == (MoveState.SKIPPED, told)


def test_who_filled_up_meanwhile_is_not_pushed_above_the_norm(proposal, dirk, full, hold):
    hold(full["anna"], 3)

    outcome = services.accept_moves(actor=dirk, proposal=proposal, chosen=None, on=TODAY)

    assert (outcome.given, outcome.skipped) == (1, 1)
    assert "de norm is 4" in proposal.moves.get(state=MoveState.SKIPPED).told
    assert held_by(full["anna"]) == 4


def test_a_move_above_the_norm_asks_for_a_reason(norm_of_four, dirk, amira, join, team, hold):
    anna = join("anna", "CASE_MANAGER", team)
    Norm.objects.filter(key="rebalance_tolerance").update(value=10)
    hold(amira, 12)
    proposal = services.propose_rebalancing(actor=dirk, team=team, on=TODAY)
    assert set(proposal.moves.values_list("needs_reason", flat=True)) == {True}

    with pytest.raises(AboveNorm):
        services.accept_moves(actor=dirk, proposal=proposal, chosen=None, on=TODAY)
    assert held_by(anna) == 0

    outcome = services.accept_moves(
        actor=dirk, proposal=proposal, chosen=None, on=TODAY, overrule_reason="Crisis"
    )
    assert outcome.skipped == 0


def test_nothing_chosen_or_decided_before_is_refused(proposal, dirk):
    with pytest.raises(NothingChosen):
        services.accept_moves(actor=dirk, proposal=proposal, chosen=[], on=TODAY)
    services.accept_moves(actor=dirk, proposal=proposal, chosen=None, on=TODAY)
    with pytest.raises(AlreadyDecided):
        services.accept_moves(actor=dirk, proposal=proposal, chosen=None, on=TODAY)


def test_who_does_not_give_out_cases_here_accepts_nothing(proposal, amira):
    with pytest.raises(NotAllowed):
        services.accept_moves(actor=amira, proposal=proposal, chosen=None, on=TODAY)
    assert states(proposal) == [MoveState.PROPOSED] * 2


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_once_give_each_case_once(proposal, dirk, amira, full):
    def accept():
        try:
            return services.accept_moves(actor=dirk, proposal=proposal, chosen=None, on=TODAY).given
        except AlreadyDecided:
            return 0

    assert sorted(at_once([accept, accept])) == [0, 2]
    assert (held_by(amira), held_by(full["anna"])) == (4, 2)


# -- The page --------------------------------------------------------------------------------------
def page_of(team) -> str:
    return f"/team/{team.pk}/herverdelen/"


def test_the_page_shows_the_moves_and_accepts_what_is_ticked(login, proposal, dirk, team, amira):
    client = login(dirk)
    page = soup(client.get(page_of(team)))
    ticks = [box["value"] for box in page.select("#rows input[name=moves]")]
    assert len(ticks) == 2
    assert client.get(f"{page_of(team)}?formaat=json").json()["count"] == 2
    assert "Er veranderde iets" not in page.text

    answer = client.post(f"/herverdeling/{proposal.pk}/aanvaarden/", {"moves": ticks[:1]})

    assert answer.status_code == 303
    assert held_by(amira) == 5
    assert "Er veranderde iets" in soup(client.get(page_of(team))).text


def test_the_page_asks_for_a_new_proposal(login, full, dirk, team):
    client = login(dirk)
    assert "nog geen voorstel" in soup(client.get(page_of(team))).text

    assert client.post(f"{page_of(team)}nieuw/").status_code == 303
    assert RebalancingProposal.objects.count() == 1


def test_a_refusal_keeps_the_page_and_says_why(login, proposal, dirk, amira):
    client = login(dirk)
    RebalancingMove.objects.update(needs_reason=True)

    nothing = client.post(f"/herverdeling/{proposal.pk}/aanvaarden/", {})
    above = client.post(f"/herverdeling/{proposal.pk}/aanvaarden/", {"alle": "1"})
    strange = client.post(f"/herverdeling/{proposal.pk}/aanvaarden/", {"moves": "999999"})

    assert [answer.status_code for answer in (nothing, above, strange)] == [422] * 3
    assert "Vink minstens één dossier aan" in soup(nothing).text
    assert "brengen iemand boven de norm" in soup(above).text
    assert held_by(amira) == 6


def test_the_proposal_of_another_team_does_not_exist(login, proposal, join, other_team, team):
    client = login(join("boss", "TEAM_COORDINATOR", other_team))

    assert client.get(page_of(team)).status_code == 404
    assert client.post(f"/herverdeling/{proposal.pk}/aanvaarden/", {}).status_code == 404


def test_a_case_that_went_to_another_team_is_counted_without_a_name(
    login, proposal, dirk, team, other_team
):
    move = proposal.moves.first()
    household = move.case.household
    type(household).objects.filter(pk=household.pk).update(name="Verborgen Gezin")
    TeamCare.objects.filter(household=household).update(team=other_team)

    page = soup(login(dirk).get(page_of(team)))

    assert "Verborgen" not in page.text
    assert "1 van deze dossiers hoort intussen bij een ander team" in page.text
