"""The desk's queue: numbers, calling, finishing, who sees what."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.agenda.enums import VisitState
from eenplan.agenda.errors import CalledByAnother, NoLongerThere, QueueRefused
from eenplan.agenda.models import Visit
from eenplan.agenda.selectors import queue as reading
from eenplan.agenda.services import queue
from eenplan.core.errors import NotAllowed, NotFound
from eenplan.core.models import AuditEvent
from eenplan.organisation.models import User
from tests.factories import VisitFactory, moment
from tests.support.at_once import at_once
from tests.support.setting import TODAY


def test_a_day_at_a_desk_counts_from_one_and_each_desk_counts_for_itself(
    amira, bram, team, other_team, at
):
    numbers = [queue.enlist(actor=amira, team=team, topic="MONEY", at=at).number for _ in "ab"]
    elsewhere = queue.enlist(actor=bram, team=other_team, topic="MONEY", at=at)
    tomorrow = queue.enlist(actor=amira, team=team, topic="MONEY", at=at + timedelta(days=1))

    assert numbers == [1, 2]
    assert (elsewhere.number, tomorrow.number) == (1, 1)
    assert AuditEvent.objects.filter(event="agenda.enlisted").count() == 4


@pytest.mark.parametrize(
    ("moment_", "day"),
    [
        ("2026-03-29 00:30", "2026-03-29"),
        ("2026-03-29 03:05", "2026-03-29"),
        ("2026-10-25 02:30", "2026-10-25"),
        ("2026-10-25 23:30", "2026-10-25"),
    ],
)
def test_the_day_is_that_of_the_clock_on_the_wall(moment_, day, amira, team):
    visit = queue.enlist(actor=amira, team=team, topic="OTHER", at=moment(moment_))
    assert str(visit.day) == day


def test_only_who_keeps_that_queue_enlists(bram, join, team, at):
    expert = join("lien", "EXPERT", team)
    for actor in (bram, expert):
        with pytest.raises(NotAllowed):
            queue.enlist(actor=actor, team=team, topic="MONEY", at=at)
    assert not Visit.objects.exists()


def test_somebody_of_another_team_cannot_be_asked_for(amira, bram, team, at):
    with pytest.raises(QueueRefused, match="werkt vandaag niet"):
        queue.enlist(
            actor=amira,
            team=team,
            topic="MONEY",
            at=at,
            for_worker=User.objects.get(pk=bram.user_id),
        )


def test_a_called_visitor_is_finished_with_the_minutes_since_the_call(amira, visit, at):
    called = queue.call(actor=amira, visit=visit, at=at)
    done = queue.finish(
        actor=amira, visit=called, outcome=VisitState.ANSWERED, at=at + timedelta(minutes=12)
    )

    assert (done.state, done.minutes, done.called_by_id) == ("ANSWERED", 12, amira.user_id)
    events = list(AuditEvent.objects.values_list("event", flat=True))
    assert events == ["agenda.called", "agenda.visit-finished"]


def test_who_is_called_already_is_not_called_again_and_one_is_told_by_whom(amira, desk, visit, at):
    queue.call(actor=desk, visit=visit, at=at)

    with pytest.raises(CalledByAnother, match="Rania Testers riep nummer 1 al op om 10:30"):
        queue.call(actor=amira, visit=visit, at=at)


def test_back_in_the_queue_one_waits_at_the_old_place(amira, team, visit, at):
    VisitFactory(team=team, number=2)
    called = queue.call(actor=amira, visit=visit, at=at)
    queue.put_back(actor=amira, visit=called)

    assert [v.number for v in reading.waiting(amira, team)] == [1, 2]
    visit.refresh_from_db()
    assert (visit.state, visit.called_by, visit.called_at) == ("WAITING", None, None)


def test_somebody_may_leave_without_ever_being_called(amira, visit, at):
    done = queue.finish(actor=amira, visit=visit, outcome=VisitState.LEFT, at=at)
    assert (done.state, done.minutes, done.called_by) == ("LEFT", None, None)


@pytest.mark.parametrize("outcome", [VisitState.ANSWERED, VisitState.CASE, VisitState.REFERRED])
def test_who_was_never_called_was_not_helped(outcome, amira, visit, at):
    with pytest.raises(NoLongerThere, match="wacht"):
        queue.finish(actor=amira, visit=visit, outcome=outcome, at=at)


def test_a_visit_ends_once(amira, visit, at):
    called = queue.call(actor=amira, visit=visit, at=at)
    stale = Visit.objects.get(pk=called.pk)
    queue.finish(actor=amira, visit=called, outcome=VisitState.ANSWERED, at=at)

    with pytest.raises(NoLongerThere, match="Iemand anders was u voor"):
        queue.finish(actor=amira, visit=stale, outcome=VisitState.REFERRED, at=at)
    assert Visit.objects.get().state == VisitState.ANSWERED


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "CALLED"},
        {"state": "ANSWERED", "done_at": moment("2026-11-23 10:00")},
        {"number": 0},
        {"state": "LEFT", "done_at": moment("2026-11-23 09:00")},
    ],
)
def test_the_database_refuses_a_visit_that_cannot_be(facts, team, db):
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitFactory(team=team, **facts)


def test_who_was_forgotten_yesterday_stays_in_the_queue_until_somebody_finishes(amira, team):
    forgotten = VisitFactory(team=team, number=9, day=TODAY - timedelta(days=1))
    assert reading.waiting(amira, team) == [forgotten]


# -- Who is helped elsewhere ----------------------------------------------------------------------
def test_the_neighbours_cannot_link_a_household_they_may_not_know(amira, team, hidden, at):
    with pytest.raises(QueueRefused, match="niet in de eigen wijk"):
        queue.enlist(actor=amira, team=team, topic="MONEY", at=at, household=hidden)
    assert not Visit.objects.exists()


def test_the_team_in_charge_may_link_it(join, central, hidden, at):
    nora = join("nora", "CASE_MANAGER", central)
    visit = queue.enlist(actor=nora, team=central, topic="MONEY", at=at, household=hidden)
    assert visit.household == hidden


def test_a_visit_is_read_by_who_keeps_that_queue_only(amira, bram, visit):
    assert reading.get_visit(amira, visit.pk) == visit
    with pytest.raises(NotFound):
        reading.get_visit(bram, visit.pk)


def test_a_name_goes_when_its_household_is_out_of_sight(amira, team, hidden):
    row = VisitFactory(team=team, name="Liever", shows_name=True, household=hidden)
    found = reading.get_visit(amira, row.pk)

    assert (reading.shown_name(found), reading.screen_name(found)) == ("", f"Nummer {row.number}")


# -- What changed ---------------------------------------------------------------------------------
def test_news_tells_changes_only(team, db):
    rows = [VisitFactory(team=team, number=n) for n in (3, 4)]

    assert str(reading.news(rows, "3W.4W")) == ""
    assert str(reading.news(rows, "4W.7C")) == (
        "Nieuw: nummer 3. Weg uit de rij: nummer 7. Er wachten 2."
    )


@pytest.mark.parametrize("seen", ["", "onzin", "3", "W", "3W" * 3000, "³W", "-1W.٣W"])
def test_a_mark_that_is_none_of_ours_does_no_harm(seen, team, db):
    assert "Nieuw: nummer 3" in str(reading.news([VisitFactory(team=team, number=3)], seen))


# -- At once --------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_of_ten_who_call_one_person_one_does_and_the_others_are_told(join, team, at):
    actors = [join(f"helper{n}", "CASE_MANAGER", team) for n in range(10)]
    visit = VisitFactory(team=team)

    def call(actor):
        try:
            queue.call(actor=actor, visit=Visit.objects.get(pk=visit.pk), at=at)
        except CalledByAnother as error:
            return str(error)
        return "geroepen"

    said = at_once([lambda a=actor: call(a) for actor in actors])

    assert said.count("geroepen") == 1
    assert sum("al op om 10:30" in text for text in said) == 9
    assert AuditEvent.objects.filter(event="agenda.called").count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_who_come_in_at_once_get_a_number_each(join, team, at):
    actors = [join(f"helper{n}", "RECEPTION", team) for n in range(8)]
    jobs = [
        lambda a=actor: queue.enlist(actor=a, team=team, topic="MONEY", at=at).number
        for actor in actors
    ]

    assert sorted(at_once(jobs)) == list(range(1, 9))
