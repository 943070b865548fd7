"""Sending a household on: what is shared, with whose consent, and who may."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.cases.models import WorkItem
from eenplan.core.access import system_actor
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.directory.models import Service
from eenplan.network import services
from eenplan.network.errors import (
    AlreadyAnswered,
    AlreadyReferred,
    NeedsReason,
    NoValidConsent,
    ReferralRefused,
)
from eenplan.network.models import Referral, ReferralEvent
from eenplan.network.selectors import pending_of, unanswered_of_team
from eenplan.network.selectors.referrals import doubts_about
from eenplan.people.models import Person, SpecificNeed
from tests.factories import MembershipFactory, TeamFactory, UserFactory
from tests.factories.network import NetworkServiceFactory, ReferralFactory
from tests.network.conftest import given
from tests.support.setting import TODAY


def open_items():
    return list(WorkItem.objects.filter(done_on=None).order_by("pk"))


# -- Sending ---------------------------------------------------------------------------------------
def test_a_referral_is_sent_with_its_consent_its_day_of_answer_and_a_line_of_history(send, amira):
    referral = send()

    assert (referral.state, referral.sent_on) == ("SENT", TODAY)
    assert referral.answer_by == TODAY + timedelta(days=10)
    assert (referral.consent_by, referral.consent_language) == ("Olena Kovalchuk", "uk")
    [event] = ReferralEvent.objects.all()
    assert (event.state, event.on, event.by_id, event.by_name) == (
        "SENT",
        TODAY,
        amira.user_id,
        amira.name,
    )
    [line] = AuditEvent.objects.filter(event="network.referral-sent")
    assert line.detail["shared"] == "NAMES"


def test_only_the_chosen_blocks_are_written_down(send, household):
    referral = send(shared=["LANGUAGES", "NAMES"])

    assert [part["block"] for part in referral.packet] == ["NAMES", "LANGUAGES"]
    assert referral.packet[0]["lines"][0] == "Olena Kovalchuk (referentiepersoon)"
    assert "1988" not in str(referral.packet)


def test_what_is_noted_after_the_consent_never_reaches_the_receiver(send):
    referral = send()
    Person.objects.update(family_name="Nieuw")
    referral.refresh_from_db()

    assert "Nieuw" not in str(referral.packet)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"by": " "}, "consent_by"),
        ({"on": TODAY + timedelta(days=1)}, "consent_on"),
        ({"on": TODAY - timedelta(days=400)}, "consent_on"),
        ({"until": TODAY}, "consent_until"),
        ({"until": TODAY + timedelta(days=3000)}, "consent_until"),
    ],
)
def test_without_a_consent_that_holds_nothing_is_sent(changes, field, send):
    with pytest.raises(NoValidConsent) as refused:
        send(consent=given(**changes))

    assert refused.value.field == field
    assert not Referral.objects.exists()


def test_a_household_is_referred_to_one_service_once_until_that_is_over(send, amira):
    first = send()
    with pytest.raises(AlreadyReferred, match="al doorverwezen"):
        send()

    services.withdraw_referral(actor=amira, referral=first, why="fout", on=TODAY)
    assert send().pk != first.pk


def test_who_works_in_another_team_refers_nobody_of_ours(send, bram):
    with pytest.raises(NotAllowed):
        send(actor=bram)
    assert not Referral.objects.exists()


def test_a_service_that_stopped_gets_nobody(send, service):
    Service.objects.filter(pk=service.pk).update(ends_on=TODAY)
    service.refresh_from_db()
    with pytest.raises(ReferralRefused, match="bestaat niet"):
        send(receiver=service)


# -- Needs -----------------------------------------------------------------------------------------
@pytest.fixture
def need(household):
    person = household.members.first().person
    return SpecificNeed.objects.create(person=person, code="TRAUMA", starts_on=TODAY)


def test_needs_are_shared_with_a_consent_of_their_own_only(send, need):
    with pytest.raises(NoValidConsent, match="apart"):
        send(shared=["NEEDS"])

    assert "trauma" in str(send(shared=["NEEDS"], needs_consent=True).packet)


def test_who_sees_no_needs_shares_none(send, need, dirk):
    with pytest.raises(ReferralRefused, match="noden"):
        send(actor=dirk, shared=["NEEDS"], needs_consent=True)


def test_the_database_itself_refuses_needs_without_their_consent(case):
    with pytest.raises(IntegrityError, match="needs_only"), transaction.atomic():
        ReferralFactory(case=case, shared=["NEEDS"])


def test_the_database_itself_refuses_a_referral_without_consent(case):
    with pytest.raises(IntegrityError, match="has_consent"), transaction.atomic():
        ReferralFactory(case=case, consent_by="")


# -- To a team inside ------------------------------------------------------------------------------
@pytest.fixture
def expert_team(norms):
    team = TeamFactory(name="Juridische dienst", kind="CENTRAL_SERVICE")
    MembershipFactory(team=team, user=UserFactory(username="jurist"), role="EXPERT")
    return team


def test_a_team_inside_is_asked_too(send, expert_team):
    assert send(receiver=expert_team).team == expert_team


def test_a_team_where_nobody_answers_is_not_asked(send, norms):
    with pytest.raises(ReferralRefused, match="niemand"):
        send(receiver=TeamFactory(name="Leeg"))


def test_the_team_that_has_the_household_is_not_asked(send, team):
    with pytest.raises(ReferralRefused, match="al bij"):
        send(receiver=team)


def test_who_prefers_help_elsewhere_is_never_sent_to_the_team_of_the_own_neighbourhood(
    send, join, household, area, other_team, team
):
    home = other_team
    team.team_areas.update(ends_on=TODAY)
    home.team_areas.all().delete()
    home.team_areas.create(area=area, starts_on=TODAY)
    join("hugo", "CASE_MANAGER", home)
    household.helped_elsewhere = True
    household.save()
    case = household.cases.get()

    with pytest.raises(ReferralRefused, match="eigen wijk"):
        send(receiver=home, case=case)


# -- The entry of the service ----------------------------------------------------------------------
def test_an_old_or_full_entry_says_so_before_and_stays_with_the_referral(send):
    full = NetworkServiceFactory(
        capacity=0, capacity_note="tot januari", confirmed_on=TODAY.replace(year=2025)
    )
    doubts = doubts_about(full, on=TODAY)

    assert "Laatst nagekeken op 23/11/2025" in doubts[0]
    assert doubts[1] == "Deze dienst is volzet (tot januari)."
    assert "volzet" in send(receiver=full).service_note


def test_a_fresh_entry_with_room_raises_no_doubt(service):
    assert doubts_about(service, on=TODAY) == []


# -- Withdrawing -----------------------------------------------------------------------------------
def test_withdrawing_says_why_and_tells_a_colleague_who_sent_it(send, dirk, amira):
    referral = send()
    services.withdraw_referral(actor=dirk, referral=referral, why="verhuisd", on=TODAY)

    assert referral.state == "WITHDRAWN"
    [item] = open_items()
    assert item.worker_id == amira.user_id
    assert "verhuisd" in item.text


def test_a_withdrawal_without_a_reason_changes_nothing(send, amira):
    referral = send()
    with pytest.raises(NeedsReason):
        services.withdraw_referral(actor=amira, referral=referral, why=" ", on=TODAY)
    referral.refresh_from_db()
    assert referral.state == "SENT"


def test_what_is_over_is_not_withdrawn_again(send, amira):
    referral = send()
    services.withdraw_referral(actor=amira, referral=referral, why="x", on=TODAY)
    with pytest.raises(AlreadyAnswered, match="ingetrokken"):
        services.withdraw_referral(actor=amira, referral=referral, why="y", on=TODAY)
    assert ReferralEvent.objects.count() == 2


def test_a_family_that_withdraws_its_consent_ends_what_waits(send, amira):
    referral = send()
    services.withdraw_consent(actor=amira, referral=referral, why="wil niet meer", on=TODAY)

    assert (referral.state, referral.consent_withdrawn_on) == ("WITHDRAWN", TODAY)
    assert not referral.consent_holds_on(TODAY)


# -- When a case closes or moves -------------------------------------------------------------------
def test_what_is_pending_ends_with_a_reason_told_to_who_asked(send, ask, case, amira, dirk):
    referral = send()
    ask(case=case)
    assert list(pending_of(case)) == [referral]

    assert services.end_pending(actor=dirk, case=case, reason="dossier gesloten", on=TODAY) == 2

    referral.refresh_from_db()
    assert referral.state == "WITHDRAWN"
    assert not pending_of(case).exists()
    assert {item.worker_id for item in open_items()} == {amira.user_id}
    assert all("dossier gesloten" in item.text for item in open_items())
    assert services.end_pending(actor=dirk, case=case, reason="x", on=TODAY) == 0


def test_who_cannot_open_the_household_any_more_is_not_told_but_its_case_manager_is(
    send, case, dirk, bram
):
    Referral.objects.filter(pk=send().pk).update(sent_by=bram.user_id)
    services.end_pending(actor=dirk, case=case, reason="gesloten", on=TODAY)

    [item] = open_items()
    assert item.worker_id != bram.user_id


def test_what_is_pending_goes_along_and_the_new_case_manager_hears_of_it(send, case, dirk):
    send()
    assert services.move_pending(actor=dirk, case=case, reason="Verhuisd.", on=TODAY) == 1
    assert any("Lopende doorverwijzingen: Budgethulp" in item.text for item in open_items())


def test_what_nobody_answered_counts_for_the_team_that_sent_and_the_team_that_got_it(
    send, team, expert_team, other_team
):
    sent, inside = send(), send(receiver=expert_team)

    assert set(unanswered_of_team(team)) == {sent, inside}
    assert set(unanswered_of_team(expert_team)) == {inside}
    assert not unanswered_of_team(other_team).exists()


# -- No answer -------------------------------------------------------------------------------------
def remind(days: int):
    day = TODAY + timedelta(days=days)
    return services.remind_unanswered(actor=system_actor(day), on=day)


def test_on_the_last_day_nobody_is_reminded_yet(send):
    send()
    assert remind(10) == (0, 0)


def test_the_case_manager_hears_first_and_the_coordinators_later_each_once(send, amira, team):
    send()
    assert [remind(11), remind(11), remind(15)] == [(1, 0), (0, 0), (0, 0)]
    assert [remind(16), remind(16), remind(40)] == [(0, 1), (0, 0), (0, 0)]

    first, later = open_items()
    assert (first.worker_id, later.worker_id, later.team_id) == (amira.user_id, None, team.pk)


def test_a_job_that_did_not_run_for_weeks_tells_both_at_once(send):
    send()
    assert remind(60) == (1, 1)


def test_an_answered_referral_reminds_nobody(send, amira):
    services.note_answer(
        actor=amira, referral=send(), state="ACCEPTED", by_name="Jo", why="", on=TODAY
    )
    assert remind(60) == (0, 0)
