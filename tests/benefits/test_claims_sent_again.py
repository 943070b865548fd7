"""What the State refused goes out again: reckoned anew, once, and never claimed twice."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from eenplan.benefits.claims_errors import ClaimAnswered, NothingNew, NotSentAgain
from eenplan.benefits.models import ClaimGround, ClaimSentAgain, CostStatement, StateClaim
from eenplan.benefits.selectors.claim_status import statuses
from eenplan.benefits.services.claims import answer_claim, send_again
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent, FileRead
from tests.benefits.test_claims import FULL, SEPTEMBER, claim_of, export, parts, reckon
from tests.factories import TODAY
from tests.support.at_once import at_once
from tests.support.claims import granted, noticed, paid, protected
from tests.support.htmx import soup

pytestmark = pytest.mark.django_db


def answered(actor, claim, *, accepted=False, answer="geen attest"):
    return answer_claim(
        actor=actor, claim=claim, accepted=accepted, answer=answer, on=TODAY, at=now()
    )


def again(actor, claim, on=TODAY):
    return send_again(actor=actor, claim=claim, why="attest opgevraagd", on=on, at=now())


@pytest.fixture
def olena(household):
    """A household under temporary protection, noticed in time, without a project."""
    grant = granted(household, since=SEPTEMBER)
    protected(grant.beneficiary, first_aid_on=SEPTEMBER)
    noticed(grant, SEPTEMBER + timedelta(days=20))
    paid(grant, SEPTEMBER)
    return grant


@pytest.fixture
def refused(olena, hana):
    """The month of September, sent in a statement and refused."""
    reckon()
    export(hana)
    answered(hana, claim_of(olena))
    return claim_of(olena)


def balanced() -> bool:
    rows = StateClaim.objects.all()
    return all(
        row.paid_cents == row.claimed_cents + row.not_yet_cents + row.own_cents for row in rows
    )


def claimed_in_statements() -> int:
    return sum(CostStatement.objects.values_list("claimed_cents", flat=True))


def test_a_refused_claim_goes_into_the_next_statement_and_the_first_stays(olena, hana, refused):
    first = refused.corrects
    again(hana, refused)
    claim = claim_of(olena)
    assert parts(claim) == (FULL, FULL, 0, 0, 0)
    assert [one.state for one in statuses(on=TODAY)] == ["opnieuw in te dienen"]

    statement = export(hana)
    claim.refresh_from_db()
    first.refresh_from_db()
    assert (statement.number, statement.claimed_cents) == (2, FULL)
    assert (claim.state, claim.corrects_id, first.state) == ("CLAIMED", first.pk, "REFUSED")
    assert first.answer == "geen attest"
    assert balanced() and reckon().total == 0
    with pytest.raises(NothingNew):
        export(hana)
    answered(hana, claim, accepted=True, answer="")
    assert claim_of(olena).state == "ACCEPTED"
    assert AuditEvent.objects.filter(event="benefits.claim-sent-again").count() == 1


def test_what_was_put_right_is_reckoned(olena, hana, refused):
    ClaimGround.objects.update(is_protected=False, first_aid_on=None)
    again(hana, refused)
    assert export(hana).claimed_cents == claim_of(olena).claimed_cents
    assert balanced()


def test_a_second_refusal_asks_a_second_decision(olena, hana, refused):
    again(hana, refused)
    export(hana)
    answered(hana, claim_of(olena), answer="nog altijd geen attest")
    assert parts(claim_of(olena)) == (FULL, 0, 0, FULL, 0)
    again(hana, claim_of(olena))
    export(hana)
    assert CostStatement.objects.count() == 3
    assert ClaimSentAgain.objects.count() == 2
    assert parts(claim_of(olena)) == (FULL, FULL, 0, 0, 0) and balanced()


def test_a_refused_correction_leaves_what_the_state_had_in_hand(olena, hana):
    reckon()
    export(hana)
    answered(hana, claim_of(olena), accepted=True, answer="")
    paid(olena, SEPTEMBER, 10_000, end_to_end="E-more", period=date(2026, 9, 15))
    reckon()
    assert export(hana).claimed_cents == 10_000
    answered(hana, claim_of(olena), answer="te veel")
    assert parts(claim_of(olena)) == (FULL + 10_000, FULL, 0, 10_000, 0)
    with pytest.raises(NothingNew):
        export(hana)

    again(hana, claim_of(olena))
    assert export(hana).claimed_cents == 10_000
    assert claimed_in_statements() == FULL + 20_000  # of which 10 000 was refused
    assert parts(claim_of(olena)) == (FULL + 10_000, FULL + 10_000, 0, 0, 0) and balanced()


def test_what_was_not_refused_or_goes_again_already_is_refused(olena, hana, refused):
    again(hana, refused)
    with pytest.raises(NotSentAgain):
        again(hana, claim_of(olena))
    export(hana)
    with pytest.raises(NotSentAgain):
        again(hana, claim_of(olena))
    assert ClaimSentAgain.objects.count() == 1
    with pytest.raises(ClaimAnswered):
        answered(hana, refused.corrects)


def test_after_the_last_day_of_a_statement_it_is_too_late(olena, hana, refused):
    with pytest.raises(NotSentAgain, match="30/09/2027"):
        again(hana, refused, on=date(2027, 10, 1))
    assert not ClaimSentAgain.objects.exists()


@pytest.mark.parametrize("who", ["amira", "dirk", "celine"])
def test_only_who_claims_sends_again(olena, hana, refused, who, request):
    with pytest.raises(NotAllowed):
        again(request.getfixturevalue(who), refused)


def test_the_database_refuses_to_send_again_what_was_not_refused(olena, hana):
    reckon()
    export(hana)
    facts = {"claim": claim_of(olena), "why": "x", "noted_at": now()}
    with pytest.raises(IntegrityError, match="only_the_refused_goes_again"), transaction.atomic():
        ClaimSentAgain.objects.create(**facts)


def test_who_claims_sends_again_on_the_page_and_reads_the_whole_road(olena, hana, refused, login):
    browser, at = login(hana), f"/terugvraag/{refused.pk}/"
    assert soup(browser.get(at)).select(f"a[href='{at}opnieuw/']")
    assert browser.post(f"{at}opnieuw/", {"why": ""}).status_code == 422
    assert browser.post(f"{at}opnieuw/", {"why": "attest opgevraagd"}).status_code == 303
    assert browser.post(f"{at}opnieuw/", {"why": "nog eens"}).status_code == 422
    page = soup(browser.get(f"/terugvraag/{claim_of(olena).pk}/"))
    assert "attest opgevraagd" in page.text and "geen attest" in page.text
    assert not page.select("a[href$='/opnieuw/']")
    assert FileRead.objects.filter(household_id=olena.household_id).exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_send_one_claim_again(olena, hana, refused):
    def job():
        try:
            return str(again(hana, refused).pk > 0)
        except NotSentAgain as error:
            return type(error).__name__

    assert sorted(at_once([job, job])) == ["NotSentAgain", "True"]
