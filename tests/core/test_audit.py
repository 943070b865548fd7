"""The audit trail: a line for each change; of one action together in one statement."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.models import AuditEvent
from tests.support.setting import TODAY

SOMEBODY = Actor(7, "Amira", TODAY)


def test_the_lines_of_one_action_are_written_in_one_statement_and_in_order(team):
    with CaptureQueriesContext(connection) as captured, audit.written_together():
        audit.record(SOMEBODY, "first", team, why="x")
        with audit.written_together():
            audit.record(SOMEBODY, "second", team)

    assert len(captured) == 1
    lines = AuditEvent.objects.order_by("pk").values_list("event", "actor_id", "detail")
    assert list(lines) == [("first", 7, {"why": "x"}), ("second", 7, {})]


def test_what_is_refused_halfway_leaves_no_line_and_the_next_is_written_again(team):
    with pytest.raises(ZeroDivisionError), transaction.atomic(), audit.written_together():
        audit.record(SOMEBODY, "first", team)
        raise ZeroDivisionError
    audit.record(SOMEBODY, "after", team)

    assert list(AuditEvent.objects.values_list("event", flat=True)) == ["after"]
