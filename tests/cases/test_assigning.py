"""Giving a case to a case manager: within the norm, to one at a time, with a reason above it."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from eenplan.cases import services
from eenplan.cases.caseloads import unassigned_cases, workers_of
from eenplan.cases.enums import WorkItemKind
from eenplan.cases.errors import AboveNorm, WorkerNotInTeam
from eenplan.cases.models import Assignment, Case
from eenplan.cases.selectors import case_manager
from eenplan.core import submissions
from eenplan.core.errors import NotAllowed, StaleVersion
from eenplan.core.models import AuditEvent
from eenplan.organisation.models import Membership, Norm, User
from tests.factories import (
    AssignmentFactory,
    HouseholdFactory,
    MembershipFactory,
    WorkItemFactory,
)
from tests.support.at_once import at_once
from tests.support.closing import close_cases
from tests.support.htmx import soup
from tests.support.setting import TODAY

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
STALE = "Iemand anders wees dit dossier net toe. Kijk wie het nu opvolgt."


@pytest.fixture
def case(household):
    return household.cases.get()


@pytest.fixture
def norm_of(norms):
    """Set how many households a full-time case manager follows."""

    def set_norm(value):
        Norm.objects.filter(key="households_per_case_manager").update(value=value)

    return set_norm


def user(actor) -> User:
    return User.objects.get(pk=actor.user_id)


def fill(worker, number, team, area, **facts) -> list[Case]:
    cases = [HouseholdFactory(team=team, area=area).cases.get() for _ in range(number)]
    for case in cases:
        AssignmentFactory(case=case, worker_id=worker.user_id, **facts)
    return cases


def assign(case, team, worker, *, by=None, on=TODAY, **changes):
    """Assign as the arrival journey does, or as the coordinator does with `by`."""
    with transaction.atomic():
        if by:
            return services.assign_by_coordinator(
                actor=by, case=case, team=team, worker=user(worker), on=on, **changes
            )
        return services.assign(
            actor=worker, case=case, team=team, worker=user(worker), reason="x", on=on, **changes
        )


def nothing_happened(case) -> bool:
    case = Case.objects.get(pk=case.pk)
    return case.version == 1 and not case.assignments.exists() and not AuditEvent.objects.exists()


def test_an_assignment_says_who_decided_and_why(dirk, amira, case, team):
    assigned = assign(case, team, amira, by=dirk)

    assert (assigned.worker_id, assigned.decided_by_id) == (amira.user_id, dirk.user_id)
    assert assigned.reason == "Toegewezen door Dirk Testers."
    assert (assigned.starts_on, assigned.ends_on, assigned.overrule_reason) == (TODAY, None, "")
    line = AuditEvent.objects.get()
    assert (line.event, line.subject) == ("cases.assigned", f"cases.Case:{case.pk}")
    assert line.detail["worker"] == str(amira.user_id)


def test_another_case_manager_ends_the_present_assignment(dirk, amira, join, case, team):
    anna = join("anna", "CASE_MANAGER", team)
    AssignmentFactory(case=case, worker_id=amira.user_id)

    assign(case, team, anna, by=dirk)

    rows = case.assignments.order_by("pk").values_list("worker", "ends_on")
    assert list(rows) == [(amira.user_id, TODAY), (anna.user_id, None)]
    assert case_manager(case).worker_id == anna.user_id


def test_a_choice_may_be_changed_on_the_same_day(dirk, amira, join, case, team):
    anna = join("anna", "CASE_MANAGER", team)
    assign(case, team, amira, by=dirk)
    assign(case, team, anna, by=dirk)

    assert case_manager(case).worker_id == anna.user_id
    assert case.assignments.on(TODAY).get().worker_id == anna.user_id


# -- The norm --------------------------------------------------------------------------------------
def test_at_the_norm_nobody_gets_one_more_and_the_sentence_says_so(
    dirk, amira, case, team, area, norm_of
):
    norm_of(2)
    fill(amira, 2, team, area)

    with pytest.raises(AboveNorm) as refused:
        assign(case, team, amira, by=dirk)

    assert str(refused.value) == (
        "Amira Testers heeft al 2 gezinnen; de norm is 2. "
        "Kies iemand anders, of schrijf waarom u boven de norm gaat."
    )
    assert refused.value.field == "overrule_reason"
    assert nothing_happened(case)


def test_the_last_place_within_the_norm_may_be_given(dirk, amira, case, team, area, norm_of):
    norm_of(2)
    fill(amira, 1, team, area)

    assert assign(case, team, amira, by=dirk).overrule_reason == ""


def test_who_holds_the_case_already_is_not_counted_twice(dirk, amira, team, area, norm_of):
    norm_of(2)
    held = fill(amira, 2, team, area)[0]

    assert assign(held, team, amira, by=dirk).worker_id == amira.user_id


def test_a_reason_goes_above_the_norm_and_is_kept(dirk, amira, case, team, area, norm_of):
    norm_of(1)
    fill(amira, 1, team, area)

    assigned = assign(case, team, amira, by=dirk, overrule_reason="  Spreekt als enige Dari ")

    assert assigned.overrule_reason == "Spreekt als enige Dari"
    assert "Spreekt als enige Dari" in AuditEvent.objects.get().detail["overrule"]


@pytest.mark.parametrize("reason", ["", "  ", "\t\n"])
def test_an_empty_reason_is_no_reason(reason, dirk, amira, case, team, area, norm_of):
    norm_of(1)
    fill(amira, 1, team, area)

    with pytest.raises(AboveNorm):
        assign(case, team, amira, by=dirk, overrule_reason=reason)


@pytest.mark.parametrize(
    ("fraction", "norm", "cap"),
    [("0.50", 5, 2), ("0.80", 4, 3), ("0.70", 40, 28), ("0.05", 19, 0), ("1.00", 3, 3)],
)
def test_part_time_is_a_part_of_the_norm_rounded_down(
    fraction, norm, cap, dirk, join, case, team, area, norm_of
):
    norm_of(norm)
    worker = join("deel", "CASE_MANAGER", team, case_fraction=Decimal(fraction))
    [load] = workers_of(team, on=TODAY)
    assert load.cap(norm) == cap

    if cap > 3:
        return
    fill(worker, cap, team, area)
    with pytest.raises(AboveNorm, match=f"de norm is {cap}"):
        assign(case, team, worker, by=dirk)


def test_two_half_jobs_in_two_teams_are_one_full_norm(
    dirk, join, team, other_team, area, case, norm_of
):
    norm_of(2)
    worker = join("deel", "CASE_MANAGER", team, other_team, case_fraction=Decimal("0.5"))
    fill(worker, 1, other_team, area)

    assign(case, team, worker, by=dirk)

    [load] = workers_of(team, on=TODAY)
    assert (load.fraction, load.households) == (Decimal("1.00"), 2)
    one_more = HouseholdFactory(team=team, area=area).cases.get()
    with pytest.raises(AboveNorm, match="heeft al 2 gezinnen; de norm is 2"):
        assign(one_more, team, worker, by=dirk)


def test_more_than_full_time_in_all_teams_together_counts_as_full_time(join, team, other_team):
    join("druk", "CASE_MANAGER", team, other_team, case_fraction=Decimal("0.8"))

    [load] = workers_of(team, on=TODAY)
    assert load.fraction == 1


def test_a_job_that_is_over_gives_no_room(join, team, other_team):
    worker = join("deel", "CASE_MANAGER", team, case_fraction=Decimal("0.5"))
    MembershipFactory(
        user_id=worker.user_id, team=other_team, case_fraction=Decimal("0.5"), ends_on=TODAY
    )

    [load] = workers_of(team, on=TODAY)
    assert load.fraction == Decimal("0.5")


def test_closed_cases_and_ended_assignments_leave_room(dirk, amira, case, team, area, norm_of):
    norm_of(1)
    [closed] = fill(amira, 1, team, area)
    close_cases(Case.objects.filter(pk=closed.pk), TODAY)
    fill(amira, 1, team, area, ends_on=TODAY)

    assert assign(case, team, amira, by=dirk).worker_id == amira.user_id


# -- Who may, to whom ------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["celine", "els", "bram", "ilse", "karim"])
def test_only_the_coordinator_of_the_team_gives_cases_out(who, request, amira, case, team):
    with pytest.raises(NotAllowed):
        assign(case, team, amira, by=request.getfixturevalue(who))

    assert nothing_happened(case)


def test_the_coordinator_of_another_team_gives_nothing_out(join, amira, case, team, other_team):
    other = join("dora", "TEAM_COORDINATOR", other_team)

    with pytest.raises(NotAllowed, match="Alleen het bevoegde team"):
        assign(case, team, amira, by=other)

    assert nothing_happened(case)


def test_a_case_goes_to_a_case_manager_of_the_team_only(dirk, bram, celine, case, team):
    for other in (bram, celine, dirk):
        with pytest.raises(WorkerNotInTeam) as refused:
            assign(case, team, other, by=dirk)
        assert str(refused.value) == f"{user(other)} is geen maatschappelijk werker van {team}."

    assert nothing_happened(case)


def test_who_left_the_team_or_lost_the_account_gets_no_cases(dirk, amira, join, case, team):
    Membership.objects.filter(user=amira.user_id).update(ends_on=TODAY)
    anna = join("anna", "CASE_MANAGER", team)
    User.objects.filter(pk=anna.user_id).update(is_active=False)

    for gone in (amira, anna):
        with pytest.raises(WorkerNotInTeam):
            assign(case, team, gone, by=dirk)


def test_who_starts_tomorrow_gets_no_cases_today(dirk, join, case, team):
    newcomer = join("nieuw", "CASE_MANAGER", team, starts_on=TOMORROW)

    with pytest.raises(WorkerNotInTeam):
        assign(case, team, newcomer, by=dirk)


# -- At the same moment ----------------------------------------------------------------------------
@pytest.mark.parametrize("version", [0, 2, -1, 2**31 - 1, 2**31, 10**30])
def test_a_case_that_was_given_out_since_it_was_read_is_left_alone(
    version, dirk, amira, case, team
):
    case.version = version

    with pytest.raises(StaleVersion) as refused:
        assign(case, team, amira, by=dirk)

    assert str(refused.value) == STALE
    assert nothing_happened(case)


def press(browser, actor, case, worker, **changes):
    """Return a job that presses “Wijs toe”."""
    form = {
        "version": 1,
        "worker": worker.user_id,
        "submission": submissions.new_key(actor.user_id),
        **changes,
    }
    return lambda: browser.post(f"/dossier/{case.pk}/toewijzen/", form)


def refusal(response) -> str:
    return soup(response).select_one("[data-error-summary]").get_text(" ", strip=True)


@pytest.mark.django_db(transaction=True)
def test_coordinators_who_give_one_case_out_at_once_give_it_to_one(
    dirk, join, login, amira, case, team
):
    dora = join("dora", "TEAM_COORDINATOR", team)
    anna = join("anna", "CASE_MANAGER", team)
    pairs = [(dirk, amira), (dora, anna)] * 5

    responses = at_once([press(login(boss), boss, case, worker) for boss, worker in pairs])

    assert Counter(r.status_code for r in responses) == {303: 1, 422: 9}
    assert all(STALE in refusal(r) for r in responses if r.status_code == 422)
    assert Assignment.objects.count() == 1
    assert AuditEvent.objects.filter(event="cases.assigned").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_last_place_within_the_norm_goes_to_one_case(
    dirk, join, login, amira, team, area, norm_of
):
    norm_of(2)
    with transaction.atomic():
        fill(amira, 1, team, area)
        waiting = [HouseholdFactory(team=team, area=area).cases.get() for _ in range(10)]
    dora = join("dora", "TEAM_COORDINATOR", team)

    responses = at_once(
        [
            press(login(boss), boss, case, amira)
            for boss, case in zip([dirk, dora] * 5, waiting, strict=True)
        ]
    )

    assert Counter(r.status_code for r in responses) == {303: 1, 422: 9}
    sentence = "Amira Testers heeft al 2 gezinnen; de norm is 2."
    assert all(sentence in refusal(r) for r in responses if r.status_code == 422)
    assert Assignment.objects.open().filter(worker=amira.user_id).count() == 2


# -- What waited -----------------------------------------------------------------------------------
def test_what_waited_for_a_case_manager_is_settled_by_the_assignment(dirk, amira, case, team):
    asked = WorkItemFactory(case=case, team=team, kind=WorkItemKind.UNASSIGNED)
    news = WorkItemFactory(case=case, team=team)
    old = WorkItemFactory(case=case, team=team, done_on=YESTERDAY)
    other = WorkItemFactory(case=HouseholdFactory(team=team).cases.get(), team=team)

    assign(case, team, amira, by=dirk)

    for item in (asked, news, old, other):
        item.refresh_from_db()
    assert asked.done_on == TODAY
    assert (news.done_on, news.worker_id) == (None, amira.user_id)
    assert (old.done_on, old.worker_id) == (YESTERDAY, None)
    assert (other.done_on, other.worker_id) == (None, None)


def test_news_moves_along_with_the_case(dirk, amira, join, case, team):
    anna = join("anna", "CASE_MANAGER", team)
    AssignmentFactory(case=case, worker_id=amira.user_id)
    news = WorkItemFactory(case=case, team=team, worker_id=amira.user_id)

    assign(case, team, anna, by=dirk)

    news.refresh_from_db()
    assert news.worker_id == anna.user_id


def test_an_assigned_case_no_longer_waits_on_the_board(dirk, amira, case, team):
    assert list(unassigned_cases(team, on=TODAY)) == [case]

    assign(case, team, amira, by=dirk)

    assert not unassigned_cases(team, on=TODAY).exists()


# -- The page --------------------------------------------------------------------------------------
def test_the_page_proposes_somebody_and_says_everybodys_load(dirk, amira, join, login, case, team):
    join("vol", "CASE_MANAGER", team, case_fraction=0)

    page = soup(login(dirk).get(f"/dossier/{case.pk}/toewijzen/"))

    assert page.select_one("input[name=worker][checked]")["value"] == str(amira.user_id)
    assert "0 van 40 gezinnen" in page.select_one("#id_worker").text
    assert "Volgt geen gezinnen op" in page.select_one("#id_worker").text


def test_after_a_conflict_the_page_says_who_holds_it_and_a_second_choice_counts(
    dirk, amira, join, login, case, team
):
    anna = join("anna", "CASE_MANAGER", team)
    client = login(dirk)
    client.post(f"/dossier/{case.pk}/toewijzen/", {"version": 1, "worker": amira.user_id})

    conflict = client.post(f"/dossier/{case.pk}/toewijzen/", {"version": 1, "worker": anna.user_id})
    page = soup(conflict)
    assert conflict.status_code == 422
    assert "Nu: Amira Testers, sinds 23 november 2026." in page.text
    again = {field["name"]: field["value"] for field in page.select("input[name=version]")}
    assert page.select_one("input[name=worker][checked]")["value"] == str(anna.user_id)

    response = client.post(f"/dossier/{case.pk}/toewijzen/", {**again, "worker": anna.user_id})

    assert response.status_code == 303
    assert case_manager(case).worker_id == anna.user_id


@pytest.mark.parametrize("worker", ["", "abc", "0", "999999", "9" * 40, "\x00"])
def test_an_unknown_worker_is_told_at_the_field(worker, dirk, amira, login, case):
    response = login(dirk).post(f"/dossier/{case.pk}/toewijzen/", {"version": 1, "worker": worker})

    assert response.status_code == 422
    assert nothing_happened(case)


def test_outside_the_team_a_case_to_assign_does_not_exist(join, login, case, other_team):
    client = login(join("dora", "TEAM_COORDINATOR", other_team))

    for pk in (case.pk, 10**6, 10**30):
        assert client.get(f"/dossier/{pk}/toewijzen/").status_code == 404
        assert client.post(f"/dossier/{pk}/toewijzen/").status_code == 404


def test_a_case_manager_of_the_same_team_may_not_assign(amira, login, case):
    assert login(amira).get(f"/dossier/{case.pk}/toewijzen/").status_code == 403
    assert login(amira).post(f"/dossier/{case.pk}/toewijzen/").status_code == 403
    assert nothing_happened(case)


def test_an_assignment_of_long_ago_is_history(dirk, amira, case, team):
    AssignmentFactory(case=case, worker_id=amira.user_id, ends_on=date(2026, 2, 1))

    assert list(unassigned_cases(team, on=TODAY)) == [case]


def test_what_waits_for_the_coordinators_or_a_colleague_stays_theirs(dirk, amira, join, case, team):
    anna, other = join("anna", "CASE_MANAGER", team), join("olaf", "CASE_MANAGER", team)
    AssignmentFactory(case=case, worker_id=amira.user_id)
    alarm = WorkItemFactory(case=case, team=team, kind="COORDINATION")
    answer = WorkItemFactory(case=case, team=team, worker_id=other.user_id)
    news = WorkItemFactory(case=case, team=team, worker_id=amira.user_id)

    assign(case, team, anna, by=dirk)

    for item in (alarm, answer, news):
        item.refresh_from_db()
    assert (alarm.worker_id, answer.worker_id, news.worker_id) == (
        None,
        other.user_id,
        anna.user_id,
    )
