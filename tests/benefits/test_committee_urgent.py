"""Urgent aid of the chair: alone, once, at once, and ratified afterwards."""

from datetime import timedelta

import pytest
from django.db import transaction

from eenplan.benefits.committee_errors import SessionRefused, UrgentRefused
from eenplan.benefits.models import Application, CompetenceCheck, Decision, Grant, Review
from eenplan.benefits.selectors.urgent import not_ratified
from eenplan.benefits.services.decisions import give_urgent_aid
from eenplan.benefits.services.sessions import put_on_agenda
from eenplan.benefits.services.voting import note_vote
from eenplan.core.errors import NotAllowed
from tests.factories import TODAY
from tests.support.at_once import at_once
from tests.support.committee import sitting
from tests.support.rights import application_of, at, decided

pytestmark = pytest.mark.django_db
WHY = "Het gezin heeft vanavond geen eten en geen geld."


@pytest.fixture
def urgent(household):
    return application_of(household, is_urgent=True)


def give(chair, application, cents=20_000, reason=WHY):
    return give_urgent_aid(
        actor=chair,
        application=application,
        amount_cents=cents,
        reason=reason,
        at=at(TODAY),
        on=TODAY,
    )


def refused(why, act):
    before = Decision.objects.count()
    with pytest.raises(UrgentRefused, match=why), transaction.atomic():
        act()
    assert Decision.objects.count() == before


def vote(guy, item, yes, note=""):
    return note_vote(
        actor=guy,
        item=item,
        votes_for=yes,
        votes_against=0 if yes else 1,
        abstained=0,
        note=note,
        at=at(TODAY),
        on=TODAY,
    )


def test_it_works_at_once_as_an_advance_on_a_wage(pieter, urgent):
    made = give(pieter, urgent)
    assert (made.urgent_by_id, made.item, made.right) == (pieter.user_id, None, "OTHER_AID")
    grant = Grant.objects.get(decision=made)
    assert (grant.component, grant.amount_cents, grant.rhythm) == ("ADVANCE", 20_000, "ONCE")
    assert grant.ends_on == TODAY + timedelta(days=1)
    assert list(not_ratified(pieter)) == [made]


def test_for_other_aid_it_is_that_aid(pieter, household):
    made = give(pieter, application_of(household, is_urgent=True, right="OTHER_AID"))
    assert made.grant.component == "OTHER_AID"


def test_once_within_the_limit_with_a_reason_on_what_is_urgent(pieter, urgent, household):
    refused("volledige zin", lambda: give(pieter, urgent, reason="nood"))
    for cents in (0, -1, 50_001):
        refused("boven nul tot 500", lambda cents=cents: give(pieter, urgent, cents=cents))
    refused("niet als dringend", lambda: give(pieter, application_of(household)))
    give(pieter, urgent)
    refused("al dringende steun", lambda: give(pieter, urgent))
    decided(household, decided_on=TODAY)
    other = application_of(household, is_urgent=True)
    Application.objects.filter(pk=other.pk).update(withdrawn_on=TODAY, withdrawn_why="x")
    refused("ingetrokken", lambda: give(pieter, other))


@pytest.mark.parametrize("who", ["rita", "guy", "amira", "dirk", "ilse", "hana"])
def test_only_the_chair(who, request, urgent):
    with pytest.raises(NotAllowed), transaction.atomic():
        give(request.getfixturevalue(who), urgent)
    assert not Decision.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_double_click_gives_once(pieter, urgent):
    def job():
        try:
            give(pieter, urgent)
        except UrgentRefused:
            return 0
        return 1

    assert sum(at_once([job, job])) == 1
    assert Grant.objects.count() == 1


def test_the_next_session_ratifies(guy, pieter, urgent):
    made = give(pieter, urgent)
    item = put_on_agenda(actor=guy, session=sitting(pieter), subject=made, on=TODAY)
    assert list(not_ratified(guy)) == [made]
    vote(guy, item, 1)
    assert list(not_ratified(guy)) == []
    assert not Review.objects.exists()


def test_what_is_not_ratified_is_to_be_reviewed_and_stays_decided(guy, pieter, urgent):
    made = give(pieter, urgent)
    item = put_on_agenda(actor=guy, session=sitting(pieter), subject=made, on=TODAY)
    vote(guy, item, 0, "geen dringendheid")
    review = Review.objects.get()
    assert (review.decision, review.reason) == (made, "NOT_RATIFIED")
    assert Decision.objects.count() == Grant.objects.count() == 1


def test_incompetence_is_ratified_too(guy, pieter, household):
    check = CompetenceCheck.objects.create(
        application=application_of(household),
        is_competent=False,
        ground="verblijft gewoonlijk elders",
        decided_on=TODAY,
        to_centre="OCMW Elders",
    )
    item = put_on_agenda(actor=guy, session=sitting(pieter), subject=check, on=TODAY)
    assert vote(guy, item, 1).outcome == "ACCEPTED"
    assert not Decision.objects.exists()
    with pytest.raises(SessionRefused), transaction.atomic():
        put_on_agenda(actor=guy, session=item.session, subject=check, on=TODAY)


def test_what_the_committee_decided_itself_is_not_ratified(guy, pieter, household):
    with pytest.raises(SessionRefused, match="Alleen dringende"), transaction.atomic():
        put_on_agenda(actor=guy, session=sitting(pieter), subject=decided(household), on=TODAY)


def test_the_chair_by_the_screens(login, pieter, rita, urgent):
    browser = login(pieter)
    assert urgent.number in browser.get("/comite/dringend/").text
    address = f"/comite/dringend/{urgent.pk}/"
    assert browser.post(address, {"amount": "9999", "reason": WHY}).status_code == 422
    assert browser.post(address, {"amount": "150,00", "reason": WHY}).status_code == 303
    assert Decision.objects.get().amount_cents == 15_000
    assert browser.get(address).status_code == 404
    assert login(rita).get("/comite/dringend/").status_code == 403
