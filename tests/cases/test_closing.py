"""Closing a case: only when nothing is open, and then nobody holds it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.cases import services
from eenplan.cases.enums import ClosingReason
from eenplan.cases.errors import CaseAlreadyOpen, CaseClosed, ImpossibleClosing, StillOpen
from eenplan.cases.models import Case, Step
from eenplan.cases.selectors import case_manager, open_case, waiting_for
from eenplan.core.errors import NotAllowed, StaleVersion
from eenplan.core.models import AuditEvent
from eenplan.journeys import closing
from tests.factories import (
    AssignmentFactory,
    ContactFactory,
    PlaceFactory,
    StayFactory,
    StepFactory,
    WorkItemFactory,
)
from tests.factories.network import QuestionFactory, ReferralFactory
from tests.support.at_once import at_once
from tests.support.setting import TODAY

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def case(household, amira):
    case = household.cases.get()
    AssignmentFactory(case=case, worker_id=amira.user_id)
    return case


def close(case, actor, closed_on=TODAY):
    return closing.close(
        actor=actor,
        case=case,
        because=ClosingReason.GOALS,
        note="Alles loopt.",
        closed_on=closed_on,
        on=TODAY,
    )


def test_a_closed_case_is_held_by_nobody_and_waits_for_nobody(case, amira, team):
    WorkItemFactory(case=case, team=team, worker_id=amira.user_id)
    close(case, amira)

    case.refresh_from_db()
    assert (case.closed_on, case.closed_by_id, case.closed_because) == (
        TODAY,
        amira.user_id,
        "GOALS",
    )
    assert case_manager(case) is None
    assert case.assignments.get().ends_on == TODAY
    assert not case.work_items.filter(done_on=None).exists()
    assert AuditEvent.objects.filter(event="cases.case-closed").count() == 1


def test_who_offered_the_case_is_told_that_it_closed(case, amira, dirk, other_team, login):
    services.offer(
        actor=amira, case=case, to_team=other_team, to_worker=None, reason="Verhuist.", on=TODAY
    )
    close(case, dirk)

    told = "De overdracht naar Wijkteam Molenwijk is vervallen. Het dossier is gesloten."
    [item] = waiting_for(amira)
    assert (item.text, item.worker_id) == (told, amira.user_id)
    client = login(amira)
    shown = client.get("/").content.decode()
    assert told in shown
    assert f"/werkpunt/{item.pk}/later/" not in shown
    services.finish_work_item(actor=amira, item=item, on=TODAY)
    assert not waiting_for(amira)
    services.put_back_work_item(actor=amira, item=item, on=TODAY)
    assert [again.worker_id for again in waiting_for(amira)] == [amira.user_id]


def test_who_asked_a_question_or_referred_is_told_that_the_case_closed(case, amira, dirk, team):
    question = QuestionFactory(case=case, team=team, asked_by_id=amira.user_id)
    ReferralFactory(case=case, sent_by_id=amira.user_id)
    close(case, dirk)

    question.refresh_from_db()
    assert question.state == "WITHDRAWN"
    assert len(waiting_for(amira)) == 2
    assert all("Het dossier is gesloten." in item.text for item in waiting_for(amira))


def test_who_closes_is_not_told_of_the_own_questions(case, amira, team):
    QuestionFactory(case=case, team=team, asked_by_id=amira.user_id)
    close(case, amira)
    assert not waiting_for(amira)


def test_open_steps_refuse_it_with_the_list(case, amira):
    StepFactory(case=case, title="Bel de school")
    StepFactory(case=case, title="Bankrekening openen")

    with pytest.raises(StillOpen), transaction.atomic():
        close(case, amira)
    assert [end.text for end in closing.open_ends(case, on=TODAY)] == [
        "Open stap: Bel de school",
        "Open stap: Bankrekening openen",
    ]
    with pytest.raises(StillOpen, match="Er zijn nog 2 stappen: Bel de school; Bank"):
        services.close_case(
            actor=amira, case=case, because="GOALS", note="", closed_on=TODAY, on=TODAY
        )
    assert Case.objects.get(pk=case.pk).closed_on is None


def test_a_stay_in_our_reception_refuses_it(case, amira, household):
    StayFactory(household=household, place=PlaceFactory(reference="PAND-9"))

    with pytest.raises(StillOpen):
        close(case, amira)
    assert "PAND-9" in closing.open_ends(case, on=TODAY)[0].text


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (TODAY + timedelta(days=1), "niet later"),
        (date(2026, 1, 4), "pas geopend op 05/01/2026"),
    ],
)
def test_the_day_has_to_be_possible(case, amira, day, why):
    with pytest.raises(ImpossibleClosing, match=why):
        close(case, amira, day)


def test_a_case_does_not_close_before_its_last_contact_or_case_manager(case, amira):
    ContactFactory(case=case, on=TODAY)
    with pytest.raises(ImpossibleClosing, match="contact op 23/11/2026"):
        close(case, amira, YESTERDAY)


def test_twice_is_told(case, amira):
    close(case, amira)
    with pytest.raises(CaseClosed, match="al gesloten op 23/11/2026"):
        services.close_case(
            actor=amira, case=case, because="GOALS", note="", closed_on=TODAY, on=TODAY
        )


def test_another_team_does_not_close_it(case, bram):
    with pytest.raises(NotAllowed):
        close(case, bram)


def test_a_stale_page_closes_nothing(case, amira):
    Case.objects.filter(pk=case.pk).update(version=7)
    with pytest.raises(StaleVersion):
        close(case, amira)


def test_no_step_comes_into_a_closed_case(case, amira):
    close(case, amira)
    with pytest.raises(IntegrityError, match="is closed"), transaction.atomic():
        StepFactory(case=case)


@pytest.mark.django_db(transaction=True)
def test_a_step_written_at_the_moment_of_closing_is_in_or_refused(case, amira):
    def add():
        try:
            with transaction.atomic():
                StepFactory(case=case)
            return "step"
        except IntegrityError:
            return "refused"

    def shut():
        try:
            close(Case.objects.select_related("household").get(pk=case.pk), amira)
            return "closed"
        except StillOpen:
            return "open"

    answers = at_once([add, shut])

    closed = Case.objects.get(pk=case.pk).closed_on is not None
    assert answers == (["refused", "closed"] if closed else ["step", "open"])
    assert Step.objects.filter(case=case).exists() is not closed


def test_who_comes_back_gets_a_new_case_with_a_case_manager(case, amira, household):
    close(case, amira)
    again, assignment = closing.open_again(actor=amira, household=household, on=TODAY)

    assert again.pk != case.pk
    assert open_case(household) == again
    assert assignment.worker_id == amira.user_id
    with pytest.raises(CaseAlreadyOpen):
        closing.open_again(actor=amira, household=household, on=TODAY)


def test_the_page_lists_what_is_open_and_closes_when_nothing_is(case, amira, household, login):
    step = StepFactory(case=case, title="Bel de school")
    client, page = login(amira), f"/gezin/{household.year}/{household.serial}/dossier-sluiten/"

    assert "Bel de school" in client.get(page).content.decode()
    answer = {"version": case.version, "on": "23/11/2026", "because": "GOALS"}
    assert client.post(page, answer).status_code == 422
    step.delete()
    assert client.post(page, answer).status_code == 303
    file = client.get(f"/gezin/{household.year}/{household.serial}/").content.decode()
    assert "gesloten op 23 november 2026" in file
    assert "Open een nieuw dossier" in file
