"""Many households handed over by two processes at once, with no room to spare; and how dearly."""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eenplan.cases.enums import LineState
from eenplan.cases.models import Assignment, HandoverRun
from eenplan.journeys import handing_over, tasks
from tests.factories import MembershipFactory, TeamAreaFactory, TeamFactory
from tests.support.at_once import at_once
from tests.support.many_households import Outline, many_households
from tests.support.setting import TODAY

REASON = "Besluit van het vast bureau: de cel stopt."


@pytest.fixture
def receiving(area, norms):
    """A team of five people who each have room for eight households, and no more."""
    team = TeamFactory(name="Wijkteam Heuvelkant")
    TeamAreaFactory(team=team, area=area)
    return [MembershipFactory(team=team, case_fraction="0.20").user for _ in range(5)]


@pytest.fixture
def run(cell, oksana, area, receiving, join):
    head = join("head", "TEAM_COORDINATOR", cell)
    many_households(cell, [Outline(area, oksana.user_id)] * 40, target_group="TEMPORARY_PROTECTION")
    plan = handing_over.plan(from_team=cell, from_worker=None, to_team=None, on=TODAY)
    return handing_over.decide(actor=head, planned=plan, reason=REASON, on=TODAY)


@pytest.mark.django_db(transaction=True)
def test_the_last_room_is_found_by_two_processes_at_once(run, receiving):
    at_once([lambda: handing_over.carry_out(run, on=TODAY)] * 4)

    assert Counter(run.lines.values_list("state", flat=True)) == {LineState.DONE: 40}
    held = Counter(Assignment.objects.open().values_list("worker", flat=True))
    assert held == {user.pk: 8 for user in receiving}


def test_a_line_asks_as_much_in_the_middle_of_a_run_as_at_its_start(run):
    asked = []

    def count():
        asked.append(len(connection.queries_log))
        connection.queries_log.clear()

    with CaptureQueriesContext(connection):
        handing_over.carry_out(run, on=TODAY, progress=count)

    assert max(asked[1:]) == min(asked[1:]) <= 60


def test_a_second_decision_waits_for_the_task_that_waits_already(cell, run, db):
    tasks.carry_out_soon()
    tasks.carry_out_soon()

    assert HandoverRun.objects.count() == 1
