"""Sessions, agenda and votes: who reads what, what is decided, and what comes of it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.benefits.committee_errors import SessionRefused, VoteRefused
from eenplan.benefits.models import (
    AgendaItem,
    CommitteeSession,
    Decision,
    DecisionProposal,
    Evidence,
    Grant,
    Investigation,
    Review,
)
from eenplan.benefits.selectors.agenda_ready import ready_for_agenda
from eenplan.benefits.selectors.sessions import get_item, get_session
from eenplan.benefits.services.sessions import (
    change_session,
    move_item,
    plan_session,
    publish_session,
    put_on_agenda,
    take_off_agenda,
)
from eenplan.benefits.services.voting import (
    close_session,
    leave_item,
    note_presence,
    note_vote,
    postpone_item,
)
from eenplan.core.errors import NotAllowed, NotFound
from eenplan.core.models import AuditEvent
from eenplan.organisation.models import User
from tests.factories import TODAY, HouseholdFactory
from tests.support.at_once import at_once
from tests.support.committee import WAGE_CENTS, item_for, sitting
from tests.support.rights import agreed_proposal, application_of, at, decided

pytestmark = pytest.mark.django_db
NOT_THE_SECRETARY = ["amira", "dirk", "pieter", "rita", "ilse", "hana"]


def user(actor):
    return User.objects.get(pk=actor.user_id)


def vote(secretary, item, yes=2, no=0, none=0, note="", on=TODAY):
    return note_vote(
        actor=secretary,
        item=item,
        votes_for=yes,
        votes_against=no,
        abstained=none,
        note=note,
        at=at(on),
        on=on,
    )


def refused(error, why, act):
    with pytest.raises(error, match=why), transaction.atomic():
        act()


# -- Planning and agenda ---------------------------------------------------------------------------
def test_a_session_has_members_and_one_chair(guy, pieter, rita):
    session = plan_session(
        actor=guy,
        held_on=TODAY,
        members=[user(pieter), user(rita)],
        chair=user(pieter),
        on=TODAY,
        place="raadzaal",
    )
    assert session.members.get(is_chair=True).user_id == pieter.user_id
    change_session(
        actor=guy,
        session=session,
        held_on=TODAY + timedelta(days=1),
        members=[user(rita)],
        chair=user(rita),
        on=TODAY,
    )
    assert [(seat.user_id, seat.is_chair) for seat in session.members.all()] == [
        (rita.user_id, True)
    ]


@pytest.mark.parametrize(
    ("held_on", "seats", "why"),
    [
        (TODAY - timedelta(days=1), ("pieter", "pieter"), "van vandaag"),
        (TODAY + timedelta(days=999), ("pieter", "pieter"), "binnen een jaar"),
        (TODAY, ("", ""), "wie in de zitting zetelt"),
        (TODAY, ("rita", "pieter"), "één voorzitter"),
        (TODAY, ("rita", ""), "één voorzitter"),
    ],
)
def test_a_session_that_cannot_be(held_on, seats, why, request, guy):
    member, chair = (user(request.getfixturevalue(name)) if name else None for name in seats)
    members = [member] if member else []
    refused(
        SessionRefused,
        why,
        lambda: plan_session(actor=guy, held_on=held_on, members=members, chair=chair, on=TODAY),
    )
    assert not CommitteeSession.objects.exists()


def test_one_session_a_day(guy, pieter):
    sitting(pieter)
    refused(
        SessionRefused,
        "al een zitting",
        lambda: plan_session(
            actor=guy, held_on=TODAY, members=[user(pieter)], chair=user(pieter), on=TODAY
        ),
    )


@pytest.mark.parametrize("who", NOT_THE_SECRETARY)
def test_only_the_secretary_keeps_the_agenda(who, request, guy, pieter, rita, household):
    session = sitting(pieter, rita)
    item = item_for(guy, session, household)
    actor = request.getfixturevalue(who)
    acts = [
        lambda: plan_session(actor=actor, held_on=TODAY, members=[], chair=None, on=TODAY),
        lambda: put_on_agenda(actor=actor, session=session, subject=item.proposal, on=TODAY),
        lambda: take_off_agenda(actor=actor, item=item),
        lambda: move_item(actor=actor, item=item, up=True),
        lambda: publish_session(actor=actor, session=session, at=at(TODAY), on=TODAY),
        lambda: note_presence(actor=actor, session=session, present=[], on=TODAY),
        lambda: vote(actor, item),
        lambda: postpone_item(actor=actor, item=item, note="x", at=at(TODAY), on=TODAY),
        lambda: close_session(actor=actor, session=session, at=at(TODAY)),
    ]
    for act in acts:
        with pytest.raises(NotAllowed), transaction.atomic():
            act()
    item.refresh_from_db()
    assert (item.outcome, Decision.objects.count()) == ("", 0)


def test_what_is_ready_tells_what_it_lacks_and_whose_term_ends_first(guy, household, team, area):
    other = HouseholdFactory(team=team, area=area, persons=1)
    late = agreed_proposal(application_of(other, received_on=TODAY - timedelta(days=40)))
    soon = application_of(household)
    report = Investigation.objects.create(application=soon, started_on=TODAY, worker=late.made_by)
    Evidence.objects.create(investigation=report, section="MEANS", what="loonfiche", asked_on=TODAY)
    asked = agreed_proposal(soon)

    lines = ready_for_agenda(guy)

    assert [line.pk for line in lines] == [late.pk, asked.pk]
    assert lines[0].term.day == TODAY - timedelta(days=10)
    assert not lines[0].is_complete and "bevoegdheid" in lines[0].lacks[0]


def test_who_is_helped_elsewhere_is_not_told_to_a_secretary_of_the_own_area(
    join, team, guy, household
):
    household.helped_elsewhere = True
    household.save()
    agreed_proposal(application_of(household))
    neighbour = join("gust", "COMMITTEE_SECRETARY", team)

    assert len(ready_for_agenda(guy)) == 1
    assert ready_for_agenda(neighbour) == []


def test_items_change_places_and_go(guy, pieter, household, team, area):
    session = sitting(pieter)
    first = item_for(guy, session, household)
    second = item_for(guy, session, HouseholdFactory(team=team, area=area))
    move_item(actor=guy, item=second, up=True)
    assert list(session.items.values_list("pk", flat=True)) == [second.pk, first.pk]
    move_item(actor=guy, item=second, up=True)
    take_off_agenda(actor=guy, item=first)
    assert list(session.items.values_list("pk", flat=True)) == [second.pk]
    assert [line.pk for line in ready_for_agenda(guy)] == [first.proposal_id]


def test_nothing_stands_on_two_agendas(guy, pieter, household):
    item = item_for(guy, sitting(pieter), household)
    other = sitting(pieter, on=TODAY + timedelta(days=7))
    refused(
        SessionRefused,
        "al op een agenda",
        lambda: put_on_agenda(actor=guy, session=other, subject=item.proposal, on=TODAY),
    )


def test_an_empty_agenda_is_not_sent(guy, pieter, household):
    session = sitting(pieter, published=False)
    act = {"actor": guy, "session": session, "at": at(TODAY), "on": TODAY}
    refused(SessionRefused, "leeg", lambda: publish_session(**act))
    item_for(guy, session, household)
    publish_session(**act)
    refused(SessionRefused, "al verstuurd", lambda: publish_session(**act))


# -- Who reads -------------------------------------------------------------------------------------
def test_a_member_reads_own_sessions_from_publication_until_closing(guy, pieter, rita, household):
    session = sitting(pieter, published=False)
    item = item_for(guy, session, household)
    for actor in (pieter, rita):
        with pytest.raises(NotFound):
            get_item(actor, item.pk)
    publish_session(actor=guy, session=session, at=at(TODAY), on=TODAY)

    assert get_item(pieter, item.pk) == item
    with pytest.raises(NotFound):
        get_item(rita, item.pk)  # has no seat

    vote(guy, item, yes=1)
    close_session(actor=guy, session=session, at=at(TODAY))
    for read in (lambda: get_item(pieter, item.pk), lambda: get_session(pieter, session.pk)):
        with pytest.raises(NotFound):
            read()
    assert get_item(guy, item.pk) == item


def test_who_has_an_interest_leaves_the_item_and_reads_it_no_more(guy, pieter, rita, household):
    session = sitting(pieter, rita)
    item = item_for(guy, session, household)
    left = {"item": item, "at": at(TODAY), "reason": "nicht van de aanvrager"}
    with pytest.raises(NotAllowed):
        leave_item(actor=rita, user=user(pieter), **left)
    leave_item(actor=rita, user=user(rita), **left)
    refused(SessionRefused, "al genoteerd", lambda: leave_item(actor=guy, user=user(rita), **left))

    with pytest.raises(NotFound):
        get_item(rita, item.pk)
    refused(VoteRefused, "hoogstens 1", lambda: vote(guy, item, yes=2))
    assert vote(guy, item, yes=1).outcome == "ACCEPTED"


# -- The vote --------------------------------------------------------------------------------------
def test_accepting_makes_the_decision_with_its_number_and_its_grant(guy, pieter, rita, household):
    before = decided(household, right="OTHER_AID", category=None, rhythm="ONCE")
    item = item_for(guy, sitting(pieter, rita), household)

    vote(guy, item)

    made = Decision.objects.get(item=item)
    assert (made.year, made.serial) == (TODAY.year, before.serial + 1)
    assert (made.decided_on, made.recorded_by_id) == (TODAY, guy.user_id)
    grant = Grant.objects.get(decision=made)
    assert (grant.component, grant.amount_cents, grant.starts_on, grant.ends_on) == (
        "EQUIVALENT",
        WAGE_CENTS,
        TODAY,
        None,
    )
    assert grant.beneficiary == item.proposal.application.applicant
    assert AuditEvent.objects.filter(event="benefits.decided").count() == 1


def test_a_refusal_grants_nothing(guy, pieter, household):
    facts = {"kind": "REFUSE", "amount_cents": 0, "category": None}
    vote(guy, item_for(guy, sitting(pieter), household, **facts), yes=1)
    assert Decision.objects.get().kind == "REFUSE"
    assert not Grant.objects.exists()


@pytest.mark.parametrize(("yes", "no", "none"), [(1, 1, 0), (0, 0, 2), (0, 2, 0)])
def test_a_tie_and_a_minority_reject_and_the_case_manager_proposes_anew(
    yes, no, none, guy, pieter, rita, household
):
    item = item_for(guy, sitting(pieter, rita), household)
    refused(VoteRefused, "waarom het verworpen", lambda: vote(guy, item, yes, no, none))

    vote(guy, item, yes, no, none, note="te weinig bewijs")

    item.refresh_from_db()
    assert item.outcome == "REJECTED"
    assert ("Staking van stemmen" in item.note) is (yes == no)
    assert not Decision.objects.exists()
    assert ready_for_agenda(guy) == []


def test_votes_are_within_who_is_there(guy, pieter, rita, household):
    session = sitting(pieter, rita)
    item = item_for(guy, session, household)
    refused(VoteRefused, "hoogstens 2", lambda: vote(guy, item, yes=3))
    refused(VoteRefused, "hoogstens 2", lambda: vote(guy, item, yes=-1))
    refused(VoteRefused, "hoeveel leden", lambda: vote(guy, item, yes=0))
    note_presence(actor=guy, session=session, present=[pieter.user_id], on=TODAY)
    refused(VoteRefused, "minstens 2", lambda: vote(guy, item, yes=1))
    refused(
        SessionRefused,
        "zetelt hier niet",
        lambda: note_presence(actor=guy, session=session, present=[guy.user_id], on=TODAY),
    )


def test_nothing_is_voted_before_the_day_nor_on_an_agenda_nobody_read(guy, pieter, household):
    ahead = sitting(pieter, on=TODAY + timedelta(days=3))
    item = item_for(guy, ahead, household)
    refused(VoteRefused, "pas op", lambda: vote(guy, item, yes=1))
    refused(
        SessionRefused,
        "pas op",
        lambda: note_presence(actor=guy, session=ahead, present=[], on=TODAY),
    )
    CommitteeSession.objects.filter(pk=ahead.pk).update(published_at=None, held_on=TODAY)
    item.refresh_from_db()
    refused(VoteRefused, "Verstuur eerst", lambda: vote(guy, item, yes=1))


def test_what_is_put_off_goes_to_a_next_session(guy, pieter, household):
    item = item_for(guy, sitting(pieter), household)
    act = {"actor": guy, "item": item, "at": at(TODAY), "on": TODAY}
    refused(VoteRefused, "waarom het punt", lambda: postpone_item(**act, note=""))
    postpone_item(**act, note="wacht op het huisbezoek")

    [line] = ready_for_agenda(guy)
    assert "huisbezoek" in line.postponed
    later = sitting(pieter, on=TODAY + timedelta(days=7))
    again = put_on_agenda(actor=guy, session=later, subject=item.proposal, on=TODAY)
    assert again.proposal == item.proposal


def test_a_session_closes_when_all_was_treated_and_then_stays(guy, pieter, household):
    session = sitting(pieter)
    item = item_for(guy, session, household)
    refused(
        SessionRefused,
        "nog niet behandeld",
        lambda: close_session(actor=guy, session=session, at=at(TODAY)),
    )
    with pytest.raises(IntegrityError, match="closed_session_is_treated"), transaction.atomic():
        CommitteeSession.objects.filter(pk=session.pk).update(closed_at=at(TODAY))
    vote(guy, item, yes=1)
    close_session(actor=guy, session=session, at=at(TODAY))
    for act in (
        lambda: close_session(actor=guy, session=session, at=at(TODAY)),
        lambda: note_presence(actor=guy, session=session, present=[], on=TODAY),
    ):
        refused(SessionRefused, "gesloten", act)
    with pytest.raises(IntegrityError, match="closed session is not changed"), transaction.atomic():
        CommitteeSession.objects.filter(pk=session.pk).update(place="elders")


def test_a_second_wage_for_a_person_is_refused_in_words(guy, pieter, household):
    decided(household)
    item = item_for(guy, sitting(pieter), household)
    refused(VoteRefused, "loopt in die periode al", lambda: vote(guy, item, yes=1))
    item.refresh_from_db()
    assert item.outcome == ""


# -- What came before ------------------------------------------------------------------------------
def revising(guy, chair, decision, **facts):
    """Return an agenda item that revises a decision."""
    asked = agreed_proposal(
        decision.application, **{"kind": "REVISE", "revises": decision, **facts}
    )
    return put_on_agenda(actor=guy, session=sitting(chair), subject=asked, on=TODAY)


def test_a_revision_ends_the_grant_before_on_its_own_day(guy, pieter, household):
    first = decided(household, received_on=TODAY - timedelta(days=60))
    since = TODAY - timedelta(days=10)
    Review.objects.create(decision=first, reason="HOUSEHOLD_CHANGED", raised_on=TODAY)

    vote(guy, revising(guy, pieter, first, starts_on=since, amount_cents=1_000_00), yes=1)

    second = first.next_decision
    first.grant.refresh_from_db()
    assert (first.grant.ends_on, second.grant.starts_on) == (since, since)
    review = Review.objects.get()
    assert (review.led_to, review.settled_on) == (second, TODAY)


def test_who_could_not_know_of_our_mistake_gets_less_from_the_next_month_on(guy, pieter, household):
    first = decided(household, received_on=TODAY - timedelta(days=60))
    facts = {"starts_on": TODAY - timedelta(days=10), "amount_cents": 1_000_00, "spared": True}

    vote(guy, revising(guy, pieter, first, **facts), yes=1)

    first.grant.refresh_from_db()
    assert first.grant.ends_on == date(2027, 1, 1)  # notified by 1 December at the latest
    assert first.next_decision.grant.starts_on == date(2027, 1, 1)


def test_stopping_ends_the_grant_and_recovering_does_not(guy, pieter, household):
    first = decided(household, received_on=TODAY - timedelta(days=60))
    back = revising(guy, pieter, first, kind="RECOVER", amount_cents=5_000)
    vote(guy, back, yes=1)
    first.grant.refresh_from_db()
    assert first.grant.ends_on is None

    recover = first.next_decision
    stop = agreed_proposal(
        first.application, kind="STOP", revises=recover, amount_cents=0, category=None
    )
    item = put_on_agenda(actor=guy, session=back.session, subject=stop, on=TODAY)
    vote(guy, item, yes=1)
    first.grant.refresh_from_db()
    assert first.grant.ends_on == stop.starts_on
    assert not Grant.objects.filter(decision__kind="STOP").exists()


# -- Two at once -----------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_of_two_secretaries_at_once_one_decides(join, central, guy, pieter, household):
    other = join("gerd", "COMMITTEE_SECRETARY", central)
    item = item_for(guy, sitting(pieter), household)

    def accept(secretary):
        def job():
            try:
                vote(secretary, AgendaItem.objects.get(pk=item.pk), yes=1)
            except VoteRefused:
                return 0
            return 1

        return job

    assert sum(at_once([accept(guy), accept(other)])) == 1
    assert Decision.objects.count() == Grant.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_agendas_at_once_one_gets_the_proposal(guy, pieter, household):
    asked = agreed_proposal(application_of(household))
    sessions = [sitting(pieter, on=TODAY + timedelta(days=n)) for n in (1, 2)]

    def put(session):
        def job():
            try:
                put_on_agenda(
                    actor=guy,
                    session=session,
                    subject=DecisionProposal.objects.get(pk=asked.pk),
                    on=TODAY,
                )
            except SessionRefused:
                return 0
            return 1

        return job

    assert sum(at_once([put(session) for session in sessions])) == 1
