"""Absences: shares that add up to one at most, substitutes who can see the households."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.organisation import errors, services
from eenplan.organisation.models import Absence, User
from eenplan.organisation.selectors import absence_shares, substitutes_of, substituting_for
from tests.factories import MembershipFactory, UserFactory
from tests.support.at_once import at_once
from tests.support.setting import TODAY

NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def worker(team):
    return MembershipFactory(team=team, user=UserFactory(username="nele")).user


@pytest.fixture
def colleague(team):
    return MembershipFactory(team=team, user=UserFactory(username="tom")).user


def note(actor, user, **changes):
    said = {"kind": "LEAVE", "starts_on": TODAY, "ends_on": NEXT_WEEK} | changes
    return services.note_absence(actor=actor, user=user, **said, on=TODAY)


def test_who_is_away_counts_for_the_share_on_those_days_only(dirk, worker, colleague):
    note(dirk, worker, share=Decimal("0.4"))

    asked = [worker.pk, colleague.pk]
    assert absence_shares(asked, on=TODAY) == {worker.pk: Decimal("0.4")}
    assert absence_shares(asked, on=NEXT_WEEK) == {}
    assert absence_shares(asked, on=TODAY - timedelta(days=1)) == {}
    assert AuditEvent.objects.filter(event="organisation.absence-noted").count() == 1


def test_a_half_exempted_head_of_the_cell_may_still_be_half_on_leave(dirk, worker):
    note(dirk, worker, kind="EXEMPTED", share=Decimal("0.5"), ends_on=None)
    note(dirk, worker, share=Decimal("0.5"))

    assert absence_shares([worker.pk], on=TODAY) == {worker.pk: Decimal(1)}
    assert absence_shares([worker.pk], on=NEXT_WEEK) == {worker.pk: Decimal("0.5")}


def test_nobody_is_away_for_more_than_the_whole_working_time(dirk, worker):
    note(dirk, worker, kind="EXEMPTED", share=Decimal("0.5"), ends_on=None)

    with pytest.raises(errors.AbsenceRefused, match="Er kan nog 0,5 bij") as refusal:
        note(dirk, worker, share=Decimal("0.6"))

    assert refusal.value.field == "share"
    assert Absence.objects.count() == 1


def test_one_kind_of_absence_at_a_time(dirk, worker):
    note(dirk, worker, share=Decimal("0.2"))
    with pytest.raises(errors.AbsenceRefused, match="al verlof genoteerd"):
        note(dirk, worker, share=Decimal("0.2"), starts_on=NEXT_WEEK - timedelta(days=1))
    note(dirk, worker, starts_on=NEXT_WEEK, ends_on=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(user=worker, kind="LEAVE", share=1, starts_on=TODAY)


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"ends_on": TODAY}, errors.EndBeforeStart),
        ({"starts_on": TODAY - timedelta(days=400)}, errors.DayInThePast),
        ({"share": Decimal(0)}, errors.AbsenceRefused),
        ({"share": Decimal("1.5")}, errors.AbsenceRefused),
    ],
)
def test_an_absence_that_cannot_be_is_refused(dirk, worker, changes, kind):
    with pytest.raises(kind):
        note(dirk, worker, **changes)
    assert not Absence.objects.exists()


def test_a_substitute_is_found_from_both_sides(dirk, worker, colleague):
    note(dirk, worker, substitute=colleague)

    assert substitutes_of([worker.pk, colleague.pk], on=TODAY) == {worker.pk: [colleague]}
    assert substituting_for(colleague.pk, on=TODAY) == [worker]
    assert substituting_for(colleague.pk, on=NEXT_WEEK) == []


def test_a_blocked_substitute_steps_in_for_nobody(dirk, worker, colleague):
    note(dirk, worker, substitute=colleague)
    User.objects.filter(pk=colleague.pk).update(is_active=False)

    assert substitutes_of([worker.pk], on=TODAY) == {}
    assert substituting_for(colleague.pk, on=TODAY) == []


def test_a_substitute_works_in_the_same_team_and_is_there(dirk, worker, colleague, other_team):
    stranger = MembershipFactory(team=other_team).user
    with pytest.raises(errors.AbsenceRefused, match="niet in hetzelfde team"):
        note(dirk, worker, substitute=stranger)
    with pytest.raises(errors.AbsenceRefused, match="vervangt zichzelf"):
        note(dirk, worker, substitute=worker)
    note(dirk, colleague)
    with pytest.raises(errors.AbsenceRefused, match="is zelf afwezig"):
        note(dirk, worker, substitute=colleague)


def test_an_absence_is_prolonged_shortened_and_taken_back(dirk, worker, colleague):
    absence = note(dirk, worker)

    def change(ends_on):
        return services.change_absence(
            actor=dirk, absence=absence, ends_on=ends_on, substitute=colleague, note="post open"
        )

    change(NEXT_WEEK + timedelta(days=7))
    assert absence_shares([worker.pk], on=NEXT_WEEK) == {worker.pk: 1}
    change(TODAY)
    assert absence_shares([worker.pk], on=TODAY) == {}
    with pytest.raises(errors.EndBeforeStart):
        change(TODAY - timedelta(days=1))
    assert AuditEvent.objects.filter(event="organisation.absence-changed").count() == 2


def test_only_who_steers_a_team_of_the_person_notes_it(amira, dirk, karim, worker, other_team):
    other = MembershipFactory(team=other_team).user
    for actor, user in ((amira, worker), (dirk, other)):
        with pytest.raises(NotAllowed):
            note(actor, user)
    assert note(karim, other).pk


@pytest.mark.django_db(transaction=True)
def test_two_notes_at_once_never_exceed_the_working_time(dirk, worker):
    def job(kind):
        try:
            note(dirk, worker, kind=kind, share=Decimal("0.7"))
        except errors.AbsenceRefused:
            return "refused"
        finally:
            connection.close()
        return "noted"

    answers = at_once([lambda: job("LEAVE"), lambda: job("TRAINING")])

    assert sorted(answers) == ["noted", "refused"]
