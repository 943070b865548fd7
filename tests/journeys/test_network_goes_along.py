"""A case that closes or goes to another team takes its referrals and questions along."""

import pytest

from eenplan.cases.models import WorkItem
from eenplan.journeys import closing, handover as journey, unfollowed
from eenplan.journeys.cells import owned_by_team
from eenplan.organisation.models import User
from tests.factories import AssignmentFactory, HandoverFactory
from tests.factories.network import QuestionFactory, ReferralFactory
from tests.support.setting import TODAY


@pytest.fixture
def case(household, amira):
    case = household.cases.get()
    AssignmentFactory(case=case, worker_id=amira.user_id)
    return case


def test_closing_ends_what_waits_with_the_reason(case, amira, team):
    referral = ReferralFactory(case=case, sent_by_id=amira.user_id)
    question = QuestionFactory(case=case, team=team, asked_by_id=amira.user_id)

    closing.close(actor=amira, case=case, because="GOALS", note="", closed_on=TODAY, on=TODAY)

    referral.refresh_from_db()
    question.refresh_from_db()
    assert (referral.state, question.state) == ("WITHDRAWN", "WITHDRAWN")
    assert referral.events.last().why == "Het dossier is gesloten."


def test_a_handover_takes_a_referral_along_and_the_receiver_hears_of_it(
    case, amira, bram, team, other_team
):
    referral = ReferralFactory(case=case, sent_by_id=amira.user_id)
    offered = HandoverFactory(
        case=case, from_team=team, to_team=other_team, to_worker_id=bram.user_id
    )

    journey.accept(actor=bram, handover=offered, worker=User.objects.get(pk=bram.user_id), on=TODAY)

    referral.refresh_from_db()
    assert referral.state == "SENT"
    texts = WorkItem.objects.filter(worker=bram.user_id).values_list("text", flat=True)
    assert any("Lopende doorverwijzingen: Budgethulp" in text for text in texts)


def test_a_team_does_not_end_with_a_referral_that_waits(case, amira, team):
    ReferralFactory(case=case, sent_by_id=amira.user_id)
    labels = {owned.label: owned.count for owned in owned_by_team(team, on=TODAY)}
    assert labels["doorverwijzingen zonder antwoord"] == 1


def test_a_referral_of_who_is_blocked_is_listed_for_the_coordinator(case, amira, dirk, team):
    ReferralFactory(case=case, sent_by_id=amira.user_id)
    assert not unfollowed.left_rows(dirk, [team.pk], "doorverwijzingen", on=TODAY).exists()
    User.objects.filter(pk=amira.user_id).update(is_active=False)

    [row] = unfollowed.left_rows(dirk, [team.pk], "doorverwijzingen", on=TODAY)
    assert row["case_pk"] == case.pk
