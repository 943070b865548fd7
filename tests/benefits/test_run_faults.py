"""A run that is cut off anywhere goes on where it was: nothing lost, nothing doubled, one file.

Sampled here; `script/bench payments` does the whole series and prints its figures.
"""

from random import Random
from threading import Event, Thread

import pytest
from django.db import OperationalError, connection, transaction

from benchmarks.payments.server import killed, stopped, town, undisturbed
from eenplan.benefits.models import JournalEntry, Payment, PaymentRun, RunFile
from eenplan.benefits.money_errors import RunMovedOn
from eenplan.benefits.selectors.ledger import balances
from eenplan.benefits.selectors.run_files import content_of
from eenplan.benefits.services.bank_files import read_in
from eenplan.benefits.services.filling import take_piece
from eenplan.benefits.services.runs import approve, export, freeze, open_run
from tests.factories import TODAY, HouseholdFactory, UserFactory, all_norms
from tests.support.at_once import at_once
from tests.support.bank import line, statement, status_report
from tests.support.money import MONTH, NOW, SYSTEM, WISHED, finance, granted, households
from tests.support.rights import the_centre

AMOUNT = 177_695
POINTS = 25  # of the statements of a run, spread over all of them


class Crash(OperationalError):
    """The connection is gone."""


class CutOff:
    """Counts the statements of a run, and cuts it off before one of them."""

    def __init__(self, before: int | None = None) -> None:
        self.seen, self.before = 0, before

    def __call__(self, execute, sql, params, many, context):
        self.seen += 1
        if self.seen == self.before:
            raise Crash(sql[:60])
        return execute(sql, params, many, context)


def go_on(second) -> None:
    """Take the run from wherever it is to the end."""
    run = PaymentRun.objects.first() or open_run(
        actor=SYSTEM, period=MONTH, wished_on=WISHED, on=TODAY, at=NOW
    )
    if run.state == "OPEN":
        while take_piece(run.pk, size=2):
            pass
        run = freeze(actor=SYSTEM, run=run, on=TODAY, at=NOW)
    if run.state == "FROZEN":
        run = approve(actor=second, run=run, on=TODAY, at=NOW)
    if run.state == "APPROVED":
        run = export(actor=SYSTEM, run=run, on=TODAY, at=NOW)
    names = list(run.payments.order_by("grant").values_list("end_to_end", flat=True))
    messages = [
        status_report(run.message_id, group="PART", items=[(names[0], "RJCT", "AC04")]),
        statement(line(-(len(names) - 1) * AMOUNT, batch=run.message_id)),
        statement(line(AMOUNT, names=[(names[1], AMOUNT)], returned="AC01"), message="2"),
    ]
    for content in messages:
        read_in(actor=SYSTEM, name="bericht", content=content, on=TODAY, at=NOW)


def what_is_left() -> dict:
    connection.check_constraints()
    run = PaymentRun.objects.get()
    return {
        "file": content_of(run),
        "sha256": run.sha256,
        "files": RunFile.objects.count(),
        "state": run.state,
        "payments": list(
            Payment.objects.order_by("grant").values_list("grant", "net_cents", "state")
        ),
        "entries": sorted(JournalEntry.objects.values_list("key", flat=True)),
        "books": {str(row.account): row.cents for row in balances()},
    }


@pytest.mark.django_db
def test_a_crash_before_any_statement_leaves_the_same_run(team, area):
    the_centre()
    households(team, area, 5)
    second = finance(UserFactory())

    def tried(before: int | None) -> tuple[dict, int]:
        with transaction.atomic():
            cut = CutOff(before)
            with connection.execute_wrapper(cut):
                if before is None:
                    go_on(second)
                else:
                    with pytest.raises(Crash):
                        go_on(second)
            if before is not None:
                go_on(second)
            left = what_is_left()
            transaction.set_rollback(True)
        return left, cut.seen

    whole, statements = tried(None)
    assert whole["state"] == "SETTLED"
    assert statements > 100
    points = sorted(Random(7).sample(range(1, statements + 1), POINTS))
    wrong = [before for before in points if tried(before)[0] != whole]
    assert wrong == []


@pytest.fixture(scope="module")
def small_town():
    """A town in a database server of its own, so that the shared one is never touched."""
    with town(400) as found:
        yield found, undisturbed(found, 20)


def test_workers_that_are_killed_lose_and_double_nothing(small_town):
    found, whole = small_town
    hits, seen = killed(found, 20, points=6, seed=3, window=0.8)
    assert hits == 6
    assert all(run == whole for run in seen)
    assert (whole["files"], whole["paid_twice"], whole["payments"]) == (1, 0, 392)


def test_a_database_that_stops_at_once_loses_and_doubles_nothing(small_town):
    found, whole = small_town
    seen = stopped(found, 20, times=2, seed=5, window=0.8)
    assert all(run == whole for run in seen)


@pytest.fixture
def norms_again(transactional_db):
    """The norms, also after another test emptied the database."""
    all_norms()


@pytest.mark.django_db(transaction=True)
def test_none_left_to_take_is_not_done(norms_again):
    """Somebody else holds the last piece: who looks for work sees none, and the freeze waits."""
    the_centre()
    granted(HouseholdFactory())
    run = open_run(actor=SYSTEM, period=MONTH, wished_on=WISHED, on=TODAY, at=NOW)
    taken, let_go, told = Event(), Event(), {}

    def hold_a_piece():
        with transaction.atomic():
            told["first"] = take_piece(run.pk)
            taken.set()
            let_go.wait(30)
        connection.close()

    def freeze_it():
        told["frozen"] = freeze(actor=SYSTEM, run=run, on=TODAY, at=NOW).payments_count
        connection.close()

    holder, freezer = Thread(target=hold_a_piece), Thread(target=freeze_it)
    holder.start()
    assert taken.wait(30)
    assert take_piece(run.pk) == 0
    assert run.candidates.filter(state="WAITING").count() == 1
    freezer.start()
    freezer.join(0.5)
    assert freezer.is_alive()
    let_go.set()
    holder.join(30)
    freezer.join(30)
    assert told == {"first": 1, "frozen": 1}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_act_on_a_run_at_once_one_wins(norms_again):
    the_centre()
    granted(HouseholdFactory())
    run = open_run(actor=SYSTEM, period=MONTH, wished_on=WISHED, on=TODAY, at=NOW)
    second = [finance(UserFactory()) for _ in range(2)]

    def tried(act):
        try:
            act()
        except RunMovedOn:
            return "too late"
        return "done"

    facts = {"run": run, "on": TODAY, "at": NOW}
    for each in (
        lambda _: freeze(actor=SYSTEM, **facts),
        lambda who: approve(actor=who, **facts),
        lambda _: export(actor=SYSTEM, **facts),
    ):
        jobs = [lambda who=who, each=each: tried(lambda: each(who)) for who in second]
        assert sorted(at_once(jobs)) == ["done", "too late"]
    assert JournalEntry.objects.count() == 2
